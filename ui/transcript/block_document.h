// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/block_splitter.h"
#include "ui/transcript/text_style.h"

#include <QList>
#include <QTextDocument>

namespace freshet {

/// One block of a message, set in type.
///
/// A code block that has grown is extended by its new lines; any other block has to be made anew. Loads no resource
/// whatever its text says.
class BlockDocument : public QTextDocument {
    Q_OBJECT

public:
    /// @p text is the whole text that @p block is a slice of.
    BlockDocument(QStringView text, const MarkdownBlock &block, const TextStyle &style, const QList<int> &sources);

    /// For a block of code: the same block with more text.
    void extendCode(QStringView text, const MarkdownBlock &block);

    /// Of the columns of its last table, as they were laid out for setWidth(); empty without one.
    QList<int> columnWidths() const;

    /// For the rest of a table: the columns of its first piece.
    void setColumnWidths(const QList<int> &widths);

    /// Lays out to this width, unless that is done already. Code is never wrapped.
    void setWidth(int width);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void setPlain(QStringView text);
    void dropLastLine(QStringView text, const MarkdownBlock &block);

    bool m_isCode;
    bool m_isCut = false; ///< No more code is shown.
    qsizetype m_lastLine = 0; ///< Where the document's last line starts in the text.
    TextStyle m_style;
};

} // namespace freshet
