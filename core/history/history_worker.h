// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QHash>
#include <QSqlDatabase>
#include <QTimer>

#include <functional>

class QSqlQuery;

namespace freshet {

/// HistoryStore's part in the worker thread: all SQL runs here, one call after the other.
///
/// Signals are HistoryStore's, told from this thread.
class HistoryWorker : public QObject {
    Q_OBJECT

public:
    explicit HistoryWorker(const QString &databasePath);
    ~HistoryWorker() override; ///< Commits what is pending. Runs in the worker thread.

    void list();
    void load(const ConversationId &id);
    void listModels();
    void storeQuestion(const StoredMessage &question, const StoredMessage &answer);
    void append(const MessageId &id, const QString &delta);
    void restart(const MessageId &id);
    void finish(const StoredMessage &answer);
    void setLeaf(const ConversationId &id, const MessageId &leaf);
    void rename(const ConversationId &id, const QString &title);
    void remove(const ConversationId &id);
    void storeDraft(const ConversationId &id, const Draft &draft);
    void loadDrafts();

signals:
    void conversationsListed(const QList<freshet::ConversationInfo> &conversations);
    void conversationLoaded(const freshet::ConversationId &id, const QList<freshet::StoredMessage> &messages,
        const freshet::MessageId &leaf);
    void draftsLoaded(const QHash<freshet::ConversationId, freshet::Draft> &drafts);
    void modelsFound(const QSet<freshet::ModelRef> &models);
    void conversationsChanged();
    void messageStored(const freshet::MessageId &id);
    void questionStored(const freshet::MessageId &questionId);
    void failed(const freshet::Error &error);

private:
    struct Asked {
        StoredMessage question;
        StoredMessage answer;
    };

    struct StoredParts {
        QList<Attachment> written;
        QList<Attachment> aside;
    };

    static StoredParts storedPartsOf(const Draft &draft);
    bool open();
    bool write(const QString &what, const std::function<bool(QSqlQuery &)> &statements);
    bool upsert(QSqlQuery &query, const StoredMessage &message) const;
    bool touch(QSqlQuery &query, const MessageId &message) const;
    bool storeAsked(const StoredMessage &question, const StoredMessage &answer);
    bool storeFinished(const StoredMessage &answer);
    bool storeDeltas();
    void flush(); ///< Writes what is not committed yet; what cannot be written now is tried again later.

    const QString m_path;
    const QString m_connection;
    QSqlDatabase m_database;
    // What is not committed yet, in the order in which it must be.
    QList<Asked> m_asked;
    QHash<MessageId, QString> m_pending; ///< Deltas.
    QHash<MessageId, StoredMessage> m_finished;
    QHash<ConversationId, Draft> m_unsavedDrafts;
    QTimer m_flushTimer;
    QHash<ConversationId, StoredParts> m_draftParts; ///< As stored: what is large is written when it changes.
    bool m_isOpen = false;
};

} // namespace freshet
