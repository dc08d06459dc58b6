// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/retrieval/text_analyzer.h"

namespace freshet {

/// The answer of the provider `documents`: the sentences that fit a question best, word for word, each with its `[n]`.
/// Says plainly when nothing fits, or nothing fits well. Pure.
class QuoteBuilder {
public:
    QString answerTo(const QString& question, const QList<Source>& sources);

private:
    TextAnalyzer m_analyzer;
};

} // namespace freshet
