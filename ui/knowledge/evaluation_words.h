// SPDX-License-Identifier: MIT
#pragma once

#include "ui/knowledge/evaluation_view.h"

/// What an evaluation came to, in words and figures of the language that is spoken. Pure.
namespace freshet {

/// One line of the comparison of two runs; a cell that has nothing to say is empty.
struct MeasureRow {
    QString name;
    QString before;
    QString after;
    QString change;

    bool operator==(const MeasureRow &) const = default;
};

/// Measures, then what is known to differ in what was searched: documents, settings, the embedding model. Without
/// view.after there is none.
QList<MeasureRow> measureRows(const EvaluationView &view);

QString shownDocument(const QString &documentId); ///< The name of a file, without its folders.
QString expectedWords(const ExpectedPassage &expected); ///< "manual.pdf, page 3: “every autumn”".
QString placesWords(const std::optional<QuestionOutcome> &outcome); ///< "1, 4, –"; empty without one.
QString stateWords(const EvaluationRow &row); ///< "Fell", "Not found", "Not asked yet" …
QString questionWords(const EvaluationRow &row); ///< All there is to say about it, line by line.
QString runWords(const EvaluationRun &run); ///< "run 5 of 30/11/26 07:50".
QString viewWords(const EvaluationView &view); ///< How many questions, which runs, and what came of them.

} // namespace freshet
