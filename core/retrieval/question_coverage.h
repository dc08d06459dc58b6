// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/passage_ranker.h"

#include <bitset>

namespace freshet {

/// Below this share of a question in the best passage, nothing that was found is about it. Where words are not
/// separated, those that only ask are still in the question.
double relevantCoverage(const SearchQuery &query);

/// How much of a question a passage has, 0 to 1: rare words count more, one in another form by what its pieces have in
/// common. Unlike the ranker's coverage it can be compared between collections: in one of a few passages, too, a word
/// that all of them have counts for something.
class QuestionCoverage {
public:
    explicit QuestionCoverage(const SearchQuery &query); ///< Outlives this.

    double of(const RankedPassage &passage); ///< That the ranker has seen.

private:
    /// A piece of a word of the question.
    struct Piece {
        quint64 gram = 0;
        bool isThere = false;
    };
    std::vector<Piece>::iterator piece(quint64 gram); ///< Its end where there is none.
    void findPieces(const RankedPassage &passage);
    double shareOfPieces(const QString &word); ///< That are there.

    const SearchQuery &m_query;
    QList<bool> m_hasForms; ///< One for each term: it counts in another form too.
    std::vector<Piece> m_pieces; ///< Sorted.
    std::bitset<1024> m_mayBePiece; ///< By a hash of it: hardly any word of a text has one.
};

} // namespace freshet
