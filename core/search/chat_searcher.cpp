// SPDX-License-Identifier: MIT
#include "core/search/chat_searcher.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr int kMostWeighed = 2000;
constexpr int kMostTitles = 100;
constexpr int kFewHits = 3; ///< Below, other spellings are looked for, too.
constexpr double kTitleWeight = 2.5;
constexpr double kFreshWeight = 0.8; ///< How much more a message of this moment counts than a very old one.
constexpr double kFreshDays = 45; ///< After so long, half of that is left.
constexpr double kMillisecondsADay = 86'400'000;

QString likePattern(QString part)
{
    part.replace(u'\\', QLatin1String("\\\\")).replace(u'%', QLatin1String("\\%")).replace(u'_', QLatin1String("\\_"));
    return u'%' + part + u'%';
}

qint64 startOf(const QDate &day) { return day.startOfDay(Qt::LocalTime).toMSecsSinceEpoch(); }

/// A condition on a row of `chat`; bound by the ids as JSON.
const QLatin1String kAmongChats("(SELECT row FROM chat WHERE id IN (SELECT value FROM json_each(?)))");

/// Conditions on `message` that the filters make; bound by bindFilters(), in the same order.
QString filterConditions(const ChatQuery &query, const QByteArray &chats)
{
    QString sql;
    if (!chats.isEmpty())
        sql += QLatin1String(" AND message.chat IN ") + kAmongChats;
    if (query.from)
        sql += QLatin1String(" AND message.is_answer = ?");
    if (query.since.isValid())
        sql += QLatin1String(" AND message.created_at >= ?");
    if (query.before.isValid())
        sql += QLatin1String(" AND message.created_at < ?");
    if (query.has)
        sql += QLatin1String(" AND message.has & ? = ") + QString::number(query.has.toInt());
    if (!query.models.isEmpty()) {
        QStringList models;
        for (qsizetype i = 0; i < query.models.size(); ++i)
            models << QStringLiteral("message.model LIKE ? ESCAPE '\\'");
        sql += QLatin1String(" AND (") + models.join(QLatin1String(" OR ")) + u')';
    }
    return sql;
}

void bindFilters(SqliteStatement &statement, const ChatQuery &query, const QByteArray &chats)
{
    if (!chats.isEmpty())
        statement.bind(QString::fromUtf8(chats));
    if (query.from)
        statement.bind(qint64(query.from == ChatRole::Assistant));
    if (query.since.isValid())
        statement.bind(startOf(query.since));
    if (query.before.isValid())
        statement.bind(startOf(query.before));
    if (query.has)
        statement.bind(qint64(query.has.toInt()));
    for (const QString &model : query.models)
        statement.bind(likePattern(model));
}

/// The columns of messages that are looked in; empty for all.
QString columnsOf(ChatParts parts)
{
    QStringList columns;
    if (parts.testFlag(ChatPart::Text))
        columns << QStringLiteral("body");
    if (parts.testFlag(ChatPart::Thoughts))
        columns << QStringLiteral("thoughts");
    if (parts.testFlag(ChatPart::Attachments))
        columns << QStringLiteral("files");
    return columns.join(u' ');
}

QString matchText(const MatchExpression &expression, const QString &columns = {})
{
    const QString within = columns.isEmpty() ? QString() : u'{' + columns + QLatin1String("} : ");
    const QString wanted = within + u'(' + expression.text + u')';
    return expression.excluded.isEmpty() ? wanted : wanted + QLatin1String(" NOT (") + expression.excluded + u')';
}

QString weightCall(const MatchExpression &expression)
{
    QString call = QStringLiteral("match_weight(words");
    for (const double weight : expression.weights)
        call += u',' + QString::number(weight, 'f', 4);
    return call + u')';
}

} // namespace

