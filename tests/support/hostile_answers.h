// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

#include <QList>
#include <QString>

namespace freshet::test {

/// An answer that is made to keep the check of its citations busy.
struct HostileAnswer {
    const char *name;
    QString text;
    qsizetype citations = 0; ///< That it has, as far as they are counted.
};

inline constexpr qsizetype kCountedCitations = 2000;

/// One of each kind, of about @p size characters.
inline QList<HostileAnswer> hostileAnswers(qsizetype size)
{
    const auto filledWith = [size](const QString &part) { return part.repeated(size / part.size()); };
    const auto countOf = [size](const QString &part) { return size / part.size(); };
    QString everyFigure;
    for (int i = 1; i <= 500; ++i)
        everyFigure += QString::number(i) + u' ';
    const QString figures = everyFigure + QStringLiteral("[5]. ");
    const QString links = QStringLiteral("[1](x) ");
    return {
        {"open brackets", QString(size, u'[')},
        {"closed brackets", QString(size, u']')},
        {"markers behind each other", filledWith(QStringLiteral("[1]")), kCountedCitations},
        {"markers in markers", filledWith(QStringLiteral("[[1]]")), kCountedCitations},
        {"a list without an end", QStringLiteral("[1") + filledWith(QStringLiteral(",1"))},
        {"a list of a megabyte", QStringLiteral("[1") + filledWith(QStringLiteral(",1")) + u']', kCountedCitations},
        {"ranges in one sentence", filledWith(QStringLiteral("word [1-60] ")), kCountedCitations},
        {"a marker of digits", u'[' + QString(size, u'7') + u']'},
        {"a number of digits", QString(size, u'7') + QStringLiteral(" [5]."), 1},
        {"one figure again and again", filledWith(QStringLiteral("7 ")) + QStringLiteral("[5]."), 1},
        {"claims of many figures", filledWith(figures), countOf(figures)},
        {"wide brackets with notes", filledWith(QStringLiteral("【1†"))},
        {"backticks of growing length", filledWith(QStringLiteral("` `` ``` "))},
        {"links without an end", filledWith(QStringLiteral("[1](x")), kCountedCitations},
        {"links", filledWith(links)},
        {"backslashes", QString(size / 2 * 2, u'\\') + QStringLiteral("[1]."), 1},
        {"sentences with one each", filledWith(QStringLiteral("The boiler [1]. ")), kCountedCitations},
        {"one sentence with many", filledWith(QStringLiteral("word [1] ")), kCountedCitations},
        {"many behind one sentence", QStringLiteral("The boiler. ") + filledWith(QStringLiteral("[1] ")),
            kCountedCitations},
        {"many between code", filledWith(QStringLiteral("`x` [1] ")), kCountedCitations},
        {"all of eight sources together", filledWith(QStringLiteral("The boiler is old [1][2][3][4][5][6][7][8]. ")),
            kCountedCitations},
    };
}

/// As much as a model is given at most: a few short ones and [5], whose many sentences are full of numbers.
inline QList<Source> sourcesOfHostileAnswers()
{
    QList<Source> sources{{.number = 1,
                              .title = QStringLiteral("Boiler"),
                              .text = QStringLiteral("The boiler is serviced every autumn by a plumber.")},
        {.number = 2, .title = QStringLiteral("Roof"), .text = QStringLiteral("The roof was retiled in 2019.")}};
    QString table;
    for (int i = 0; i < 600; ++i)
        table += QStringLiteral("Row %1 has %2, %3 and %4 of it, and the boiler too. ")
                     .arg(i)
                     .arg(i + 1)
                     .arg(i + 2)
                     .arg(3 * i);
    sources << Source{.number = 5, .title = QStringLiteral("Table"), .text = table};
    return sources;
}

} // namespace freshet::test
