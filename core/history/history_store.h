// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/domain/attachment.h"
#include "core/domain/document_info.h"
#include "core/domain/model_info.h"
#include "core/domain/query_types.h"
#include "core/history/history_order.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QThread>

#include <chrono>
#include <functional>
#include <optional>

namespace freshet {

class HistoryWorker;
struct ChatsStored;
struct ReadingPlace;
struct StoredChat;

using MessageId = QString; ///< A UUID, made by the caller: nothing waits for the database.

QString newHistoryId(); ///< For any of the ids.

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
    QList<Attachment> attachments = {}; ///< Of a question, or imported with an answer. Stored once; never changed.

    bool operator==(const StoredMessage &) const = default;
};

qint64 freeSpaceOf(const QString &file);

/// Whose the file is. Beside is for a command while a window may be running: see openHistoryBeside().
enum class HistoryOpening { Own, Beside };

struct HistoryOptions {
    HistoryOpening opening = HistoryOpening::Own;
    /// When the first look is taken whether a backup is due; zero is never. Not in a program's first minute: it has
    /// better things to do.
    std::chrono::milliseconds backupAfter{0};
    /// Bytes that can still be written to the disk of a file; negative when nobody knows.
    std::function<qint64(const QString &)> freeSpace = freeSpaceOf;
    std::chrono::milliseconds retryAfter{10'000}; ///< When what could not be saved is tried again.
    Clock clock = systemClock;
};

/// Chats in SQLite, written by one worker thread; nothing here blocks and every call keeps its order.
///
/// A question is committed before storeQuestion's `questionStored` comes, and only then is it sent to a model. Text of
/// a growing answer is committed at most 250 ms after appendToAnswer(). What cannot be written is told by failed() and
/// tried again every 10 seconds until it can, and never stops the program: meanwhile it is kept in memory, and reading
/// shows it. A damaged file is moved aside and recovered, one that was deleted or replaced is written again.
///
/// A chat in the trash is deleted for good by purgeTrash() once it is kTrashKept old by the clock of its options, of
/// which a jump counts as little (see ageTrash()). Asking in a chat that is archived or in the trash takes it out.
class HistoryStore : public QObject {
    Q_OBJECT
    Q_MOC_INCLUDE("core/history/reading_place.h")
    Q_MOC_INCLUDE("core/history/stored_chat.h")

public:
    /// The file is opened (and made) in the worker thread, at the first call that needs it.
    explicit HistoryStore(const QString &databasePath, QObject *parent = nullptr);
    HistoryStore(const QString &databasePath, const HistoryOptions &options, QObject *parent = nullptr);
    ~HistoryStore() override; ///< Commits what is pending.

    /// foldersListed() and then conversationsListed() answer, newest first; also what is archived and in the trash.
    void listConversations();
    void loadConversation(const ConversationId &id); ///< conversationLoaded() answers, in the order of storing.
    /// chatRead() answers with all of it; with no messages and no title when there is none.
    void readChat(const ConversationId &id);
    /// Stores all of @p chats in one transaction, or none of them; see storeChat(). chatsImported() answers.
    void importChats(const QList<StoredChat> &chats);
    void listModels(); ///< modelsFound() answers with those that wrote the stored answers.

    /// Makes the conversation when it is new (its title from the question), and stores the question together with
    /// the answer that will grow, which becomes the leaf. Ids that are there already mean: ask again.
    void storeQuestion(const StoredMessage &question, const StoredMessage &answer);
    void appendToAnswer(const MessageId &id, const QString &delta);
    void restartAnswer(const MessageId &id); ///< Text so far is void.
    void finishAnswer(const StoredMessage &answer); ///< Replaces what had grown.
    void setLeaf(const ConversationId &id, const MessageId &leaf); ///< The message that the chat is shown down to.
    void renameConversation(const ConversationId &id, const QString &title);
    void deleteConversations(const QList<ConversationId> &ids); ///< For good, with their drafts; all at once.
    void changeOrder(const OrderChange &change); ///< Pins, folders, tags, archive, trash.
    void changeOrders(const QList<OrderChange> &changes); ///< In this order; all of them or none.
    void purgeTrash(); ///< Deletes for good what has been there long enough.
    void emptyTrash(); ///< Deletes for good whatever is there.

