// SPDX-License-Identifier: MIT
#include "core/search/history_reader.h"

#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>

namespace freshet {

namespace {

// The one place that says which chats are searched: all but those in the trash.
constexpr const char *kSearchedChats = "SELECT id, title FROM conversations WHERE trashed_at IS NULL";
constexpr const char *kSearchedChat = "SELECT title FROM conversations WHERE id = ? AND trashed_at IS NULL";

bool holdsCode(const QString &text)
{
    for (qsizetype at = 0; (at = text.indexOf(QLatin1String("```"), at)) >= 0; at += 3) {
        const qsizetype line = text.lastIndexOf(u'\n', at) + 1;
        if (QStringView(text).sliced(line, at - line).trimmed().isEmpty())
            return true;
    }
    return false;
}

bool holdsLink(const QString &text)
{
    return text.contains(QLatin1String("http://"), Qt::CaseInsensitive)
        || text.contains(QLatin1String("https://"), Qt::CaseInsensitive);
}

} // namespace

HistoryReader::State HistoryReader::open()
{
    int isMoved = 0;
    if (m_file.isOpen())
        sqlite3_file_control(m_file.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &isMoved);
    if (isMoved != 0) // put aside, with another one in its place
        m_file.close();
    if (m_file.isOpen())
        return State::Ready;
    if (!QFileInfo::exists(m_path))
        return State::NoFile;
    if (!m_file.open(m_path, SqliteFile::Access::ReadOnly))
        return State::Unreadable;
    // An older version's file is brought to this one before long.
    const bool hasTables
        = m_file.prepared("SELECT 1 FROM pragma_table_info('conversations') WHERE name = 'trashed_at'").step();
    if (m_file.error() == 0 && hasTables)
        return State::Ready;
    const bool isNew = m_file.error() == 0;
    m_file.close();
    return isNew ? State::NoFile : State::Unreadable;
}

QHash<ConversationId, ChatOutline> HistoryReader::chats()
{
    QHash<ConversationId, ChatOutline> chats;
    auto titles = m_file.prepared(kSearchedChats);
    while (titles.step())
        chats.insert(titles.text(0), {.title = titles.text(1)});
    auto sums
        = m_file.prepared("SELECT conversation, count(*), sum((seq * 2654435761) % 4294967291), max(seq) FROM messages"
                          " GROUP BY conversation");
    while (sums.step()) {
        if (const auto chat = chats.find(sums.text(0)); chat != chats.end()) {
            chat->messages = sums.integer(1);
            chat->seqMark = sums.integer(2);
            chat->newest = sums.integer(3);
        }
    }
    return chats;
}

QString HistoryReader::titleOf(const ConversationId &chat)
{
    auto title = m_file.prepared(kSearchedChat);
    title.bind(chat);
    return title.step() ? QStringLiteral("") + title.text(0) : QString();
}

QHash<qint64, MessageOutline> HistoryReader::messagesOf(const ConversationId &chat)
{
    QHash<qint64, MessageOutline> messages;
    auto rows = m_file.prepared("SELECT seq, id, state, length(text) FROM messages WHERE conversation = ?");
    rows.bind(chat);
    while (rows.step())
        messages.insert(rows.integer(0), {rows.text(1), rows.text(2), rows.integer(3)});
    return messages;
}

qint64 HistoryReader::seqOf(const MessageId &id)
{
    auto row = m_file.prepared("SELECT seq FROM messages WHERE id = ?");
    row.bind(id);
    return row.step() ? row.integer(0) : 0;
}

std::optional<SearchedMessage> HistoryReader::message(qint64 seq)
{
    auto row = m_file.prepared("SELECT conversation, id, state, length(text), role, text, created_at,"
                               " CASE WHEN role = 'assistant' AND json_valid(answer) THEN"
                               " coalesce(json_extract(answer, '$.provider'), '') || '/' ||"
                               " coalesce(json_extract(answer, '$.model'), '') ELSE '' END,"
                               " CASE WHEN role = 'assistant' AND json_valid(answer) THEN"
                               " coalesce(json_extract(answer, '$.reasoning'), '') ELSE '' END,"
                               " EXISTS (SELECT 1 FROM attachments WHERE message = messages.id),"
                               " EXISTS (SELECT 1 FROM attachments WHERE message = messages.id AND mime LIKE 'image/%')"
                               " FROM messages WHERE seq = ?");
    row.bind(seq);
    if (!row.step())
        return std::nullopt;
    SearchedMessage message{.seq = seq,
        .chat = row.text(0),
        .outline = {row.text(1), row.text(2), row.integer(3)},
        .role = chatRoleFromString(row.text(4)).value_or(ChatRole::Assistant),
        .text = row.text(5),
        .thoughts = row.text(8),
        .files = {},
        .model = row.text(7),
        .createdAt = row.integer(6)};
    if (message.model == u"/")
        message.model.clear();
    message.has.setFlag(MessageFeature::Code, holdsCode(message.text));
    message.has.setFlag(MessageFeature::Link, holdsLink(message.text));
    message.has.setFlag(MessageFeature::Attachment, row.integer(9) != 0);
    message.has.setFlag(MessageFeature::Picture, row.integer(10) != 0);
    message.has.setFlag(MessageFeature::Thoughts, !message.thoughts.isEmpty());
    if (message.has.testFlag(MessageFeature::Attachment))
        message.files = filesOf(message.outline.id);
    return message;
}

QString HistoryReader::textOf(qint64 seq, const MessageId &id)
{
    auto row = m_file.prepared("SELECT text FROM messages WHERE seq = ? AND id = ?");
    row.bind(seq).bind(id);
    return row.step() ? QStringLiteral("") + row.text(0) : QString();
}

QString HistoryReader::thoughtsOf(qint64 seq)
{
    auto row = m_file.prepared("SELECT coalesce(json_extract(answer, '$.reasoning'), '') FROM messages"
                               " WHERE seq = ? AND json_valid(answer)");
    row.bind(seq);
    return row.step() ? row.text(0) : QString();
}

QList<SearchedFile> HistoryReader::filesOf(const MessageId &id)
{
    QList<SearchedFile> files;
    auto rows = m_file.prepared("SELECT name, text FROM attachments WHERE message = ? ORDER BY place");
    rows.bind(id);
    while (rows.step())
        files << SearchedFile{rows.text(0), rows.text(1)};
    return files;
}

QStringList HistoryReader::chatsWhere(const ChatQuery &query)
{
    QHash<QString, QStringList> tags;
    if (!query.tags.isEmpty()) {
        auto rows = m_file.prepared("SELECT conversation, tag FROM tags");
        while (rows.step())
            tags[rows.text(0)] << rows.text(1);
    }
    const auto isBegun = [](const QString &name, const QString &beginning) {
        return name.toCaseFolded().startsWith(beginning.toCaseFolded());
    };
    QStringList chats;
    auto rows = m_file.prepared("SELECT conversations.id, pinned_at IS NOT NULL, archived_at IS NOT NULL,"
                                " coalesce(folders.name, '') FROM conversations"
                                " LEFT JOIN folders ON folders.id = conversations.folder WHERE trashed_at IS NULL");
    while (rows.step()) {
        const QString folder = rows.text(3);
        const QStringList own = tags.value(rows.text(0));
        const bool isIn = query.folders.isEmpty()
            || (!folder.isEmpty()
                && std::any_of(query.folders.begin(), query.folders.end(),
                    [&](const QString &wanted) { return isBegun(folder, wanted); }));
        const bool isTagged = std::all_of(query.tags.begin(), query.tags.end(), [&](const QString &wanted) {
            return std::any_of(own.begin(), own.end(), [&](const QString &tag) { return isBegun(tag, wanted); });
        });
        if (isIn && isTagged && query.isPinned.value_or(rows.integer(1) != 0) == (rows.integer(1) != 0)
            && query.isArchived.value_or(rows.integer(2) != 0) == (rows.integer(2) != 0))
            chats << rows.text(0);
    }
    return chats;
}

} // namespace freshet
