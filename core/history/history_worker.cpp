// SPDX-License-Identifier: MIT
#include "core/history/history_worker.h"

#include "core/base/log_categories.h"
#include "core/history/history_collections.h"
#include "core/history/history_database.h"
#include "core/history/history_import.h"
#include "core/history/history_json.h"
#include "core/history/history_messages.h"
#include "core/history/history_order.h"
#include "core/history/history_parts.h"
#include "core/history/history_sql.h"
#include "core/history/history_title.h"
#include "core/history/trash_clock.h"

#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr auto kFlushDelay = 250ms;

/// False when the rows ended in an error, and not at the last one.
template <typename Take>
bool forEachRow(QSqlQuery &query, Take take)
{
    while (query.next())
        take();
    return !query.lastError().isValid();
}

} // namespace

HistoryWorker::HistoryWorker(const QString &databasePath, const HistoryOptions &options)
    : m_file(databasePath, options.opening),
      m_care(m_file, options, this),
      m_retryAfter(options.retryAfter),
      m_flushTimer(this)
{
    m_flushTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &HistoryWorker::onFlushTime);
    connect(&m_care, &HistoryCare::spaceIsLow, this, &HistoryWorker::failed);
}

HistoryWorker::~HistoryWorker()
{
    m_file.recover();
    flush();
}

void HistoryWorker::startCare() { m_care.start(); }

/// One transaction around @p statements, which may run twice and must come out the same; on failure nothing of it
/// stays, and @p what begins the sentence about it, which is told once until all is saved again.
bool HistoryWorker::write(const QString &what, const HistoryFile::Statements &statements, AfterFailure after)
{
    const std::optional<QSqlError> error = m_file.write(statements);
    tellNotices();
    if (!error)
        return true;
    qCWarning(logHistory) << what << error->text();
    const int code = sqliteCode(*error);
    QString sentence = what
        + (code == SQLITE_FULL ? QStringLiteral(" because the disk is full. Free some space.")
                : code == SQLITE_BUSY
                ? QStringLiteral(" because another program is busy with them. Try again in a moment.")
                : " to " + m_file.path() + ". Check the file and the disk it is on.");
    if (after == AfterFailure::Hold)
        sentence += QStringLiteral(" It is kept in memory, and saved as soon as that works.");
    tellOnce(sentence);
    return false;
}

void HistoryWorker::tellOnce(const QString &sentence)
{
    if (m_told.contains(sentence))
        return;
    m_told << sentence;
    emit failed({.kind = ErrorKind::Storage, .message = sentence, .retryable = true});
}

bool HistoryWorker::read(const HistoryFile::Statements &statements)
{
    const bool isWhole = m_file.read(statements);
    tellNotices();
    if (!isWhole)
        tellOnce("The chats cannot be read from " + m_file.path() + ". Check the file and the disk it is on.");
    return isWhole;
}

void HistoryWorker::tellNotices()
{
    const QList<Error> notices = m_file.takeNotices();
    for (const Error &notice : notices)
        emit failed(notice);
    if (m_file.mayRecover() && !m_flushTimer.isActive())
        m_flushTimer.start(m_retryAfter);
}

void HistoryWorker::onFlushTime()
{
    const bool wasSaving = m_file.isSaving();
    if (m_file.recover() && !wasSaving) {
        tellNotices();
        emit conversationsChanged();
    }
    flush();
}

void HistoryWorker::list(const QList<ConversationInfo> &temporary)
{
    QList<FolderInfo> folders;
    QList<ConversationInfo> conversations;
    read([&](QSqlQuery &query) {
        folders = readFolders(query);
        bool isWhole = !query.lastError().isValid();
        conversations = readConversations(query);
        return isWhole && !query.lastError().isValid();
    });
    emit foldersListed(folders);
    emit conversationsListed(temporary + m_unsaved.over(conversations));
}

QList<ConversationInfo> HistoryWorker::conversations()
{
    QList<ConversationInfo> all;
    read([&all](QSqlQuery &query) {
        all = readConversations(query);
        return !query.lastError().isValid();
    });
    for (ConversationInfo &conversation : all)
        conversation.isTemporary = true;
    return all;
}

