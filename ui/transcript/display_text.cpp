// SPDX-License-Identifier: MIT
#include "ui/transcript/display_text.h"

#include <QList>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr int kMostMarks = 8;
constexpr int kMarkedProperty = QTextFormat::UserProperty + 2; // what each character stands for
constexpr int kLongestFlag = 7; // tags behind a black flag: "gbeng" and their end

struct Piece {
    QString shown;
    QString marked; ///< Of each character shown; empty: it is itself.
};

bool isPlainChar(QChar c)
{
    return c == u'\n' || c == u'\t' || (c.unicode() >= 0x20 && c.unicode() < 0x7f)
        || (c.unicode() >= 0xa0 && c.unicode() < 0x300);
}

bool isVariationSelector(char32_t c) { return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef); }

bool turnsDirection(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool takesNoRoom(char32_t c) { return c == 0x200b || c == 0xfeff || (c >= 0x2060 && c <= 0x206f); }

bool isJoiner(char32_t c) { return c == 0x200c || c == 0x200d; }

/// Tells which characters of a text could deceive or carry what nobody sees.
class HiddenFinder {
public:
    explicit HiddenFinder(TextUse use) : m_use(use) { }

    bool isHidden(char32_t c)
    {
        const char32_t before = std::exchange(m_before, c);
        if (c >= 0xe0000 && c <= 0xe007f)
            return m_use == TextUse::Exact || m_flagTags-- <= 0;
        m_flagTags = c == 0x1f3f4 ? kLongestFlag : 0;
        if (isVariationSelector(c) && isVariationSelector(before))
            return true;
        if (m_use == TextUse::Running)
            return false;
        return turnsDirection(c) || takesNoRoom(c) || (isJoiner(c) && before < 0x300); // Latin letters do not join
    }

private:
    TextUse m_use;
    char32_t m_before = 0;
    int m_flagTags = 0;
};

void add(QList<Piece> &pieces, const QString &shown, const QString &marked)
{
    if (pieces.isEmpty() || pieces.last().marked != marked)
        pieces.append({.shown = {}, .marked = marked});
    pieces.last().shown += shown;
}

QList<Piece> piecesOf(const QString &text, TextUse use)
{
    if (std::all_of(text.begin(), text.end(), isPlainChar))
        return {{.shown = text, .marked = {}}};
    const QString mark(QChar::ReplacementCharacter);
    QList<Piece> pieces;
    HiddenFinder finder(use);
    int marks = 0;
    for (qsizetype i = 0, size = 1; i < text.size(); i += size) {
        size = i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate() ? 2 : 1;
        const char32_t c = size == 2 ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const QString one = text.sliced(i, size);
        const bool isHidden = finder.isHidden(c);
        marks = QChar::isMark(c) ? marks + 1 : 0;
        if (isHidden)
            add(pieces, mark, one);
        else if (QChar::category(c) == QChar::Other_Control && c != U'\n' && c != U'\t' && c != U'\r')
            add(pieces, mark, {});
        else if (marks <= kMostMarks && c != U'\r')
            add(pieces, one, {});
    }
    return pieces;
}

} // namespace

QString displayText(const QString &text, TextUse use)
{
    QString shown;
    for (const Piece &piece : piecesOf(text, use))
        shown += piece.shown;
    return shown;
}

void insertDisplayText(QTextCursor &cursor, const QString &text, const QTextCharFormat &format, TextUse use)
{
    for (const Piece &piece : piecesOf(text, use)) {
        QTextCharFormat own = format;
        if (!piece.marked.isEmpty())
            setWritten(own, piece.marked);
        cursor.insertText(piece.shown, own);
    }
}

void setWritten(QTextCharFormat &format, const QString &written) { format.setProperty(kMarkedProperty, written); }

QString writtenFor(const QTextCharFormat &format) { return format.stringProperty(kMarkedProperty); }

DrawnPlaces::DrawnPlaces(const QTextDocument &drawn)
{
    int more = 0; // characters of the sources so far, beyond those of the formulas
    for (QTextBlock block = drawn.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const QString source = writtenFor(fragment.charFormat());
            if (fragment.charFormat().objectType() == QTextFormat::NoObject || source.isEmpty())
                continue;
            for (int i = 0; i < fragment.length(); ++i) {
                const int at = fragment.position() + i;
                m_formulas.append({.source = at + more, .length = int(source.size()), .drawn = at});
                more += int(source.size()) - 1;
            }
        }
    }
}

std::pair<int, int> DrawnPlaces::range(int begin, int end) const { return {placeOf(begin, false), placeOf(end, true)}; }

int DrawnPlaces::sourceOf(int drawn) const
{
    const auto next = std::lower_bound(m_formulas.begin(), m_formulas.end(), drawn,
        [](const Formula &formula, int place) { return formula.drawn < place; });
    if (next == m_formulas.begin())
        return drawn;
    const Formula &formula = *std::prev(next);
    return formula.source + formula.length + drawn - formula.drawn - 1;
}

int DrawnPlaces::placeOf(int source, bool isEnd) const
{
    const auto next = std::upper_bound(m_formulas.begin(), m_formulas.end(), source,
        [](int place, const Formula &formula) { return place < formula.source; });
    if (next == m_formulas.begin())
        return source;
    const Formula &formula = *std::prev(next);
    const int past = source - formula.source - formula.length;
    if (past >= 0)
        return formula.drawn + 1 + past;
    return formula.drawn + (isEnd && source > formula.source ? 1 : 0);
}

QTextDocumentFragment asWritten(const QTextDocumentFragment &fragment)
{
    const QString plain = fragment.toPlainText();
    if (!plain.contains(QChar::ReplacementCharacter) && !plain.contains(QChar::ObjectReplacementCharacter))
        return fragment;
    QTextDocument document;
    QTextCursor cursor(&document);
    cursor.insertFragment(fragment);
    QList<std::pair<int, int>> marks; // position and length
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().hasProperty(kMarkedProperty))
                marks.prepend({it.fragment().position(), it.fragment().length()});
        }
    }
    cursor.beginEditBlock();
    for (const auto &[position, length] : std::as_const(marks)) { // the last first: those before keep their positions
        cursor.setPosition(position);
        cursor.setPosition(position + length, QTextCursor::KeepAnchor);
        const QTextCharFormat format = cursor.charFormat();
        QString written = writtenFor(format).repeated(length);
        written.replace(u'\n', QChar::LineSeparator); // a formula of several lines is one paragraph
        cursor.insertText(written, format.objectType() == QTextFormat::NoObject ? format : QTextCharFormat());
    }
    cursor.endEditBlock();
    cursor.select(QTextCursor::Document);
    return cursor.selection();
}

QString writtenText(const QTextDocument &document)
{
    QString text = document.toPlainText();
    if (!text.contains(QChar::ObjectReplacementCharacter))
        return text;
    QTextCursor cursor(document.firstBlock());
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    return asWritten(cursor.selection()).toPlainText();
}

QUrl offeredLink(const QString &address)
{
    const QUrl url(address, QUrl::TolerantMode);
    const QString scheme = url.scheme();
    const bool isWeb = scheme == QLatin1String("https") || scheme == QLatin1String("http");
    if (url.isValid() && ((isWeb && !url.host().isEmpty()) || scheme == QLatin1String("mailto")))
        return url;
    return {};
}

} // namespace freshet
