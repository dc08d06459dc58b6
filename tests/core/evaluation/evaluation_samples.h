// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_types.h"

namespace freshet {

inline EvaluationQuestion sampleQuestion(const QString &id, const QString &text = QStringLiteral("How long?"))
{
    return {.id = id,
        .collection = QStringLiteral("house"),
        .text = text,
        .expected = {{.documentId = QStringLiteral("boiler"), .page = 3, .quote = QStringLiteral("seven years")},
            {.documentId = QStringLiteral("roof"), .page = std::nullopt, .quote = {}}}};
}

/// A question with one expected passage for each place.
inline QuestionOutcome sampleOutcome(const QString &id, const QList<int> &places, int milliseconds = 1)
{
    QuestionOutcome outcome{
        .question = sampleQuestion(id), .places = places, .time = std::chrono::milliseconds(milliseconds)};
    outcome.question.expected = QList<ExpectedPassage>(places.size(), {.documentId = id, .page = {}, .quote = {}});
    return outcome;
}

inline EvaluationRun sampleRun(const QList<QuestionOutcome> &outcomes, int depth = 10)
{
    return {.startedAt = QDateTime(QDate(2025, 5, 4), QTime(3, 2, 1, 5), Qt::UTC),
        .collection = QStringLiteral("house"),
        .depth = depth,
        .index = {.documents = 12, .passages = 340, .settings = {{"version", "0.1.0"}}},
        .outcomes = outcomes};
}

} // namespace freshet
