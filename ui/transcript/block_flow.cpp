// SPDX-License-Identifier: MIT
#include "ui/transcript/block_flow.h"

#include "ui/math/math_renderer.h"
#include "ui/transcript/written_place.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QtMath>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kCodePadding = 12;
constexpr int kCodeHeader = 32;
constexpr int kScrollStrip = 10;
constexpr int kPieceOverlap = 4; // of borders and lines, which do not grow with the text

bool isInList(const MarkdownBlock &span) { return span.kind == BlockKind::ListItem || span.depth > 0; }

} // namespace

BlockFlow::BlockFlow(TranscriptContext &context, BlockSplitter::Mode mode, TextTone tone)
    : m_context(context), m_mode(mode), m_tone(tone), m_splitter(mode)
{
}

BlockFlow::~BlockFlow()
{
    for (size_t i = 0; i < m_blocks.size(); ++i)
        dropDocument(i);
}

void BlockFlow::setText(const QString &text, BlockSplitter::TextEnd textEnd)
{
    // An answer that ends as it was streamed keeps its blocks: nothing flickers, nothing is laid out twice.
    const bool continues = m_textEnd == BlockSplitter::TextEnd::Open && text.startsWith(m_text);
    m_text = text;
    m_textEnd = textEnd;
    if (continues && m_isSplit) {
        sync();
        return;
    }
    for (size_t i = 0; i < m_blocks.size(); ++i)
        dropDocument(i);
    m_blocks.clear();
    m_splitter = BlockSplitter(m_mode);
    m_isSplit = false;
}

void BlockFlow::finish() { setText(QString(m_text), BlockSplitter::TextEnd::Final); }

void BlockFlow::setMarks(const CitationMarks &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    for (size_t i = 0; i < m_blocks.size(); ++i)
        dropDocument(i);
}

void BlockFlow::sync()
{
    m_splitter.feed(m_text, m_textEnd);
    m_isSplit = true;
    const std::vector<MarkdownBlock> &spans = m_splitter.blocks();
    const size_t first = std::min(m_splitter.firstChanged(), m_blocks.size());
    for (; m_blocks.size() > spans.size(); m_blocks.pop_back())
        dropDocument(m_blocks.size() - 1);
    for (size_t i = first; i < spans.size(); ++i) {
        if (i == m_blocks.size()) {
            m_blocks.emplace_back();
            m_blocks.back().span = spans[i];
            m_blocks.back().height = guessHeight(spans[i]);
        } else if (m_blocks[i].span != spans[i]) {
            update(m_blocks[i], spans[i]);
        }
    }
    stack(first);
}

std::vector<MarkdownBlock> BlockFlow::spans() const
{
    if (m_isSplit)
        return m_splitter.blocks();
    BlockSplitter splitter(m_mode);
    splitter.feed(m_text, m_textEnd);
    return splitter.blocks();
}

int BlockFlow::height() const
{
    if (!m_isSplit) {
        return m_text.isEmpty()
            ? 0
            : guessHeight({.kind = BlockKind::Text, .begin = 0, .end = m_text.size(), .bodyEnd = m_text.size()});
    }
    return m_blocks.empty() ? 0 : m_blocks.back().y + m_blocks.back().height;
}

size_t BlockFlow::blockAt(int y) const
{
    const auto behind = std::upper_bound(
        m_blocks.begin(), m_blocks.end(), y, [](int at, const Block &block) { return at < block.y; });
    return behind == m_blocks.begin() ? 0 : size_t(behind - m_blocks.begin()) - 1;
}

void BlockFlow::setWidth(int width)
{
    if (width == m_width)
        return;
    for (Block &block : m_blocks) {
        block.isMeasured = false;
        if (!block.document && m_width > 0 && block.span.kind != BlockKind::Code)
            block.height = int(qint64(block.height) * m_width / std::max(width, 1));
    }
    m_width = width;
    stack(0);
}

int BlockFlow::fitToText()
{
    double widest = 0;
    for (const Block &block : m_blocks) {
        if (!block.document)
            return m_width; // not known
        widest = std::max(widest, block.document->idealWidth());
    }
    const int width = std::min(qCeil(widest), m_width);
    for (const Block &block : m_blocks)
        block.document->setWidth(width);
    return width;
}

void BlockFlow::restyle()
{
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        dropDocument(i);
        m_blocks[i].isMeasured = false;
        m_blocks[i].height = guessHeight(m_blocks[i].span);
    }
    stack(0);
}

