// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/extracted_text.h"

#include <QStringList>

namespace freshet {

/// Puts what an office document consists of into one canonical text: paragraphs with a blank line between them, the
/// items of a list each on a line, tables row by row with ` | ` between the cells, notes after the paragraph that they
/// belong to.
///
/// Whatever is begun and ended in whatever order, the text stays canonical and the marks stay in it.
class ParagraphWriter {
public:
    static constexpr qsizetype kMostText = 20'000'000; ///< What comes after so much is dropped.

    enum class Kind { Body, ListItem };

    void write(QStringView text); ///< To the paragraph at hand; `\n` is a line break in it.
    void writeReference(int note); ///< "¹", where a note belongs.

    /// Ends the paragraph at hand, which is a heading when @p level is 1 to 6. Of an empty one nothing stays.
    void endParagraph(int level = 0, Kind kind = Kind::Body);

    void beginTable();
    void endCell();
    void endRow();
    void endTable();

    void addNote(int number, const QString &text); ///< To follow the paragraph, or the table, at hand.

    bool isFull() const { return m_document.text.size() >= kMostText; }

    ExtractedText take(); ///< What was written. To be called once.

private:
    enum class Apart { Line, Blank };

    void append(const QString &text, Apart apart);
    void writeNotes();

    ExtractedText m_document;
    QString m_paragraph;
    QStringList m_row; ///< The cells of the row at hand.
    QString m_cell;
    QStringList m_notes;
    qsizetype m_notesSize = 0; ///< Their characters.
    int m_tables = 0; ///< That we are in; one within another becomes part of its cell.
    bool m_isInList = false;
    bool m_isInTable = false; ///< The last line written is a row.
};

} // namespace freshet
