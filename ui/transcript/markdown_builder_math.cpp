// SPDX-License-Identifier: MIT
#include "ui/transcript/markdown_builder.h"

#include <QTextBlock>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kDisplaySpace = 6; // above and below a formula that stands alone

} // namespace

void MarkdownBuilder::buildMath(const QString &latex)
{
    if (latex.isEmpty())
        return;
    startParagraph(paragraphFormat(), m_formats.last());
    insertFormula({.key = {.latex = latex, .style = MathStyle::Display},
        .source = QLatin1String("$$\n") + latex + QLatin1String("\n$$")});
}

void MarkdownBuilder::insertFormula(const WrittenFormula &formula)
{
    if (m_table.isHidden())
        return;
    const bool isDisplay = formula.key.style == MathStyle::Display && canDisplay();
    if (isDisplay ? !m_cursor.block().text().isEmpty() : m_isBehindDisplay)
        startParagraph(paragraphFormat(), m_formats.last());
    const auto result = m_formulas.insert(m_cursor, formula, m_formats.last());
    if (!isDisplay)
        return;
    QTextBlockFormat format = m_cursor.blockFormat();
    format.setTopMargin(std::max<double>(format.topMargin(), m_style.type.px(kDisplaySpace)));
    format.setBottomMargin(m_style.type.px(kDisplaySpace));
    if (result == FormulaWriter::Result::Drawn)
        format.setAlignment(Qt::AlignHCenter);
    m_cursor.setBlockFormat(format);
    m_isBehindDisplay = true;
}

/// Not in a table, a heading or a link, nor beside the mark of an item.
bool MarkdownBuilder::canDisplay() const
{
    return !m_cursor.currentTable() && m_cursor.blockFormat().headingLevel() == 0 && !m_formats.last().isAnchor()
        && (m_cursor.blockFormat().textIndent() == 0 || !m_cursor.block().text().endsWith(u'\t'));
}

} // namespace freshet
