// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/passage_ranker.h"

namespace freshet {

/// Below this share of a question in the best passage, nothing that was found is about it. Where words are not
/// separated, those that only ask are still in the question.
double relevantCoverage(const SearchQuery &query);

/// How much of a question a passage has, 0 to 1: rare words count more, one in another form by what its pieces have in
/// common. Unlike the ranker's coverage it can be compared between collections: in one of a few passages, too, a word
/// that all of them have counts for something.
double questionCoverage(const SearchQuery &query, const RankedPassage &passage, TextAnalyzer &analyzer);

} // namespace freshet
