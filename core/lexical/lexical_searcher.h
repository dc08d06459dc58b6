// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/lexical_query.h"
#include "core/lexical/segment.h"

#include <memory>
#include <span>
#include <vector>

namespace freshet {

class LengthNorm;

/// Ranks passages over a set of segments: BM25 of words and of pieces of words, each divided by the best of the search,
/// and BM25 of the whole document.
///
/// Scores term by term into an array of a window of passages, which stays in the cache: every posting of every term is
/// read once, and no passage is missed. The search is exact but for the rounding of LengthNorm, and for the commonest
/// pieces of a question to very many passages. Of the passages the best by words and the best by pieces are put in
/// order, four times as many as are wanted and 1,000 of each at most, so that more than those never come out.
///
/// Immutable; may be used by any number of threads.
class LexicalSearcher {
public:
    /// Where the pieces of a question have more than @p mostGramPostings in all, the commonest of them, which say the
    /// least, are left out: a million passages have as many for "tion" alone as a small collection for all words.
    explicit LexicalSearcher(
        std::vector<std::shared_ptr<const Segment>> segments, std::uint64_t mostGramPostings = 1'000'000);
    ~LexicalSearcher();

    LexicalResult search(const LexicalQuery &query, const LexicalFilter &filter, std::size_t count) const;

    std::uint64_t passages() const { return m_passages; } ///< The dead among them.

private:
    struct Candidate;
    struct WeightedTerm;
    class BestCandidates;
    class WindowScorer;

    WeightedTerm weighted(const std::vector<std::string> &forms) const;
    std::vector<WeightedTerm> weightedWords(const LexicalQuery &query) const;
    std::vector<WeightedTerm> weightedGrams(const LexicalQuery &query, const std::vector<WeightedTerm> &words) const;
    void leaveOutCommonest(std::vector<WeightedTerm> &grams) const;
    std::vector<Candidate> bestCandidates(const std::vector<WeightedTerm> &words,
        const std::vector<WeightedTerm> &grams, const LexicalFilter &filter, std::size_t count,
        LexicalResult &result) const;
    void scoreDocuments(
        std::span<Candidate> candidates, const std::vector<WeightedTerm> &words, LexicalResult &result) const;
    void scoreDocumentsOf(std::size_t segment, std::span<Candidate> candidates, const std::vector<WeightedTerm> &words,
        LexicalResult &result) const;

    std::vector<std::shared_ptr<const Segment>> m_segments;
    std::uint64_t m_mostGramPostings;
    std::uint64_t m_passages = 0;
    std::uint64_t m_documents = 0;
    double m_meanWords = 0;
    double m_meanDocument = 0; // words
    std::unique_ptr<const LengthNorm> m_wordNorm;
    std::unique_ptr<const LengthNorm> m_gramNorm;
};

} // namespace freshet
