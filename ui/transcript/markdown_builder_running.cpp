// SPDX-License-Identifier: MIT
#include "ui/transcript/inline_scanner.h"
#include "ui/transcript/markdown_builder.h"

#include <algorithm>

namespace freshet {

/// Those that can be opened, and those that name no source.
QList<int> MarkdownBuilder::citedNumbers(const CitationMarks &marks)
{
    QList<int> numbers = marks.numbers;
    for (const Citation &citation : marks.checked) {
        if (!numbers.contains(citation.number))
            numbers << citation.number;
    }
    return numbers;
}

/// In what is parsed, behind the bracket of each checked mark: a bracket may decide what is emphasis.
QList<qsizetype> MarkdownBuilder::checkedPlaces() const
{
    QList<qsizetype> places;
    for (const Citation &citation : m_marks.checked) {
        const qsizetype place = citation.start + 1 - m_parsedBegin;
        if (citation.start >= m_begin && (places.isEmpty() || places.last() < place))
            places << place;
    }
    return places;
}

void MarkdownBuilder::insertParts(const QString &text)
{
    const QList<MathPlaceholders::Part> parts = m_placeholders.partsOf(text);
    for (const MathPlaceholders::Part &part : parts) {
        if (part.formula)
            insertFormula(*part.formula);
        else
            insertRunning(part);
    }
}

void MarkdownBuilder::insertRunning(const MathPlaceholders::Part &running)
{
    const QString &text = running.text;
    const QTextCharFormat &format = m_formats.last();
    if (format.isAnchor()) {
        insert(text, format);
        return;
    }
    for (const InlinePiece &piece : scanInline(text, m_citedNumbers)) {
        const QString part = text.sliced(piece.begin, piece.end - piece.begin);
        QTextCharFormat own = format;
        switch (piece.kind) {
        case InlinePiece::Kind::Text:
            break;
        case InlinePiece::Kind::Link:
            own.merge(linkFormat(m_style, part));
            break;
        case InlinePiece::Kind::Citation:
            if (const auto doubt = doubtAt(piece, running.places))
                own.merge(citationFormat(m_style, piece.number, *doubt));
            break;
        case InlinePiece::Kind::LineBreak:
            insert(QString(QChar::LineSeparator), format);
            continue;
        }
        insert(part, own);
    }
}

/// None of a mark that is not checked; no value where it names no source either.
std::optional<CitationDoubt> MarkdownBuilder::doubtAt(
    const InlinePiece &mark, const QList<MathPlaceholders::Place> &places) const
{
    const bool hasSource = m_marks.numbers.contains(mark.number);
    const auto next = std::upper_bound(places.begin(), places.end(), mark.begin + 1,
        [](qsizetype at, const MathPlaceholders::Place &place) { return at < place.at; });
    if (next != places.begin()) {
        const MathPlaceholders::Place &place = *std::prev(next);
        const qsizetype start = m_parsedBegin + place.written - 1; // of its bracket
        auto checked = std::lower_bound(m_marks.checked.begin(), m_marks.checked.end(), start,
            [](const Citation &citation, qsizetype wanted) { return citation.start < wanted; });
        for (; checked != m_marks.checked.end() && checked->start == start; ++checked) {
            if (checked->number == mark.number && mark.end <= place.at - 1 + checked->end - checked->start)
                return doubtOf(*checked, hasSource);
        }
    }
    return hasSource ? std::optional(CitationDoubt::None) : std::nullopt;
}

} // namespace freshet
