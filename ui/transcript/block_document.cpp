// SPDX-License-Identifier: MIT
#include "ui/transcript/block_document.h"

#include "ui/math/formula_object.h"
#include "ui/transcript/display_text.h"
#include "ui/transcript/markdown_builder.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QTextBlock>
#include <QTextTable>

namespace freshet {

namespace {

constexpr qsizetype kLongestCodeLine = 5'000;
constexpr int kMostCode = 400'000;
constexpr qsizetype kLongestWholeWord = 40;

QString shownCode(QStringView code, int indent)
{
    QString shown;
    shown.reserve(code.size());
    for (qsizetype begin = 0; begin <= code.size();) {
        const qsizetype found = code.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? code.size() : found;
        QStringView line = code.sliced(begin, end - begin);
        qsizetype strip = 0;
        while (strip < line.size() && strip < indent && line[strip] == u' ')
            ++strip;
        line = line.sliced(strip);
        shown += line.first(std::min(line.size(), kLongestCodeLine));
        if (line.size() > kLongestCodeLine) {
            shown += BlockDocument::tr(
                " … %n more character(s); Copy takes them all", nullptr, int(line.size() - kLongestCodeLine));
        }
        if (found < 0)
            break;
        shown += u'\n';
        begin = end + 1;
    }
    return shown;
}

/// A line may break beside it: such a text has no words to be kept whole.
bool isIdeograph(QChar c)
{
    const QChar::Script script = c.script();
    return script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
}

bool hasLongWord(QStringView text)
{
    qsizetype length = 0;
    for (const QChar c : text) {
        length = c.isSpace() || c == u'|' || isIdeograph(c) ? 0 : length + 1;
        if (length > kLongestWholeWord)
            return true;
    }
    return false;
}

/// A table is wider than the view, and scrolls, rather than that its words are broken. What is longer than a word is
/// broken all the same, and so is what finds no room in the columns of the piece above.
QTextOption::WrapMode wrapModeOf(QStringView text, const MarkdownBlock &block)
{
    const bool keepsWords = block.kind == BlockKind::Table && !block.continuesTable()
        && !hasLongWord(text.sliced(block.begin, block.end - block.begin));
    return keepsWords ? QTextOption::WordWrap : QTextOption::WrapAtWordBoundaryOrAnywhere;
}

} // namespace

BlockDocument::BlockDocument(QStringView text, const MarkdownBlock &block, const TextStyle &style,
    const CitationMarks &marks, MathRenderer *renderer)
    : m_isCode(block.kind == BlockKind::Code), m_lastLine(block.bodyBegin), m_style(style)
{
    setUndoRedoEnabled(false);
    setDocumentMargin(0);
    setDefaultFont(m_isCode ? style.type.code() : style.type.body());
    QTextOption option;
    option.setWrapMode(m_isCode && !style.wrapsCode ? QTextOption::NoWrap : wrapModeOf(text, block));
    option.setTabStopDistance(4 * QFontMetricsF(defaultFont()).horizontalAdvance(u' '));
    setDefaultTextOption(option);
    if (m_isCode)
        extendCode(text, block);
    else if (block.kind == BlockKind::Plain)
        setPlain(text.sliced(block.begin, block.end - block.begin));
    else
        setBlock(text, block, marks, renderer);
}

void BlockDocument::setBlock(
    QStringView text, const MarkdownBlock &block, const CitationMarks &marks, MathRenderer *renderer)
{
    MarkdownBuilder builder(*this, m_style, marks, renderer);
    builder.build(text, block);
    m_hasFormulas = builder.formulas().hasDrawn();
    if (m_hasFormulas)
        installFormulas(*this);
    m_awaited = builder.formulas().awaited();
}

void BlockDocument::extendCode(QStringView text, const MarkdownBlock &block)
{
    if (m_isCut)
        return;
    if (block.bodyEnd == m_lastLine)
        dropLastLine(text, block);
    QStringView fresh = text.sliced(m_lastLine, block.bodyEnd - m_lastLine);
    if (fresh.endsWith(u'\n'))
        fresh.chop(1);
    QString shown = shownCode(fresh, block.indent);
    const int kept = lastBlock().position();
    if (kept + shown.size() > kMostCode) {
        m_isCut = true;
        shown.truncate(std::max(kMostCode - kept, 0));
        shown += u'\n' + tr("… the rest is not shown; Copy takes it all");
    }
    m_lastLine += fresh.lastIndexOf(u'\n') + 1;

    QTextBlockFormat lines;
    lines.setLayoutDirection(Qt::LeftToRight); // whatever its words are written in
    lines.setNonBreakableLines(!m_style.wrapsCode);
    lines.setLineHeight(m_style.type.px(19), QTextBlockFormat::MinimumHeight);
    QTextCharFormat characters;
    characters.setForeground(m_style.text);
    QTextCursor cursor(this);
    cursor.beginEditBlock();
    cursor.setPosition(kept);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    cursor.setBlockFormat(lines);
    insertDisplayText(cursor, shown, characters, TextUse::Exact);
    cursor.endEditBlock();
    // Colours lie over the lines as they were.
    for (QTextBlock line = findBlock(kept); line.isValid(); line = line.next()) {
        line.layout()->clearFormats();
        line.setUserData(nullptr);
    }
}

void BlockDocument::dropLastLine(QStringView text, const MarkdownBlock &block)
{
    const int start = lastBlock().position();
    if (start == 0)
        return;
    // What looked like a line of code has become the closing fence.
    QTextCursor cursor(this);
    cursor.setPosition(start - 1);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    m_lastLine = std::max(block.bodyBegin, text.first(m_lastLine - 1).lastIndexOf(u'\n') + 1);
}

void BlockDocument::setWidth(int width)
{
    // QTextDocument lays everything out again even for the width it has.
    const qreal wanted = m_isCode && !m_style.wrapsCode ? -1 : width;
    if (textWidth() != wanted)
        setTextWidth(wanted);
}

QList<int> BlockDocument::columnWidths() const
{
    const QList<QTextFrame *> frames = rootFrame()->childFrames();
    auto *table = frames.isEmpty() ? nullptr : qobject_cast<QTextTable *>(frames.last());
    if (!table)
        return {};
    const QAbstractTextDocumentLayout *layout = documentLayout();
    // The text is as far from the left edge of its cell in each column.
    const auto left = [&](int column) {
        return layout->blockBoundingRect(table->cellAt(0, column).firstCursorPosition().block()).left();
    };
    const int last = table->columns() - 1;
    QList<int> widths;
    for (int column = 0; column < last; ++column)
        widths.append(qRound(left(column + 1) - left(column)));
    const double borders = 4 * table->format().border(); // what Qt adds to the columns
    widths.append(qRound(layout->frameBoundingRect(table).width() - borders - (left(last) - left(0))));
    return widths;
}

void BlockDocument::setColumnWidths(const QList<int> &widths)
{
    const QList<QTextFrame *> frames = rootFrame()->childFrames();
    auto *table = frames.isEmpty() ? nullptr : qobject_cast<QTextTable *>(frames.first());
    if (!table || table->columns() != widths.size())
        return;
    QTextTableFormat format = table->format();
    QList<QTextLength> lengths;
    for (const int width : widths)
        lengths.append(QTextLength(QTextLength::FixedLength, width));
    if (lengths == format.columnWidthConstraints())
        return;
    format.setColumnWidthConstraints(lengths);
    table->setFormat(format);
}

QVariant BlockDocument::loadResource(int, const QUrl &) { return {}; }

void BlockDocument::setPlain(QStringView text)
{
    if (text.endsWith(u'\n'))
        text.chop(1);
    QTextBlockFormat lines;
    lines.setLineHeight(m_style.type.lineHeight(), QTextBlockFormat::MinimumHeight);
    QTextCharFormat characters;
    characters.setForeground(m_style.text);
    QTextCursor cursor(this);
    cursor.beginEditBlock();
    cursor.setBlockFormat(lines);
    insertDisplayText(cursor, text.toString(), characters, TextUse::Running);
    cursor.endEditBlock();
}

} // namespace freshet
