// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_care.h"
#include "core/history/history_file.h"
#include "core/history/history_store.h"
#include "core/history/reading_place.h"
#include "core/history/stored_chat.h"
#include "core/history/unsaved_answers.h"

#include <QHash>
#include <QSet>
#include <QTimer>

class QSqlQuery;

namespace freshet {

/// HistoryStore's part in the worker thread: all SQL runs here, one call after the other.
///
/// Signals are HistoryStore's, told from this thread. Without a path all is in memory, and nothing but that.
class HistoryWorker : public QObject {
    Q_OBJECT

public:
    HistoryWorker(const QString &databasePath, const HistoryOptions &options);
    ~HistoryWorker() override; ///< Commits what is pending. Runs in the worker thread.

    void startCare(); ///< Call in the worker thread, once.

    void list(const QList<ConversationInfo> &temporary); ///< Told before its own.
    QList<ConversationInfo> conversations(); ///< As temporary ones; told by no signal.
    void load(const ConversationId &id);
    void readChat(const ConversationId &id);
    void importChats(const QList<StoredChat> &chats);
    void listModels();
    void storeQuestion(const StoredMessage &question, const StoredMessage &answer);
    void append(const MessageId &id, const QString &delta);
    void commit(); ///< What was appended, now and not in a moment.
    void restart(const MessageId &id);
    void finish(const StoredMessage &answer);
    void setLeaf(const ConversationId &id, const MessageId &leaf);
    void rename(const ConversationId &id, const QString &title);
    /// Those that it reads. False: nothing was.
    bool removeWhere(const std::function<QList<ConversationId>(QSqlQuery &)> &read);
    void purgeTrash(const QDateTime &now);
    void changeOrder(const QList<OrderChange> &changes, const QDateTime &now); ///< All or none; at least one.
    void storeDraft(const ConversationId &id, const Draft &draft);
    void loadDrafts();
    void storeCollections(const ConversationId &id, const std::optional<QList<CollectionName>> &collections);
    void loadCollections();
    void renameCollection(const CollectionName &from, const CollectionName &to);
    void keepReadingPlace(const ReadingPlace &place) { storeReadingPlace(m_file.path(), place); }
    void loadReadingPlace() { emit readingPlaceLoaded(readReadingPlace(m_file.path())); }

signals:
    void foldersListed(const QList<freshet::FolderInfo> &folders);
    void conversationsListed(const QList<freshet::ConversationInfo> &conversations);
    void conversationLoaded(const freshet::ConversationId &id, const QList<freshet::StoredMessage> &messages,
        const freshet::MessageId &leaf);
    void chatRead(const freshet::StoredChat &chat);
    void chatsImported(const freshet::ChatsStored &result);
    void draftsLoaded(const QHash<freshet::ConversationId, freshet::Draft> &drafts);
    void collectionsLoaded(const QHash<freshet::ConversationId, QList<freshet::CollectionName>> &collections);
    void readingPlaceLoaded(const freshet::ReadingPlace &place);
    void modelsFound(const QSet<freshet::ModelRef> &models);
    void conversationsChanged();
    void conversationsDeleted(const QList<freshet::ConversationId> &ids);
    void messageStored(const freshet::MessageId &id);
    void questionStored(const freshet::MessageId &questionId);
    void failed(const freshet::Error &error);

private:
    struct StoredParts {
        QList<Attachment> written;
        QList<Attachment> aside;
    };

    enum class AfterFailure { GiveUp, Hold };

    static StoredParts storedPartsOf(const Draft &draft);
    bool write(
        const QString &what, const HistoryFile::Statements &statements, AfterFailure after = AfterFailure::GiveUp);
    bool read(const HistoryFile::Statements &statements);
    void tellOnce(const QString &sentence);
    void tellNotices();
    StoredChat readStored(const ConversationId &id);
    bool touch(QSqlQuery &query, const MessageId &message) const;
    bool insertAsked(QSqlQuery &query, const UnsavedAnswers::Entry &entry) const;
    bool storeAsked(UnsavedAnswers::Entry &entry);
    bool storeFinished(const UnsavedAnswers::Entry &entry);
    bool storeTexts();
    void onFlushTime();
    void forget(const ConversationId &id); ///< What is not committed yet.
    void flush(); ///< Writes what is not committed yet; what cannot be written now is tried again later.
    void flushUnlessHeld();
    void hold();

    HistoryFile m_file;
    HistoryCare m_care;
    // What is not committed yet.
    UnsavedAnswers m_unsaved;
    QHash<ConversationId, Draft> m_unsavedDrafts;
    QHash<ConversationId, std::optional<QList<CollectionName>>> m_unsavedCollections;
    bool m_isHeld = false; ///< The last attempt failed; the next one is the timer's, or that of something new.
    QSet<QString> m_told; ///< Sentences about what is held.
    const std::chrono::milliseconds m_retryAfter;
    QTimer m_flushTimer;
    QHash<ConversationId, StoredParts> m_draftParts; ///< As stored: what is large is written when it changes.
};

} // namespace freshet
