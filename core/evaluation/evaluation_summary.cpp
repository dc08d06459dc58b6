// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_summary.h"

#include <algorithm>

namespace freshet {

namespace {

using Times = QList<std::chrono::microseconds>;

/// The nearest rank: a time that was really taken, and of few times the longest rather than one between two.
std::chrono::microseconds percentile(const Times &ascending, qsizetype percent)
{
    const qsizetype rank = (ascending.size() * percent + 99) / 100;
    return ascending.isEmpty() ? std::chrono::microseconds(0) : ascending.at(std::max<qsizetype>(1, rank) - 1);
}

} // namespace

EvaluationSummary EvaluationSummary::of(const EvaluationRun &run, int depth)
{
    EvaluationSummary summary{.questions = run.outcomes.size()};
    Times times;
    for (const QuestionOutcome &outcome : run.outcomes) {
        int found = 0;
        int first = 0;
        for (const int place : outcome.places) {
            if (place == 0 || place > depth)
                continue;
            ++found;
            first = first == 0 ? place : std::min(first, place);
        }
        if (!outcome.places.isEmpty())
            summary.recall += found / static_cast<double>(outcome.places.size());
        if (first > 0)
            summary.meanReciprocalRank += 1.0 / first;
        times << outcome.time;
        summary.withoutVectors += outcome.vectorProblem.isEmpty() ? 0 : 1;
    }
    if (summary.questions > 0) {
        summary.recall /= static_cast<double>(summary.questions);
        summary.meanReciprocalRank /= static_cast<double>(summary.questions);
    }
    std::sort(times.begin(), times.end());
    summary.median = percentile(times, 50);
    summary.percentile95 = percentile(times, 95);
    return summary;
}

} // namespace freshet