SearchResult ChatSearcher::search(const ChatQuery &query, const QDateTime &now)
{
    using Builder = MatchExpressionBuilder;
    SearchResult result{.ignored = query.ignored};
    if (query.isEmpty())
        return result;
    m_chats = query.hasChatFilter()
        ? QJsonDocument(QJsonArray::fromStringList(m_history.chatsWhere(query))).toJson(QJsonDocument::Compact)
        : QByteArray();
    Builder builder(m_index.terms());
    const qint64 texts = m_index.messageCount();
    MatchExpression expression = builder.build(query.terms, texts, Builder::Spelling::AsTyped, Builder::Joined::All);
    if (expression.patterns.isEmpty() && query.hasWords() && !query.hasFilter() && !query.hasChatFilter())
        return result; // nothing but punctuation
    Hits hits;
    if (expression.patterns.isEmpty()) {
        hits = newest(query, expression);
    } else {
        hits = find(query, expression, now);
        if (hits.messages.size() + hits.titles.size() < kFewHits) {
            MatchExpression near = builder.build(query.terms, texts, Builder::Spelling::Near, Builder::Joined::All);
            Hits more = near.nearTerms > 0 ? find(query, near, now) : Hits();
            if (more.messages.size() + more.titles.size() > hits.messages.size() + hits.titles.size()) {
                hits = std::move(more);
                expression = std::move(near);
                result.reading = SearchReading::NearWords;
                result.meant = expression.meant;
            }
        }
        if (hits.messages.isEmpty() && hits.titles.isEmpty() && expression.patterns.size() > 1) {
            expression = builder.build(query.terms, texts, Builder::Spelling::Near, Builder::Joined::Any);
            hits = find(query, expression, now);
            result.reading = SearchReading::AnyWord;
            result.meant = expression.meant;
        }
    }
    result.count = static_cast<int>(hits.messages.size());
    result.hasMore = hits.isCut;
    result.chats = describe(hits, SnippetBuilder(expression.patterns), query);
    return result;
}

ChatSearcher::Hits ChatSearcher::find(const ChatQuery &query, const MatchExpression &expression, const QDateTime &now)
{
    Hits hits;
    if (expression.text.isEmpty())
        return hits;
    const QString weight = weightCall(expression);
    if (query.parts != ChatPart::Title) {
        // From the newest on: where there are more than can be weighed, the oldest are left out.
        auto rows
            = m_index.file().prepare(QLatin1String("SELECT message.seq, message.chat, message.created_at, ") + weight
                + QLatin1String(" FROM words CROSS JOIN message ON message.seq = words.rowid"
                                " WHERE words MATCH ? AND words.rowid < ")
                + QString::number(SearchIndex::kTitleRows) + filterConditions(query, m_chats)
                + QLatin1String(" ORDER BY words.rowid DESC LIMIT ") + QString::number(kMostWeighed + 1));
        rows.bind(matchText(expression, columnsOf(query.parts)));
        bindFilters(rows, query, m_chats);
        readMessages(rows, hits, now);
    }
    if (query.hasFilter() || !query.looksIn(ChatPart::Title))
        return hits; // a title is nobody's message
    auto titles = m_index.file().prepare(QLatin1String("SELECT words.rowid, ") + weight
        + QLatin1String(" FROM words WHERE words MATCH ? AND words.rowid > ") + QString::number(SearchIndex::kTitleRows)
        + (m_chats.isEmpty() ? QString()
                             : QLatin1String(" AND words.rowid - ") + QString::number(SearchIndex::kTitleRows)
                    + QLatin1String(" IN ") + kAmongChats)
        + QLatin1String(" ORDER BY words.rowid DESC LIMIT ") + QString::number(kMostTitles));
    titles.bind(matchText(expression));
    if (!m_chats.isEmpty())
        titles.bind(QString::fromUtf8(m_chats));
    while (titles.step()) {
        const qint64 row = titles.integer(0);
        hits.titles << Hit{row, row - SearchIndex::kTitleRows, kTitleWeight * titles.real(1)};
    }
    return hits;
}

