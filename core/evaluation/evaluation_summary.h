// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_types.h"

namespace freshet {

/// What one run comes to.
struct EvaluationSummary {
    qsizetype questions = 0;
    qsizetype withoutVectors = 0; ///< Questions with a QuestionOutcome::vectorProblem.
    double recall = 0; ///< The share of the expected passages that is found; each question counts alike.
    double meanReciprocalRank = 0; ///< Of the first expected passage of each question.
    std::chrono::microseconds median{0}; ///< Half of the questions took no longer.
    std::chrono::microseconds percentile95{0}; ///< 95 of 100 took no longer.

    /// As if only the first @p depth passages had been asked for, of which the run has no more than its own depth.
    /// Pure.
    static EvaluationSummary of(const EvaluationRun &run, int depth);
    static EvaluationSummary of(const EvaluationRun &run) { return of(run, run.depth); }

    bool operator==(const EvaluationSummary &) const = default;
};

} // namespace freshet
