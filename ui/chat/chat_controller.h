// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/message_tree.h"
#include "ui/chat/draft_store.h"
#include "ui/chat/sources_panel.h"
#include "ui/transcript/transcript_message.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace freshet {

class AnswerRun;
class ChatCollectionStore;
class ChatPanel;
class ComposerController;
class ModelChoice;
class QueryService;
class SettingsStore;
class TitleController;
class TranscriptView;

/// Joins the chat on the screen with the services: asks, follows the answers, stores both, shows one chat at a time.
///
/// Answers of chats that are not shown go on and are stored; several chats may be answered at once. Nothing here waits.
/// showOn() comes before all else.
class ChatController : public QObject {
    Q_OBJECT

public:
    ChatController(QueryService &queries, HistoryStore &history, SettingsStore &settings, const ModelChoice &model,
        DraftStore &drafts, ChatCollectionStore &collections, DraftStore::NewChat newChat, QObject *parent = nullptr);
    ~ChatController() override;

    /// From now on on @p panel, which is new. The chat, what is written in it and the answers that run move there.
    void showOn(ChatPanel &panel);

    const ConversationId &current() const { return m_current; }
    /// As drafts and choices of collections name current(): a new chat by its window.
    const QString &currentName() const;
    bool isLoading() const { return m_loading != Loading::No; } ///< What is shown is still that of the chat before.
    bool isAnswering() const; ///< The last answer that is shown is being written.
    QSet<ConversationId> answering() const; ///< The chats in which this one has answers written.

    void newChat(); ///< The one that nothing was asked in yet; what was written in it is there again.
    void open(const ConversationId &id);
    void newTemporaryChat(); ///< One that is never stored; the one that nothing was asked in yet.
    void leave(const ConversationId &id); ///< Stops its answers, and shows a new chat where it is shown.
    void remove(const ConversationId &id); ///< Leaves it, and deletes it for good.
    void removeAll(const QList<ConversationId> &ids); ///< Likewise.
    /// Has the answers of @p chat that @p other has written go on here, with what waits for them. Where @p other shows
    /// that chat, it shows a new one from then on.
    void takeOver(ChatController &other, const ConversationId &chat);
    void openAt(const ConversationId &id, const MessageId &message); ///< messageShown() tells when it is in sight.
    /// Comes after all that is shown; where an answer is being written, it waits for that one. @p instead is a question
    /// of the chat: then this one is a new branch beside it. False, and nothing happens, while the chat is loaded.
    bool ask(const QString &question, const QList<Attachment> &attachments = {}, const MessageId &instead = {});
    /// Shows the answers of these models side by side: to the last question where it is the same one, else to a new
    /// one. What is written stays where this is something else.
    void askModels(const Draft &question, const QList<ModelRef> &models);
    /// What is written, with all that goes with it, or else the last question. None, and the composer says why, while
    /// files are read for it.
    std::optional<Draft> questionToCompare();
    bool closeComparison(); ///< False when none is shown.
    void stop(); ///< All answers to the last question that is shown; what waited for them is written down again.
    void copyLastAnswer() const;
    ComposerController &writing() { return *m_writing; }
    void goOnWithLast(); ///< Where it was cut off.
    void askLastAgain(); ///< Another answer to the last question.

    /// The sources of an answer of this chat; of the last one that has some when @p answer is empty.
    SourcesPanel::Content sourcesOf(MessageId answer) const;

signals:
    void saveSelectionRequested(const QString &markdown, const QString &html); ///< See TranscriptView.
    void currentChanged(const freshet::ConversationId &id);
    void chatShown(); ///< All of current() is on the screen, from its end.
    void messageShown(const freshet::MessageId &message); ///< On the branch that it is on, after openAt().
    void answeringChanged(const QSet<freshet::ConversationId> &answering);
    /// An answer ended, well or not, in whatever chat; @p took is the time since it was asked for.
    void answered(
        const freshet::StoredMessage &question, const freshet::StoredMessage &answer, std::chrono::milliseconds took);
    void sourcesRequested(const freshet::MessageId &answer, int number);
    void sourcesChanged(); ///< The last answer has others now.
    void chooseModelRequested();
    void settingsRequested(const freshet::ProviderId &provider, freshet::ErrorKind why); ///< Where it can be mended.

private:
    enum class Loading { No, Once, Again };

    void connectPanel();
    void beginChat();
    void stopAll(const ConversationId &id);
    void onDeleted(const ConversationId &id);
    void onLoaded(const MessageTree &messages);
    void show(const MessageTree &messages);
    void turnTo(const MessageId &message);
    StoredMessage newQuestion(const ConversationId &chat, const MessageId &parent, const Draft &question) const;
    void start(const StoredMessage &question, const StoredMessage &answer, const QList<ChatMessage> &told,
        const ModelRef &model);
    void adopt(AnswerRun &run);
    void showWhatWasStarted(const StoredMessage &question, const MessageId &answer);
    void follow(const AnswerRun &run, TranscriptView &view);
    void onRunFinished(AnswerRun *run);
    void askNext(const AnswerRun &finished, QList<Draft> queued);
    void writeAgain(const ConversationId &chat, const Draft &question);
    void writeQueuedAgain();
    void keepQueued(const ConversationId &chat);
    void takeBack(int queued);
    AnswerRun *runOf(const MessageId &answer) const;
    bool isHere(const ConversationId &chat) const { return chat == m_current && m_loading == Loading::No; }
    void onAction(const MessageId &id, MessageAction action);
    void requestSettings(const StoredMessage &failed);
    void askAgain(const MessageId &answer);
    void goOnWith(const MessageId &answer);
    void turnBranch(const MessageId &id, int step);
    void showBranch(const MessageId &shown, const MessageId &beside);
    void compareAnswers(const MessageId &question);
    void keepAnswer(const MessageId &answer);
    void finishCompared(const StoredMessage &answer);
    QString figuresOf(const StoredMessage &answer) const;
    void recallLastQuestion();
    std::optional<StoredMessage> lastOf(ChatRole role) const; ///< On the branch that is shown.
    void switchTo(const ConversationId &id);
    void updateCollections();
    void updateActivity();
    QList<TranscriptMessage> shownFrom(const MessageId &id) const;
    TranscriptMessage shownAs(StoredMessage message) const;

    QueryService &m_queries;
    HistoryStore &m_history;
    SettingsStore &m_settings;
    DraftStore &m_drafts;
    ChatCollectionStore &m_collections;
    const ModelChoice &m_model;
    ChatPanel *m_panel = nullptr; // not owned
    ConversationId m_current;
    ConversationId m_newChat; ///< The chat that nothing was asked in yet.
    ConversationId m_newTemporary; ///< The temporary one likewise; empty until there is one.
    Loading m_loading = Loading::No; ///< Whether the messages of the current chat are on their way.
    MessageId m_wanted; ///< To be shown as soon as its chat is there; empty for none.
    MessageId m_compared; ///< The question whose answers are shown side by side; empty for none.
    MessageTree m_messages; ///< Of the current chat; an answer that grows is up to date in its run.
    QList<AnswerRun *> m_runs; // children of this
    QHash<MessageId, QList<Draft>> m_queued; ///< The questions that wait for an answer, by that answer.
    ComposerController *m_writing = nullptr; // child of this
    TitleController *m_titles = nullptr; // likewise
};

} // namespace freshet
