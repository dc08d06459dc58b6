// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"
#include "ui/transcript/block_splitter.h"
#include "ui/transcript/display_text.h"
#include "ui/transcript/text_style.h"

#include <QList>
#include <QTextDocument>

namespace freshet {

class MathRenderer;

/// One block of a message, set in type.
///
/// A code block that has grown is extended by its new lines; any other block has to be made anew. Loads no resource
/// whatever its text says.
class BlockDocument : public QTextDocument {
    Q_OBJECT

public:
    /// @p text is the whole text that @p block is a slice of.
    BlockDocument(QStringView text, const MarkdownBlock &block, const TextStyle &style, const CitationMarks &marks,
        MathRenderer *renderer = nullptr);

    /// A formula that was not drawn yet when this was made; for as long as that is so, its source is shown.
    const QList<FormulaKey> &awaited() const { return m_awaited; }

    /// Where the places of its text, which do not change when a formula is drawn, are in the document.
    DrawnPlaces places() const { return m_hasFormulas ? DrawnPlaces(*this) : DrawnPlaces(); }

    /// For a block of code: the same block with more text.
    void extendCode(QStringView text, const MarkdownBlock &block);

    /// Of the columns of its last table, as they were laid out for setWidth(); empty without one.
    QList<int> columnWidths() const;

    /// For the rest of a table: the columns of its first piece.
    void setColumnWidths(const QList<int> &widths);

    /// Lays out to this width, unless that is done already. Code is wrapped where the style says so.
    void setWidth(int width);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void setPlain(QStringView text);
    void setBlock(QStringView text, const MarkdownBlock &block, const CitationMarks &marks, MathRenderer *renderer);
    void dropLastLine(QStringView text, const MarkdownBlock &block);

    bool m_isCode;
    bool m_hasFormulas = false;
    bool m_isCut = false; ///< No more code is shown.
    qsizetype m_lastLine = 0; ///< Where the document's last line starts in the text.
    TextStyle m_style;
    QList<FormulaKey> m_awaited;
};

} // namespace freshet
