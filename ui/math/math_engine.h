// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"

#include <QMutex>
#include <QObject>

#include <memory>

class QJSEngine;

namespace freshet {

/// MathJax in a script engine that reaches neither network nor files. Lives on a thread of its own.
///
/// It is loaded at the first formula. No formula changes how a later one looks: what one has defined is forgotten.
class MathEngine : public QObject {
    Q_OBJECT

public:
    MathEngine();
    ~MathEngine() override;

    /// From any thread: the formula that is being drawn fails soon.
    void interrupt();

    /// From any thread: the same, and no other formula is drawn any more.
    void close();

public slots:
    void draw(const freshet::FormulaKey &key);

signals:
    void started(const freshet::FormulaKey &key); ///< Loaded if need be; now it is the formula that takes its time.
    void drawn(const freshet::FormulaKey &key, const freshet::FormulaPtr &formula); ///< Null: it cannot be drawn.

private:
    bool load();
    void unload();
    QByteArray svgOf(const FormulaKey &key);
    bool isInterrupted();

    QMutex m_mutex; ///< Guards m_js, the pointer, and m_isClosed.
    std::unique_ptr<QJSEngine> m_js; ///< Null before the first formula, and after one that was interrupted.
    bool m_isClosed = false;
};

} // namespace freshet