bool BlockFlow::prepare(int top, int bottom)
{
    const int guessed = height();
    if (!m_isSplit)
        sync();
    bool hasChanged = height() != guessed; // a guess for the whole, and one block by block
    if (m_blocks.empty())
        return hasChanged;
    const size_t first = blockAt(top);
    for (size_t i = first; i < m_blocks.size() && m_blocks[i].y < bottom; ++i) {
        Block &block = m_blocks[i];
        block.usedIn = m_context.frame;
        if (!block.document || block.isStale || !block.isMeasured) {
            const int before = block.height;
            measure(i);
            hasChanged |= block.height != before;
        }
        if (i + 1 < m_blocks.size())
            m_blocks[i + 1].y = block.y + block.height + gapBefore(i + 1);
    }
    if (hasChanged)
        stack(first);
    return hasChanged;
}

BlockDocument &BlockFlow::document(size_t index)
{
    Block &block = m_blocks[index];
    block.usedIn = m_context.frame;
    if (!block.document) {
        block.document = std::make_unique<BlockDocument>(m_text, block.span, m_context.style(m_tone),
            m_marks.within(block.span.begin, block.span.end), m_context.renderer());
        ++m_context.liveDocuments;
    } else if (block.isStale) {
        block.document->extendCode(m_text, block.span);
    }
    block.isStale = false;
    return *block.document;
}

void BlockFlow::dropDocument(size_t index)
{
    Block &block = m_blocks[index];
    if (!block.document)
        return;
    if (block.highlight && block.span.isClosed && !block.isStale) {
        block.highlight->keepFor(*block.document);
        block.highlight.reset();
    }
    block.document.reset();
    --m_context.liveDocuments;
}

void BlockFlow::highlight(size_t index, const QRectF &seen)
{
    Block &block = m_blocks[index];
    if (block.span.kind != BlockKind::Code || !m_context.highlights)
        return;
    if (!block.highlight)
        block.highlight = std::make_unique<CodeHighlight>(*m_context.highlights, block.span.language);
    const auto growth = block.span.isClosed ? CodeHighlight::Growth::Whole : CodeHighlight::Growth::Growing;
    block.highlight->show(document(index), m_context.theme, growth, seen.top(), seen.bottom());
}

bool BlockFlow::hasNewFormulas(size_t index) const
{
    const BlockDocument *document = m_blocks[index].document.get();
    if (!document || document->awaited().isEmpty())
        return false;
    return std::none_of(document->awaited().begin(), document->awaited().end(),
        [this](const FormulaKey &key) { return m_context.math->isPending(key); });
}

int BlockFlow::renewFormulas(size_t index, std::optional<int> y)
{
    const std::unique_ptr<BlockDocument> before = std::move(m_blocks[index].document);
    --m_context.liveDocuments;
    m_blocks[index].isMeasured = false;
    if (!y || *y <= 0 || *y >= m_blocks[index].height)
        return y.value_or(0);
    measure(index);
    stack(index);
    return sameLine(*before, *m_blocks[index].document, *y);
}

void BlockFlow::scrollCode(size_t index, int dx)
{
    const auto [first, last] = pieces(index);
    int most = 0;
    for (size_t i = first; i <= last; ++i)
        most = std::max(most, m_blocks[i].contentWidth - textRect(i).width());
    const int x = std::clamp(m_blocks[index].scrollX + dx, 0, most);
    for (size_t i = first; i <= last; ++i)
        m_blocks[i].scrollX = x;
}

QRect BlockFlow::blockRect(size_t index) const
{
    const Block &block = m_blocks[index];
    const int indent = block.span.depth * m_context.px(kListIndent);
    return {indent, block.y, std::max(m_width - indent, 1), block.height};
}

QRect BlockFlow::textRect(size_t index) const
{
    const QRect rect = blockRect(index);
    if (m_blocks[index].span.kind != BlockKind::Code)
        return rect;
    const int padding = m_context.px(kCodePadding);
    return rect.adjusted(padding, headerHeight(), -padding, 0);
}

QPoint BlockFlow::textOrigin(size_t index) const
{
    return textRect(index).topLeft() - QPoint(m_blocks[index].scrollX, 0);
}

int BlockFlow::headerHeight() const { return m_context.px(kCodeHeader); }

QRect BlockFlow::stripRect(size_t index) const
{
    const QRect text = textRect(index);
    const BlockKind kind = m_blocks[index].span.kind;
    const bool wraps = kind == BlockKind::Text || kind == BlockKind::Heading || kind == BlockKind::Plain;
    if (wraps || m_blocks[index].contentWidth <= text.width() || isCarriedOn(index))
        return {};
    const int height = m_context.px(kScrollStrip);
    return {text.x(), blockRect(index).bottom() + 1 - height - m_context.px(1), text.width(), height};
}

QRect BlockFlow::stripHandle(size_t index) const
{
    const QRect strip = stripRect(index);
    const Block &block = m_blocks[index];
    const double scale = double(strip.width()) / std::max(block.contentWidth, 1);
    return {strip.x() + int(block.scrollX * scale), strip.y(), int(strip.width() * scale), strip.height()};
}

