// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/attachment.h"
#include "core/domain/model_info.h"
#include "core/domain/query_types.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QThread>

namespace freshet {

class HistoryWorker;

using ConversationId = QString; ///< A UUID, made by the caller: nothing waits for the database.
using MessageId = QString; ///< Likewise.

QString newHistoryId(); ///< For either.

enum class StoredState {
    Complete,
    Streaming, ///< Being written; found at start it means: interrupted.
    Interrupted, ///< Cut off by a crash, Stop, or an error.
    Failed, ///< No text came; see StoredMessage::error.
};

struct StoredMessage {
    MessageId id;
    ConversationId conversation;
    MessageId parent; ///< The message before it in its branch of the chat (see MessageTree); empty: it is a first one.
    ChatRole role = ChatRole::User;
    StoredState state = StoredState::Complete;
    QueryAnswer answer; ///< Of a user message only `text` is used.
    std::optional<Error> error;
    QDateTime createdAt;
    QList<Attachment> attachments = {}; ///< Of a user message. Stored with it once; never changed after.

    bool operator==(const StoredMessage &) const = default;
};

struct ConversationInfo {
    ConversationId id;
    QString title;
    QDateTime changedAt;

    bool operator==(const ConversationInfo &) const = default;
};

/// Chats in SQLite, written by one worker thread; nothing here blocks and every call keeps its order.
///
/// A question is committed before storeQuestion's `questionStored` comes, and only then is it sent to a model. Text of
/// a growing answer is committed at most 250 ms after appendToAnswer(). What cannot be written is told by failed() and
/// tried again until it can, and never stops the program: where the file cannot be used at all, chats are kept in
/// memory until the program ends.
class HistoryStore : public QObject {
    Q_OBJECT

public:
    /// The file is opened (and made) in the worker thread, at the first call that needs it.
    explicit HistoryStore(const QString &databasePath, QObject *parent = nullptr);
    ~HistoryStore() override; ///< Commits what is pending.

    void listConversations(); ///< conversationsListed() answers, newest first.
    void loadConversation(const ConversationId &id); ///< conversationLoaded() answers, in the order of storing.
    void listModels(); ///< modelsFound() answers with those that wrote the stored answers.

    /// Makes the conversation when it is new (its title from the question), and stores the question together with
    /// the answer that will grow, which becomes the leaf. Ids that are there already mean: ask again.
    void storeQuestion(const StoredMessage &question, const StoredMessage &answer);
    void appendToAnswer(const MessageId &id, const QString &delta);
    void restartAnswer(const MessageId &id); ///< Text so far is void.
    void finishAnswer(const StoredMessage &answer); ///< Replaces what had grown.
    void setLeaf(const ConversationId &id, const MessageId &leaf); ///< The message that the chat is shown down to.
    void renameConversation(const ConversationId &id, const QString &title);
    void deleteConversation(const ConversationId &id); ///< With its draft.

    /// What is written in a chat and not sent, committed right away. The chat need not be there yet. An empty draft is
    /// removed.
    void storeDraft(const ConversationId &id, const Draft &draft);
    void loadDrafts(); ///< draftsLoaded() answers.

signals:
    void conversationsListed(const QList<freshet::ConversationInfo> &conversations);
    /// @p leaf is the message that the chat was last shown down to; empty: nobody chose one.
    void conversationLoaded(const freshet::ConversationId &id, const QList<freshet::StoredMessage> &messages,
        const freshet::MessageId &leaf);
    void draftsLoaded(const QHash<freshet::ConversationId, freshet::Draft> &drafts);
    void modelsFound(const QSet<freshet::ModelRef> &models); ///< Also told, alone, of each answer that is finished.
    void conversationsChanged();
    void messageStored(const freshet::MessageId &id); ///< Asked, begun or finished: its text or state is another now.
    void questionStored(const freshet::MessageId &questionId); ///< After failed() where it could not be stored.
    void failed(const freshet::Error &error); ///< Something was not stored; the text says what.

private:
    /// Runs @p job(worker) in the worker's thread, after everything asked for before.
    template <typename Job>
    void post(Job job);

    QThread m_thread;
    HistoryWorker *m_worker = nullptr; // lives in m_thread, deleted when it ends
};

QLatin1String toWord(StoredState state); ///< "complete", "streaming", "interrupted", "failed".
std::optional<StoredState> storedStateFromString(QStringView word);

} // namespace freshet

Q_DECLARE_METATYPE(freshet::StoredMessage)
Q_DECLARE_METATYPE(freshet::ConversationInfo)
