// SPDX-License-Identifier: MIT
#include "core/search/chat_query.h"

#include "core/search/day_span.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLongestQuery = 1000;
constexpr qsizetype kMostTerms = 16;

enum class QueryFilter { Model, From, Before, After, On, Has, In, Tag, Folder, Is };

struct NamedFilter {
    QLatin1String name;
    QueryFilter filter;
};

constexpr NamedFilter kFilters[] = {
    {QLatin1String("model"), QueryFilter::Model},
    {QLatin1String("modell"), QueryFilter::Model},
    {QLatin1String("from"), QueryFilter::From},
    {QLatin1String("von"), QueryFilter::From},
    {QLatin1String("before"), QueryFilter::Before},
    {QLatin1String("vor"), QueryFilter::Before},
    {QLatin1String("after"), QueryFilter::After},
    {QLatin1String("since"), QueryFilter::After},
    {QLatin1String("nach"), QueryFilter::After},
    {QLatin1String("seit"), QueryFilter::After},
    {QLatin1String("on"), QueryFilter::On},
    {QLatin1String("date"), QueryFilter::On},
    {QLatin1String("am"), QueryFilter::On},
    {QLatin1String("has"), QueryFilter::Has},
    {QLatin1String("hat"), QueryFilter::Has},
    {QLatin1String("in"), QueryFilter::In},
    {QLatin1String("tag"), QueryFilter::Tag},
    {QLatin1String("schlagwort"), QueryFilter::Tag},
    {QLatin1String("folder"), QueryFilter::Folder},
    {QLatin1String("ordner"), QueryFilter::Folder},
    {QLatin1String("is"), QueryFilter::Is},
    {QLatin1String("ist"), QueryFilter::Is},
};

struct NamedRole {
    QLatin1String name;
    ChatRole role;
};

constexpr NamedRole kRoles[] = {
    {QLatin1String("me"), ChatRole::User},
    {QLatin1String("user"), ChatRole::User},
    {QLatin1String("you"), ChatRole::User},
    {QLatin1String("question"), ChatRole::User},
    {QLatin1String("questions"), ChatRole::User},
    {QLatin1String("ich"), ChatRole::User},
    {QLatin1String("mir"), ChatRole::User},
    {QLatin1String("frage"), ChatRole::User},
    {QLatin1String("fragen"), ChatRole::User},
    {QLatin1String("assistant"), ChatRole::Assistant},
    {QLatin1String("model"), ChatRole::Assistant},
    {QLatin1String("ai"), ChatRole::Assistant},
    {QLatin1String("bot"), ChatRole::Assistant},
    {QLatin1String("answer"), ChatRole::Assistant},
    {QLatin1String("answers"), ChatRole::Assistant},
    {QLatin1String("modell"), ChatRole::Assistant},
    {QLatin1String("ki"), ChatRole::Assistant},
    {QLatin1String("antwort"), ChatRole::Assistant},
    {QLatin1String("antworten"), ChatRole::Assistant},
};

struct NamedFeature {
    QLatin1String name;
    MessageFeature feature;
};

constexpr NamedFeature kFeatures[] = {
    {QLatin1String("code"), MessageFeature::Code},
    {QLatin1String("link"), MessageFeature::Link},
    {QLatin1String("links"), MessageFeature::Link},
    {QLatin1String("url"), MessageFeature::Link},
    {QLatin1String("attachment"), MessageFeature::Attachment},
    {QLatin1String("attachments"), MessageFeature::Attachment},
    {QLatin1String("file"), MessageFeature::Attachment},
    {QLatin1String("files"), MessageFeature::Attachment},
    {QLatin1String("anhang"), MessageFeature::Attachment},
    {QLatin1String("datei"), MessageFeature::Attachment},
    {QLatin1String("picture"), MessageFeature::Picture},
    {QLatin1String("pictures"), MessageFeature::Picture},
    {QLatin1String("image"), MessageFeature::Picture},
    {QLatin1String("images"), MessageFeature::Picture},
    {QLatin1String("bild"), MessageFeature::Picture},
    {QLatin1String("bilder"), MessageFeature::Picture},
    {QLatin1String("thoughts"), MessageFeature::Thoughts},
    {QLatin1String("thinking"), MessageFeature::Thoughts},
    {QLatin1String("gedanken"), MessageFeature::Thoughts},
};

