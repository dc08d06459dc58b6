// SPDX-License-Identifier: MIT
#include "ui/transcript/inline_scanner.h"

#include "core/query/citation_markers.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

using PieceKind = InlinePiece::Kind;

qsizetype addressEnd(QStringView text, qsizetype begin)
{
    static constexpr QStringView kNotInAddress(u"<>\"`|\u201c\u201d\u3001\u3002\uff09");
    static constexpr QStringView kNotAtEnd(u".,;:!?'*_~");
    qsizetype end = begin;
    qsizetype open = 0;
    for (; end < text.size() && !text[end].isSpace() && !kNotInAddress.contains(text[end]); ++end) {
        if (text[end] == u'(')
            ++open;
        else if (text[end] == u']' || (text[end] == u')' && --open < 0))
            break;
    }
    while (end > begin && kNotAtEnd.contains(text[end - 1]))
        --end;
    return end;
}

InlinePiece linkAt(QStringView text, qsizetype begin)
{
    const QStringView rest = text.sliced(begin);
    const qsizetype scheme = rest.startsWith(u"https://") ? 8 : rest.startsWith(u"http://") ? 7 : 0;
    if (scheme == 0 || (begin > 0 && text[begin - 1].isLetterOrNumber()))
        return {};
    const qsizetype end = addressEnd(text, begin);
    return end > begin + scheme ? InlinePiece{.kind = PieceKind::Link, .begin = begin, .end = end} : InlinePiece{};
}

/// The marks that a bracket opens, one for each number; a single one has the brackets with it. Empty where it is none.
QList<InlinePiece> citationsAt(QStringView text, qsizetype begin, const QList<int> &sources)
{
    const auto marker = writtenMarkerAt(text, begin);
    if (!marker)
        return {};
    QList<InlinePiece> marks;
    for (const WrittenMarker::Number &number : marker->numbers) {
        if (!sources.contains(number.number))
            return {};
        marks << InlinePiece{
            .kind = PieceKind::Citation, .begin = number.range.start, .end = number.range.end, .number = number.number};
    }
    if (marks.size() == 1)
        marks.first() = {PieceKind::Citation, marker->range.start, marker->range.end, marks.first().number};
    return marks;
}

InlinePiece breakAt(QStringView text, qsizetype begin)
{
    for (const QLatin1String tag : {QLatin1String("<br>"), QLatin1String("<br/>"), QLatin1String("<br />")}) {
        if (text.sliced(begin).startsWith(tag, Qt::CaseInsensitive))
            return {.kind = PieceKind::LineBreak, .begin = begin, .end = begin + tag.size()};
    }
    return {};
}

} // namespace

QList<InlinePiece> scanInline(QStringView text, const QList<int> &sources)
{
    QList<InlinePiece> pieces;
    qsizetype done = 0;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        QList<InlinePiece> found;
        if (c == u'[' || c == u'【')
            found = citationsAt(text, i, sources);
        else if (const InlinePiece piece = c == u'h' ? linkAt(text, i)
                     : c == u'<'                     ? breakAt(text, i)
                                                     : InlinePiece{};
                 piece.end > 0)
            found << piece;
        ++i;
        for (const InlinePiece &piece : std::as_const(found)) {
            if (piece.begin > done)
                pieces.append({.kind = PieceKind::Text, .begin = done, .end = piece.begin});
            pieces.append(piece);
            i = done = piece.end;
        }
    }
    if (done < text.size())
        pieces.append({.kind = PieceKind::Text, .begin = done, .end = text.size()});
    return pieces;
}

QString entityText(const QString &entity)
{
    static constexpr std::pair<QLatin1String, char16_t> kNamed[] = {
        {QLatin1String("&amp;"), u'&'},
        {QLatin1String("&lt;"), u'<'},
        {QLatin1String("&gt;"), u'>'},
        {QLatin1String("&quot;"), u'"'},
        {QLatin1String("&apos;"), u'\''},
        {QLatin1String("&nbsp;"), u'\u00a0'},
        {QLatin1String("&copy;"), u'\u00a9'},
        {QLatin1String("&ndash;"), u'\u2013'},
        {QLatin1String("&mdash;"), u'\u2014'},
        {QLatin1String("&hellip;"), u'\u2026'},
        {QLatin1String("&rarr;"), u'\u2192'},
        {QLatin1String("&times;"), u'\u00d7'},
    };
    for (const auto &[name, character] : kNamed) {
        if (entity == name)
            return QString(QChar(character));
    }
    if (!entity.startsWith(QLatin1String("&#")))
        return entity;
    const bool isHex = entity.at(2).toLower() == u'x';
    const char32_t code = QStringView(entity).sliced(isHex ? 3 : 2).chopped(1).toUInt(nullptr, isHex ? 16 : 10);
    const bool isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? QString::fromUcs4(&code, 1) : QString(QChar::ReplacementCharacter);
}

} // namespace freshet
