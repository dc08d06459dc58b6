// SPDX-License-Identifier: MIT
#include "ui/transcript/block_splitter.h"

#include "ui/transcript/markdown_source.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLongLine = 16 * 1024;
constexpr qsizetype kLargeBlock = 64 * 1024;
constexpr qsizetype kPlainBlock = 4 * 1024;
constexpr qsizetype kTablePiece = 8 * 1024;
constexpr int kMostTableRows = 40;
constexpr int kMostTableCells = 160;

int indentOf(QStringView text)
{
    int columns = 0;
    for (const QChar c : text) {
        if (c == u' ')
            ++columns;
        else if (c == u'\t')
            columns += 4 - columns % 4;
        else
            break;
    }
    return columns;
}

qsizetype runOf(QStringView text, QChar mark)
{
    qsizetype length = 0;
    while (length < text.size() && text[length] == mark)
        ++length;
    return length;
}

bool isHeading(QStringView content)
{
    const qsizetype level = runOf(content, u'#');
    return level >= 1 && level <= 6 && (level == content.size() || content[level] == u' ');
}

bool isFence(QStringView content)
{
    if (content.startsWith(u"~~~"))
        return true;
    return content.startsWith(u"```") && !content.sliced(runOf(content, u'`')).contains(u'`');
}

} // namespace

void BlockSplitter::feed(QStringView text, TextEnd textEnd)
{
    if (m_hasTail) {
        m_state = m_savedState;
        m_blocks.resize(m_savedCount);
        if (m_savedCount > 0)
            m_blocks.back() = m_savedLast;
        m_hasTail = false;
    }
    m_firstChanged = openBlock() ? m_blocks.size() - 1 : m_blocks.size();

    while (m_position < text.size()) {
        const qsizetype found = text.indexOf(u'\n', std::max(m_searched, m_position));
        const qsizetype lineEnd = found < 0 ? text.size() : found;
        m_searched = lineEnd;
        if (lineEnd - m_position > kLongLine && m_state.fence.mark.isNull()) {
            const qsizetype cut = m_position + kLongLine;
            const qsizetype end = text[cut - 1].isHighSurrogate() ? cut - 1 : cut;
            takePiece(m_position, end);
            m_position = end;
            continue;
        }
        if (found < 0)
            break;
        takeLine(text, m_position, found, found + 1);
        m_position = found + 1;
    }

    if (textEnd == TextEnd::Open) {
        m_hasTail = true;
        m_savedState = m_state;
        m_savedCount = m_blocks.size();
        if (m_savedCount > 0)
            m_savedLast = m_blocks.back();
    }
    if (m_position < text.size())
        takeLine(text, m_position, text.size(), text.size());
    if (textEnd == TextEnd::Final) {
        m_position = text.size();
        close();
    }
}

MarkdownBlock *BlockSplitter::openBlock()
{
    return m_blocks.empty() || m_blocks.back().isClosed ? nullptr : &m_blocks.back();
}

MarkdownBlock &BlockSplitter::open(BlockKind kind, const Line &line)
{
    close();
    m_blocks.push_back({.kind = kind,
        .begin = line.begin,
        .end = line.next,
        .bodyBegin = line.begin,
        .bodyEnd = line.next,
        .isAfterBlank = m_state.isAfterBlank});
    m_state.isAfterBlank = false;
    return m_blocks.back();
}

void BlockSplitter::close()
{
    if (MarkdownBlock *block = openBlock())
        block->isClosed = true;
}

void BlockSplitter::extend(const Line &line)
{
    MarkdownBlock *block = openBlock();
    if (isTableFull(line)) {
        const MarkdownBlock piece = *block;
        block = &open(piece.kind == BlockKind::ListItem ? BlockKind::Text : piece.kind, line);
        block->depth = piece.depth; // a table in an item is not indented
        block->indent = line.indent;
        block->headerBegin = m_state.table.begin;
        block->headerEnd = m_state.table.rulerEnd;
        m_state.table.rows = 0;
    } else if (line.next - block->begin > kLargeBlock) {
        const MarkdownBlock large = *block;
        block = &open(large.kind == BlockKind::ListItem ? BlockKind::Text : large.kind, line);
        block->depth = large.kind == BlockKind::ListItem ? 1 : large.depth;
        block->indent = large.kind == BlockKind::ListItem ? m_state.itemIndents.front() : large.indent;
    }
    block->end = block->bodyEnd = line.next;
    m_state.isAfterBlank = false;
}

bool BlockSplitter::isTableFull(const Line &line) const
{
    const Table &table = m_state.table;
    if (table.rulerEnd == 0 || table.rows == 0)
        return false;
    const bool hasAllRows = table.rows >= kMostTableRows || (table.rows + 1) * table.columns > kMostTableCells;
    return hasAllRows || line.next - m_blocks.back().begin > kTablePiece;
}

