// SPDX-License-Identifier: MIT
#include "core/providers/think_splitter.h"

#include "core/base/overlap.h"

#include <QStringView>

#include <algorithm>
#include <array>
#include <utility>

namespace freshet {

namespace {

/// What gpt-oss writes between its thought and its answer.
constexpr QLatin1String kFinalChannel("<|start|>assistant<|channel|>final<|message|>");

struct ThinkTag {
    QLatin1String start;
    QLatin1String end;
    QLatin1String loneEnd = end; ///< Which tells a thought even where no start came before it.
};

constexpr std::array kThinkTags{
    ThinkTag{QLatin1String("<think>"), QLatin1String("</think>")},
    ThinkTag{QLatin1String("<thinking>"), QLatin1String("</thinking>")},
    ThinkTag{QLatin1String("<thought>"), QLatin1String("</thought>")},
    ThinkTag{QLatin1String("<reasoning>"), QLatin1String("</reasoning>")},
    ThinkTag{QLatin1String("[THINK]"), QLatin1String("[/THINK]")},
    // <|end|> alone ends an answer of other models.
    ThinkTag{QLatin1String("<|channel|>analysis<|message|>"), QLatin1String("<|end|>"),
        QLatin1String("<|end|><|start|>assistant<|channel|>final<|message|>")},
};

constexpr QLatin1String kTagBegins("<[");

constexpr qsizetype kMostLeadingBlanks = 1000; ///< They are looked at again with each delta.

bool couldBecome(QStringView text, QLatin1String word) { return text.size() < word.size() && word.startsWith(text); }

bool holdsNoTag(QStringView text)
{
    return std::none_of(kTagBegins.begin(), kTagBegins.end(), [text](char c) { return text.contains(QLatin1Char(c)); });
}

struct FoundTag {
    qsizetype at = -1;
    qsizetype size = 0;
};

/// The first of the tags that @p which says.
FoundTag firstTag(QStringView text, QLatin1String ThinkTag::*which)
{
    FoundTag first;
    for (const ThinkTag &tag : kThinkTags) {
        const qsizetype at = text.indexOf(tag.*which);
        if (at >= 0 && (first.at < 0 || at < first.at))
            first = {.at = at, .size = (tag.*which).size()};
    }
    return first;
}

/// How much of the end of @p text may be the beginning of a tag.
qsizetype beginningOfTag(QStringView text)
{
    qsizetype longest = 0;
    for (const ThinkTag &tag : kThinkTags)
        longest = std::max({longest, overlapAtEnd(text, tag.start), overlapAtEnd(text, tag.loneEnd)});
    return longest;
}

} // namespace

ThinkSplitter::Piece ThinkSplitter::push(const QString &delta)
{
    Piece piece;
    m_held += delta;
    while (step(piece, false)) { }
    return piece;
}

ThinkSplitter::Piece ThinkSplitter::end()
{
    Piece piece;
    while (step(piece, true)) { }
    return piece;
}

/// Returns true when the state changed and the rest is to be looked at again.
bool ThinkSplitter::step(Piece &piece, bool isLast)
{
    if (m_passesAll && m_state != State::Inside)
        m_state = State::Plain;
    switch (m_state) {
    case State::Start:
        return stepStart(piece, isLast);
    case State::Inside:
        return stepInside(piece, isLast);
    case State::AfterThought:
        return stepAfterThought(isLast);
    case State::Text:
        return stepText(piece, isLast);
    case State::Plain:
        piece.text += std::exchange(m_held, {});
        return false;
    }
    Q_UNREACHABLE();
}

bool ThinkSplitter::stepStart(Piece &, bool isLast)
{
    const auto first = std::find_if_not(m_held.begin(), m_held.end(), [](QChar c) { return c.isSpace(); });
    const QStringView begin = QStringView(m_held).sliced(first - m_held.begin());
    for (const ThinkTag &tag : kThinkTags) {
        if (begin.startsWith(tag.start)) {
            m_held = begin.sliced(tag.start.size()).toString();
            m_endTag = tag.end;
            m_state = State::Inside;
            return true;
        }
    }
    const bool isStillBlank = first - m_held.begin() < kMostLeadingBlanks;
    const bool mayBecomeTag = isStillBlank
        && std::any_of(
            kThinkTags.begin(), kThinkTags.end(), [&](const ThinkTag &tag) { return couldBecome(begin, tag.start); });
    if (mayBecomeTag && !isLast)
        return false;
    m_state = State::Text;
    return true;
}

bool ThinkSplitter::stepInside(Piece &piece, bool isLast)
{
    const qsizetype end = m_held.indexOf(m_endTag);
    if (end >= 0) {
        piece.reasoning += QStringView(m_held).first(end);
        m_held.remove(0, end + m_endTag.size());
        m_state = State::AfterThought;
        return true;
    }
    const qsizetype kept = isLast ? 0 : overlapAtEnd(QStringView(m_held), m_endTag);
    piece.reasoning += QStringView(m_held).chopped(kept);
    m_held = m_held.last(kept);
    return false;
}

bool ThinkSplitter::stepAfterThought(bool isLast)
{
    qsizetype newlines = 0;
    while (newlines < std::min<qsizetype>(2, m_held.size()) && m_held[newlines] == u'\n')
        ++newlines;
    const QStringView rest = QStringView(m_held).sliced(newlines);
    if (!isLast && (couldBecome(rest, kFinalChannel)))
        return false; // an empty rest too: a second newline may follow
    m_held = rest.sliced(rest.startsWith(kFinalChannel) ? kFinalChannel.size() : 0).toString();
    m_state = State::Plain;
    return true;
}

bool ThinkSplitter::stepText(Piece &piece, bool isLast)
{
    if (holdsNoTag(m_held)) { // nearly every token
        piece.text += std::exchange(m_held, {});
        return false;
    }
    const FoundTag end = firstTag(m_held, &ThinkTag::loneEnd);
    const FoundTag quoted = firstTag(m_held, &ThinkTag::start);
    if (quoted.at >= 0 && (end.at < 0 || quoted.at < end.at)) {
        m_state = State::Plain;
        return true;
    }
    if (end.at < 0) {
        const qsizetype kept = isLast ? 0 : beginningOfTag(m_held);
        piece.text += QStringView(m_held).chopped(kept);
        m_held = m_held.last(kept);
        return false;
    }
    const qsizetype next = end.at + end.size;
    if (next == m_held.size() && !isLast) {
        piece.text += QStringView(m_held).first(end.at);
        m_held.remove(0, end.at);
        return false;
    }
    // Between quotes it is spoken of, and not used.
    if (next < m_held.size() && QStringLiteral("`\"'").contains(m_held[next])) {
        m_state = State::Plain;
        return true;
    }
    piece.reasoning = std::exchange(piece.text, {}) + QStringView(m_held).first(end.at);
    piece.textWasReasoning = true;
    m_held.remove(0, next);
    m_state = State::AfterThought;
    return true;
}

} // namespace freshet
