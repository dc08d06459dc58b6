// SPDX-License-Identifier: MIT
#include "ui/transcript/markdown_builder.h"

#include "ui/transcript/display_text.h"
#include "ui/transcript/inline_scanner.h"
#include "ui/transcript/markdown_source.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace freshet {

namespace {

constexpr unsigned kMarkdownFlags = (MD_DIALECT_GITHUB & ~unsigned(MD_FLAG_PERMISSIVEAUTOLINKS)) | MD_FLAG_NOHTML;
constexpr int kDeepestIndent = 8; // deeper nesting is not moved further to the right

QString attributeText(const MD_ATTRIBUTE &attribute)
{
    return QString::fromUtf8(attribute.text, qsizetype(attribute.size));
}

} // namespace

MarkdownBuilder::MarkdownBuilder(
    QTextDocument &document, const TextStyle &style, const CitationMarks &marks, MathRenderer *renderer)
    : m_document(document),
      m_style(style),
      m_marks(marks),
      m_citedNumbers(citedNumbers(marks)),
      m_cursor(&document),
      m_table(style),
      m_formulas(style, renderer)
{
    QTextCharFormat base;
    base.setForeground(style.text);
    m_formats.append(base);
}

void MarkdownBuilder::build(QStringView text, const MarkdownBlock &block)
{
    m_firstNumber = block.number;
    m_begin = block.begin;
    const QStringView slice = text.sliced(block.begin, block.end - block.begin);
    const QString header = text.sliced(block.headerBegin, block.headerEnd - block.headerBegin).toString();
    m_cursor.beginEditBlock(); // without it each insertion is laid out by itself
    m_table.setDirection(
        (header.isEmpty() ? slice : QStringView(header)).isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    m_table.setHeader(block.continuesTable() ? TableWriter::Header::Hidden : TableWriter::Header::Shown);
    int result = 0;
    if (block.kind == BlockKind::Math)
        buildMath(text.sliced(block.bodyBegin, block.bodyEnd - block.bodyBegin).trimmed().toString());
    else
        result = parse(header + slice, block.indent, block.begin - header.size());
    if (result == 0 && block.continuesTable() && !m_table.hasStarted()) { // md4c sees no table where the splitter did
        clear();
        result = parse(slice.toString(), block.indent, block.begin);
    }
    const bool isLost = m_document.isEmpty() && !slice.trimmed().isEmpty();
    if (result != 0 || isLost)
        insertPlain(slice);
    mirrorRightToLeft();
    m_cursor.endEditBlock();
}

int MarkdownBuilder::parse(const QString &markdown, int indent, qsizetype begin)
{
    m_placeholders = {};
    m_parsedBegin = begin;
    const QByteArray source = markdownSource(m_placeholders.replaceIn(markdown, checkedPlaces()), indent);
    MD_PARSER parser{};
    parser.flags = kMarkdownFlags;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        return static_cast<MarkdownBuilder *>(self)->enterBlock(type, detail);
    };
    parser.leave_block
        = [](MD_BLOCKTYPE type, void *, void *self) { return static_cast<MarkdownBuilder *>(self)->leaveBlock(type); };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) {
        return static_cast<MarkdownBuilder *>(self)->enterSpan(type, detail);
    };
    parser.leave_span
        = [](MD_SPANTYPE type, void *, void *self) { return static_cast<MarkdownBuilder *>(self)->leaveSpan(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *chars, MD_SIZE size, void *self) {
        return static_cast<MarkdownBuilder *>(self)->takeText(type, QString::fromUtf8(chars, qsizetype(size)));
    };
    // QByteArray ends with a NUL: md4c 0.4.8 reads one too far.
    return md_parse(source.constData(), MD_SIZE(source.size()), &parser, this);
}

int MarkdownBuilder::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    m_depths.append(m_formats.size());
    switch (type) {
    case MD_BLOCK_QUOTE:
        ++m_quoteDepth;
        m_isItemFresh = false;
        break;
    case MD_BLOCK_UL:
        m_lists.append({.isOrdered = false, .number = 0, .delimiter = {}});
        break;
    case MD_BLOCK_OL: {
        const auto *list = static_cast<const MD_BLOCK_OL_DETAIL *>(detail);
        const bool isOuter = m_lists.isEmpty() && m_firstNumber >= 0;
        m_lists.append({.isOrdered = true,
            .number = isOuter ? m_firstNumber : int(list->start),
            .delimiter = QLatin1Char(list->mark_delimiter)});
        break;
    }
    case MD_BLOCK_LI:
        startItem(*static_cast<const MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_H:
        startHeading(int(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level));
        break;
    case MD_BLOCK_P:
        if (!m_isItemFresh)
            startParagraph(paragraphFormat(), m_formats.last());
        m_isItemFresh = false;
        break;
    case MD_BLOCK_HR: {
        QTextBlockFormat format = paragraphFormat();
        format.setProperty(
            QTextFormat::BlockTrailingHorizontalRulerWidth, QTextLength(QTextLength::PercentageLength, 100));
        startParagraph(format, m_formats.last());
        break;
    }
    case MD_BLOCK_CODE:
        m_isInCode = true;
        m_code.clear();
        break;
    case MD_BLOCK_TABLE:
        return m_table.start(m_cursor, *static_cast<const MD_BLOCK_TABLE_DETAIL *>(detail)) ? 0 : 1;
    case MD_BLOCK_TR:
        m_table.startRow();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        startCell(*static_cast<const MD_BLOCK_TD_DETAIL *>(detail), type == MD_BLOCK_TH);
        break;
    default:
        break;
    }
    return 0;
}

int MarkdownBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    m_formats.resize(m_depths.takeLast());
    switch (type) {
    case MD_BLOCK_QUOTE:
        --m_quoteDepth;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.removeLast();
        break;
    case MD_BLOCK_LI:
        m_isItemFresh = false;
        break;
    case MD_BLOCK_CODE:
        insertCode();
        break;
    case MD_BLOCK_TABLE:
        m_table.end(m_cursor);
        m_isBlockFree = true;
        break;
    default:
        break;
    }
    return 0;
}

int MarkdownBuilder::enterSpan(MD_SPANTYPE type, const void *detail)
{
    QTextCharFormat format = m_formats.last();
    switch (type) {
    case MD_SPAN_EM:
        format.setFontItalic(true);
        break;
    case MD_SPAN_STRONG:
        format.setFontWeight(QFont::Bold);
        break;
    case MD_SPAN_DEL:
        format.setFontStrikeOut(true);
        break;
    case MD_SPAN_CODE:
        format.merge(codeFormat(m_style));
        break;
    case MD_SPAN_A:
        format.merge(linkFormat(
            m_style, m_placeholders.restoredIn(attributeText(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href))));
        break;
    case MD_SPAN_IMG:
        m_isInImage = true;
        m_imageText.clear();
        m_imageAddress = m_placeholders.restoredIn(attributeText(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src));
        break;
    default:
        break;
    }
    m_formats.append(format);
    return 0;
}

int MarkdownBuilder::leaveSpan(MD_SPANTYPE type)
{
    if (m_formats.size() > m_depths.last())
        m_formats.removeLast();
    if (type == MD_SPAN_IMG) {
        m_isInImage = false;
        insertImage();
    }
    return 0;
}

int MarkdownBuilder::takeText(MD_TEXTTYPE type, const QString &text)
{
    if (m_isInImage) {
        m_imageText += m_placeholders.restoredIn(text);
        return 0;
    }
    if (m_isInCode) {
        m_code += m_placeholders.restoredIn(text);
        return 0;
    }
    m_isItemFresh = false;
    switch (type) {
    case MD_TEXT_BR:
        insert(QString(QChar::LineSeparator), m_formats.last());
        break;
    case MD_TEXT_SOFTBR:
        insert(QStringLiteral(" "), m_formats.last());
        break;
    case MD_TEXT_NULLCHAR:
        insert(QString(QChar::ReplacementCharacter), m_formats.last());
        break;
    case MD_TEXT_ENTITY:
        insert(entityText(text), m_formats.last());
        break;
    case MD_TEXT_NORMAL:
        insertParts(text);
        break;
    default:
        insert(m_placeholders.restoredIn(text), m_formats.last());
    }
    return 0;
}

QTextBlockFormat MarkdownBuilder::paragraphFormat() const
{
    const Typography &type = m_style.type;
    QTextBlockFormat format;
    format.setLineHeight(type.lineHeight(), QTextBlockFormat::MinimumHeight);
    const auto levels = int(std::min<qsizetype>(m_lists.size(), kDeepestIndent));
    const int quotes = std::min(m_quoteDepth, kDeepestIndent);
    format.setLeftMargin(levels * type.px(kListIndent) + quotes * type.px(kQuoteIndent));
    if (quotes > 0)
        format.setProperty(QTextFormat::BlockQuoteLevel, quotes);
    if (!m_isBlockFree)
        format.setTopMargin(type.px(m_lists.isEmpty() ? 8 : 4));
    return format;
}

void MarkdownBuilder::startParagraph(QTextBlockFormat format, const QTextCharFormat &characters)
{
    const int indent = m_style.type.px(kListIndent);
    if (!m_marker.isEmpty()) {
        format.setTextIndent(-indent);
        format.setTabPositions({QTextOption::Tab(indent, QTextOption::LeftTab)});
    }
    if (m_isBlockFree) {
        m_cursor.setBlockFormat(format);
        m_cursor.setBlockCharFormat(characters);
    } else {
        m_cursor.insertBlock(format, characters);
    }
    m_isBlockFree = false;
    m_isBehindDisplay = false;
    if (!m_marker.isEmpty()) {
        QTextCharFormat markerFormat = characters;
        markerFormat.setForeground(m_style.muted);
        m_cursor.insertText(m_marker + u'\t', markerFormat);
        m_marker.clear();
    }
}

