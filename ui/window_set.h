// SPDX-License-Identifier: MIT
#pragma once

#include "ui/notify/answer_notifier.h"
#include "ui/window_services.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <chrono>

namespace freshet {

class ChatCollectionStore;
class ChatController;
class DesktopNotifier;
class KnowledgeWindow;
class MainWindow;
class NoticeBar;
class QuickAskWindow;
struct ChatPlace;

/// Of notifications of the desktop.
struct NotifyOptions {
    AnswerNotifier::Options answers;
    std::chrono::milliseconds longestSending{3'000}; ///< That the end of the program waits for the desktop.
};

/// All windows of the program, and whatever happens once for all of them: the work after the first paint, the choice
/// of colours and zoom, what is told to the user, notifications of the desktop.
///
/// A chat is shown in one window at most: whoever asks for one that another window shows brings that window to the
/// front. An answer goes on in the window that shows its chat; where none does, in the one that it was asked in. A
/// window that is closed stops its answers, which are kept as far as they had come. The quick-ask window is only
/// hidden, and its answers go on.
///
/// Nothing touches the network or a database before a window has painted.
class WindowSet : public QObject {
    Q_OBJECT
    Q_MOC_INCLUDE("ui/main_window.h")

public:
    explicit WindowSet(const WindowServices &services, const NotifyOptions &notifying = {}, QObject *parent = nullptr);
    ~WindowSet() override; ///< With all windows.

    /// A further one on a new chat, shown; of the size of the last active one and a bit beside it. The first one is
    /// where a window was closed last.
    MainWindow &openWindow();
    const QList<MainWindow *> &windows() const { return m_windows; } ///< The one that was active last comes first.
    MainWindow *lastActive() const { return m_windows.value(0); } ///< Null while there is none.

    void raise(); ///< The last active window; a new one where there is none.
    void quickAsk(); ///< The small window for one question.
    void showKnowledge(); ///< The window about documents.
    void openChat(const ChatPlace &place); ///< In the window that shows it, else in the last active one.
    void quit(); ///< Closes them all; the last active one last, so that the next start looks like it.

    /// In the last active window, or in the quick-ask window while it is the only one in sight; now or once there is
    /// one.
    void tell(const QString &sentence);

signals:
    void windowOpened(freshet::MainWindow *window); ///< It is about to be shown.
    /// The last window is closed, no answer of the quick-ask window is being written, and the desktop was told of the
    /// last one.
    void ended();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void bindSettings();
    void bindNotices();
    void startBackgroundWork();
    void restorePlace();
    void keepPlaceOfLastActive();
    void connectWindow(MainWindow &window);
    void onClosed(MainWindow *window);
    void makeQuickAsk();
    bool isAnythingLeft() const;
    void endIfNothingIsLeft();
    QList<ChatController *> allChats() const; ///< Of all windows.
    WindowShares shares() { return {*m_drafts, *m_collections, *m_toolQueries, m_isArchiveBusy}; }
    void leaveEverywhere(const ConversationId &chat, const ChatController &but);
    void openChatFrom(MainWindow &asking, const ChatPlace &place);
    void moveChat(ConversationId chat, MainWindow &to); ///< A copy: what names it may change.
    MainWindow *windowShowing(const ConversationId &chat) const;
    void updateAnswering();
    void tellAgain(const QString &sentence); ///< Also what was closed before.
    NoticeBar *noticeInSight() const;
    void tellUntold(NoticeBar &notice);

    const WindowServices m_services;
    const NotifyOptions m_notifying;
    DraftStore *m_drafts = nullptr; // child of this, as below
    ChatCollectionStore *m_collections = nullptr;
    ToolQueryModel *m_toolQueries = nullptr;
    DesktopNotifier *m_desktop = nullptr;
    QList<MainWindow *> m_windows; // owned
    QList<QPointer<MainWindow>> m_closed; ///< On their way out; owned.
    QuickAskWindow *m_quickAsk = nullptr; // owned; null until first used
    KnowledgeWindow *m_knowledge = nullptr; // likewise
    QStringList m_untold; ///< Sentences for the next window that is in sight.
    QTimer m_purge;
    QTimer m_lastSending; ///< While the end of the program waits for the desktop.
    bool m_hasStarted = false;
    bool m_hasRestored = false;
    bool m_isQuitting = false;
    bool m_isArchiveBusy = false;
};

} // namespace freshet
