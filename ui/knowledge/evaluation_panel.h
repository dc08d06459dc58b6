// SPDX-License-Identifier: MIT
#pragma once

#include "ui/knowledge/evaluation_view.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QTreeView;
class QTreeWidget;

namespace freshet {

class EvaluationListModel;
class EvaluationRunBar;
class ResultLabel;
class StrayQuestionsBar;

/// How good search is in one collection: the questions that are kept with what is expected for them, and the last run
/// beside the one before or the one that was chosen to be compared with. Only shows; its controller keeps and runs.
class EvaluationPanel : public QWidget {
    Q_OBJECT

public:
    explicit EvaluationPanel(QWidget *parent = nullptr);

    void show(const EvaluationView &view); ///< Keeps what is chosen.
    void setStray(int questions, const QStringList &collections); ///< Whose collections are gone.
    void setRunning(const CollectionName &collection, int done, int total);
    void setIdle();
    void say(const QString &sentence); ///< How something went.
    QString said() const;
    const EvaluationView &view() const { return m_view; }

signals:
    void runRequested();
    void stopRequested();
    void questionSaved(const freshet::EvaluationQuestion &question); ///< Without an id where it is new.
    void removeRequested(const QStringList &ids);
    void baselineRequested(int run); ///< 0: compare with the run before again.
    void strayMoveRequested(); ///< To the collection that is shown.
    void strayRemoveRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeButtons();
    void makeQuestions();
    void makeMeasures();
    void fitColumns();
    void updateState();
    void showQuestion();
    void showMeasures();
    QStringList selectedIds() const;
    void edit(const EvaluationQuestion &question);
    void editCurrent();
    void askToRemove();
    void askToRemoveStray();
    void ask(const QString &title, const QString &text, const QString &yes, const std::function<void()> &then);

    EvaluationView m_view;
    int m_strayCount = 0;
    bool m_isRunning = false;
    EvaluationListModel *m_model; // child of this, as all below
    QPushButton *m_run = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_letGo = nullptr;
    QLabel *m_about;
    StrayQuestionsBar *m_stray;
    EvaluationRunBar *m_running;
    ResultLabel *m_result;
    QSplitter *m_parts;
    QTreeWidget *m_measures;
    QTreeView *m_questions;
    QPlainTextEdit *m_detail;
};

} // namespace freshet
