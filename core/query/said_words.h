// SPDX-License-Identifier: MIT
#pragma once

#include "core/query/figures.h"
#include "core/retrieval/text_analyzer.h"

#include <QSet>

namespace freshet {

/// What a sentence says, as far as it can be compared without understanding it.
struct SaidWords {
    QSet<QString> stems; ///< Of the words that say something.
    QSet<quint64> grams; ///< Their pieces.
    QSet<QString> words; ///< All of them as they stand, case-folded, and their stems.
    QList<Figure> figures;
    bool isNegated = false;
};

SaidWords saidIn(QStringView text, const Language &language, TextAnalyzer &analyzer);

/// Names and identifiers of a sentence, which nobody may change: "Kuechly", "max_retries", "X200". Case-folded stems
/// stand beside each. No names in German, which writes every noun large.
QList<QStringList> exactWordsIn(QStringView text, const Language &language, TextAnalyzer &analyzer);

/// Whether one of the @p forms of an exact word is among @p words, but for a short ending.
bool hasExactWord(const QSet<QString> &words, const QStringList &forms);

/// The language a text is in, those told apart that need no stemming too: "chinese", "japanese", "korean", "thai".
Language writtenLanguage(QStringView text);

} // namespace freshet
