// SPDX-License-Identifier: MIT
#include "core/retrieval/paragraph_writer.h"

#include "core/retrieval/text_decoder.h"

#include <algorithm>

namespace freshet {

namespace {

QString superscript(int number)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString raised;
    const QString plain = QString::number(std::max(number, 0));
    for (const QChar digit : plain)
        raised += digits.at(digit.digitValue());
    return raised;
}

} // namespace

void ParagraphWriter::write(QStringView text)
{
    if (m_document.text.size() + m_paragraph.size() + m_cell.size() < kMostText)
        m_paragraph += text;
}

void ParagraphWriter::writeReference(int note) { m_paragraph += superscript(note); }

void ParagraphWriter::endParagraph(int level, Kind kind)
{
    const QString text = canonicalText(m_paragraph).trimmed();
    m_paragraph.clear();
    if (m_tables > 0) {
        if (!text.isEmpty())
            m_cell += m_cell.isEmpty() ? text : QString(u' ' + text);
        return;
    }
    if (text.isEmpty() || isFull())
        return;
    const bool isListItem = level == 0 && kind == Kind::ListItem;
    append(isListItem ? QString(QStringLiteral("• ") + text) : text,
        isListItem && m_isInList ? Apart::Line : Apart::Blank);
    m_isInList = isListItem;
    m_isInTable = false;
    if (level >= 1 && level <= 6) {
        m_document.headings << HeadingMark{
            m_document.text.size() - text.size(), level, shortenedText(text, kLongestHeading).simplified()};
    }
    writeNotes();
}

void ParagraphWriter::beginTable()
{
    if (m_tables == 0)
        endParagraph();
    ++m_tables;
}

void ParagraphWriter::endCell()
{
    endParagraph();
    if (m_tables != 1)
        return;
    m_row << m_cell.simplified();
    m_cell.clear();
}

void ParagraphWriter::endRow()
{
    if (m_tables != 1)
        return;
    const bool isEmpty = std::all_of(m_row.cbegin(), m_row.cend(), [](const QString &cell) { return cell.isEmpty(); });
    while (!m_row.isEmpty() && m_row.last().isEmpty())
        m_row.removeLast();
    if (!isEmpty) {
        append(m_row.join(QStringLiteral(" | ")), m_isInTable ? Apart::Line : Apart::Blank);
        m_isInTable = true;
        m_isInList = false;
    }
    m_row.clear();
}

void ParagraphWriter::endTable()
{
    if (m_tables == 0)
        return;
    if (m_tables == 1) {
        if (!m_cell.isEmpty() || !m_paragraph.isEmpty())
            endCell();
        endRow();
        m_isInTable = false;
    }
    --m_tables;
    if (m_tables == 0)
        writeNotes();
}

void ParagraphWriter::addNote(int number, const QString &text)
{
    if (m_document.text.size() + m_notesSize >= kMostText)
        return;
    const QString note = canonicalText(text).simplified();
    if (!note.isEmpty())
        m_notes << QString(superscript(number) + u' ' + note);
    m_notesSize += note.size();
}

void ParagraphWriter::writeNotes()
{
    for (const QString &note : std::as_const(m_notes))
        append(note, Apart::Blank);
    if (!m_notes.isEmpty())
        m_isInList = false;
    m_notes.clear();
    m_notesSize = 0;
}

void ParagraphWriter::append(const QString &text, Apart apart)
{
    if (isFull())
        return;
    if (!m_document.text.isEmpty())
        m_document.text += apart == Apart::Blank ? QStringLiteral("\n\n") : QStringLiteral("\n");
    m_document.text += text;
}

ExtractedText ParagraphWriter::take()
{
    while (m_tables > 0)
        endTable();
    endParagraph();
    writeNotes();
    if (!m_document.text.isEmpty())
        m_document.text += u'\n';
    return std::move(m_document);
}

} // namespace freshet
