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

bool isTableRuler(QStringView line)
{
    return line.contains(u'|') && line.contains(u'-')
        && std::all_of(line.begin(), line.end(), [](QChar c) { return QStringView(u"|-: \t").contains(c); });
}

/// Each run of dashes three long at least.
QString widened(QStringView ruler)
{
    QString wide;
    for (qsizetype i = 0; i < ruler.size(); ++i) {
        wide += ruler[i];
        const bool endsRun = ruler[i] == u'-' && (i + 1 == ruler.size() || ruler[i + 1] != u'-');
        if (endsRun)
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

QByteArray markdownSource(QStringView block, int indent)
{
    QString source;
    source.reserve(block.size() + 16);
    qsizetype row = 0;
    for (qsizetype begin = 0; begin < block.size(); ++row) {
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
        source += u'\n';
        begin = end + 1;
    }
    return source.toUtf8();
}

} // namespace freshet
