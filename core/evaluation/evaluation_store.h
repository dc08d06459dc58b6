// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/evaluation/evaluation_types.h"

#include <functional>
#include <optional>

namespace freshet {

/// The questions that the user keeps, and the runs that were made of them: files for their owner alone.
///
/// Each change is on the disk, or nothing has changed, when the call returns: a killed program leaves the files as they
/// were before or after. Several programs may use one directory; a change is made to what is there at that moment.
/// Calls block for the disk, and up to two seconds for another program's change. A file that is damaged, or of a newer
/// version of the program, is never overwritten: calls fail and say which file it is.
class EvaluationStore {
public:
    static constexpr qsizetype kMostQuestions = 10'000;
    /// The oldest go, but for those that others are compared with; questions are never taken away like that.
    static constexpr qsizetype kMostRuns = 100;

    /// @p directory is made with the first change.
    explicit EvaluationStore(const QString &directory);

    /// In the order in which they were put. Empty when none was ever put.
    Result<QList<EvaluationQuestion>> questions() const;

    /// Puts each in the place of the one of the same id, or at the end: all of them or none.
    Status putQuestions(const QList<EvaluationQuestion> &questions);
    Status removeQuestions(const QStringList &ids); ///< All of them or none: each must be there.

    /// In the questions, then in what is compared with them: a kill leaves runs that are no longer found, at worst.
    Status renameCollection(const CollectionName &from, const CollectionName &to);

    Result<EvaluationRun> run(int number) const;

    /// The newest about @p collection before the run @p number. What cannot be read is passed over, and told in the
    /// log; what is older is not read.
    std::optional<EvaluationRun> runBefore(int number, const CollectionName &collection) const;

    std::optional<EvaluationRun> lastRun(const CollectionName &collection) const; ///< Likewise: the newest.

    /// The run that the later ones about @p collection are to be compared with; none where nobody chose one, or it is
    /// gone.
    Result<std::optional<EvaluationRun>> baseline(const CollectionName &collection) const;
    Status setBaseline(const CollectionName &collection, int number); ///< 0: none any more.

    /// Keeps it under the next number, and gives that.
    Result<int> addRun(const EvaluationRun &run);

private:
    Status change(const std::function<Status()> &work);
    QString questionsPath() const;
    QString baselinesPath() const;
    Result<QMap<CollectionName, int>> baselines() const; ///< The numbers of their runs.
    QString runPath(int number) const;
    QList<int> runNumbers() const; ///< Ascending.
    Status writeQuestions(const QList<EvaluationQuestion> &questions);
    Status writeBaselines(const QMap<CollectionName, int> &numbers);

    const QString m_directory;
};

} // namespace freshet
