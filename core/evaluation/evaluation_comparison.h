// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_types.h"

namespace freshet {

/// What became of one question from one run to another.
struct QuestionChange {
    enum class Kind {
        Fell,
        Rose,
        Same,
        Reworded, ///< Text, collection or expected passages are others by now: nothing can be said.
        WithoutVectors, ///< For this question only one run had the vectors of its model: nothing can be said.
        Added, ///< Only in the later run.
        Removed, ///< Only in the earlier one.
    };

    Kind kind = Kind::Same;
    QuestionOutcome before; ///< Without a meaning for Added.
    QuestionOutcome after; ///< Without a meaning for Removed.

    bool operator==(const QuestionChange &) const = default;
};

/// Each question of either run once: the fallen ones first, since one looks for those, then as in QuestionChange::Kind,
/// and among themselves in the order of the later run. Pure.
///
/// A question rose when its expected passages stand further up: by the sum of 1 over their places, where one that is
/// not found has 0. Places beyond the smaller depth of the two runs count as not found, so that runs of different
/// depths can be compared.
QList<QuestionChange> compareRuns(const EvaluationRun &before, const EvaluationRun &after);

QLatin1String toWord(QuestionChange::Kind kind); ///< As messages have it: "fell", "without_vectors".

} // namespace freshet