void BlockSplitter::followTable(const Line &line)
{
    const MarkdownBlock *block = openBlock();
    Table &table = m_state.table;
    const ListMark mark = listMarkOf(line);
    const bool isFirst = block && block->begin == line.begin && !block->continuesTable();
    if (!block || isFirst || mark.contentIndent > 0)
        table = {};
    if (!block || block->kind == BlockKind::Code)
        return;
    ++table.line;
    if (table.line == 1) {
        const bool isItem = mark.contentIndent > 0 && !m_state.itemIndents.isEmpty();
        const qsizetype lead = line.text.size() - line.content.size();
        table.begin = line.begin + (isItem ? lead + mark.contentIndent - line.indent - 1 : 0);
    } else if (table.line == 2 && isTableRuler(line.text)) {
        table.rulerEnd = line.next;
        table.columns = int(rulerColumns(line.text));
    } else if (table.rulerEnd > 0) {
        ++table.rows;
    }
}

void BlockSplitter::takePiece(qsizetype begin, qsizetype end)
{
    open(BlockKind::Plain, Line{.begin = begin, .next = end, .text = {}, .indent = 0, .content = {}});
    close();
    m_state.isInLongLine = true;
}

void BlockSplitter::takeLine(QStringView text, qsizetype begin, qsizetype end, qsizetype next)
{
    const QStringView view = text.sliced(begin, end - begin);
    qsizetype start = 0;
    while (start < view.size() && (view[start] == u' ' || view[start] == u'\t'))
        ++start;
    const Line line{
        .begin = begin, .next = next, .text = view, .indent = indentOf(view), .content = view.sliced(start)};
    if (m_mode == Mode::Plain || m_state.isInLongLine) {
        m_state.table = {};
        m_state.math = OpenMath::None;
        takePlain(line);
        return;
    }
    if (!m_state.fence.mark.isNull()) {
        takeInFence(line);
        return;
    }
    if (m_state.math != OpenMath::None && takeInMath(line))
        return;
    if (line.content.trimmed().isEmpty()) {
        m_state.isAfterBlank = true;
        m_state.table = {};
        if (MarkdownBlock *block = openBlock(); block && (m_state.itemIndents.isEmpty() || block->continuesTable()))
            close();
        return;
    }
    if (!takeInList(line) && !(line.indent <= 3 && takeFence(line)))
        takeOther(line);
    followTable(line);
    followMath(line);
}

void BlockSplitter::takePlain(const Line &line)
{
    MarkdownBlock *block = openBlock();
    if (block && block->kind == BlockKind::Plain)
        block->end = block->bodyEnd = line.next;
    else
        block = &open(BlockKind::Plain, line);
    if (m_state.isInLongLine || block->end - block->begin >= kPlainBlock)
        close();
    m_state.isInLongLine = false;
}

void BlockSplitter::takeInFence(const Line &line)
{
    MarkdownBlock *block = openBlock();
    const QStringView content = line.content.trimmed();
    const qsizetype run = runOf(content, m_state.fence.mark);
    block->end = line.next;
    if (run >= m_state.fence.length && run == content.size() && line.indent <= m_state.fence.indent + 3) {
        m_state.fence = {};
        if (block->language == QLatin1String("math"))
            block->kind = BlockKind::Math;
        close();
    } else {
        block->bodyEnd = line.next;
    }
}

/// False where the formula turns out to be none, and the line is to be taken as any other.
bool BlockSplitter::takeInMath(const Line &line)
{
    if (line.content.trimmed().isEmpty()) {
        m_state.isAfterBlank = true;
        return true;
    }
    const bool startsOther = isHeading(line.content) || line.content.startsWith(u'>') || line.content.startsWith(u'|')
        || listMarkOf(line).contentIndent > 0;
    const bool isOver = isFence(line.content)
        || (m_state.isAfterBlank && (startsOther || !goesOnWithMath(line.content, m_state.math)));
    if (!isOver) {
        extend(line);
        m_state.math = openMathAfter(line.content, m_state.math);
        return true;
    }
    m_state.math = OpenMath::None;
    m_state.table = {};
    if (m_state.isAfterBlank && m_state.itemIndents.isEmpty())
        close();
    return false;
}

void BlockSplitter::followMath(const Line &line)
{
    const MarkdownBlock *block = openBlock();
    const bool canHold = block && (block->kind == BlockKind::Text || block->kind == BlockKind::ListItem);
    const bool isInTable = m_state.table.rulerEnd > 0;
    m_state.math = canHold && !isInTable ? openMathAfter(line.content, OpenMath::None) : OpenMath::None;
}

bool BlockSplitter::takeFence(const Line &line)
{
    if (!isFence(line.content))
        return false;
    const qsizetype length = runOf(line.content, line.content.front());
    MarkdownBlock &block = open(BlockKind::Code, line);
    block.bodyBegin = block.bodyEnd = line.next;
    block.indent = line.indent;
    block.depth = depthAt(line.indent);
    const QStringView info = line.content.sliced(length).trimmed();
    const auto space = std::find_if(info.begin(), info.end(), [](QChar c) { return c.isSpace() || c == u'{'; });
    block.language = info.first(space - info.begin()).toString();
    m_state.fence = {.mark = line.content.front(), .length = length, .indent = line.indent};
    return true;
}

