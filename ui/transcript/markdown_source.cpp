// SPDX-License-Identifier: MIT
#include "ui/transcript/markdown_source.h"

#include <QString>

#include <algorithm>

namespace freshet {

namespace {

QStringView withoutIndent(QStringView line, int columns)
{
    qsizetype start = 0;
    for (int column = 0; column < columns && start < line.size(); ++start) {
        if (line[start] == u'\t')
            column += 4 - column % 4;
        else if (line[start] == u' ')
            ++column;
        else
            break;
    }
    return line.sliced(start);
}

/// Behind the marks of a quote and the blanks.
QStringView contentOf(QStringView line)
{
    while (!line.isEmpty() && QStringView(u"> \t\r").contains(line.front()))
        line = line.sliced(1);
    return line;
}

bool endsRun(QStringView ruler, qsizetype at)
{
    return ruler[at] == u'-' && (at + 1 == ruler.size() || ruler[at + 1] != u'-');
}

/// Each run of dashes three long at least.
QString widened(QStringView ruler)
{
    QString wide;
    for (qsizetype i = 0; i < ruler.size(); ++i) {
        wide += ruler[i];
        if (endsRun(ruler, i))
            wide += QLatin1String("--");
    }
    return wide;
}

/// Where the bracket of a `[label]: address` stands; -1 when the line is none.
qsizetype definitionAt(QStringView line)
{
    static constexpr QStringView kBefore(u" \t>-*+.)0123456789"); // quotes and items may hold one
    qsizetype start = 0;
    while (start < line.size() && kBefore.contains(line[start]))
        ++start;
    if (start >= line.size() || line[start] != u'[')
        return -1;
    const qsizetype end = line.indexOf(u']', start);
    return end > 0 && end + 1 < line.size() && line[end + 1] == u':' ? start : -1;
}

} // namespace

bool isTableRuler(QStringView line)
{
    const QStringView content = contentOf(line);
    return content.contains(u'|') && content.contains(u'-')
        && std::all_of(content.begin(), content.end(), [](QChar c) { return QStringView(u"|-: \t\r").contains(c); });
}

qsizetype rulerColumns(QStringView ruler)
{
    qsizetype columns = 0;
    for (qsizetype i = 0; i < ruler.size(); ++i)
        columns += endsRun(ruler, i) ? 1 : 0;
    return columns;
}

QByteArray markdownSource(QStringView block, int indent)
{
    QString source;
    source.reserve(block.size() + 16);
    qsizetype row = 0; // of its paragraph
    for (qsizetype begin = 0; begin < block.size();) {
        const qsizetype found = block.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? block.size() : found;
        const QStringView line = withoutIndent(block.sliced(begin, end - begin), indent);
        if (row == 1 && isTableRuler(line)) {
            source += widened(line);
        } else if (const qsizetype bracket = definitionAt(line); bracket >= 0) {
            source += line.first(bracket);
            source += u'\\';
            source += line.sliced(bracket);
        } else {
            source += line;
        }
        row = contentOf(line).isEmpty() ? 0 : row + 1;
        source += u'\n';
        begin = end + 1;
    }
    return source.toUtf8();
}

} // namespace freshet
