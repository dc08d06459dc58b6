// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/text_style.h"

#include <QTextCursor>

#include <md4c.h>

class QTextTable;

namespace freshet {

/// Sets a Markdown table, cell by cell.
class TableWriter {
public:
    enum class Header { Shown, Hidden };

    explicit TableWriter(const TextStyle &style) : m_style(style) { }

    void setDirection(Qt::LayoutDirection direction) { m_direction = direction; } ///< Of its columns.
    void setHeader(Header header) { m_header = header; } ///< Of the first table; those behind it show theirs.

    /// False when the table is too wide to be one. The cursor is moved to where the next text goes by each of these.
    bool start(QTextCursor &cursor, const MD_BLOCK_TABLE_DETAIL &table);
    void startRow();
    void startCell(QTextCursor &cursor, const MD_BLOCK_TD_DETAIL &detail, bool isHeader);
    void end(QTextCursor &cursor); ///< Behind the table, in a paragraph that takes no room.

    bool hasStarted() const { return m_hasStarted; } ///< A table, now or before.
    bool isHidden() const { return m_isInTable && m_row < 0; } ///< What comes now is not to be shown.

private:
    const TextStyle &m_style;
    QTextTable *m_table = nullptr; ///< Owned by the document.
    Header m_header = Header::Shown;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    bool m_hasStarted = false;
    bool m_isInTable = false;
    int m_row = -1; ///< Negative in a hidden header.
    int m_column = -1;
};

} // namespace freshet
