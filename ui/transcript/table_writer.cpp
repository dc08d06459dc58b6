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
    QTextTableFormat format;
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(m_style.border);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(m_style.type.px(6));
    format.setHeaderRowCount(int(table.head_row_count));
    const auto rows = int(table.head_row_count + table.body_row_count);
    m_table = cursor.insertTable(rows, int(table.col_count), format);
    m_row = -1;
    return true;
}

void TableWriter::startRow()
{
    ++m_row;
    m_column = -1;
}

QTextCursor TableWriter::startCell(const MD_BLOCK_TD_DETAIL &detail, bool isHeader)
{
    QTextTableCell cell = m_table->cellAt(m_row, ++m_column);
    QTextTableCellFormat ground = cell.format().toTableCellFormat();
    ground.setLeftPadding(m_style.type.px(10));
    ground.setRightPadding(m_style.type.px(10));
    if (isHeader)
        ground.setBackground(m_style.headerGround);
    cell.setFormat(ground);
    QTextBlockFormat format;
    format.setAlignment(alignmentOf(detail.align));
    QTextCursor cursor = cell.firstCursorPosition();
    cursor.setBlockFormat(format);
    return cursor;
}

QTextCursor TableWriter::end()
{
    QTextCursor cursor = m_table->lastCursorPosition();
    cursor.movePosition(QTextCursor::NextBlock);
    m_table = nullptr;
    // A document cannot end with a table; what must follow is kept out of sight.
    QTextBlockFormat format;
    format.setLineHeight(1, QTextBlockFormat::FixedHeight);
    QTextCharFormat characters;
    characters.setProperty(QTextFormat::FontPixelSize, 1);
    cursor.setBlockFormat(format);
    cursor.setBlockCharFormat(characters);
    return cursor;
}

} // namespace freshet
