// SPDX-License-Identifier: MIT
#include "ui/transcript/selection_copier.h"

#include "ui/transcript/display_text.h"

#include <QTextCursor>
#include <QTextDocumentFragment>

#include <algorithm>

namespace freshet {

namespace {

using Section = MessageItem::Section;

constexpr qsizetype kMostSetForCopy = 1'000'000;

QString htmlBody(const QTextDocumentFragment &fragment)
{
    const QString html = fragment.toHtml();
    const qsizetype body = html.indexOf(QLatin1String("<body"));
    const qsizetype from = html.indexOf(u'>', body) + 1;
    const qsizetype to = html.lastIndexOf(QLatin1String("</body>"));
    return body < 0 || to < from ? QString() : html.sliced(from, to - from);
}

/// Adds more rows of a table to the table that @p html ends with.
void appendRows(QString &html, const QString &more)
{
    const qsizetype end = html.lastIndexOf(QLatin1String("</table>"));
    const qsizetype begin = more.indexOf(u'>', more.indexOf(QLatin1String("<table"))) + 1;
    const bool areBothTables = end >= 0 && more.contains(QLatin1String("<table"));
    if (areBothTables)
        html.truncate(end);
    html += QStringView(more).sliced(areBothTables ? begin : 0);
}

} // namespace

SelectionCopier::SelectionCopier(TranscriptColumn &column, const TranscriptSelection &selection)
    : m_column(column), m_selection(selection)
{
}

std::unique_ptr<QMimeData> SelectionCopier::data()
{
    auto data = std::make_unique<QMimeData>();
    const Extent extent = sourceSize() > kMostSetForCopy ? Extent::SourceOnly : Extent::Everything;
    for (size_t i = m_selection.first().message; i < m_column.count() && i <= m_selection.last().message; ++i) {
        for (const Section section : {Section::Reasoning, Section::Text})
            takeFlow(i, section, extent);
    }
    const QString markdown = m_markdown.join(QLatin1String("\n\n"));
    if (markdown.isEmpty())
        return data;
    data->setData(QStringLiteral("text/markdown"), markdown.toUtf8());
    if (extent == Extent::SourceOnly) {
        data->setText(markdown);
        return data;
    }
    data->setText(m_plain.join(QLatin1String("\n\n")));
    data->setHtml(QLatin1String("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>") + m_html
        + QLatin1String("</body></html>"));
    return data;
}

qsizetype SelectionCopier::sourceSize() const
{
    qsizetype size = 0;
    for (size_t i = m_selection.first().message; i < m_column.count() && i <= m_selection.last().message; ++i)
        size += m_column.item(i).flow(Section::Text).text().size();
    return size;
}

void SelectionCopier::takeFlow(size_t message, Section section, Extent extent)
{
    MessageItem &item = m_column.item(message);
    if (!item.isShown(section))
        return;
    BlockFlow &flow = item.flow(section);
    flow.prepare(0, 0); // a message that was never seen is not cut into blocks yet
    for (size_t i = 0; i < flow.blocks().size(); ++i) {
        if (const auto range = m_selection.within(message, section, i); range.first < range.second)
            takeBlock(flow, i, range, extent);
    }
    endSource(flow);
}

void SelectionCopier::takeBlock(BlockFlow &flow, size_t index, std::pair<int, int> range, Extent extent)
{
    const MarkdownBlock &span = flow.blocks()[index].span;
    if (extent == Extent::SourceOnly) {
        takeSource(span);
        return;
    }
    BlockDocument &document = flow.document(index);
    range = document.places().range(range.first, range.second);
    const int end = document.characterCount() - 1;
    QTextCursor cursor(&document);
    cursor.setPosition(std::min(range.first, end));
    cursor.setPosition(std::min(range.second, end), QTextCursor::KeepAnchor);
    const QTextDocumentFragment fragment = asWritten(cursor.selection());
    const bool carriesOn = span.continuesTable() && !m_plain.isEmpty();
    if (carriesOn)
        appendRows(m_html, htmlBody(fragment));
    else
        m_html += htmlBody(fragment);

    const bool isWhole = range.first == 0 && range.second >= end;
    QString plain = fragment.toPlainText();
    if (isWhole && (span.kind == BlockKind::Code || span.kind == BlockKind::Table)) // a table's text has no columns
        plain = flow.sourceOf(index);
    while (plain.endsWith(u'\n'))
        plain.chop(1);
    const bool isOfLines = span.kind == BlockKind::Plain || (span.kind == BlockKind::ListItem && index > 0);
    const bool continuesLines
        = isOfLines && !m_plain.isEmpty() && flow.blocks()[index - (index > 0 ? 1 : 0)].span.kind == span.kind;
    if (carriesOn || continuesLines)
        m_plain.last() += u'\n' + plain;
    else
        m_plain.append(plain);

    if (isWhole) {
        takeSource(span);
        return;
    }
    endSource(flow);
    const bool isVerbatim = span.kind == BlockKind::Code || span.kind == BlockKind::Plain;
    m_markdown.append(isVerbatim ? fragment.toPlainText() : fragment.toMarkdown().trimmed());
}

void SelectionCopier::takeSource(const MarkdownBlock &span)
{
    if (m_sourceEnd == 0) {
        m_sourceBegin = span.begin;
        m_header = {span.headerBegin, span.headerEnd};
    }
    m_sourceEnd = span.end;
}

void SelectionCopier::endSource(const BlockFlow &flow)
{
    QStringView source = QStringView(flow.text()).sliced(m_sourceBegin, m_sourceEnd - m_sourceBegin);
    while (source.endsWith(u'\n'))
        source.chop(1);
    if (!source.isEmpty())
        m_markdown.append(flow.text().sliced(m_header.first, m_header.second - m_header.first) + source);
    m_sourceBegin = m_sourceEnd = 0;
    m_header = {};
}

} // namespace freshet
