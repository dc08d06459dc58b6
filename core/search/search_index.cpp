// SPDX-License-Identifier: MIT
#include "core/search/search_index.h"

#include "core/base/owner_file.h"
#include "core/search/match_weight.h"
#include "core/search/placed_words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace freshet {

namespace {

/// Of one message's text, thoughts, and files each; who pastes more finds its beginning.
constexpr qsizetype kMostIndexedCharacters = 1'000'000;

QStringList indexedWords(QStringView text)
{
    QStringList words;
    for (const PlacedWord &word : placedWords(text.first(std::min(kMostIndexedCharacters, text.size()))))
        words << word.text;
    return words;
}

/// One after the other, as far as they are indexed.
QString textOfFiles(const QList<SearchedFile> &files)
{
    QString all;
    for (const SearchedFile &file : files) {
        if (all.size() < kMostIndexedCharacters)
            all += file.allText() + QLatin1String("\n\n");
    }
    return all;
}

constexpr const char *kSearchPragmas
    = "PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
      " PRAGMA cache_size = -8192";

// `words` holds the numbers of terms: the ascii tokenizer only cuts them at spaces again. A chat's row is never given
// to another one, since messages of a removed chat may still name it.
constexpr const char *kSearchTables
    = "BEGIN IMMEDIATE;"
      "CREATE TABLE chat (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL) STRICT;"
      "CREATE TABLE message (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, chat INTEGER NOT NULL, state TEXT NOT NULL,"
      " length INTEGER NOT NULL, is_answer INTEGER NOT NULL, model TEXT NOT NULL, created_at INTEGER NOT NULL,"
      " has INTEGER NOT NULL) STRICT;"
      "CREATE INDEX message_of_chat ON message (chat, seq);"
      "CREATE INDEX message_by_time ON message (created_at);"
      "CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, length INTEGER NOT NULL,"
      " uses INTEGER NOT NULL) STRICT;"
      "CREATE INDEX term_by_length ON term (length, text);"
      "CREATE VIRTUAL TABLE words USING fts5 (body, thoughts, files, tokenize = 'ascii');"
      "COMMIT";

} // namespace

bool SearchIndex::open() { return m_file.isOpen() || openFile() || (m_file.takeError() != 0 && makeAnew()); }

bool SearchIndex::openFile()
{
    m_terms.forget();
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    if (owner_file::isLink(m_path) && !QFile::remove(m_path)) // the link goes, and not what it leads to
        return false;
    QFile file(m_path);
    if (!file.exists())
        (void)file.open(QIODevice::WriteOnly | QIODevice::NewOnly, owner_file::kPermissions);
    else
        file.setPermissions(owner_file::kPermissions);
    file.close();
    if (!m_file.open(m_path, SqliteFile::Access::ReadWrite))
        return false;
    m_file.run(kSearchPragmas);
    int version = -1;
    if (auto row = m_file.prepared("PRAGMA user_version"); row.step())
        version = static_cast<int>(row.integer(0));
    const bool isEmpty = !m_file.prepared("SELECT 1 FROM sqlite_master").step();
    if (m_file.error() == 0 && isEmpty) {
        m_file.run(kSearchTables);
        m_file.prepare(QLatin1String("PRAGMA user_version = ") + QString::number(kVersion)).run();
        version = kVersion;
    }
    if (m_file.error() == 0 && version == kVersion && addMatchWeight(m_file.handle()))
        return true;
    const int error = m_file.error();
    m_file.close();
    if (error == 0) // another version: as good as damaged
        return makeAnew();
    return false;
}

bool SearchIndex::makeAnew()
{
    m_file.close();
    m_file.takeError();
    bool isGone = true;
    for (const char *part : {"", "-wal", "-shm", "-journal"}) {
        const QString name = m_path + QLatin1String(part);
        isGone = (!QFileInfo::exists(name) || QFile::remove(name)) && isGone;
    }
    return isGone && openFile();
}

void SearchIndex::begin() { m_file.run("BEGIN IMMEDIATE"); }

bool SearchIndex::commit()
{
    m_terms.flush();
    if (m_file.error() == 0)
        m_file.run("COMMIT");
    if (m_file.error() == 0)
        return true;
    rollBack();
    return false;
}

