// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QDateTime>
#include <QMap>

#include <chrono>

namespace freshet {

/// Where an answer to a question stands.
struct ExpectedPassage {
    QString documentId; ///< As Source::documentId has it: the path of a file, else the id that it came with.
    std::optional<int> page; ///< Unset: on any page.
    QString quote; ///< Words of the passage; empty: any passage of the document, or of the page, is right.

    bool operator==(const ExpectedPassage &) const = default;
};

/// A question that the user keeps, with what a good search finds for it.
struct EvaluationQuestion {
    QString id; ///< Unique among the questions of a profile.
    CollectionName collection; ///< Which is searched.
    QString text;
    QList<ExpectedPassage> expected; ///< Never empty.

    bool operator==(const EvaluationQuestion &) const = default;
};

/// What was searched, so that two runs can be told apart.
struct IndexState {
    int documents = 0;
    int passages = 0;
    QMap<QString, QString> settings; ///< Name to value: what the caller knows to matter, the program's version for one.

    bool operator==(const IndexState &) const = default;
};

/// What a search gave, short enough to be kept with every question of every run.
struct FoundPlace {
    QString documentId; ///< As Source::documentId has it.
    std::optional<int> page;
    QString heading;
    QString beginning; ///< Of the passage's words, in one line.

    bool operator==(const FoundPlace &) const = default;
};

struct QuestionOutcome {
    static constexpr qsizetype kMostKept = 3; ///< Of what was found.

    EvaluationQuestion question; ///< As it was asked; it may be another by now.
    QList<int> places; ///< Of each expected passage, from 1; 0: not among the first EvaluationRun::depth.
    std::chrono::microseconds time{0}; ///< From the call to the answer.
    QList<FoundPlace> found; ///< What stood first, best first. Empty where nothing was, or a run that did not note it.
    QString vectorProblem; ///< Why words alone were searched though an embedding model is chosen. Empty: they were not.

    bool operator==(const QuestionOutcome &) const = default;
};

/// All questions about a collection, asked once.
struct EvaluationRun {
    int number = 0; ///< Counts the runs of a profile from 1; 0: not kept yet.
    QDateTime startedAt;
    CollectionName collection;
    int depth = 0; ///< How many passages were asked for.
    IndexState index;
    QList<QuestionOutcome> outcomes;

    bool operator==(const EvaluationRun &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::EvaluationQuestion)
Q_DECLARE_METATYPE(freshet::EvaluationRun)
