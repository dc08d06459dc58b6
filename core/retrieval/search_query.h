// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/lexical_query.h"
#include "core/retrieval/text_analyzer.h"

namespace freshet {

/// One word of a question, with everything that counts as the same word in the index.
struct SearchTerm {
    Word word;
    QStringList forms; ///< Its stem in each language that is searched.
    int count = 1; ///< How often the question says it.
    double idf = 0; ///< How much it tells; filled from the index's statistics.
    double weight = 1; ///< Less for a word that only an earlier question says.
};

/// A question as search understands it. User text becomes terms here and never reaches a query parser.
struct SearchQuery {
    QList<SearchTerm> terms; ///< In the order of first mention, each once.
    bool isOnlyStopWords = false; ///< The question names no subject: "And why?"

    /// The parts of @p question that say something, at most @p maxTerms. Stop words are left out unless
    /// nothing else is there.
    static SearchQuery of(
        const QString &question, const QList<Language> &languages, TextAnalyzer &analyzer, int maxTerms = 64);

    /// Lets a follow-up question mean what the questions before it (newest first) were about: the words of the last one
    /// that has any, at a small weight. A question without words of its own gets theirs.
    void goOnFrom(const QStringList &earlierQuestions, const QList<Language> &languages, TextAnalyzer &analyzer);

    LexicalQuery lexical() const; ///< What to ask the inverted index for; its words are the terms, in their order.
};

} // namespace freshet
