// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/highlight_service.h"
#include "ui/theme/theme.h"

#include <QTextBlock>
#include <QTextDocument>

#include <memory>

namespace freshet {

QColor codeColor(const Theme &theme, CodeRole role);

/// Lays colours over the code of one block where it is seen; what is not seen is not even looked at.
///
/// They lie over the document's layout and are no part of its text, so copies stay plain and no line changes its
/// height. A line that is still being written, or whose colours have not come yet, is coloured by a quick guess.
class CodeHighlight {
public:
    enum class Growth { Growing, Whole };

    /// @p language is the info string of the fence.
    CodeHighlight(HighlightService &service, const QString &language);

    /// @p top and @p bottom are the seen part, in the document's coordinates.
    void show(QTextDocument &document, const Theme &theme, Growth growth, double top, double bottom);

    /// The document of a whole block goes; another one of the same text will find its colours at once.
    void keepFor(const QTextDocument &document);

private:
    void wantLines(const QTextDocument &document, Growth growth, int lastShown);
    bool colorLine(QTextBlock block, const Theme &theme, Growth growth) const;

    HighlightService &m_service;
    QString m_scope; ///< Of the grammar; empty for an unknown language.
    bool m_hasLanguage; ///< Otherwise nothing is coloured.
    std::shared_ptr<CodeColors> m_colors;
};

} // namespace freshet
