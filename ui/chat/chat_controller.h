// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/chat/composer.h"
#include "ui/chat/sources_panel.h"
#include "ui/transcript/transcript_message.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace freshet {

class AnswerRun;
class ChatPanel;
class ModelChoice;
class QueryService;
class SettingsStore;

/// Joins the chat on the screen with the services: asks, follows the answers, stores both, shows one chat at a time.
///
/// Answers of chats that are not shown go on and are stored; several chats may be answered at once. Nothing here waits.
/// showOn() comes before all else.
class ChatController : public QObject {
    Q_OBJECT

public:
    ChatController(QueryService &queries, HistoryStore &history, SettingsStore &settings, const ModelChoice &model,
        QObject *parent = nullptr);
    ~ChatController() override;

    /// From now on on @p panel, which is new. The chat, what is written in it and the answers that run move there.
    void showOn(ChatPanel &panel);

    const ConversationId &current() const { return m_current; }
    bool isAnswering() const { return m_runs.contains(m_current); } ///< In the chat that is shown.

    void newChat(); ///< The one that nothing was asked in yet; what was written in it is there again.
    void open(const ConversationId &id);
    void remove(const ConversationId &id); ///< Stops its answer, and leaves it when it is shown.
    /// False, and nothing happens, while the chat that is shown is answered or loaded. The draft stays.
    bool ask(const QString &question);
    void stop(); ///< In the chat that is shown.
    void copyLastAnswer() const;

    /// The sources of an answer of this chat; of the last one that has some when @p answer is empty.
    SourcesPanel::Content sourcesOf(MessageId answer) const;

signals:
    void currentChanged(const freshet::ConversationId &id);
    void answeringChanged(const QSet<freshet::ConversationId> &answering);
    void sourcesRequested(const freshet::MessageId &answer, int number);
    void sourcesChanged(); ///< The last answer has others now.
    void chooseModelRequested();
    void settingsRequested(const freshet::ProviderId &provider, freshet::ErrorKind why); ///< Where it can be mended.

private:
    enum class Loading { No, Once, Again };

    void connectPanel();
    void onLoaded(const QList<StoredMessage> &messages);
    void show(const QList<StoredMessage> &messages);
    void start(const StoredMessage &question, const StoredMessage &answer, const QList<ChatMessage> &told);
    void follow(const AnswerRun &run);
    void onRunFinished(AnswerRun *run);
    void onAction(const MessageId &id, MessageAction action);
    void requestSettings(const StoredMessage &failed);
    void askAgain(const MessageId &answer);
    void recallLastQuestion();
    void switchTo(const ConversationId &id);
    void updateActivity();
    int indexOf(const MessageId &id) const;
    TranscriptMessage shownAs(const StoredMessage &message) const;

    QueryService &m_queries;
    HistoryStore &m_history;
    SettingsStore &m_settings;
    const ModelChoice &m_model;
    ChatPanel *m_panel = nullptr; // not owned
    ConversationId m_current;
    ConversationId m_newChat; ///< The chat that nothing was asked in yet.
    Loading m_loading = Loading::No; ///< Whether the messages of the current chat are on their way.
    QList<StoredMessage> m_messages; ///< Of the current chat; an answer that grows is up to date in its run.
    QHash<ConversationId, AnswerRun *> m_runs; // children of this
    QHash<ConversationId, Composer::Draft> m_drafts;
};

} // namespace freshet
