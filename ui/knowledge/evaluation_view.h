// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_comparison.h"

#include <QSet>

#include <optional>

namespace freshet {

/// What is shown of the evaluation of one collection.
struct EvaluationView {
    CollectionName collection;
    QList<EvaluationQuestion> questions; ///< Those that are kept now, in their order.
    std::optional<EvaluationRun> before; ///< The one that is compared with; unset where there is none but after.
    std::optional<EvaluationRun> after; ///< The last one.
    bool isBeforeKept = false; ///< The user chose it; else it is the one before the last.
    std::optional<QSet<QString>> documents; ///< The ids of those that can be found; unset while nobody knows.

    bool operator==(const EvaluationView &) const = default;
};

/// One of the kept questions, with what became of it in the two runs.
struct EvaluationRow {
    EvaluationQuestion question;
    std::optional<QuestionChange::Kind> change; ///< Unset without two runs that asked it.
    std::optional<QuestionOutcome> before;
    std::optional<QuestionOutcome> after; ///< Unset while it was not asked as it is now.
    QStringList goneDocuments; ///< Of those that it expects.

    bool isFound() const; ///< All that it expects.
    bool isLost() const; ///< Nothing of it.
};

/// Those first that one looks for: fallen ones, then those that are not found, then risen ones and the others, and
/// among themselves in the order of the questions. Pure.
QList<EvaluationRow> evaluationRows(const EvaluationView &view);

} // namespace freshet