bool BlockSplitter::takeInList(const Line &line)
{
    if (m_state.itemIndents.isEmpty())
        return false;
    MarkdownBlock *block = openBlock();
    // CommonMark asks for the item's own indent; models often write less.
    if (line.indent >= std::min(2, m_state.itemIndents.front())) {
        if (takeFence(line))
            return true;
        rememberNested(line);
        if (block) {
            extend(line);
        } else {
            MarkdownBlock &more = open(BlockKind::Text, line);
            more.indent = line.indent;
            more.depth = std::max(depthAt(line.indent), 1);
        }
        return true;
    }
    const ListMark mark = isRule(line.content) ? ListMark{} : listMarkOf(line);
    const bool isLazy = block && !m_state.isAfterBlank && mark.contentIndent == 0 && !isHeading(line.content)
        && !isFence(line.content) && !isRule(line.content) && !line.content.startsWith(u'>')
        && !line.content.startsWith(u'|');
    if (isLazy) {
        extend(line);
        return true;
    }
    if (mark.contentIndent > 0) {
        takeItem(line, mark);
        return true;
    }
    close();
    m_state.itemIndents.clear();
    return false;
}

void BlockSplitter::takeItem(const Line &line, const ListMark &mark)
{
    const bool continuesList = !m_state.itemIndents.isEmpty() && m_state.delimiter == mark.delimiter;
    if (mark.number < 0)
        m_state.number = -1;
    else
        m_state.number = continuesList ? m_state.number + 1 : mark.number;
    m_state.delimiter = mark.delimiter;
    m_state.itemIndents = {mark.contentIndent};
    open(BlockKind::ListItem, line).number = m_state.number;
}

void BlockSplitter::takeOther(const Line &line)
{
    MarkdownBlock *block = openBlock();
    const bool isParagraph = block && block->kind == BlockKind::Text;
    if (line.indent <= 3) {
        if (isHeading(line.content)) {
            open(BlockKind::Heading, line);
            close();
            return;
        }
        // Dashes under a paragraph make it a heading.
        const QStringView content = line.content.trimmed();
        const bool isUnderline = isParagraph && runOf(content, u'-') == content.size();
        if (isRule(line.content) && !isUnderline) {
            open(BlockKind::Rule, line);
            close();
            return;
        }
        // "2020. That was" inside a paragraph is no list; "1." may be.
        if (const ListMark mark = listMarkOf(line); mark.contentIndent > 0 && !(isParagraph && mark.number > 1)) {
            takeItem(line, mark);
            return;
        }
        const BlockKind kind = line.content.startsWith(u'>') ? BlockKind::Quote
            : line.content.startsWith(u'|')                  ? BlockKind::Table
                                                             : BlockKind::Text;
        if (!block || (kind != BlockKind::Text && kind != block->kind)) {
            open(kind, line);
            return;
        }
    }
    if (block)
        extend(line);
    else
        open(BlockKind::Text, line);
}

int BlockSplitter::depthAt(int indent) const
{
    return int(std::count_if(
        m_state.itemIndents.begin(), m_state.itemIndents.end(), [indent](int item) { return item <= indent + 1; }));
}

void BlockSplitter::rememberNested(const Line &line)
{
    const ListMark mark = listMarkOf(line);
    if (mark.contentIndent == 0)
        return;
    while (m_state.itemIndents.size() > 1 && m_state.itemIndents.back() > line.indent)
        m_state.itemIndents.removeLast();
    m_state.itemIndents.append(mark.contentIndent);
}

BlockSplitter::ListMark BlockSplitter::listMarkOf(const Line &line)
{
    const QStringView content = line.content;
    qsizetype digits = 0;
    while (digits < content.size() && digits < 9 && content[digits] >= u'0' && content[digits] <= u'9')
        ++digits;
    if (digits >= content.size())
        return {};
    const QChar delimiter = content[digits];
    const bool isMark = digits > 0 ? delimiter == u'.' || delimiter == u')'
                                   : delimiter == u'-' || delimiter == u'*' || delimiter == u'+';
    const qsizetype size = digits + 1;
    if (!isMark || (size < content.size() && content[size] != u' ' && content[size] != u'\t'))
        return {};
    return {.contentIndent = line.indent + int(size) + 1,
        .number = digits > 0 ? content.first(digits).toInt() : -1,
        .delimiter = delimiter};
}

bool BlockSplitter::isRule(QStringView content)
{
    if (content.isEmpty() || (content.front() != u'-' && content.front() != u'*' && content.front() != u'_'))
        return false;
    int marks = 0;
    for (const QChar c : content) {
        if (c == content.front())
            ++marks;
        else if (!c.isSpace())
            return false;
    }
    return marks >= 3;
}

} // namespace freshet
