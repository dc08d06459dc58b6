// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fake_http_server.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QWebSocket>

#include <chrono>
#include <memory>
#include <optional>

class QRandomGenerator;

namespace freshet::test {

/// How a quit is asked for, and when, whichever comes first: so long after the start, after so many things were seen,
/// as soon as the profile has a file of that name, or as soon as a tool was let in.
struct Quit {
    enum class How { Terminate, Interrupt, CloseWindow, KillDisplay };

    How how = How::Terminate;
    std::optional<std::chrono::milliseconds> afterStart;
    int afterReports = 0; ///< 0: never. The window is the first thing that is seen.
    QString atFile;
    bool isAtTool = false;
    QStringList servers; ///< Which of QuitLane's servers is asked, each in a chat of its own.
};

Quit randomQuit(QRandomGenerator &random);

/// One profile whose window is opened, kept busy and quit again and again: chats stream, a tool asks through the local
/// endpoint, the user is writing. After each quit it knows what is wrong.
///
/// Nothing here waits: start(), turn the event loop until isOver(), ask problems().
class QuitLane : public QObject {
    Q_OBJECT

public:
    struct Times {
        std::optional<std::chrono::nanoseconds> windowGone; ///< After the quit; unset: it was never shown.
        std::chrono::nanoseconds processGone{0};
    };

    /// Their words are the servers of Quit::servers.
    static QStringList servers();

    QuitLane();
    ~QuitLane() override;

    void start(const Quit &quit);
    bool isOver() const { return m_isOver; }
    QString profile() const { return m_dir.filePath("profile"); }
    QStringList problems() const; ///< Of everything that was asked until now; empty: all is well.
    const Times &times() const { return m_times; }
    bool wasShown() const { return m_wasShown; }

private:
    static FakeHttpServer::Script answerTo(const FakeHttpServer::Request &request);
    QString startDisplay();
    void takeReports();
    void takeReport(const QByteArray &line);
    void connectTool();
    void quitNow();
    void onFinished();
    QStringList problemsOfTheEnd() const;
    QStringList problemsOfFiles() const;
    QStringList problemsOfChats() const;

    QTemporaryDir m_dir;
    FakeHttpServer m_server;
    QByteArray m_token;
    QTimer m_moment;
    QFileSystemWatcher m_watcher;
    std::unique_ptr<QProcess> m_display; ///< An X server of its own, for Quit::How::KillDisplay.
    std::unique_ptr<QProcess> m_program;
    std::unique_ptr<QWebSocket> m_tool;
    Quit m_quit;
    int m_runs = 0;
    int m_reports = 0;
    qsizetype m_typed = 0;
    QHash<QString, qsizetype> m_seen; ///< How much of the answer to a question was shown, of all runs.
    std::optional<std::chrono::steady_clock::time_point> m_quitAt;
    Times m_times;
    bool m_wasShown = false;
    bool m_wasToolIn = false;
    bool m_isOver = true;
    QByteArrayList m_said;
};

} // namespace freshet::test
