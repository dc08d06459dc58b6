// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "core/search/chat_search_service.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

namespace freshet::test {

/// Chats in a file and the search over them, as the program has both.
class SearchFixture {
public:
    SearchFixture() { restart(); }

    void restart()
    {
        search.reset();
        history.reset();
        history = std::make_unique<HistoryStore>(historyPath);
        search = std::make_unique<ChatSearchService>(
            *history, ChatSearchService::Options{.historyPath = historyPath, .indexPath = indexPath});
        list(); // the history is open
        search->start();
    }

    void list()
    {
        QSignalSpy listed(history.get(), &HistoryStore::conversationsListed);
        history->listConversations();
        QVERIFY(listed.wait());
    }

    /// A question and its finished answer, stored.
    void ask(const ConversationId &chat, const QString &id, const QString &question, const QString &answer,
        const QString &model = "qwen3:8b", const MessageId &parent = {})
    {
        StoredMessage asked{.id = "q" + id, .conversation = chat, .parent = parent, .answer = {.text = question}};
        asked.createdAt = at;
        StoredMessage told{.id = "a" + id,
            .conversation = chat,
            .parent = asked.id,
            .role = ChatRole::Assistant,
            .state = StoredState::Streaming,
            .createdAt = at};
        history->storeQuestion(asked, told);
        told.state = StoredState::Complete;
        told.answer = {.text = answer, .model = {"ollama", model}};
        history->finishAnswer(told);
        list();
    }

    struct Talk {
        QString question;
        QList<Attachment> files = {};
        QString answer;
        QString thoughts = {};
    };

    void askWith(const ConversationId &chat, const QString &id, const Talk &talk)
    {
        StoredMessage asked{.id = "q" + id, .conversation = chat, .answer = {.text = talk.question}};
        asked.createdAt = at;
        asked.attachments = talk.files;
        StoredMessage told{.id = "a" + id,
            .conversation = chat,
            .parent = asked.id,
            .role = ChatRole::Assistant,
            .state = StoredState::Streaming,
            .createdAt = at};
        history->storeQuestion(asked, told);
        told.state = StoredState::Complete;
        told.answer = {.text = talk.answer, .reasoning = talk.thoughts, .model = {"ollama", "qwen3:8b"}};
        history->finishAnswer(told);
        list();
    }

    SearchResult find(const QString &typed)
    {
        QSignalSpy answered(search.get(), &ChatSearchService::answered);
        search->search(typed);
        return answered.wait() ? answered.constLast().constFirst().value<SearchResult>() : SearchResult{};
    }

    /// The messages that are found, in order; a title alone as "=" and its chat.
    QStringList ids(const QString &typed)
    {
        QStringList ids;
        for (const FoundChat &chat : find(typed).chats) {
            if (chat.messages.isEmpty())
                ids << "=" + chat.id;
            for (const FoundMessage &message : chat.messages)
                ids << message.id;
        }
        return ids;
    }

    QTemporaryDir dir;
    const QString historyPath = dir.filePath("chats.db");
    const QString indexPath = dir.filePath("search.db");
    QDateTime at = QDateTime::currentDateTimeUtc(); ///< Of the messages that are stored next.
    std::unique_ptr<HistoryStore> history;
    std::unique_ptr<ChatSearchService> search;
};

/// What an index says, whatever the numbers that it gave to chats and words.
inline QStringList contentOf(const QString &indexPath)
{
    QStringList content;
    sqlite3 *db = nullptr;
    if (sqlite3_open_v2(QFile::encodeName(indexPath).constData(), &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        return {"not open"};
    const auto rows = [db](const char *sql) {
        QStringList lines;
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(db, sql, -1, &statement, nullptr);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList fields;
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                fields << QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, i)));
            lines << fields.join('|');
        }
        sqlite3_finalize(statement);
        return lines;
    };
    QHash<QString, QString> terms;
    for (const QString &line : rows("SELECT id, text FROM term"))
        terms.insert(QString::number(line.section('|', 0, 0).toLongLong(), 36), line.section('|', 1));
    content << rows("SELECT id, title FROM chat ORDER BY id")
            << rows("SELECT seq, message.id, chat.id, state, length, is_answer, model, created_at, has FROM message"
                    " LEFT JOIN chat ON chat.row = message.chat ORDER BY seq")
            << rows("SELECT text, length, uses FROM term ORDER BY text");
    for (const QString &line :
        rows("SELECT coalesce((SELECT 'chat ' || id FROM chat WHERE row = words.rowid - (1 << 52)),"
             " words.rowid), body || ' / ' || thoughts || ' / ' || files FROM words ORDER BY 1")) {
        QStringList words;
        for (const QString &token : line.section('|', 1).split(' ', Qt::SkipEmptyParts))
            words << (token == "/" ? token : terms.value(token, "unknown"));
        content << line.section('|', 0, 0) + ": " + words.join(' ');
    }
    content << rows("INSERT INTO words (words) VALUES ('integrity-check')");
    sqlite3_close(db);
    return content;
}

} // namespace freshet::test
