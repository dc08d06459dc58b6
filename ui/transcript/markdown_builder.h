// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/math_placeholders.h"
#include "ui/transcript/block_splitter.h"
#include "ui/transcript/formula_writer.h"
#include "ui/transcript/table_writer.h"
#include "ui/transcript/text_style.h"

#include <QCoreApplication>
#include <QList>
#include <QTextCharFormat>
#include <QTextCursor>

#include <md4c.h>

#include <optional>

class QTextDocument;

namespace freshet {

struct InlinePiece;

/// Sets one Markdown block into an empty document.
///
/// HTML is text, images become links, only http, https and mailto become links; nothing is ever fetched or opened. No
/// text is lost: what the parser swallows whole is shown as it stands.
class MarkdownBuilder {
    Q_DECLARE_TR_FUNCTIONS(MarkdownBuilder)

public:
    /// @p renderer may be null: then formulas are shown as their source.
    MarkdownBuilder(
        QTextDocument &document, const TextStyle &style, const CitationMarks &marks, MathRenderer *renderer = nullptr);

    /// @p text is the whole text that @p block is a slice of.
    void build(QStringView text, const MarkdownBlock &block);

    const FormulaWriter &formulas() const { return m_formulas; }

private:
    struct List {
        bool isOrdered;
        int number;
        QChar delimiter;
    };

    void buildMath(const QString &latex);
    int parse(const QString &markdown, int indent, qsizetype begin);
    int enterBlock(MD_BLOCKTYPE type, const void *detail);
    int leaveBlock(MD_BLOCKTYPE type);
    int enterSpan(MD_SPANTYPE type, const void *detail);
    int leaveSpan(MD_SPANTYPE type);
    int takeText(MD_TEXTTYPE type, const QString &text);

    QTextBlockFormat paragraphFormat() const;
    void startParagraph(QTextBlockFormat format, const QTextCharFormat &characters);
    void startItem(const MD_BLOCK_LI_DETAIL &item);
    qsizetype bulletDepth() const;
    void startHeading(int level);
    void startCell(const MD_BLOCK_TD_DETAIL &cell, bool isHeader);
    void insertCode();
    void insertImage();
    void insertParts(const QString &text);
    void insertFormula(const WrittenFormula &formula);
    bool canDisplay() const;
    void insertRunning(const MathPlaceholders::Part &running);
    static QList<int> citedNumbers(const CitationMarks &marks);
    QList<qsizetype> checkedPlaces() const;
    std::optional<CitationDoubt> doubtAt(const InlinePiece &mark, const QList<MathPlaceholders::Place> &places) const;
    void insertPlain(QStringView text);
    void clear();
    void mirrorRightToLeft();
    void insert(const QString &text, const QTextCharFormat &format);

    QTextDocument &m_document;
    const TextStyle &m_style;
    const CitationMarks m_marks;
    const QList<int> m_citedNumbers;
    qsizetype m_begin = 0; ///< Of the block, in the whole text.
    qsizetype m_parsedBegin = 0; ///< Of what is parsed, in the whole text; before the block where a header is repeated.
    QTextCursor m_cursor;
    int m_firstNumber = -1; ///< Given by the splitter, which saw the items before.
    QList<QTextCharFormat> m_formats; ///< Innermost last; never empty.
    QList<qsizetype> m_depths; ///< Size of m_formats at each open block: span events of md4c may be unbalanced.
    QList<List> m_lists;
    int m_quoteDepth = 0;
    QString m_marker; ///< Of an item whose first paragraph has not begun.
    bool m_isItemFresh = false; ///< The item's paragraph stands, and is empty.
    bool m_isBlockFree = true; ///< The cursor is in a paragraph that nothing has used.
    bool m_isInCode = false;
    QString m_code;
    bool m_isInImage = false;
    QString m_imageText;
    QString m_imageAddress;
    TableWriter m_table;
    MathPlaceholders m_placeholders;
    FormulaWriter m_formulas;
    bool m_isBehindDisplay = false; ///< Text that comes now begins a paragraph.
};

} // namespace freshet
