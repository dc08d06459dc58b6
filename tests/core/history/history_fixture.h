// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "core/history/history_worker.h"

#include <QFile>
#include <QSignalSpy>

#include <sqlite3.h>

namespace freshet::test {

/// A file and its log, as a program that was killed leaves them.
struct HistoryFiles {
    QByteArray database;
    QByteArray log;
};

inline StoredMessage storedQuestion(const ConversationId &conversation, const MessageId &id, const MessageId &parent)
{
    return {.id = id,
        .conversation = conversation,
        .parent = parent,
        .answer = {.text = "question " + id},
        .createdAt = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC)};
}

inline StoredMessage growingAnswer(const ConversationId &conversation, const MessageId &id, const MessageId &parent)
{
    return {.id = id,
        .conversation = conversation,
        .parent = parent,
        .role = ChatRole::Assistant,
        .state = StoredState::Streaming,
        .createdAt = QDateTime::fromSecsSinceEpoch(1'000'001, Qt::UTC)};
}

inline StoredMessage finished(StoredMessage answer, const QString &text)
{
    answer.state = StoredState::Complete;
    answer.answer.text = text;
    return answer;
}

/// The worker in this thread: each call is over when it returns. Timers of its own need an event loop.
struct DirectHistory {
    explicit DirectHistory(const QString &path, const HistoryOptions &options = {}) : worker(path, options) { }

    QList<StoredMessage> load(const ConversationId &id)
    {
        const QSignalSpy loaded(&worker, &HistoryWorker::conversationLoaded);
        worker.load(id);
        return loaded.value(0).value(1).value<QList<StoredMessage>>();
    }

    QStringList texts(const ConversationId &id)
    {
        QStringList texts;
        for (const StoredMessage &message : load(id))
            texts << toWord(message.state) + ' ' + message.answer.text;
        return texts;
    }

    QStringList chats()
    {
        const QSignalSpy listed(&worker, &HistoryWorker::conversationsListed);
        worker.list({});
        QStringList ids;
        for (const ConversationInfo &info : listed.value(0).value(0).value<QList<ConversationInfo>>())
            ids << info.id;
        ids.sort();
        return ids;
    }

    /// The first sentence about what went wrong.
    QString words() const { return failed.value(0).value(0).value<Error>().message; }

    void askAndAnswer(const ConversationId &chat, const QString &name, const MessageId &parent = {})
    {
        const StoredMessage answer = growingAnswer(chat, "a" + name, "q" + name);
        worker.storeQuestion(storedQuestion(chat, "q" + name, parent), answer);
        worker.append(answer.id, "some");
        worker.finish(finished(answer, "answer " + name));
    }

    HistoryWorker worker;
    QSignalSpy failed{&worker, &HistoryWorker::failed};
};

/// Runs @p sql over a connection of its own.
inline bool runOn(const QString &path, const QByteArray &sql)
{
    sqlite3 *db = nullptr;
    const bool isRun = sqlite3_open(QFile::encodeName(path).constData(), &db) == SQLITE_OK
        && sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return isRun;
}

/// The first value of the first row, as another program reads it.
inline QString readFrom(const QString &path, const QByteArray &sql)
{
    sqlite3 *db = nullptr;
    sqlite3_stmt *statement = nullptr;
    QString value;
    if (sqlite3_open_v2(QFile::encodeName(path).constData(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK
        && sqlite3_prepare_v2(db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW)
        value = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

} // namespace freshet::test
