// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/lexical_query.h"
#include "core/retrieval/search_query.h"
#include "core/retrieval/word_map.h"

namespace freshet {

/// A passage that may answer, as the ranker needs it.
struct RankedPassage {
    LexicalHit hit; ///< What the inverted index says of it.
    QString title;
    QString heading;
    QString text;
    Language language;
    double score = 0;
    double coverage = 0; ///< Share of the question's idf whose words are there, 0 to 1.
};

/// Puts the best passages of the inverted index in order by what only their text tells: words that stand together as
/// in the question, and a title or heading that is the question. Pure.
class PassageRanker {
public:
    PassageRanker(const SearchQuery &query, TextAnalyzer &analyzer);

    /// Fills score and coverage and sorts, best first; equal ones keep their order.
    void rank(QList<RankedPassage> &passages);

private:
    struct Match;
    struct WordMatch {
        qsizetype term = -1; ///< Of the query, or none.
        bool isStop = false;
    };
    WordMatch matched(WordMap<WordMatch> &words, const WordView &word, const Language &language);
    Match matched(const RankedPassage &passage);
    double namingOf(const QString &title, const Language &language);
    double proximityOf(const Match &match) const;

    const SearchQuery &m_query;
    TextAnalyzer &m_analyzer;
    QHash<QString, qsizetype> m_terms; // form -> index of its term
    double m_allIdf = 0;
    QHash<Language, WordMap<WordMatch>> m_words; // what was found out about words; texts repeat them
};

} // namespace freshet