QString BlockFlow::sourceOf(size_t index) const
{
    const MarkdownBlock &span = m_blocks[index].span;
    if (span.kind != BlockKind::Code)
        return m_text.sliced(span.begin, span.end - span.begin);
    QString code;
    for (QStringView line : QStringView(m_text).sliced(span.bodyBegin, span.bodyEnd - span.bodyBegin).split(u'\n')) {
        for (int stripped = 0; stripped < span.indent && line.startsWith(u' '); ++stripped)
            line = line.sliced(1);
        code += line;
        code += u'\n';
    }
    while (code.endsWith(u'\n')) // pasted into a terminal, the last line would run at once
        code.chop(1);
    return code;
}

bool BlockFlow::isCarriedOn(size_t index) const
{
    return index + 1 < m_blocks.size() && m_blocks[index + 1].span.continuesTable();
}

void BlockFlow::update(Block &block, const MarkdownBlock &span)
{
    const bool isSameCode = span.kind == BlockKind::Code && block.span.kind == BlockKind::Code
        && block.span.bodyBegin == span.bodyBegin; // while the fence itself is being written, the body moves
    const bool isSameText = block.span.begin == span.begin && block.span.end == span.end && block.span.kind == span.kind
        && block.span.bodyEnd == span.bodyEnd;
    block.span = span;
    if (isSameText)
        return;
    block.isMeasured = false;
    if (isSameCode) {
        block.isStale = true;
        if (!block.document)
            block.height = guessHeight(span);
        return;
    }
    block.highlight.reset();
    if (block.document)
        dropDocument(size_t(&block - m_blocks.data()));
    else
        block.height = guessHeight(span);
}

void BlockFlow::measure(size_t index)
{
    Block &block = m_blocks[index];
    block.isMeasured = true;
    BlockDocument &set = document(index);
    if (block.span.kind == BlockKind::Rule) {
        block.height = m_context.px(17);
        return;
    }
    const int width = textRect(index).width();
    if (block.span.continuesTable())
        alignColumns(index);
    set.setWidth(width);
    const QSizeF size = set.size();
    block.contentWidth = qCeil(size.width());
    block.height = qCeil(size.height());
    const bool isWide = block.contentWidth > width;
    if (isWide)
        block.height += m_context.px(kScrollStrip);
    if (block.span.kind == BlockKind::Code)
        block.height += headerHeight() + m_context.px(kCodePadding);
    scrollCode(index, 0);
}

std::pair<size_t, size_t> BlockFlow::pieces(size_t index) const
{
    size_t first = index;
    while (first > 0 && m_blocks[first].span.continuesTable())
        --first;
    size_t last = index;
    while (isCarriedOn(last))
        ++last;
    return {first, last};
}

void BlockFlow::alignColumns(size_t index)
{
    const size_t first = pieces(index).first;
    BlockDocument &top = document(first);
    top.setWidth(textRect(first).width());
    m_blocks[index].document->setColumnWidths(top.columnWidths());
    m_blocks[index].scrollX = m_blocks[first].scrollX;
}

int BlockFlow::guessHeight(const MarkdownBlock &span) const
{
    const auto lines = QStringView(m_text).sliced(span.begin, span.end - span.begin).count(u'\n');
    if (span.kind == BlockKind::Code)
        return int(lines) * m_context.px(19) + headerHeight();
    const int charsPerLine = std::max(m_width / std::max(m_context.px(7), 1), 1);
    const qsizetype wrapped = (span.end - span.begin) / charsPerLine;
    return int(std::max<qsizetype>(wrapped + lines / 2, 1)) * m_context.type.lineHeight();
}

int BlockFlow::gapBefore(size_t index) const
{
    if (index == 0)
        return 0;
    const MarkdownBlock &above = m_blocks[index - 1].span;
    const MarkdownBlock &span = m_blocks[index].span;
    if (span.continuesTable()) {
        // Over the scroll strip, the line that a document needs behind a table, and the border of the piece above.
        const bool isWide = m_blocks[index - 1].contentWidth > textRect(index - 1).width();
        return -(isWide ? m_context.px(kScrollStrip) : 0) - kPieceOverlap;
    }
    if (above.kind == BlockKind::Plain && span.kind == BlockKind::Plain)
        return 0;
    if (span.kind == BlockKind::Heading)
        return m_context.px(20);
    if (above.kind == BlockKind::Heading)
        return m_context.px(8);
    if (span.kind == BlockKind::ListItem && isInList(above))
        return m_context.px(span.isAfterBlank ? 8 : 4);
    return m_context.px(isInList(span) && isInList(above) ? 8 : 12);
}

void BlockFlow::stack(size_t from)
{
    for (size_t i = from; i < m_blocks.size(); ++i)
        m_blocks[i].y = i == 0 ? 0 : m_blocks[i - 1].y + m_blocks[i - 1].height + gapBefore(i);
}

} // namespace freshet
