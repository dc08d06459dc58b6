// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_comparison.h"

#include <QHash>

#include <algorithm>

namespace freshet {

namespace {

double worthOf(const QList<int> &places, int depth)
{
    double worth = 0;
    for (const int place : places)
        worth += place > 0 && place <= depth ? 1.0 / place : 0;
    return worth;
}

QuestionChange::Kind changeOf(const QuestionOutcome &before, const QuestionOutcome &after, int depth)
{
    if (before.question != after.question)
        return QuestionChange::Kind::Reworded;
    if (before.vectorProblem.isEmpty() != after.vectorProblem.isEmpty())
        return QuestionChange::Kind::WithoutVectors;
    // The same places add up to the same bits: a question that nothing happened to has neither risen nor fallen.
    const double was = worthOf(before.places, depth);
    const double is = worthOf(after.places, depth);
    if (is < was)
        return QuestionChange::Kind::Fell;
    return is > was ? QuestionChange::Kind::Rose : QuestionChange::Kind::Same;
}

} // namespace

QList<QuestionChange> compareRuns(const EvaluationRun &before, const EvaluationRun &after)
{
    QHash<QString, QuestionOutcome> earlier;
    for (const QuestionOutcome &outcome : before.outcomes)
        earlier.insert(outcome.question.id, outcome);

    QList<QuestionChange> changes;
    const int depth = std::min(before.depth, after.depth);
    for (const QuestionOutcome &outcome : after.outcomes) {
        const auto was = earlier.constFind(outcome.question.id);
        if (was == earlier.cend()) {
            changes << QuestionChange{.kind = QuestionChange::Kind::Added, .before = {}, .after = outcome};
            continue;
        }
        changes << QuestionChange{.kind = changeOf(*was, outcome, depth), .before = *was, .after = outcome};
        earlier.erase(was);
    }
    for (const QuestionOutcome &outcome : before.outcomes) {
        if (earlier.contains(outcome.question.id))
            changes << QuestionChange{.kind = QuestionChange::Kind::Removed, .before = outcome, .after = {}};
    }
    std::stable_sort(changes.begin(), changes.end(),
        [](const QuestionChange &a, const QuestionChange &b) { return a.kind < b.kind; });
    return changes;
}

QLatin1String toWord(QuestionChange::Kind kind)
{
    switch (kind) {
    case QuestionChange::Kind::Fell:
        return QLatin1String("fell");
    case QuestionChange::Kind::Rose:
        return QLatin1String("rose");
    case QuestionChange::Kind::Same:
        return QLatin1String("same");
    case QuestionChange::Kind::Reworded:
        return QLatin1String("reworded");
    case QuestionChange::Kind::WithoutVectors:
        return QLatin1String("without_vectors");
    case QuestionChange::Kind::Added:
        return QLatin1String("added");
    case QuestionChange::Kind::Removed:
        return QLatin1String("removed");
    }
    return {};
}

} // namespace freshet
