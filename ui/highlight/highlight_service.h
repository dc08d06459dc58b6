// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/code_colors.h"
#include "ui/highlight/highlight_worker.h"

#include <QCache>
#include <QObject>
#include <QStringList>
#include <QThread>

#include <memory>

namespace freshet {

/// Colours code on a thread of its own: lines in, roles back.
///
/// One small job runs at a time, and what was wanted last goes first, so that what is seen now does not wait for what
/// was scrolled past. On the GUI thread; the other thread starts with the first job.
class HighlightService : public QObject {
    Q_OBJECT

public:
    explicit HighlightService(QObject *parent = nullptr) : HighlightService({}, parent) { }
    explicit HighlightService(Grammar::Source source, QObject *parent = nullptr);
    ~HighlightService() override; ///< Waits for the line that is being looked at, not for the others.

    /// For a whole block; with the lines that are known of this very text.
    std::shared_ptr<CodeColors> colors(const QString &scope, const QString &text);
    /// Of a whole block that is no longer shown.
    void keep(const std::shared_ptr<CodeColors> &colors, const QString &text);

    /// Asks for the roles of @p lines, which follow those that @p colors has. Whoever still wants what has not come
    /// when colored() says so, asks again.
    void want(const std::shared_ptr<CodeColors> &colors, const QStringList &lines);
    bool isIdle() const { return !m_isRunning; }

signals:
    void colored(); ///< Somebody's colors have got more lines.

private:
    struct Request {
        std::weak_ptr<CodeColors> colors;
        QStringList lines;
    };

    void startNext();
    void onDone(const HighlightResult &result);

    QThread m_thread;
    HighlightWorker *m_worker; ///< Lives on m_thread.
    QList<Request> m_requests; ///< The last goes first.
    std::weak_ptr<CodeColors> m_running;
    bool m_isRunning = false;
    QCache<QByteArray, std::shared_ptr<CodeColors>> m_kept;
};

} // namespace freshet
