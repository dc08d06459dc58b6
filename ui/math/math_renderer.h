// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"

#include <QCache>
#include <QList>
#include <QObject>
#include <QSet>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <optional>

namespace freshet {

class MathEngine;

/// Draws formulas on a thread of its own, and remembers them.
///
/// Thread and engine (some 50 MB) begin with the first formula that is asked for. The newest is drawn first, since it
/// is what is being read. Deleting it interrupts a formula that is being drawn. Where one takes too long after the
/// other, each gets half the time of the one before.
class MathRenderer : public QObject {
    Q_OBJECT

public:
    enum class State {
        Drawn,
        Pending, ///< formulasDone() follows.
        Refused, ///< It is no TeX that can be drawn, or took too long: its source is what there is to show.
    };
    struct Answer {
        State state = State::Pending;
        FormulaPtr formula; ///< Null unless drawn.
    };

    explicit MathRenderer(std::chrono::milliseconds deadline = std::chrono::seconds(2), QObject *parent = nullptr);
    ~MathRenderer() override;

    Answer formula(const FormulaKey &key); ///< Asks for it where it is not known.
    bool isPending(const FormulaKey &key) const { return m_current == key || m_waiting.contains(key); }
    bool isStarted() const { return m_engine != nullptr; }

signals:
    /// Some are no longer pending. One signal for all that came within a frame.
    void formulasDone();

private:
    void start();
    void drawNext();
    void onOverdue();
    void onStarted(const FormulaKey &key);
    void onDrawn(const FormulaKey &key, const FormulaPtr &formula);

    QCache<FormulaKey, Answer> m_known; ///< Costs are bytes.
    QList<FormulaKey> m_waiting; ///< The newest last.
    std::optional<FormulaKey> m_current;
    const std::chrono::milliseconds m_patience;
    int m_overdue = 0; ///< One after the other.
    QTimer m_deadline;
    QTimer m_frame;
    QThread m_thread;
    MathEngine *m_engine = nullptr; ///< Lives on the thread, and is deleted there when it ends.
};

} // namespace freshet