struct NamedPart {
    QLatin1String name;
    ChatPart part;
};

constexpr NamedPart kParts[] = {
    {QLatin1String("text"), ChatPart::Text},
    {QLatin1String("message"), ChatPart::Text},
    {QLatin1String("messages"), ChatPart::Text},
    {QLatin1String("nachricht"), ChatPart::Text},
    {QLatin1String("nachrichten"), ChatPart::Text},
    {QLatin1String("thoughts"), ChatPart::Thoughts},
    {QLatin1String("thinking"), ChatPart::Thoughts},
    {QLatin1String("reasoning"), ChatPart::Thoughts},
    {QLatin1String("gedanken"), ChatPart::Thoughts},
    {QLatin1String("attachment"), ChatPart::Attachments},
    {QLatin1String("attachments"), ChatPart::Attachments},
    {QLatin1String("file"), ChatPart::Attachments},
    {QLatin1String("files"), ChatPart::Attachments},
    {QLatin1String("anhang"), ChatPart::Attachments},
    {QLatin1String("datei"), ChatPart::Attachments},
    {QLatin1String("dateien"), ChatPart::Attachments},
    {QLatin1String("title"), ChatPart::Title},
    {QLatin1String("titles"), ChatPart::Title},
    {QLatin1String("titel"), ChatPart::Title},
};

/// Where a chat stands in the list.
struct NamedStanding {
    QLatin1String name;
    std::optional<bool> ChatQuery::*place;
};

constexpr NamedStanding kStandings[] = {
    {QLatin1String("pinned"), &ChatQuery::isPinned},
    {QLatin1String("angeheftet"), &ChatQuery::isPinned},
    {QLatin1String("archived"), &ChatQuery::isArchived},
    {QLatin1String("archiviert"), &ChatQuery::isArchived},
};

template <typename Entry, size_t size>
const Entry *entryNamed(const Entry (&table)[size], QStringView name)
{
    const auto it = std::find_if(std::begin(table), std::end(table),
        [name](const Entry &entry) { return name.compare(entry.name, Qt::CaseInsensitive) == 0; });
    return it == std::end(table) ? nullptr : it;
}

bool isQueryQuote(QChar c)
{
    return c == u'"' || c == QChar(0x201C) || c == QChar(0x201D) || c == QChar(0x201E) || c == QChar(0x00AB)
        || c == QChar(0x00BB);
}

bool isQueryColon(QChar c) { return c == u':' || c == QChar(0xFF1A); }

/// Reads what was typed piece by piece.
class ChatQueryReader {
public:
    ChatQueryReader(QStringView typed, const QDate &today) : m_typed(typed), m_today(today) { }

    ChatQuery read()
    {
        while (skipSpaces())
            readPiece();
        return m_query;
    }

private:
    bool skipSpaces()
    {
        while (m_at < m_typed.size() && m_typed.at(m_at).isSpace())
            ++m_at;
        return m_at < m_typed.size();
    }

    void readPiece()
    {
        const bool isExcluded
            = m_typed.at(m_at) == u'-' && m_at + 1 < m_typed.size() && !m_typed.at(m_at + 1).isSpace();
        if (isExcluded)
            ++m_at;
        const qsizetype start = m_at;
        if (isQueryQuote(m_typed.at(m_at))) {
            addTerm({quoted(), ChatQuery::Term::Match::Phrase, isExcluded});
            return;
        }
        const QStringView word = unquoted();
        const auto colon = std::find_if(word.begin(), word.end(), isQueryColon);
        const NamedFilter *const filter
            = colon == word.end() ? nullptr : entryNamed(kFilters, word.first(colon - word.begin()));
        if (!filter || isExcluded) {
            addWord(word, isExcluded);
            return;
        }
        QString value = word.sliced(colon - word.begin() + 1).toString();
        if (value.isEmpty() && m_at < m_typed.size() && isQueryQuote(m_typed.at(m_at)))
            value = quoted();
        if (!value.isEmpty() && !applyFilter(filter->filter, value)) // an empty one is being written
            m_query.ignored << m_typed.sliced(start, m_at - start).toString();
    }