    /// From now on the chat is a temporary one: nothing about it reaches the disk, its draft included, and it is gone
    /// when it is deleted or the program ends. To be called before anything else about it.
    void keepInMemory(const ConversationId &id);
    bool isTemporary(const ConversationId &id) const { return m_temporary.contains(id); }

    /// What is written in a chat and not sent, committed right away. The chat need not be there yet. An empty draft is
    /// removed.
    void storeDraft(const ConversationId &id, const Draft &draft);
    void loadDrafts(); ///< draftsLoaded() answers.

    /// Which collections a chat searches, committed right away; nothing: it has no choice of its own. The chat need not
    /// be there yet.
    void storeCollections(const ConversationId &id, const std::optional<QList<CollectionName>> &collections);
    void loadCollections(); ///< collectionsLoaded() answers, without temporary chats.
    void renameCollection(const CollectionName &from, const CollectionName &to); ///< In the choices of all chats.

    /// In a small file beside the chats, for which nobody is troubled where it cannot be written. A place in a
    /// temporary chat is none.
    void keepReadingPlace(const ReadingPlace &place);
    void loadReadingPlace(); ///< readingPlaceLoaded() answers.

signals:
    void foldersListed(const QList<freshet::FolderInfo> &folders);
    void conversationsListed(const QList<freshet::ConversationInfo> &conversations);
    /// @p leaf is the message that the chat was last shown down to; empty: nobody chose one.
    void conversationLoaded(const freshet::ConversationId &id, const QList<freshet::StoredMessage> &messages,
        const freshet::MessageId &leaf);
    void chatRead(const freshet::StoredChat &chat);
    void chatsImported(const freshet::ChatsStored &result); ///< After failed() where they could not be stored.
    void draftsLoaded(const QHash<freshet::ConversationId, freshet::Draft> &drafts);
    void collectionsLoaded(const QHash<freshet::ConversationId, QList<freshet::CollectionName>> &collections);
    void readingPlaceLoaded(const freshet::ReadingPlace &place);
    void modelsFound(const QSet<freshet::ModelRef> &models); ///< Also told, alone, of each answer that is finished.
    void conversationsChanged();
    void conversationsDeleted(const QList<freshet::ConversationId> &ids); ///< For good.
    void messageStored(const freshet::MessageId &id); ///< Asked, begun or finished: its text or state is another now.
    void questionStored(const freshet::MessageId &questionId); ///< After failed() where it could not be stored.
    void failed(const freshet::Error &error); ///< Something was not stored; the text says what.

private:
    /// Runs @p job(worker) in the workers' thread, after everything asked for before.
    template <typename Job>
    void post(HistoryWorker *worker, Job job);
    HistoryWorker *workerOf(const ConversationId &id) const { return m_temporary.contains(id) ? m_memory : m_worker; }
    HistoryWorker *workerOfAnswer(const MessageId &id) const { return m_unstored.contains(id) ? m_memory : m_worker; }
    void connectWorker(HistoryWorker *worker);

    const Clock m_clock;
    QSet<ConversationId> m_temporary; ///< Also those that are gone: what comes late for one is not stored either.
    QSet<MessageId> m_unstored; ///< Answers of temporary chats.
    QThread m_thread;
    HistoryWorker *m_worker = nullptr; // lives in m_thread, deleted when it ends
    HistoryWorker *m_memory = nullptr; // likewise; null until there is a temporary chat
};

QLatin1String toWord(StoredState state); ///< "complete", "streaming", "interrupted", "failed".
std::optional<StoredState> storedStateFromString(QStringView word);

} // namespace freshet

Q_DECLARE_METATYPE(freshet::StoredMessage)