void HistoryWorker::load(const ConversationId &id)
{
    flushUnlessHeld(); // what is loaded is all that was told so far
    const StoredChat chat = readStored(id);
    emit conversationLoaded(id, m_unsaved.over(id, chat.messages), m_unsaved.leafOver(id, chat.leaf));
}

void HistoryWorker::readChat(const ConversationId &id)
{
    flushUnlessHeld();
    StoredChat chat = readStored(id);
    chat.messages = m_unsaved.over(id, chat.messages);
    chat.leaf = m_unsaved.leafOver(id, chat.leaf);
    chat.collections = m_unsavedCollections.value(id, chat.collections);
    emit chatRead(chat);
}

StoredChat HistoryWorker::readStored(const ConversationId &id)
{
    StoredChat chat;
    read([&](QSqlQuery &query) {
        chat = {.info = {.id = id}};
        if (!runHistory(query, "SELECT title, changed_at, leaf FROM conversations WHERE id = ?", {id})
            || !forEachRow(query, [&] {
                   chat.info.title = query.value(0).toString();
                   chat.info.changedAt = QDateTime::fromMSecsSinceEpoch(query.value(1).toLongLong(), Qt::UTC);
                   chat.leaf = query.value(2).toString();
               }))
            return false;
        const std::optional<QList<StoredMessage>> messages = readMessages(query, id);
        chat.messages = messages.value_or(QList<StoredMessage>());
        chat.collections = readCollections(query, id);
        return messages.has_value() && !query.lastError().isValid();
    });
    return chat;
}

void HistoryWorker::importChats(const QList<StoredChat> &chats)
{
    ChatsStored result;
    const bool isStored = write("The chats could not be imported", [&](QSqlQuery &query) {
        result = {};
        return std::all_of(
            chats.cbegin(), chats.cend(), [&](const StoredChat &chat) { return storeChat(query, chat, result); });
    });
    if (!isStored) {
        result = {.error = Error{.kind = ErrorKind::Storage,
                      .message = "The chats could not be imported to " + m_file.path()
                          + ". Check the file and the disk it is on.",
                      .retryable = true}};
    }
    emit chatsImported(result);
    if (result.added + result.extended > 0)
        emit conversationsChanged();
}

void HistoryWorker::listModels()
{
    QSet<ModelRef> models;
    read([&models](QSqlQuery &query) {
        return query.exec("SELECT DISTINCT json_extract(answer, '$.provider'), json_extract(answer, '$.model')"
                          " FROM messages WHERE role = 'assistant' AND state <> 'failed' AND json_valid(answer)")
            && forEachRow(query, [&] {
                   if (const ModelRef model{query.value(0).toString(), query.value(1).toString()}; model.isValid())
                       models.insert(model);
               });
    });
    emit modelsFound(models);
}

bool HistoryWorker::touch(QSqlQuery &query, const MessageId &message) const
{
    return runHistory(query,
        "UPDATE conversations SET changed_at = ? WHERE id = (SELECT conversation FROM messages WHERE id = ?)",
        {QDateTime::currentMSecsSinceEpoch(), message});
}

void HistoryWorker::storeQuestion(const StoredMessage &question, const StoredMessage &answer)
{
    m_unsaved.ask(question, answer);
    if (storeAsked(m_unsaved.entries().last()))
        emit conversationsChanged();
    else
        hold();
    emit questionStored(question.id);
}

bool HistoryWorker::insertAsked(QSqlQuery &query, const UnsavedAnswers::Entry &entry) const
{
    const StoredMessage &question = *entry.question;
    return runHistory(query,
               "INSERT INTO conversations (id, title, changed_at, leaf, titled_by) VALUES (?, ?, ?, ?, 'question')"
               " ON CONFLICT(id) DO UPDATE SET changed_at = excluded.changed_at, leaf = excluded.leaf,"
               " archived_at = NULL, trashed_at = NULL",
               {question.conversation, titleFromQuestion(question.answer.text), question.createdAt.toMSecsSinceEpoch(),
                   entry.answer.id})
        && upsertMessage(query, question) && storeAttachments(query, question.id, question.attachments)
        && upsertMessage(query, entry.answer);
}