    /// To the next quote or space.
    QStringView unquoted()
    {
        const qsizetype start = m_at;
        while (m_at < m_typed.size() && !m_typed.at(m_at).isSpace() && !isQueryQuote(m_typed.at(m_at)))
            ++m_at;
        return m_typed.sliced(start, m_at - start);
    }

    /// From a quote to the next one, or to the end while that is not written yet.
    QString quoted()
    {
        const qsizetype start = ++m_at;
        while (m_at < m_typed.size() && !isQueryQuote(m_typed.at(m_at)))
            ++m_at;
        const QString text = m_typed.sliced(start, m_at - start).toString();
        m_at = std::min(m_at + 1, m_typed.size());
        return text;
    }

    void addWord(QStringView word, bool isExcluded)
    {
        const bool hasStar = word.size() > 1 && word.endsWith(u'*');
        if (hasStar)
            word.chop(1);
        const bool isPrefix = hasStar || (m_at == m_typed.size() && !isExcluded);
        addTerm(
            {word.toString(), isPrefix ? ChatQuery::Term::Match::Prefix : ChatQuery::Term::Match::Word, isExcluded});
    }

    void addTerm(const ChatQuery::Term &term)
    {
        if (!term.text.trimmed().isEmpty() && m_query.terms.size() < kMostTerms)
            m_query.terms << term;
    }

    bool applyFilter(QueryFilter filter, const QString &value)
    {
        switch (filter) {
        case QueryFilter::Model:
            m_query.models << value;
            return true;
        case QueryFilter::From:
            // Whoever writes from:qwen means the model.
            if (const NamedRole *const role = entryNamed(kRoles, value))
                m_query.from = role->role;
            else
                m_query.models << value;
            return true;
        case QueryFilter::Has: {
            const NamedFeature *const feature = entryNamed(kFeatures, value);
            if (feature)
                m_query.has |= feature->feature;
            return feature != nullptr;
        }
        case QueryFilter::In: {
            const NamedPart *const part = entryNamed(kParts, value);
            if (part)
                m_query.parts |= part->part;
            return part != nullptr;
        }
        case QueryFilter::Tag:
            m_query.tags << (value.startsWith(u'#') ? value.mid(1) : value);
            return true;
        case QueryFilter::Folder:
            m_query.folders << value;
            return true;
        case QueryFilter::Is: {
            const NamedStanding *const standing = entryNamed(kStandings, value);
            if (standing)
                m_query.*standing->place = true;
            return standing != nullptr;
        }
        case QueryFilter::Before:
        case QueryFilter::After:
        case QueryFilter::On:
            break;
        }
        const std::optional<DaySpan> days = DaySpan::of(value, m_today);
        if (!days)
            return false;
        if (filter != QueryFilter::Before)
            m_query.since = m_query.since.isValid() ? std::max(m_query.since, days->first) : days->first;
        if (filter != QueryFilter::After) {
            const QDate end = filter == QueryFilter::Before ? days->first : days->end;
            m_query.before = m_query.before.isValid() ? std::min(m_query.before, end) : end;
        }
        return true;
    }

    const QStringView m_typed;
    const QDate m_today;
    qsizetype m_at = 0;
    ChatQuery m_query;
};

} // namespace

bool ChatQuery::hasWords() const
{
    return std::any_of(terms.begin(), terms.end(), [](const Term &term) { return !term.isExcluded; });
}

ChatQuery ChatQuery::of(const QString &typed, const QDate &today)
{
    return ChatQueryReader(QStringView(typed).first(std::min(kLongestQuery, typed.size())), today).read();
}

} // namespace freshet
