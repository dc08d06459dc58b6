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
    explicit TableWriter(const TextStyle &style) : m_style(style) { }

    /// False when the table is too wide to be one.
    bool start(QTextCursor &cursor, const MD_BLOCK_TABLE_DETAIL &table);
    void startRow();
    QTextCursor startCell(const MD_BLOCK_TD_DETAIL &detail, bool isHeader); ///< Where its text goes.
    QTextCursor end(); ///< Behind the table, in a paragraph that takes no room.

private:
    const TextStyle &m_style;
    QTextTable *m_table = nullptr; ///< Owned by the document.
    int m_row = -1;
    int m_column = -1;
};

} // namespace freshet
