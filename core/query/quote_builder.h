// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/retrieval/text_analyzer.h"

namespace freshet {

/// An answer that consists of quotes.
struct QuotedAnswer {
    QString text;
    QList<Citation> citations; ///< Only those of the quotes: a quoted text may hold "[1]" of its own.
};

/// The answer of the provider `documents`: the sentences that fit a question best, word for word, each with its `[n]`.
/// Tells how sure it is: what the passages have of the question. Where that is little it says so, and quotes no more
/// than the closest passage. Pure.
class QuoteBuilder {
public:
    struct Context {
        QStringList earlierQuestions; ///< Newest first; see SearchRequest.
        bool isRelevant = true; ///< As the search says of what it found.
    };

    QuotedAnswer answerTo(const QString &question, const QList<Source> &sources, const Context &context);

private:
    TextAnalyzer m_analyzer;
};

} // namespace freshet
