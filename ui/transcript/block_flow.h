// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/block_document.h"
#include "ui/transcript/block_splitter.h"
#include "ui/transcript/code_highlight.h"
#include "ui/transcript/transcript_context.h"

#include <QPoint>
#include <QRect>

#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// A text as a column of blocks. A block is set in type when it is first shown; until then its height is a guess.
///
/// Text may grow at the end; only the last block is then made again. All coordinates are relative to the column's
/// top left; heights are whole pixels, so that text stands still and sharp while blocks above it change.
class BlockFlow {
public:
    struct Block {
        MarkdownBlock span;
        std::unique_ptr<BlockDocument> document; ///< Null: not shown lately.
        std::unique_ptr<CodeHighlight> highlight; ///< Of code that has been seen.
        bool isStale = false; ///< The document is code that has grown since.
        bool isMeasured = false; ///< The height is no guess.
        int y = 0;
        int height = 0;
        int contentWidth = 0; ///< More than the width there is: it can be scrolled.
        int scrollX = 0;
        quint64 usedIn = 0; ///< The context's frame.
    };

    BlockFlow(TranscriptContext &context, BlockSplitter::Mode mode, TextTone tone);
    ~BlockFlow();
    Q_DISABLE_COPY_MOVE(BlockFlow)

    void setText(const QString &text, BlockSplitter::TextEnd textEnd);
    void append(const QString &delta) { m_text += delta; } ///< Shown by the next sync().
    void finish();
    void setMarks(const CitationMarks &marks);
    void sync();

    const QString &text() const { return m_text; }
    std::vector<MarkdownBlock> spans() const; ///< Of its blocks, also before the first sync().
    bool isEmpty() const { return m_text.isEmpty(); }
    int width() const { return m_width; }
    int height() const;
    const std::vector<Block> &blocks() const { return m_blocks; }
    size_t blockAt(int y) const; ///< The first or last when @p y is outside. Needs a block.

    void setWidth(int width);
    int
    fitToText(); ///< For right-to-left text in a narrow box: lays out again to the width it needs, and returns that.
    void restyle(); ///< After the context's theme or fonts have changed.

    /// Sets and measures what lies between @p top and @p bottom. True when a height has changed.
    bool prepare(int top, int bottom);
    BlockDocument &document(size_t block); ///< Made if need be.
    void dropDocument(size_t block);
    void highlight(size_t block, const QRectF &seen); ///< Of the document; for code, before it is drawn.

    bool hasNewFormulas(size_t block) const; ///< It shows the source of formulas that need it no longer.
    /// Sets such a block anew when it is next seen. When @p y lies in it, measured from its top, it is set at once:
    /// gives where what stands at @p y stands then.
    int renewFormulas(size_t block, std::optional<int> y);
    void scrollCode(size_t block, int dx); ///< The pieces of a table go together.

    QRect blockRect(size_t block) const;
    QRect textRect(size_t block) const; ///< Where the text can be seen: without a code block's frame.
    QPoint textOrigin(size_t block) const; ///< Of the document; left of textRect() when it is scrolled.
    int headerHeight() const; ///< Of a code block.
    QRect stripRect(size_t block) const; ///< The scroll bar below what is too wide; empty for none.
    QRect stripHandle(size_t block) const;
    QString sourceOf(size_t block) const; ///< Code: what Copy takes.
    bool isCarriedOn(size_t block) const; ///< The next block holds more rows of its table.

private:
    void update(Block &block, const MarkdownBlock &span);
    void measure(size_t block);
    std::pair<size_t, size_t> pieces(size_t block) const; ///< First and last of its table; or just itself.
    void alignColumns(size_t block);
    int guessHeight(const MarkdownBlock &span) const;
    int gapBefore(size_t block) const;
    void stack(size_t from);

    TranscriptContext &m_context;
    BlockSplitter::Mode m_mode;
    TextTone m_tone;
    QString m_text;
    BlockSplitter::TextEnd m_textEnd = BlockSplitter::TextEnd::Final;
    CitationMarks m_marks;
    BlockSplitter m_splitter;
    bool m_isSplit = false;
    int m_width = 0;
    std::vector<Block> m_blocks;
};

} // namespace freshet