bool HistoryWorker::storeAsked(UnsavedAnswers::Entry &entry)
{
    entry.isAsked = write(
        "The question could not be saved", [&](QSqlQuery &query) { return insertAsked(query, entry); },
        AfterFailure::Hold);
    entry.hasNews = entry.hasNews && !entry.isAsked;
    if (entry.isAsked) {
        emit messageStored(entry.question->id);
        emit messageStored(entry.answer.id);
    }
    return entry.isAsked;
}

void HistoryWorker::append(const MessageId &id, const QString &delta)
{
    m_unsaved.append(id, delta);
    if (!m_flushTimer.isActive())
        m_flushTimer.start(kFlushDelay);
}

void HistoryWorker::hold()
{
    m_isHeld = true;
    m_flushTimer.start(m_retryAfter);
}

void HistoryWorker::commit() { flush(); }

void HistoryWorker::flushUnlessHeld()
{
    if (!m_isHeld)
        flush();
}

void HistoryWorker::flush()
{
    m_flushTimer.stop();
    const QHash<ConversationId, Draft> unsaved = std::exchange(m_unsavedDrafts, {});
    for (auto draft = unsaved.cbegin(); draft != unsaved.cend(); ++draft)
        storeDraft(draft.key(), draft.value());
    const auto collections = std::exchange(m_unsavedCollections, {});
    for (auto chat = collections.cbegin(); chat != collections.cend(); ++chat)
        storeCollections(chat.key(), chat.value());
    bool hasNews = false;
    bool ok = true;
    QList<UnsavedAnswers::Entry> &entries = m_unsaved.entries();
    for (UnsavedAnswers::Entry &entry : entries) {
        if (ok && !entry.isAsked) {
            ok = storeAsked(entry);
            hasNews = true;
        }
    }
    ok = ok && storeTexts();
    for (qsizetype i = 0; ok && i < entries.size();) {
        if (!entries.at(i).isFinished) {
            ++i;
            continue;
        }
        ok = storeFinished(entries.at(i));
        hasNews = true;
        if (ok)
            entries.removeAt(i);
    }
    m_isHeld = !ok || !m_unsavedDrafts.isEmpty() || !m_unsavedCollections.isEmpty();
    if (m_isHeld || m_file.mayRecover())
        m_flushTimer.start(m_retryAfter);
    if (m_isHeld)
        return;
    m_told.clear();
    if (hasNews)
        emit conversationsChanged();
}

/// Each text as a whole: after a failed write nobody knows what of it is in the file.
bool HistoryWorker::storeTexts()
{
    QList<UnsavedAnswers::Entry> &entries = m_unsaved.entries();
    const auto isNew = [](const UnsavedAnswers::Entry &entry) { return entry.hasNews && !entry.isFinished; };
    if (std::none_of(entries.cbegin(), entries.cend(), isNew))
        return true;
    const bool isStored = write(
        "The answer could not be saved",
        [&](QSqlQuery &query) {
            bool ok = true;
            for (const UnsavedAnswers::Entry &entry : std::as_const(entries)) {
                if (!ok || !isNew(entry))
                    continue;
                ok = runHistory(query, "UPDATE messages SET text = ? WHERE id = ? AND state = 'streaming'",
                    {historyValue(entry.answer.answer.text), entry.answer.id});
                if (ok && query.numRowsAffected() == 0) // the file is not the one it was asked in
                    ok = insertAsked(query, entry);
            }
            return ok;
        },
        AfterFailure::Hold);
    for (UnsavedAnswers::Entry &entry : entries)
        entry.hasNews = entry.hasNews && !isStored;
    return isStored;
}

void HistoryWorker::restart(const MessageId &id)
{
    m_unsaved.restart(id);
    flushUnlessHeld();
}

void HistoryWorker::finish(const StoredMessage &answer)
{
    m_unsaved.finish(answer);
    flush();
    if (answer.state != StoredState::Failed && answer.answer.model.isValid())
        emit modelsFound({answer.answer.model});
}

