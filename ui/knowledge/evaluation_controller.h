// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_service.h"
#include "ui/knowledge/evaluation_view.h"

#include <QObject>
#include <QPointer>

namespace freshet {

class EvaluationPanel;
class QueryPanel;

/// Joins the evaluation panel, and what the query panel says is expected, with the questions and runs that are kept. A
/// run goes on while the window is closed, shows another collection, or is made anew in another language.
class EvaluationController : public QObject {
    Q_OBJECT

public:
    struct Panels {
        EvaluationPanel &evaluation;
        QueryPanel &query;
    };

    /// @p service must live longer.
    explicit EvaluationController(EvaluationService &service, QObject *parent = nullptr);

    void showOn(const Panels &panels); ///< On new ones, which live until the next call or the end of this.
    /// @p listed is empty while nobody knows what is in the index; no collection counts as gone then.
    void setCollections(const QList<CollectionInfo> &listed, const CollectionName &current);
    void followRename(const CollectionName &from, const CollectionName &to); ///< Before setCollections() tells of it.
    void setDocuments(const QList<DocumentInfo> &documents); ///< Of the current collection.

private:
    /// What is on the disk.
    struct Kept {
        QList<EvaluationQuestion> questions; ///< About any collection.
        std::optional<EvaluationRun> last;
        std::optional<EvaluationRun> before;
        bool isBeforeKept = false;
    };
    static Result<Kept> read(const EvaluationStore &store, const CollectionName &collection);

    void load();
    void take(const Result<Kept> &kept);
    void show();
    void change(const std::function<Status(EvaluationStore &)> &work, const QString &said);
    void save(EvaluationQuestion question);
    void expect(const QString &text, const ExpectedPassage &expected);
    void moveStray();
    QList<EvaluationQuestion> stray() const;
    void run();
    void showProgress(int done, int total);
    void onRunFinished();

    EvaluationService &m_service;
    std::optional<Panels> m_panels; // not owned
    QSet<CollectionName> m_listed;
    EvaluationView m_view;
    QList<EvaluationQuestion> m_questions; ///< About any collection.
    int m_loads = 0; ///< The answer to an earlier one is of an older state.
    QPointer<EvaluationReply> m_reply; // child of this
    CollectionName m_running; ///< Which m_reply is about.
    std::pair<int, int> m_progress; ///< Of m_reply: done, of how many.
};

} // namespace freshet
