// SPDX-License-Identifier: MIT
#include "ui/transcript/transcript_search.h"

#include "core/retrieval/text_analyzer.h"
#include "ui/transcript/block_document.h"

#include <algorithm>

namespace freshet {

namespace {

using Section = MessageItem::Section;

constexpr Section kSections[] = {Section::Reasoning, Section::Text};

auto orderOf(const TranscriptSearch::Hit &hit) { return std::tuple(hit.section, hit.block, hit.position); }

auto orderOf(const TextPlace &place) { return std::tuple(place.section, place.block, place.position); }

/// Not laid out: that is what takes the time.
QString wordsOf(const QString &source, const MarkdownBlock &span, const TextStyle &style)
{
    return span.kind == BlockKind::Rule ? QString() : BlockDocument(source, span, style, {}).toPlainText();
}

/// Whether a word may end between these two.
bool isWordEdge(QChar left, QChar right)
{
    const auto joins = [](QChar c) { return (c.isLetterOrNumber() || c == u'_') && !isUnseparated(c.unicode()); };
    return !joins(left) || !joins(right);
}

bool isWholeWord(const QString &words, qsizetype at, qsizetype length)
{
    const qsizetype end = at + length;
    return (at == 0 || isWordEdge(words.at(at - 1), words.at(at)))
        && (end == words.size() || isWordEdge(words.at(end - 1), words.at(end)));
}

} // namespace

void TranscriptSearch::start(const QString &text, Qt::CaseSensitivity cases, const TextPlace &from)
{
    m_matchers.clear();
    m_areWholeWords = false;
    if (!text.isEmpty())
        m_matchers.emplace_back(text, cases);
    restart(from);
}

void TranscriptSearch::startWords(const QStringList &words, const TextPlace &from)
{
    m_matchers.clear();
    m_areWholeWords = true;
    for (const QString &word : words) {
        if (!word.isEmpty())
            m_matchers.emplace_back(word, Qt::CaseInsensitive);
    }
    restart(from);
}

void TranscriptSearch::restart(const TextPlace &from)
{
    m_from = from;
    m_current.reset();
    m_count = 0;
    m_queue.clear();
    m_reading.reset();
    for (Message &message : m_messages) {
        message.isQueued = false;
        message.hits.clear();
    }
    if (!isLooking())
        return;
    m_messages.resize(m_column.count());
    const size_t first = std::min(from.message, m_messages.size());
    for (size_t i = first; i < m_messages.size(); ++i)
        enqueue(i);
    for (size_t i = 0; i < first; ++i)
        enqueue(i);
}

void TranscriptSearch::stop()
{
    start({}, Qt::CaseInsensitive, {});
    m_messages = {};
}

void TranscriptSearch::messageChanged(size_t message)
{
    if (message >= m_messages.size())
        return;
    if (m_reading && m_reading->message == message)
        m_reading.reset();
    for (Text &text : m_messages[message].texts)
        text.isRead = false;
    enqueue(message);
}

void TranscriptSearch::countChanged()
{
    const size_t before = m_messages.size();
    const size_t count = m_column.count();
    for (size_t i = count; i < before; ++i)
        m_count -= int(m_messages[i].hits.size());
    m_messages.resize(isLooking() ? count : std::min(before, count));
    std::erase_if(m_queue, [this](size_t message) { return message >= m_messages.size(); });
    if (m_reading && m_reading->message >= m_messages.size())
        m_reading.reset();
    if (m_current && m_current->message >= m_messages.size())
        m_current.reset();
    for (size_t i = before; i < m_messages.size(); ++i)
        enqueue(i);
}

void TranscriptSearch::everythingChanged()
{
    m_messages.clear();
    restart({});
}

void TranscriptSearch::work(std::chrono::milliseconds time)
{
    const QDeadlineTimer deadline(time);
    while (!m_queue.empty()) {
        const size_t message = m_queue.front();
        if (!read(message, deadline))
            return;
        look(message);
        m_queue.pop_front();
        m_messages[message].isQueued = false;
        if (deadline.hasExpired())
            return;
    }
}

std::span<const TranscriptSearch::Hit> TranscriptSearch::within(size_t message, Section section, size_t block) const
{
    if (message >= m_messages.size())
        return {};
    const std::vector<Hit> &hits = m_messages[message].hits;
    const auto before = [](const Hit &hit, const std::pair<Section, size_t> &place) {
        return std::pair(hit.section, hit.block) < place;
    };
    const auto first = std::lower_bound(hits.begin(), hits.end(), std::pair(section, block), before);
    const auto last = std::lower_bound(first, hits.end(), std::pair(section, block + 1), before);
    return {first, last};
}

int TranscriptSearch::number() const
{
    if (!m_current)
        return 0;
    int number = 1;
    for (size_t i = 0; i < m_current->message; ++i)
        number += int(m_messages[i].hits.size());
    for (const Hit &hit : m_messages[m_current->message].hits)
        number += orderOf(hit) < orderOf(*m_current) ? 1 : 0;
    return number;
}

int TranscriptSearch::currentLength() const
{
    if (!m_current)
        return 0;
    const std::vector<Hit> &hits = m_messages[m_current->message].hits;
    const auto hit
        = std::find_if(hits.begin(), hits.end(), [this](const Hit &it) { return orderOf(it) == orderOf(*m_current); });
    return hit == hits.end() ? 0 : hit->length;
}

bool TranscriptSearch::takeFirst()
{
    for (size_t i = m_from.message; i < m_messages.size(); ++i) {
        if (m_messages[i].isQueued)
            return false;
        if ((m_current = hitFrom(i, m_from)))
            return true;
    }
    if (!isDone())
        return false;
    for (size_t i = 0; i < m_messages.size() && !m_current; ++i) {
        if (!m_messages[i].hits.empty())
            m_current = placeOf(i, m_messages[i].hits.front());
    }
    return m_current.has_value();
}

void TranscriptSearch::step(Direction direction)
{
    if (!m_current) {
        takeFirst();
        return;
    }
    const bool isForward = direction == Direction::Forward;
    const std::vector<Hit> &here = m_messages[m_current->message].hits;
    const auto at = std::lower_bound(here.begin(), here.end(), *m_current,
        [](const Hit &hit, const TextPlace &place) { return orderOf(hit) < orderOf(place); });
    if (isForward ? here.end() - at > 1 : at != here.begin()) {
        m_current = placeOf(m_current->message, isForward ? at[1] : at[-1]);
        return;
    }
    const size_t count = m_messages.size();
    for (size_t i = 1; i <= count; ++i) {
        const size_t message = (m_current->message + (isForward ? i : count - i)) % count;
        const std::vector<Hit> &hits = m_messages[message].hits;
        if (!hits.empty()) {
            m_current = placeOf(message, isForward ? hits.front() : hits.back());
            return;
        }
    }
}

void TranscriptSearch::enqueue(size_t message)
{
    if (!isLooking() || std::exchange(m_messages[message].isQueued, true))
        return;
    m_queue.push_back(message);
}

/// False when there was not the time for all of it.
bool TranscriptSearch::read(size_t message, const QDeadlineTimer &deadline)
{
    for (const Section section : kSections) {
        Text &text = m_messages[message].texts[size_t(section)];
        if (text.isRead)
            continue;
        if (!m_reading || m_reading->message != message || m_reading->section != section)
            beginReading(message, section);
        const TextStyle style = m_column.context().style(TextTone::Answer);
        const MessageItem::Source &source = m_reading->source;
        while (text.blocks.size() < source.blocks.size()) {
            const MarkdownBlock &span = source.blocks[text.blocks.size()];
            text.blocks.push_back({.span = span, .words = wordsOf(source.text, span, style)});
            if (deadline.hasExpired() && text.blocks.size() < source.blocks.size())
                return false;
        }
        text.isRead = true;
        m_reading.reset();
    }
    return true;
}

/// Of an answer that grows, only the new blocks are read.
void TranscriptSearch::beginReading(size_t message, Section section)
{
    m_reading = {.message = message, .section = section, .source = m_column.item(message).source(section)};
    const MessageItem::Source &source = m_reading->source;
    Text &text = m_messages[message].texts[size_t(section)];
    const auto differ
        = std::mismatch(text.source.begin(), text.source.end(), source.text.begin(), source.text.end()).first;
    const qsizetype same = differ - text.source.begin();
    size_t kept = 0;
    while (kept < text.blocks.size() && kept < source.blocks.size() && text.blocks[kept].span == source.blocks[kept]
        && text.blocks[kept].span.end <= same)
        ++kept;
    text.blocks.resize(kept);
    text.source = source.text;
}

void TranscriptSearch::look(size_t message)
{
    Message &looked = m_messages[message];
    m_count -= int(looked.hits.size());
    looked.hits.clear();
    for (const Section section : kSections) {
        const std::vector<Block> &blocks = looked.texts[size_t(section)].blocks;
        for (size_t i = 0; i < blocks.size(); ++i)
            lookInto(blocks[i].words, section, i, looked.hits);
    }
    m_count += int(looked.hits.size());
    if (m_current && m_current->message == message)
        keepCurrent();
}

/// Where two of several words lie over one another, only the first is a hit.
void TranscriptSearch::lookInto(const QString &words, Section section, size_t block, std::vector<Hit> &hits) const
{
    std::vector<Hit> found;
    for (const QStringMatcher &matcher : m_matchers) {
        const auto length = matcher.pattern().size();
        for (qsizetype at = 0; (at = matcher.indexIn(words, at)) >= 0; at += length) {
            if (!m_areWholeWords || isWholeWord(words, at, length))
                found.push_back({.section = section, .block = block, .position = int(at), .length = int(length)});
        }
    }
    const auto isBefore = [](const Hit &one, const Hit &other) {
        return one.position != other.position ? one.position < other.position : one.length > other.length;
    };
    std::sort(found.begin(), found.end(), isBefore);
    int end = 0;
    for (const Hit &hit : found) {
        if (hit.position < end)
            continue;
        hits.push_back(hit);
        end = hit.position + hit.length;
    }
}

/// After its message has changed: the same hit, or one near it.
void TranscriptSearch::keepCurrent()
{
    const size_t message = m_current->message;
    m_current = hitFrom(message, *m_current);
    if (!m_current && !m_messages[message].hits.empty())
        m_current = placeOf(message, m_messages[message].hits.back());
}

TextPlace TranscriptSearch::placeOf(size_t message, const Hit &hit) const
{
    return {.message = message, .section = hit.section, .block = hit.block, .position = hit.position};
}

/// The first of a message that does not lie before @p from.
std::optional<TextPlace> TranscriptSearch::hitFrom(size_t message, const TextPlace &from) const
{
    for (const Hit &hit : m_messages[message].hits) {
        if (const TextPlace place = placeOf(message, hit); place >= from)
            return place;
    }
    return std::nullopt;
}

} // namespace freshet
