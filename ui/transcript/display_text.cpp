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
constexpr int kMarkedProperty = QTextFormat::UserProperty + 2; // the one character that each mark stands for
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
            own.setProperty(kMarkedProperty, piece.marked);
        cursor.insertText(piece.shown, own);
    }
}

QTextDocumentFragment asWritten(const QTextDocumentFragment &fragment)
{
    if (!fragment.toPlainText().contains(QChar::ReplacementCharacter))
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
        cursor.insertText(cursor.charFormat().stringProperty(kMarkedProperty).repeated(length));
    }
    cursor.endEditBlock();
    cursor.select(QTextCursor::Document);
    return cursor.selection();
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
