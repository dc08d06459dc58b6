// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_types.h"

#include <QJsonObject>

/// How questions and runs are written down. Pure; what is read is checked: nothing comes of an object that lacks what a
/// question or a run must have.
namespace freshet::evaluation_json {

QJsonObject fromQuestion(const EvaluationQuestion &question);
std::optional<EvaluationQuestion> toQuestion(const QJsonObject &object);

QJsonObject fromRun(const EvaluationRun &run); ///< Without its number, which is its file's name.
std::optional<EvaluationRun> toRun(const QJsonObject &object);

} // namespace freshet::evaluation_json
