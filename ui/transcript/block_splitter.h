// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/math_scanner.h"

#include <QString>
#include <QStringView>
#include <QVarLengthArray>

#include <vector>

namespace freshet {

/// Plain is text that is shown as it stands: a line too long for Markdown, or a text that is no Markdown. Math is a
/// fence of the language "math" that is closed.
enum class BlockKind { Text, Quote, Code, Table, ListItem, Heading, Rule, Plain, Math };

/// A slice of a Markdown text that can be parsed and drawn by itself.
struct MarkdownBlock {
    BlockKind kind = BlockKind::Text;
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype bodyBegin = 0; ///< Code and Math: without the fences. Otherwise as begin.
    qsizetype bodyEnd = 0;
    bool isClosed = false; ///< Text to come will not change it.
    bool isAfterBlank = false;
    int depth = 0; ///< In how many list items it stands.
    int indent = 0; ///< Columns to take off each line.
    int number = -1; ///< Of an ordered list's item, counted on through the list; -1 for a bullet.
    QString language; ///< Of code; may be empty.
    qsizetype headerBegin = 0; ///< When it carries on the table of the block before: that table's header and ruler.
    qsizetype headerEnd = 0; ///< 0 otherwise.

    bool continuesTable() const { return headerEnd > 0; }

    bool operator==(const MarkdownBlock &) const = default;
};

/// Cuts a Markdown text into top-level blocks while it grows.
///
/// Pure. A feed() looks at the new lines only, and gives the same blocks however the text was cut. Code in a list item
/// is a block of its own, and so is each item: only the last block is ever open. No block but code is above 80 KiB. A
/// long table is several blocks of a few rows, since an open block is set anew with each word that comes. The lines of
/// a display formula stay together, whatever they look like.
class BlockSplitter {
public:
    enum class Mode { Markdown, Plain };
    enum class TextEnd { Open, Final };

    explicit BlockSplitter(Mode mode = Mode::Markdown) : m_mode(mode) { }

    /// @p text is the whole text so far: what was there at the last call, and more.
    void feed(QStringView text, TextEnd textEnd = TextEnd::Open);

    /// With the unfinished last line taken for a whole one.
    const std::vector<MarkdownBlock> &blocks() const { return m_blocks; }

    /// The first of blocks() that may differ from what it was before the last feed().
    size_t firstChanged() const { return m_firstChanged; }

private:
    struct Line {
        qsizetype begin;
        qsizetype next; ///< Behind its line feed.
        QStringView text;
        int indent;
        QStringView content; ///< Behind the indent.
    };
    struct Fence {
        QChar mark; ///< Null outside of a fence.
        qsizetype length = 0;
        int indent = 0;
    };
    struct ListMark {
        int contentIndent = 0; ///< 0: no mark.
        int number = -1;
        QChar delimiter;
    };
    struct Table {
        int line = 0; ///< Of its paragraph; 0 outside of one.
        qsizetype begin = 0;
        qsizetype rulerEnd = 0; ///< 0: no table so far.
        int columns = 0;
        int rows = 0; ///< In the open block.
    };
    struct State {
        Fence fence;
        Table table;
        QVarLengthArray<int, 8> itemIndents; ///< Content columns of the items around; empty outside of a list.
        int number = -1;
        QChar delimiter;
        bool isAfterBlank = false;
        bool isInLongLine = false;
        OpenMath math = OpenMath::None; ///< In the open block.
    };

    static ListMark listMarkOf(const Line &line);
    static bool isRule(QStringView content);

    MarkdownBlock *openBlock();
    MarkdownBlock &open(BlockKind kind, const Line &line);
    void close();
    void extend(const Line &line);
    bool isTableFull(const Line &line) const;
    void followTable(const Line &line);
    void takePiece(qsizetype begin, qsizetype end);
    void takeLine(QStringView text, qsizetype begin, qsizetype end, qsizetype next);
    void takePlain(const Line &line);
    void takeInFence(const Line &line);
    bool takeInMath(const Line &line);
    void followMath(const Line &line);
    bool takeFence(const Line &line);
    bool takeInList(const Line &line);
    void takeItem(const Line &line, const ListMark &mark);
    void takeOther(const Line &line);
    int depthAt(int indent) const;
    void rememberNested(const Line &line);

    Mode m_mode;
    State m_state;
    qsizetype m_position = 0; ///< Behind the last whole line.
    qsizetype m_searched = 0; ///< No line feed between m_position and here.
    std::vector<MarkdownBlock> m_blocks;
    size_t m_firstChanged = 0;

    // As it was before the unfinished line was added to blocks().
    bool m_hasTail = false;
    State m_savedState;
    size_t m_savedCount = 0;
    MarkdownBlock m_savedLast;
};

} // namespace freshet
