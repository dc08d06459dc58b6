// SPDX-License-Identifier: MIT
#include "ui/transcript/code_highlight.h"

#include "ui/highlight/code_language.h"
#include "ui/highlight/quick_lexer.h"

#include <QAbstractTextDocumentLayout>
#include <QSet>
#include <QTextLayout>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostColored = 250'000; // characters; what is behind stays plain
constexpr int kLinesAhead = 40; // below what is seen
constexpr int kMostLinesAtOnce = 200;

/// How a line was coloured. No user state: that would be copied with the text.
struct LineColors : QTextBlockUserData {
    explicit LineColors(int lines) : knownLines(lines) { }

    int knownLines; ///< A guess, made when the roles of this many lines were known; kKnown: no guess.
};
constexpr int kKnown = -1;
constexpr int kUncolored = -2;

int howColored(const QTextBlock &block)
{
    const auto *colors = static_cast<const LineColors *>(block.userData());
    return colors ? colors->knownLines : kUncolored;
}

bool isPlainText(const QString &language)
{
    static const QSet<QString> names{{}, QStringLiteral("text"), QStringLiteral("txt"), QStringLiteral("plain"),
        QStringLiteral("plaintext"), QStringLiteral("output"), QStringLiteral("log"), QStringLiteral("none")};
    return names.contains(language.section(u' ', 0, 0, QString::SectionSkipEmpty).toLower());
}

bool isWithinCap(const QTextBlock &block) { return block.position() + block.length() <= kMostColored; }

QTextBlock blockAt(const QTextDocument &document, double y)
{
    const int position = document.documentLayout()->hitTest(QPointF(0, y), Qt::FuzzyHit);
    return document.findBlock(std::max(position, 0));
}

QList<QTextLayout::FormatRange> formatsOf(const CodeLine &line, const Theme &theme)
{
    QList<QTextLayout::FormatRange> formats;
    for (const CodeSpan &span : line) {
        QTextLayout::FormatRange range;
        range.start = span.begin;
        range.length = span.length;
        range.format.setForeground(codeColor(theme, span.role));
        formats.append(range);
    }
    return formats;
}

} // namespace

QColor codeColor(const Theme &theme, CodeRole role)
{
    switch (role) {
    case CodeRole::Plain:
        return theme.text;
    case CodeRole::Comment:
        return theme.codeComment;
    case CodeRole::String:
        return theme.codeString;
    case CodeRole::Constant:
        return theme.codeConstant;
    case CodeRole::Keyword:
        return theme.codeKeyword;
    case CodeRole::Type:
        return theme.codeType;
    case CodeRole::Function:
        return theme.codeFunction;
    case CodeRole::Property:
        return theme.codeProperty;
    case CodeRole::Tag:
        return theme.codeTag;
    case CodeRole::Inserted:
        return theme.codeInserted;
    case CodeRole::Deleted:
        return theme.codeDeleted;
    }
    return theme.text;
}

CodeHighlight::CodeHighlight(HighlightService &service, const QString &language)
    : m_service(service), m_scope(grammarScopeOf(language)), m_hasLanguage(!isPlainText(language))
{
}

void CodeHighlight::show(QTextDocument &document, const Theme &theme, Growth growth, double top, double bottom)
{
    if (!m_hasLanguage)
        return;
    const QTextBlock first = blockAt(document, top);
    const QTextBlock last = blockAt(document, bottom);
    if (!m_scope.isEmpty()) {
        if (!m_colors)
            m_colors = growth == Growth::Whole ? m_service.colors(m_scope, document.toPlainText())
                                               : std::make_shared<CodeColors>(m_scope);
        wantLines(document, growth, last.blockNumber());
    }
    int changedFrom = -1;
    int changedTo = -1;
    for (QTextBlock block = first; block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next()) {
        if (!isWithinCap(block) || !colorLine(block, theme, growth))
            continue;
        changedFrom = changedFrom < 0 ? block.position() : changedFrom;
        changedTo = block.position() + block.length();
    }
    if (changedFrom >= 0)
        document.markContentsDirty(changedFrom, std::min(changedTo, document.characterCount()) - changedFrom);
}

void CodeHighlight::wantLines(const QTextDocument &document, Growth growth, int lastShown)
{
    const int until = std::min(lastShown + kLinesAhead, m_colors->count() + kMostLinesAtOnce);
    QStringList lines;
    for (QTextBlock block = document.findBlockByNumber(m_colors->count());
         block.isValid() && block.blockNumber() <= until && isWithinCap(block); block = block.next()) {
        if (growth == Growth::Growing && !block.next().isValid())
            break;
        lines.append(block.text());
    }
    m_service.want(m_colors, lines);
}

/// False when the line has its colours already.
bool CodeHighlight::colorLine(QTextBlock block, const Theme &theme, Growth growth) const
{
    const int before = howColored(block);
    const int known = m_colors ? m_colors->count() : 0;
    const bool isGivenUp = m_colors && m_colors->isGivenUp();
    if (block.blockNumber() < known || (isGivenUp && before >= 0)) {
        if (before == kKnown)
            return false;
        const CodeLine line = block.blockNumber() < known ? m_colors->line(block.blockNumber()) : CodeLine();
        block.layout()->setFormats(formatsOf(line, theme));
        block.setUserData(new LineColors(kKnown)); // the document's
        return true;
    }
    // In a whole block the colours are there in a moment; a guess before them would only flicker.
    if (before == known || isGivenUp || (growth == Growth::Whole && !m_scope.isEmpty()))
        return false;
    const CodeRole open = m_colors ? roleWithin(m_colors->state()) : CodeRole::Plain;
    block.layout()->setFormats(formatsOf(quickSpans(block.text(), m_scope, open), theme));
    block.setUserData(new LineColors(known));
    return true;
}

void CodeHighlight::keepFor(const QTextDocument &document)
{
    if (m_colors)
        m_service.keep(m_colors, document.toPlainText());
}

} // namespace freshet
