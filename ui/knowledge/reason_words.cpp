// SPDX-License-Identifier: MIT
#include "ui/knowledge/reason_words.h"

#include "ui/language/word_list.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace freshet {

namespace {

/// The context of these texts for translators.
struct ReasonWords {
    Q_DECLARE_TR_FUNCTIONS(ReasonWords)
};

constexpr double kSmallestShown = 0.0005; ///< What rounds to nothing says nothing.

QString figureOf(double value) { return QLocale().toString(value, 'f', 3); }

QString percent(double share) { return QLocale().toString(static_cast<int>(std::lround(100 * share))); }

} // namespace

QList<ReasonRow> reasonRows(const RankReasons &reasons)
{
    QStringList found;
    QStringList missing;
    for (const RankReasons::Word &word : reasons.words)
        (word.isFound ? found : missing) << word.text;
    QList<ReasonRow> rows;
    const auto add = [&rows](const QString &words, double part) {
        if (part >= kSmallestShown)
            rows << ReasonRow{words, figureOf(part)};
    };
    if (!found.isEmpty())
        rows << ReasonRow{ReasonWords::tr("Words of the query in it: %1").arg(wordList(found)), {}};
    if (!missing.isEmpty())
        rows << ReasonRow{ReasonWords::tr("Words of the query that it lacks: %1").arg(wordList(missing)), {}};
    if (!reasons.words.isEmpty())
        rows << ReasonRow{
            ReasonWords::tr("Covers %1 % of the query, by how much its words tell").arg(percent(reasons.coverage)), {}};
    add(ReasonWords::tr("Its words, the rarer the more"), reasons.wordScore);
    add(ReasonWords::tr("of which: they stand together as in the query"), reasons.nearness);
    add(ReasonWords::tr("Pieces of words, as other forms and compounds share them"), reasons.pieceScore);
    add(ReasonWords::tr("Its whole document is about these words"), reasons.documentScore);
    add(ReasonWords::tr("Its title or heading says what the query says"), reasons.titleScore);
    if (reasons.similarity && reasons.vectorWeight > 0)
        add(ReasonWords::tr("Near in meaning: similarity %1, at a weight of %2")
                .arg(figureOf(*reasons.similarity), figureOf(reasons.vectorWeight)),
            reasons.vectorScore);
    else if (reasons.similarity)
        rows << ReasonRow{
            ReasonWords::tr("Similarity in meaning %1, which does not count: the model does not agree with the words")
                .arg(figureOf(*reasons.similarity)),
            {}};
    rows << ReasonRow{ReasonWords::tr("Score together"), figureOf(reasons.score)};
    return rows;
}

} // namespace freshet