void SearchIndex::rollBack()
{
    m_terms.forget();
    if (m_file.isOpen() && !sqlite3_get_autocommit(m_file.handle()))
        sqlite3_exec(m_file.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

QHash<ConversationId, ChatOutline> SearchIndex::chats()
{
    QHash<ConversationId, ChatOutline> chats;
    auto rows = m_file.prepared("SELECT chat.id, chat.title, count(message.seq),"
                                " coalesce(sum((message.seq * 2654435761) % 4294967291), 0),"
                                " coalesce(max(message.seq), 0) FROM chat LEFT JOIN message ON message.chat = chat.row"
                                " GROUP BY chat.row");
    while (rows.step())
        chats.insert(rows.text(0), {rows.text(1), rows.integer(2), rows.integer(3), rows.integer(4)});
    return chats;
}

QHash<qint64, MessageOutline> SearchIndex::messagesOf(const ConversationId &chat)
{
    QHash<qint64, MessageOutline> messages;
    auto rows = m_file.prepared("SELECT message.seq, message.id, state, length FROM message"
                                " JOIN chat ON chat.row = message.chat WHERE chat.id = ?");
    rows.bind(chat);
    while (rows.step())
        messages.insert(rows.integer(0), {rows.text(1), rows.text(2), rows.integer(3)});
    return messages;
}

QList<qint64> SearchIndex::orphans(int most)
{
    QList<qint64> orphans;
    auto rows
        = m_file.prepared("SELECT seq FROM message WHERE chat IN (SELECT chat FROM (SELECT DISTINCT chat FROM message)"
                          " WHERE chat NOT IN (SELECT row FROM chat)) ORDER BY seq LIMIT ?");
    rows.bind(qint64(most));
    while (rows.step())
        orphans << rows.integer(0);
    return orphans;
}

qint64 SearchIndex::messageCount()
{
    auto row = m_file.prepared("SELECT count(*) FROM message");
    return row.step() ? row.integer(0) : 0;
}

qint64 SearchIndex::changes() const { return m_file.isOpen() ? sqlite3_total_changes64(m_file.handle()) : 0; }

qint64 SearchIndex::putChat(const ConversationId &chat, const QString &title)
{
    qint64 row = 0;
    QString before;
    {
        auto known = m_file.prepared("SELECT row, title FROM chat WHERE id = ?");
        known.bind(chat);
        if (known.step()) {
            row = known.integer(0);
            before = known.text(1);
        }
    }
    if (row != 0 && before == title)
        return row;
    if (row != 0) {
        removeWords(kTitleRows + row);
        m_file.prepared("UPDATE chat SET title = ? WHERE row = ?").bind(title).bind(row).run();
    } else {
        auto made = m_file.prepared("INSERT INTO chat (id, title) VALUES (?, ?) RETURNING row");
        made.bind(chat).bind(title);
        while (made.step())
            row = made.integer(0);
    }
    putWords(kTitleRows + row, title);
    return row;
}

void SearchIndex::removeChat(const ConversationId &chat)
{
    qint64 row = 0;
    {
        auto known = m_file.prepared("SELECT row FROM chat WHERE id = ?");
        known.bind(chat);
        if (!known.step())
            return;
        row = known.integer(0);
    }
    removeWords(kTitleRows + row);
    m_file.prepared("DELETE FROM chat WHERE row = ?").bind(row).run();
}

void SearchIndex::putMessage(qint64 chatRow, const SearchedMessage &message)
{
    removeMessage(message.seq);
    m_file
        .prepared("INSERT INTO message (seq, id, chat, state, length, is_answer, model, created_at, has)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(message.seq)
        .bind(message.outline.id)
        .bind(chatRow)
        .bind(message.outline.state)
        .bind(message.outline.length)
        .bind(qint64(message.role == ChatRole::Assistant))
        .bind(message.model)
        .bind(message.createdAt)
        .bind(qint64(message.has.toInt()))
        .run();
    if (message.isSearched())
        putWords(message.seq, message.text, message.thoughts, textOfFiles(message.files));
}

void SearchIndex::removeMessage(qint64 seq)
{
    removeWords(seq);
    m_file.prepared("DELETE FROM message WHERE seq = ?").bind(seq).run();
}

void SearchIndex::sweep() { m_file.run("PRAGMA wal_checkpoint(TRUNCATE)"); }

void SearchIndex::putWords(qint64 row, const QString &text, const QString &thoughts, const QString &files)
{
    QStringList stored;
    bool isEmpty = true;
    for (const QString &part : {text, thoughts, files}) {
        stored << m_terms.add(indexedWords(part));
        isEmpty = isEmpty && stored.last().isEmpty();
    }
    if (isEmpty)
        return;
    m_file.prepared("INSERT INTO words (rowid, body, thoughts, files) VALUES (?, ?, ?, ?)")
        .bind(row)
        .bind(stored.at(0))
        .bind(stored.at(1))
        .bind(stored.at(2))
        .run();
}

void SearchIndex::removeWords(qint64 row)
{
    QStringList stored;
    {
        auto known = m_file.prepared("SELECT body, thoughts, files FROM words WHERE rowid = ?");
        known.bind(row);
        if (!known.step())
            return;
        stored << known.text(0) << known.text(1) << known.text(2);
    }
    for (const QString &part : std::as_const(stored))
        m_terms.remove(part);
    m_file.prepared("DELETE FROM words WHERE rowid = ?").bind(row).run();
}

} // namespace freshet
