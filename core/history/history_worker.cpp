// SPDX-License-Identifier: MIT
#include "core/history/history_worker.h"

#include "core/base/log_categories.h"
#include "core/history/history_database.h"
#include "core/history/history_json.h"
#include "core/history/history_parts.h"
#include "core/history/history_sql.h"
#include "core/history/history_title.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <sqlite3.h>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr auto kFlushDelay = 250ms;
constexpr auto kFlushRetry = 10s;

StoredMessage historyMessage(const QSqlQuery &row, const ConversationId &conversation)
{
    return {.id = row.value(0).toString(),
        .conversation = conversation,
        .parent = row.value(7).toString(),
        .role = chatRoleFromString(row.value(1).toString()).value_or(ChatRole::Assistant),
        .state = storedStateFromString(row.value(2).toString()).value_or(StoredState::Complete),
        .answer = answerFromJson(row.value(4).toString().toUtf8(), row.value(3).toString()),
        .error = errorFromJson(row.value(5).toString().toUtf8()),
        .createdAt = QDateTime::fromMSecsSinceEpoch(row.value(6).toLongLong(), Qt::UTC)};
}

} // namespace

HistoryWorker::HistoryWorker(const QString &databasePath)
    : m_path(databasePath),
      m_connection("history-" + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_flushTimer(this)
{
    m_flushTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &HistoryWorker::flush);
}

