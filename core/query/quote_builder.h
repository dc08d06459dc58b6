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
/// Says plainly when nothing fits, or nothing fits well. Pure.
class QuoteBuilder {
public:
    QuotedAnswer answerTo(const QString &question, const QList<Source> &sources);

private:
    TextAnalyzer m_analyzer;
};

} // namespace freshet
