// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_column.h"
#include "ui/transcript/transcript_selection.h"

#include <QMimeData>
#include <QStringList>

namespace freshet {

/// The selected text as plain text, HTML and Markdown.
///
/// A wholly selected block gives its own source as Markdown. A very large selection (above 1 MB) is given as Markdown
/// only, plain, since setting it in type would take seconds.
class SelectionCopier {
public:
    SelectionCopier(TranscriptColumn &column, const TranscriptSelection &selection);

    std::unique_ptr<QMimeData> data();

private:
    enum class Extent { Everything, SourceOnly };

    qsizetype sourceSize() const;
    void takeFlow(size_t message, MessageItem::Section section, Extent extent);
    void takeBlock(BlockFlow &flow, size_t block, std::pair<int, int> range, Extent extent);
    void takeSource(const MarkdownBlock &span);
    void endSource(const BlockFlow &flow);

    TranscriptColumn &m_column;
    const TranscriptSelection &m_selection;
    QStringList m_plain;
    QString m_html;
    QStringList m_markdown;
    qsizetype m_sourceBegin = 0; ///< Of whole blocks that follow each other.
    qsizetype m_sourceEnd = 0; ///< 0: there are none.
    std::pair<qsizetype, qsizetype> m_header; ///< Of the table whose later rows they begin with.
};

} // namespace freshet
