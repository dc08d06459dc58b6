// SPDX-License-Identifier: MIT
#include "core/retrieval/table_reader.h"

#include "core/retrieval/text_decoder.h"

#include <QHash>

#include <algorithm>

namespace freshet {

namespace {

/// Goes through a table once, cell by cell.
class TableScanner {
public:
    TableScanner(const QString &text, QChar delimiter) : m_text(text), m_delimiter(delimiter) { }

    bool atEnd() const { return m_at >= m_text.size(); }
    qsizetype place() const { return m_at; }

    /// The cells of the next row, without their quotes, and past it.
    QStringList nextRow()
    {
        QStringList cells;
        do {
            cells << nextCell();
        } while (!atEnd() && m_text.at(m_at++) != u'\n');
        return cells;
    }

private:
    /// Up to the delimiter or the end of the line. A quote that nothing closes is no quote.
    QString nextCell()
    {
        QString cell;
        if (!atEnd() && m_text.at(m_at) == u'"' && !m_isNoQuote) {
            const qsizetype close = closingQuote();
            m_isNoQuote = close < 0;
            if (close >= 0) {
                cell = m_text.sliced(m_at + 1, close - m_at - 1).replace(QStringLiteral("\"\""), QStringLiteral("\""));
                m_at = close + 1;
            }
        }
        const qsizetype start = m_at;
        while (!atEnd() && m_text.at(m_at) != m_delimiter && m_text.at(m_at) != u'\n')
            ++m_at;
        return cell + QStringView(m_text).sliced(start, m_at - start);
    }

    qsizetype closingQuote() const
    {
        for (qsizetype i = m_at + 1; (i = m_text.indexOf(u'"', i)) >= 0; i += 2) {
            if (i + 1 >= m_text.size() || m_text.at(i + 1) != u'"')
                return i;
        }
        return -1;
    }

    const QString &m_text;
    const QChar m_delimiter;
    qsizetype m_at = 0;
    bool m_isNoQuote = false;
};

/// How many of the first rows have as many cells as the most have; none where that is one cell.
int evenRows(const QString &text, QChar delimiter)
{
    constexpr int looked = 50;
    TableScanner scanner(text, delimiter);
    QHash<qsizetype, int> counts;
    for (int i = 0; i < looked && !scanner.atEnd(); ++i)
        ++counts[scanner.nextRow().size()];
    int most = 0;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        most = count.key() > 1 ? std::max(most, count.value()) : most;
    return most;
}

QChar delimiterOf(const QString &text)
{
    QChar best = u',';
    int most = 0;
    for (const QChar candidate : {u',', u';', u'\t', u'|'}) {
        if (const int even = evenRows(text, candidate); even > most) {
            most = even;
            best = candidate;
        }
    }
    return best;
}

/// Names are none of them empty or a number, and no two the same.
bool isHeader(const QStringList &cells)
{
    QStringList names = cells;
    std::sort(names.begin(), names.end());
    return cells.size() > 1 && std::adjacent_find(names.cbegin(), names.cend()) == names.cend()
        && std::all_of(cells.cbegin(), cells.cend(), [](const QString &cell) {
               bool isNumber = false;
               cell.trimmed().toDouble(&isNumber);
               return !isNumber && !cell.trimmed().isEmpty();
           });
}

} // namespace

Result<ExtractedText> TableReader::read(const QByteArray &bytes, const StopCheck &) const
{
    ExtractedText document{.text = canonicalText(decodedText(bytes)), .kind = TextKind::Table};
    TableScanner scanner(document.text, delimiterOf(document.text));
    while (!scanner.atEnd()) {
        const qsizetype start = scanner.place();
        const QStringList cells = scanner.nextRow();
        if (start > 0)
            document.cuts << start;
        else if (!scanner.atEnd() && isHeader(cells)) {
            const QString names = shortenedText(cells.join(QStringLiteral(" · ")).simplified(), kLongestHeading);
            document.headings << HeadingMark{0, 1, names};
        }
    }
    return document;
}

} // namespace freshet