/// Filters alone.
ChatSearcher::Hits ChatSearcher::newest(const ChatQuery &query, const MatchExpression &expression)
{
    Hits hits;
    const bool isExcluding = !expression.excluded.isEmpty();
    auto rows = m_index.file().prepare(
        QLatin1String(
            "SELECT message.seq, message.chat, message.created_at, message.created_at FROM message WHERE true")
        + (isExcluding ? QLatin1String(" AND message.seq NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
                       : QLatin1String(""))
        + filterConditions(query, m_chats) + QLatin1String(" ORDER BY message.created_at DESC, message.seq DESC LIMIT ")
        + QString::number(kMostWeighed + 1));
    if (isExcluding)
        rows.bind(expression.excluded);
    bindFilters(rows, query, m_chats);
    readMessages(rows, hits, {});
    return hits;
}

/// With @p now, newer ones weigh more.
void ChatSearcher::readMessages(SqliteStatement &rows, Hits &hits, const QDateTime &now)
{
    const double moment = now.isValid() ? double(now.toMSecsSinceEpoch()) : 0;
    while (rows.step()) {
        if (hits.messages.size() == kMostWeighed) {
            hits.isCut = true;
            return;
        }
        const double age = std::max(0.0, (moment - rows.real(2)) / kMillisecondsADay);
        const double fresh = now.isValid() ? 1 + kFreshWeight * std::exp2(-age / kFreshDays) : 1;
        hits.messages << Hit{rows.integer(0), rows.integer(1), rows.real(3) * fresh};
    }
}

QList<FoundChat> ChatSearcher::describe(const Hits &hits, const SnippetBuilder &snippets, const ChatQuery &query)
{
    struct Group {
        qint64 chat = 0;
        double weight = 0;
        bool hasTitle = false;
        QList<Hit> messages;
    };
    QHash<qint64, Group> groups;
    for (const Hit &hit : hits.messages) {
        Group &group = groups[hit.chat];
        group.weight = std::max(group.weight, hit.weight);
        group.messages << hit;
    }
    for (const Hit &title : hits.titles) {
        Group &group = groups[title.chat];
        group.weight += title.weight;
        group.hasTitle = true;
    }
    QList<Group> ordered;
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        group->chat = group.key();
        ordered << std::move(*group);
    }
    std::sort(ordered.begin(), ordered.end(), [](const Group &one, const Group &other) {
        return one.weight != other.weight ? one.weight > other.weight : one.chat > other.chat;
    });

    QList<FoundChat> chats;
    for (Group &group : ordered) {
        if (chats.size() == m_options.mostChats)
            break;
        FoundChat chat;
        {
            auto row = m_index.file().prepared("SELECT id, title FROM chat WHERE row = ?");
            row.bind(group.chat);
            if (!row.step())
                continue; // removed, while its messages are still on their way out
            chat.id = row.text(0);
            chat.title = row.text(1);
        }
        if (group.hasTitle)
            chat.titleMarks = snippets.marksIn(chat.title);
        std::sort(group.messages.begin(), group.messages.end(), [](const Hit &one, const Hit &other) {
            return one.weight != other.weight ? one.weight > other.weight : one.seq > other.seq;
        });
        for (const Hit &hit : std::as_const(group.messages)) {
            if (chat.messages.size() == m_options.mostMessages)
                break;
            if (const std::optional<FoundMessage> message = describeMessage(hit.seq, snippets, query))
                chat.messages << *message;
        }
        chat.more = static_cast<int>(group.messages.size() - chat.messages.size());
        if (group.hasTitle || !chat.messages.isEmpty())
            chats << chat;
    }
    return chats;
}

std::optional<FoundMessage> ChatSearcher::describeMessage(
    qint64 seq, const SnippetBuilder &snippets, const ChatQuery &query)
{
    FoundMessage message;
    MessageFeatures has;
    {
        auto row = m_index.file().prepared("SELECT id, is_answer, model, created_at, has FROM message WHERE seq = ?");
        row.bind(seq);
        if (!row.step())
            return std::nullopt;
        message.id = row.text(0);
        message.role = row.integer(1) != 0 ? ChatRole::Assistant : ChatRole::User;
        message.model = row.text(2);
        message.createdAt = QDateTime::fromMSecsSinceEpoch(row.integer(3), Qt::UTC);
        has = MessageFeatures(static_cast<int>(row.integer(4)));
    }
    const QString text = m_history.textOf(seq, message.id);
    if (text.isNull())
        return std::nullopt; // removed a moment ago
    takeBestPart(message, snippets, query, text, has, seq);
    return message;
}

/// The part with most of the words; the text of the message where others have no more.
void ChatSearcher::takeBestPart(FoundMessage &message, const SnippetBuilder &snippets, const ChatQuery &query,
    const QString &text, MessageFeatures has, qint64 seq)
{
    bool isTaken = false;
    const auto consider = [&](ChatPart part, const QString &content, const QString &file = {}) {
        const Snippet snippet = snippets.build(content);
        if (isTaken && snippet.terms <= message.snippet.terms)
            return;
        isTaken = true;
        message.snippet = snippet;
        message.part = part;
        message.file = file;
    };
    const auto isDone = [&] { return isTaken && message.snippet.terms == snippets.terms(); };
    if (query.looksIn(ChatPart::Text))
        consider(ChatPart::Text, text);
    if (!isDone() && query.looksIn(ChatPart::Attachments) && has.testFlag(MessageFeature::Attachment)) {
        const QList<SearchedFile> files = m_history.filesOf(message.id);
        for (const SearchedFile &file : files) {
            if (!isDone())
                consider(ChatPart::Attachments, file.allText(), file.name);
        }
    }
    if (!isDone() && query.looksIn(ChatPart::Thoughts) && has.testFlag(MessageFeature::Thoughts))
        consider(ChatPart::Thoughts, m_history.thoughtsOf(seq));
    if (!isTaken)
        message.snippet = snippets.build(text);
}

} // namespace freshet
