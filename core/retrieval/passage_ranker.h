// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/lexical_query.h"
#include "core/retrieval/search_query.h"

#include <QHash>

#include <utility>
#include <vector>

namespace freshet {

/// What a passage is of: a document, and an empty name; or a collection, and what wholeOf() says of the passage's
/// document.
using WholeText = std::pair<qint64, QString>;

/// A passage that may answer, as the ranker needs it.
struct RankedPassage {
    LexicalHit hit; ///< What the inverted index says of it.
    WholeText whole;
    QString title;
    QString heading;
    QString text;
    Language language;
    double score = 0;
    double coverage = 0; ///< Share of the question's idf whose words are there, 0 to 1.
    double nearness = 0; ///< Of hit.words: for words that stand together as in the question.
    double naming = 0; ///< Of score: for a title or heading that is the question.
    double drawn = 0; ///< Of score: for the best passage of the same text.
    QList<bool> terms; ///< Of the question: whether they are there.
};

/// Best first; equal ones keep their order.
void sortByScore(QList<RankedPassage> &passages);

/// Puts the best passages of the inverted index in order by what only their text tells: words that stand together as
/// in the question, and a title or heading that is the question. Pure.
class PassageRanker {
public:
    PassageRanker(const SearchQuery &query, TextAnalyzer &analyzer);

    /// Fills what follows the language and sorts, best first; equal ones keep their order.
    void rank(QList<RankedPassage> &passages);

    const LexicalHit &best() const { return m_best; } ///< What the shares of the last rank() are of.
    bool isTerm(const QString &word, const Language &language); ///< Whether any word of it is one of the question.

private:
    /// The terms of the question in one language.
    struct Terms {
        TextAnalyzer::Words *words = nullptr; // the analyzer's
        std::vector<qsizetype> byStem; ///< By the number of the stem; -1: none. Later numbers have none either.
        /// A term, and an earlier one with the same stem; the last first.
        std::vector<std::pair<qsizetype, qsizetype>> same;
    };
    Terms &terms(const Language &language);
    template <typename Take>
    void forEachFound(QStringView text, const Terms &asked, Take take);
    void match(RankedPassage &passage);
    double namingOf(const QString &title, const Language &language);
    double proximity() const;

    const SearchQuery &m_query;
    TextAnalyzer &m_analyzer;
    double m_allIdf = 0;
    LexicalHit m_best;
    QHash<Language, Terms> m_terms;
    WordList m_words; // of the text at hand
    std::vector<std::pair<qsizetype, qsizetype>> m_places; // (place, term) of alphabetic terms in the text at hand
};

} // namespace freshet
