// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace freshet {

/// What a question asks the inverted index for.
struct LexicalQuery {
    struct Term {
        std::vector<std::string> forms; ///< Terms of the index that count as this one: a stem in each language.
        float count = 1; ///< How often the question says it.
    };

    /// A piece of words, which says the more the rarer they are.
    struct Gram {
        std::string form;
        std::vector<std::size_t> words; ///< That it is in, for each time.
    };

    std::vector<Term> words;
    std::vector<Gram> grams; ///< Scored apart.
};

/// Which passages may answer.
struct LexicalFilter {
    std::vector<std::uint32_t> collections; ///< Sorted. Empty: all.
    /// Removed since its segment was written. Empty: none. Asked by several threads.
    std::function<bool(std::int64_t passage)> isDead;
};

/// A passage that may answer. Each score is comparable within one search only.
struct LexicalHit {
    std::int64_t passage = 0;
    float words = 0; ///< BM25 of the words.
    float grams = 0; ///< BM25 of the pieces of words.
    float document = 0; ///< BM25 of the words in its whole document.
    float score = 0; ///< Of all three.
};

/// The one score of a hit: its words, with those of its whole document at half their weight, and the pieces of words
/// at .7, each as a share of the @p best in the search.
float lexicalScore(const LexicalHit &hit, const LexicalHit &best);

/// What each of the three adds to lexicalScore().
struct LexicalParts {
    double words = 0;
    double document = 0;
    double grams = 0;
};
LexicalParts lexicalParts(const LexicalHit &hit, const LexicalHit &best);

struct LexicalResult {
    std::vector<LexicalHit> hits; ///< Best first; equal ones by id.
    std::vector<double> wordIdf; ///< Of each word of the query, in its order.
    bool hasDamage = false; ///< A posting list was not as it was written; what was found may be wrong.
};

} // namespace freshet
