// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_types.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace freshet {

/// What one run came to, beside the run before it where there is one, and which questions rose or fell since. Pure.
QString evaluationTable(const EvaluationRun &run, const std::optional<EvaluationRun> &previous);

/// The same as an "evaluation" message; "changes" holds what is not the same as before, and is absent without a run
/// before.
QJsonObject evaluationMessage(const EvaluationRun &run, const std::optional<EvaluationRun> &previous);

} // namespace freshet
