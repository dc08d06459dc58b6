// SPDX-License-Identifier: MIT
#include "ui/knowledge/evaluation_view.h"

#include <algorithm>

namespace freshet {

namespace {

using Outcomes = QHash<QString, QuestionOutcome>;

Outcomes outcomesOf(const std::optional<EvaluationRun> &run)
{
    Outcomes outcomes;
    if (run) {
        for (const QuestionOutcome &outcome : run->outcomes)
            outcomes.insert(outcome.question.id, outcome);
    }
    return outcomes;
}

std::optional<QuestionOutcome> outcomeFor(const Outcomes &outcomes, const QString &id)
{
    const auto at = outcomes.constFind(id);
    return at == outcomes.cend() ? std::nullopt : std::optional(*at);
}

int urgency(const EvaluationRow &row)
{
    if (row.change == QuestionChange::Kind::Fell)
        return 0;
    if (row.after && !row.isFound())
        return 1;
    if (row.change == QuestionChange::Kind::Rose)
        return 2;
    return row.after ? 3 : 4;
}

} // namespace

bool EvaluationRow::isFound() const { return after && !after->places.contains(0); }

bool EvaluationRow::isLost() const { return after && after->places.count(0) == after->places.size(); }

QList<EvaluationRow> evaluationRows(const EvaluationView &view)
{
    const Outcomes before = outcomesOf(view.before);
    const Outcomes after = outcomesOf(view.after);
    QHash<QString, QuestionChange::Kind> kinds;
    if (view.before && view.after) {
        const QList<QuestionChange> changes = compareRuns(*view.before, *view.after);
        for (const QuestionChange &change : changes) {
            if (change.kind != QuestionChange::Kind::Removed)
                kinds.insert(change.after.question.id, change.kind);
        }
    }
    QList<EvaluationRow> rows;
    for (const EvaluationQuestion &question : view.questions) {
        EvaluationRow row{.question = question,
            .change = std::nullopt,
            .before = outcomeFor(before, question.id),
            .after = outcomeFor(after, question.id),
            .goneDocuments = {}};
        if (row.after && row.after->question != question)
            row.after.reset(); // its places are those of another question
        if (row.after && kinds.contains(question.id))
            row.change = kinds.value(question.id);
        for (const ExpectedPassage &expected : question.expected) {
            if (view.documents && !view.documents->contains(expected.documentId)
                && !row.goneDocuments.contains(expected.documentId))
                row.goneDocuments << expected.documentId;
        }
        rows << row;
    }
    std::stable_sort(rows.begin(), rows.end(),
        [](const EvaluationRow &a, const EvaluationRow &b) { return urgency(a) < urgency(b); });
    return rows;
}

} // namespace freshet