HistoryWorker::~HistoryWorker()
{
    flush();
    if (!m_isOpen)
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

bool HistoryWorker::open()
{
    if (m_isOpen)
        return m_database.isOpen();
    m_isOpen = true;
    const OpenedHistory opened = openHistory(m_path, m_connection);
    m_database = opened.database;
    if (opened.notice)
        emit failed(*opened.notice);
    return m_database.isOpen();
}

/// One transaction around @p statements; on failure nothing of it stays, and @p what begins the sentence about it.
bool HistoryWorker::write(const QString &what, const std::function<bool(QSqlQuery &)> &statements)
{
    if (!open())
        return false;
    QSqlQuery query(m_database);
    if (query.exec("BEGIN IMMEDIATE") && statements(query) && query.exec("COMMIT"))
        return true;
    const QSqlError error = query.lastError();
    qCWarning(logHistory) << what << error.text();
    query.exec("ROLLBACK");
    const bool isFull = error.nativeErrorCode() == QString::number(SQLITE_FULL);
    emit failed({.kind = ErrorKind::Storage,
        .message = what
            + (isFull ? QStringLiteral(" because the disk is full. Free some space.")
                      : " to " + m_path + ". Check the file and the disk it is on."),
        .retryable = true});
    return false;
}

void HistoryWorker::list()
{
    if (!open())
        return;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    QList<ConversationInfo> conversations;
    query.exec("SELECT id, title, changed_at FROM conversations AS c ORDER BY"
               " (SELECT max(seq) FROM messages WHERE conversation = c.id) DESC");
    while (query.next()) {
        conversations << ConversationInfo{query.value(0).toString(), query.value(1).toString(),
            QDateTime::fromMSecsSinceEpoch(query.value(2).toLongLong(), Qt::UTC)};
    }
    emit conversationsListed(conversations);
}

void HistoryWorker::load(const ConversationId &id)
{
    flush(); // what is loaded is all that was told so far
    if (!open())
        return;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    QList<StoredMessage> messages;
    runHistory(query,
        "SELECT id, role, state, text, answer, error, created_at, parent FROM messages WHERE conversation = ?"
        " ORDER BY seq",
        {id});
    while (query.next())
        messages << historyMessage(query, id);
    const QHash<MessageId, QList<Attachment>> attachments = readAttachments(query, id);
    for (StoredMessage &message : messages)
        message.attachments = attachments.value(message.id);
    runHistory(query, "SELECT leaf FROM conversations WHERE id = ?", {id});
    emit conversationLoaded(id, messages, query.next() ? query.value(0).toString() : MessageId());
}

void HistoryWorker::listModels()
{
    if (!open()) {
        emit modelsFound({});
        return;
    }
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    QSet<ModelRef> models;
    query.exec("SELECT DISTINCT json_extract(answer, '$.provider'), json_extract(answer, '$.model') FROM messages"
               " WHERE role = 'assistant' AND state <> 'failed' AND json_valid(answer)");
    while (query.next()) {
        if (const ModelRef model{query.value(0).toString(), query.value(1).toString()}; model.isValid())
            models.insert(model);
    }
    emit modelsFound(models);
}

bool HistoryWorker::upsert(QSqlQuery &query, const StoredMessage &message) const
{
    return runHistory(query,
        "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at, parent)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
        " state = excluded.state, text = excluded.text, answer = excluded.answer, error = excluded.error",
        {message.id, message.conversation, QString(toWord(message.role)), QString(toWord(message.state)),
            historyValue(message.answer.text), historyValue(answerToJson(message.answer)),
            historyValue(message.error ? errorToJson(*message.error) : QByteArray("")),
            message.createdAt.toMSecsSinceEpoch(), historyValue(message.parent)});
}

bool HistoryWorker::touch(QSqlQuery &query, const MessageId &message) const
{
    return runHistory(query,
        "UPDATE conversations SET changed_at = ? WHERE id = (SELECT conversation FROM messages WHERE id = ?)",
        {QDateTime::currentMSecsSinceEpoch(), message});
}

void HistoryWorker::storeQuestion(const StoredMessage &question, const StoredMessage &answer)
{
    m_pending.remove(answer.id);
    m_finished.remove(answer.id);
    if (storeAsked(question, answer)) {
        emit questionStored(question.id);
        emit conversationsChanged();
        return;
    }
    m_asked.append({question, answer});
    m_flushTimer.start(kFlushRetry);
    emit questionStored(question.id);
}

bool HistoryWorker::storeAsked(const StoredMessage &question, const StoredMessage &answer)
{
    const bool isStored = write("The question could not be saved", [&](QSqlQuery &query) {
        return runHistory(query,
                   "INSERT INTO conversations (id, title, changed_at, leaf) VALUES (?, ?, ?, ?) ON CONFLICT(id) DO "
                   "UPDATE"
                   " SET changed_at = excluded.changed_at, leaf = excluded.leaf",
                   {question.conversation, titleFromQuestion(question.answer.text),
                       question.createdAt.toMSecsSinceEpoch(), answer.id})
            && upsert(query, question) && storeAttachments(query, question.id, question.attachments)
            && upsert(query, answer);
    });
    if (isStored) {
        emit messageStored(question.id);
        emit messageStored(answer.id);
    }
    return isStored;
}

void HistoryWorker::append(const MessageId &id, const QString &delta)
{
    m_pending[id] += delta;
    if (!m_flushTimer.isActive())
        m_flushTimer.start(kFlushDelay);
}

void HistoryWorker::flush()
{
    m_flushTimer.stop();
    const bool hasNews = !m_asked.isEmpty() || !m_finished.isEmpty();
    const QHash<ConversationId, Draft> unsaved = std::exchange(m_unsavedDrafts, {});
    for (auto draft = unsaved.cbegin(); draft != unsaved.cend(); ++draft)
        storeDraft(draft.key(), draft.value());
    bool ok = true;
    while (ok && !m_asked.isEmpty()) {
        ok = storeAsked(m_asked.constFirst().question, m_asked.constFirst().answer);
        if (ok)
            m_asked.removeFirst();
    }
    ok = ok && storeDeltas();
    while (ok && !m_finished.isEmpty()) {
        ok = storeFinished(*m_finished.cbegin());
        if (ok)
            m_finished.erase(m_finished.cbegin());
    }
    if (!ok || !m_unsavedDrafts.isEmpty())
        m_flushTimer.start(kFlushRetry);
    else if (hasNews)
        emit conversationsChanged();
}

bool HistoryWorker::storeDeltas()
{
    if (m_pending.isEmpty())
        return true;
    const bool isStored = write("The answer could not be saved", [this](QSqlQuery &query) {
        bool ok = query.prepare("UPDATE messages SET text = text || ? WHERE id = ? AND state = 'streaming'");
        for (auto it = m_pending.cbegin(); ok && it != m_pending.cend(); ++it) {
            query.bindValue(0, it.value());
            query.bindValue(1, it.key());
            ok = query.exec();
        }
        return ok;
    });
    if (isStored)
        m_pending.clear();
    return isStored;
}

void HistoryWorker::restart(const MessageId &id)
{
    m_pending.remove(id);
    write("The answer could not be saved",
        [&](QSqlQuery &query) { return runHistory(query, "UPDATE messages SET text = '' WHERE id = ?", {id}); });
}

void HistoryWorker::finish(const StoredMessage &answer)
{
    m_pending.remove(answer.id);
    m_finished.insert(answer.id, answer);
    flush();
    if (answer.state != StoredState::Failed && answer.answer.model.isValid())
        emit modelsFound({answer.answer.model});
}

bool HistoryWorker::storeFinished(const StoredMessage &answer)
{
    const bool isStored = write("The answer could not be saved", [&](QSqlQuery &query) {
        return runHistory(query, "UPDATE messages SET state = ?, text = ?, answer = ?, error = ? WHERE id = ?",
                   {QString(toWord(answer.state)), historyValue(answer.answer.text),
                       historyValue(answerToJson(answer.answer)),
                       historyValue(answer.error ? errorToJson(*answer.error) : QByteArray("")), answer.id})
            && touch(query, answer.id);
    });
    if (isStored)
        emit messageStored(answer.id);
    return isStored;
}

void HistoryWorker::setLeaf(const ConversationId &id, const MessageId &leaf)
{
    write("Which branch of the chat is shown could not be saved", [&](QSqlQuery &query) {
        return runHistory(query, "UPDATE conversations SET leaf = ? WHERE id = ?", {historyValue(leaf), id});
    });
}

void HistoryWorker::rename(const ConversationId &id, const QString &title)
{
    const bool isStored = write("The new name could not be saved", [&](QSqlQuery &query) {
        return runHistory(query, "UPDATE conversations SET title = ? WHERE id = ?", {historyValue(title), id});
    });
    if (isStored)
        emit conversationsChanged();
}

void HistoryWorker::remove(const ConversationId &id)
{
    m_asked.removeIf([&id](const Asked &asked) { return asked.question.conversation == id; });
    m_finished.removeIf([&id](QHash<MessageId, StoredMessage>::iterator entry) { return entry->conversation == id; });
    m_unsavedDrafts.remove(id);
    m_draftParts.remove(id);
    const bool isStored = write("The chat could not be deleted", [&](QSqlQuery &query) {
        return runHistory(query, "DELETE FROM conversations WHERE id = ?", {id})
            && runHistory(query, "DELETE FROM drafts WHERE conversation = ?", {id});
    });
    if (!isStored)
        return;
    // secure_delete cleans the file; the log still holds the old pages.
    QSqlQuery(m_database).exec("PRAGMA wal_checkpoint(TRUNCATE)");
    emit conversationsChanged();
}

HistoryWorker::StoredParts HistoryWorker::storedPartsOf(const Draft &draft)
{
    return {.written = partsOf(draft), .aside = draft.aside ? partsOf(*draft.aside) : QList<Attachment>()};
}

void HistoryWorker::storeDraft(const ConversationId &id, const Draft &draft)
{
    m_unsavedDrafts.remove(id);
    const StoredParts parts = storedPartsOf(draft);
    const auto before = m_draftParts.constFind(id);
    const auto howOf = [&](QList<Attachment> StoredParts::*place) {
        const bool areThere = before != m_draftParts.cend() && (*before).*place == parts.*place;
        return areThere ? DraftParts::AreThere : DraftParts::Write;
    };
    const Draft aside = draft.aside ? *draft.aside : Draft();
    const bool isStored = write("What you write could not be saved", [&](QSqlQuery &query) {
        return writeDraft(query, id, DraftPlace::Written, draft, howOf(&StoredParts::written))
            && writeDraft(query, id, DraftPlace::Aside, aside, howOf(&StoredParts::aside));
    });
    if (isStored && !draft.isEmpty()) {
        m_draftParts.insert(id, parts);
        return;
    }
    m_draftParts.remove(id);
    if (!isStored) {
        m_unsavedDrafts.insert(id, draft);
        if (!m_flushTimer.isActive())
            m_flushTimer.start(kFlushRetry);
    }
}

void HistoryWorker::loadDrafts()
{
    flush();
    if (!open())
        return;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const QHash<ConversationId, Draft> drafts = readDrafts(query);
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft)
        m_draftParts.insert(draft.key(), storedPartsOf(draft.value()));
    emit draftsLoaded(drafts);
}

} // namespace freshet