bool HistoryWorker::storeFinished(const UnsavedAnswers::Entry &entry)
{
    const StoredMessage &answer = entry.answer;
    const bool isStored = write(
        "The answer could not be saved",
        [&](QSqlQuery &query) {
            if (!runHistory(query, "UPDATE messages SET state = ?, text = ?, answer = ?, error = ? WHERE id = ?",
                    {QString(toWord(answer.state)), historyValue(answer.answer.text),
                        historyValue(answerToJson(answer.answer)),
                        historyValue(answer.error ? errorToJson(*answer.error) : QByteArray("")), answer.id}))
                return false;
            if (query.numRowsAffected() == 0 && entry.question && !insertAsked(query, entry))
                return false;
            return touch(query, answer.id);
        },
        AfterFailure::Hold);
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
        return runHistory(
            query, "UPDATE conversations SET title = ?, titled_by = 'user' WHERE id = ?", {historyValue(title), id});
    });
    if (isStored)
        emit conversationsChanged();
}

bool HistoryWorker::removeWhere(const std::function<QList<ConversationId>(QSqlQuery &)> &read)
{
    QList<ConversationId> ids;
    const bool isStored = write("The chat could not be deleted", [&](QSqlQuery &query) {
        ids = read(query);
        return !query.lastError().isValid()
            && std::all_of(
                ids.cbegin(), ids.cend(), [&query](const ConversationId &id) { return deleteConversation(query, id); });
    });
    if (!isStored || ids.isEmpty())
        return isStored;
    for (const ConversationId &id : std::as_const(ids))
        forget(id);
    // secure_delete cleans the file; the log still holds the old pages.
    m_file.cleanLog();
    m_care.forget(ids);
    emit conversationsDeleted(ids);
    emit conversationsChanged();
    return true;
}

void HistoryWorker::purgeTrash(const QDateTime &now)
{
    const TrashLooks before = readTrashLooks(m_file.path());
    std::optional<TrashLooks> looks;
    const bool isStored = removeWhere([&](QSqlQuery &query) {
        looks = ageTrash(query, before, now);
        return looks ? readExpired(query, now) : QList<ConversationId>();
    });
    if (isStored && m_file.isSaving()) // else the ages in the file are as they were
        storeTrashLooks(m_file.path(), looks.value_or(looksBehind(before, now)));
}

void HistoryWorker::forget(const ConversationId &id)
{
    m_unsaved.forget(id);
    m_unsavedDrafts.remove(id);
    m_unsavedCollections.remove(id);
    m_draftParts.remove(id);
}

void HistoryWorker::changeOrder(const QList<OrderChange> &changes, const QDateTime &now)
{
    flushUnlessHeld(); // a chat that is not stored yet could not be found
    const auto apply = [&](QSqlQuery &query) {
        return std::all_of(changes.cbegin(), changes.cend(),
            [&](const OrderChange &change) { return applyOrder(query, change, now); });
    };
    if (write(orderFailure(changes.first()), apply))
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
    const bool isStored = write(
        "What you write could not be saved",
        [&](QSqlQuery &query) {
            return writeDraft(query, id, DraftPlace::Written, draft, howOf(&StoredParts::written))
                && writeDraft(query, id, DraftPlace::Aside, aside, howOf(&StoredParts::aside));
        },
        AfterFailure::Hold);
    if (isStored && !draft.isEmpty()) {
        m_draftParts.insert(id, parts);
        return;
    }
    m_draftParts.remove(id);
    if (!isStored) {
        m_unsavedDrafts.insert(id, draft);
        hold();
    }
}

void HistoryWorker::loadDrafts()
{
    flushUnlessHeld();
    QHash<ConversationId, Draft> drafts;
    read([&drafts](QSqlQuery &query) {
        drafts = readDrafts(query);
        return !query.lastError().isValid();
    });
    drafts.insert(m_unsavedDrafts);
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft)
        m_draftParts.insert(draft.key(), storedPartsOf(draft.value()));
    emit draftsLoaded(drafts);
}

} // namespace freshet
