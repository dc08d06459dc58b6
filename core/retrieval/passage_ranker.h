// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/search_query.h"

namespace freshet {

/// A passage that may answer, as the ranker needs it.
struct RankedPassage {
    qint64 id = 0;
    QString title;
    QString heading;
    QString text;
    Language language;
    double score = 0;
    double coverage = 0; ///< Share of the question's idf whose words are there, 0 to 1.
};

/// Puts candidates in order: BM25 over title, heading and text with the question's own word counts, a bonus for words
/// that stand together, and BM25 over four-character pieces, which finds inflected and compound words without a
/// dictionary. Pure.
class PassageRanker {
public:
    PassageRanker(const SearchQuery &query, TextAnalyzer &analyzer);

    /// Fills score and coverage and sorts, best first; equal ones keep their order.
    void rank(QList<RankedPassage> &passages);

private:
    struct Match;
    struct WordMatch {
        qsizetype term = -1; ///< Of the query, or none.
        QList<quint64> grams; ///< Those that the query has too.
        qsizetype length = 0; ///< How many it has in all.
        bool isStop = false;
    };
    const WordMatch &matched(const Word &word, const Language &language);
    Match matched(const RankedPassage &passage);
    double namingOf(const QString &title, const Language &language);
    double proximityOf(const Match &match) const;

    const SearchQuery &m_query;
    TextAnalyzer &m_analyzer;
    QHash<QString, qsizetype> m_terms; // form -> index of its term
    QHash<quint64, double> m_grams; // piece -> weight
    double m_allIdf = 0;
    QHash<Language, QHash<QString, WordMatch>> m_words; // what was found out about words; texts repeat them
};

} // namespace freshet
