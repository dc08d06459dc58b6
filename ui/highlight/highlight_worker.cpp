// SPDX-License-Identifier: MIT
#include "ui/highlight/highlight_worker.h"

#include <utility>

namespace freshet {

namespace {

using namespace std::chrono_literals;

constexpr auto kLongestJob = 30ms; // then another block may be more urgent

} // namespace

HighlightWorker::HighlightWorker(Grammar::Source source)
    : m_store(source ? GrammarStore(std::move(source)) : GrammarStore()),
      m_tokenizer([this] { return m_isStopping.load(); })
{
}

void HighlightWorker::run(const HighlightJob &job)
{
    if (m_isStopping)
        return;
    HighlightResult result{.lines = {}, .state = job.state};
    Grammar &grammar = m_store.grammar(job.scope);
    for (const QString &line : job.lines) {
        const Tokenizer::Line done = m_tokenizer.tokenize(grammar, line, result.state);
        if (m_isStopping)
            return;
        result.lines.append(done.spans);
        result.state = done.state;
        result.cost += done.cost;
        result.dearLines += done.isGivenUp ? 1 : 0;
        if (result.cost > kLongestJob)
            break;
    }
    emit done(result);
}

} // namespace freshet