void MarkdownBuilder::startItem(const MD_BLOCK_LI_DETAIL &item)
{
    List &list = m_lists.last();
    if (item.is_task)
        m_marker = item.task_mark == ' ' ? QStringLiteral("\u2610") : QStringLiteral("\u2611");
    else if (list.isOrdered)
        m_marker = QString::number(list.number++) + list.delimiter;
    else
        m_marker = bulletDepth() % 2 == 1 ? QStringLiteral("\u2022") : QStringLiteral("\u25e6");
    startParagraph(paragraphFormat(), m_formats.last());
    m_isItemFresh = true;
}

qsizetype MarkdownBuilder::bulletDepth() const
{
    return std::count_if(m_lists.begin(), m_lists.end(), [](const List &list) { return !list.isOrdered; });
}

void MarkdownBuilder::startHeading(int level)
{
    const QFont font = m_style.type.heading(level);
    QTextCharFormat characters = m_formats.last();
    characters.setFontWeight(font.weight());
    characters.setProperty(QTextFormat::FontPixelSize, font.pixelSize());
    m_formats.append(characters);
    QTextBlockFormat format = paragraphFormat();
    format.setHeadingLevel(level);
    format.setLineHeight(font.pixelSize() * 1.4, QTextBlockFormat::MinimumHeight);
    startParagraph(format, characters);
}

void MarkdownBuilder::startCell(const MD_BLOCK_TD_DETAIL &detail, bool isHeader)
{
    QTextCharFormat characters = m_formats.last();
    if (isHeader)
        characters.setFontWeight(QFont::DemiBold);
    m_formats.append(characters);
    m_table.startCell(m_cursor, detail, isHeader);
}

void MarkdownBuilder::insertCode()
{
    m_isInCode = false;
    if (m_code.endsWith(u'\n'))
        m_code.chop(1);
    QTextCharFormat characters = m_formats.last();
    characters.setFont(m_style.type.code());
    characters.setFontFixedPitch(true);
    QTextBlockFormat format = paragraphFormat();
    format.setBackground(m_style.codeGround);
    for (const QString &line : m_code.split(u'\n')) {
        startParagraph(format, characters);
        format.setTopMargin(0);
        insert(line, characters);
    }
}

void MarkdownBuilder::insertImage()
{
    const QUrl url = offeredLink(m_imageAddress);
    const QString place
        = url.host().isEmpty() ? tr("Image, not shown") : tr("Image at %1").arg(url.host(QUrl::FullyEncoded));
    QTextCharFormat format = m_formats.last();
    format.merge(linkFormat(m_style, m_imageAddress));
    insert(m_imageText.isEmpty() ? place : QString(place + QLatin1String(": ") + m_imageText), format);
}

void MarkdownBuilder::insertPlain(QStringView text)
{
    clear();
    insert(text.trimmed().toString(), m_formats.first());
}

void MarkdownBuilder::clear()
{
    m_cursor = QTextCursor(&m_document);
    m_cursor.select(QTextCursor::Document);
    m_cursor.removeSelectedText();
    m_cursor.setBlockFormat({});
    m_isBlockFree = true;
    m_isBehindDisplay = false;
}

void MarkdownBuilder::mirrorRightToLeft()
{
    // Qt aligns a right-to-left paragraph to the right, but keeps its indent on the left.
    for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        if (format.leftMargin() == 0 || block.textDirection() != Qt::RightToLeft)
            continue;
        format.setRightMargin(format.leftMargin());
        format.setLeftMargin(0);
        if (!format.tabPositions().isEmpty())
            format.setTabPositions({QTextOption::Tab(m_style.type.px(kListIndent), QTextOption::RightTab)});
        QTextCursor(block).setBlockFormat(format);
    }
}

void MarkdownBuilder::insert(const QString &text, const QTextCharFormat &format)
{
    if (m_table.isHidden())
        return;
    QString shown = text;
    if (m_isBehindDisplay) {
        const auto first = std::find_if(shown.cbegin(), shown.cend(), [](QChar c) { return !c.isSpace(); });
        shown.remove(0, first - shown.cbegin());
        if (shown.isEmpty())
            return;
        startParagraph(paragraphFormat(), m_formats.last());
    }
    const bool isExact = format.isAnchor() || format.fontFixedPitch();
    insertDisplayText(m_cursor, shown, format, isExact ? TextUse::Exact : TextUse::Running);
}

} // namespace freshet
