// SPDX-License-Identifier: MIT
#include "ui/transcript/table_writer.h"

#include <QTextTable>

namespace freshet {

namespace {

constexpr unsigned kMostColumns = 100;

Qt::Alignment alignmentOf(MD_ALIGN align)
{
    switch (align) {
    case MD_ALIGN_RIGHT:
        return Qt::AlignRight;
    case MD_ALIGN_CENTER:
        return Qt::AlignHCenter;
    default:
        return {}; // as the text runs
    }
}

} // namespace

bool TableWriter::start(QTextCursor &cursor, const MD_BLOCK_TABLE_DETAIL &table)
{
    if (table.col_count > kMostColumns)
        return false;
    const bool isHeaderShown = m_header == Header::Shown;
    m_header = Header::Shown;
    m_hasStarted = m_isInTable = true;
    m_row = isHeaderShown ? -1 : -1 - int(table.head_row_count);
    const int headers = isHeaderShown ? int(table.head_row_count) : 0;
    const int rows = headers + int(table.body_row_count);
    if (rows == 0)
        return true;
    QTextTableFormat format;
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(m_style.border);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(m_style.type.px(6));
    format.setHeaderRowCount(headers);
    if (m_direction == Qt::RightToLeft)
        format.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    m_table = cursor.insertTable(rows, int(table.col_count), format);
    return true;
}

void TableWriter::startRow()
{
    ++m_row;
    m_column = -1;
}

void TableWriter::startCell(QTextCursor &cursor, const MD_BLOCK_TD_DETAIL &detail, bool isHeader)
{
    if (isHidden())
        return;
    ++m_column;
    // Qt lays columns out from left to right whatever the format says.
    const bool isMirrored = m_direction == Qt::RightToLeft;
    QTextTableCell cell = m_table->cellAt(m_row, isMirrored ? m_table->columns() - 1 - m_column : m_column);
    QTextTableCellFormat ground = cell.format().toTableCellFormat();
    ground.setLeftPadding(m_style.type.px(10));
    ground.setRightPadding(m_style.type.px(10));
    if (isHeader)
        ground.setBackground(m_style.headerGround);
    cell.setFormat(ground);
    QTextBlockFormat format;
    format.setAlignment(alignmentOf(detail.align));
    cursor = cell.firstCursorPosition();
    cursor.setBlockFormat(format);
}

void TableWriter::end(QTextCursor &cursor)
{
    m_isInTable = false;
    if (!m_table)
        return;
    cursor = m_table->lastCursorPosition();
    cursor.movePosition(QTextCursor::NextBlock);
    m_table = nullptr;
    // A document cannot end with a table; what must follow is kept out of sight.
    QTextBlockFormat format;
    format.setLineHeight(1, QTextBlockFormat::FixedHeight);
    QTextCharFormat characters;
    characters.setProperty(QTextFormat::FontPixelSize, 1);
    cursor.setBlockFormat(format);
    cursor.setBlockCharFormat(characters);
}

} // namespace freshet
