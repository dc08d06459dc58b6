// SPDX-License-Identifier: MIT
#include "ui/knowledge/evaluation_panel.h"

#include "ui/knowledge/evaluation_list_model.h"
#include "ui/knowledge/evaluation_run_bar.h"
#include "ui/knowledge/evaluation_words.h"
#include "ui/knowledge/question_dialog.h"
#include "ui/knowledge/stray_questions_bar.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kShownMeasures = 4; ///< Rows; the others are there by scrolling or by moving the line below them.

constexpr int kWidestState = 30; ///< Of the panel's width, in percent.
constexpr int kLeastForExpected = 72; ///< Characters of an average width.

} // namespace

EvaluationPanel::EvaluationPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new EvaluationListModel(this)),
      m_about(quietLabel({}, this)),
      m_stray(new StrayQuestionsBar(this)),
      m_running(new EvaluationRunBar(this)),
      m_result(new ResultLabel(this)),
      m_parts(new QSplitter(Qt::Vertical, this)),
      m_measures(new OwnFocusView<QTreeWidget>(m_parts)),
      m_questions(new OwnFocusView<QTreeView>(m_parts)),
      m_detail(new QPlainTextEdit(m_parts))
{
    makeMeasures();
    makeQuestions();
    m_detail->setReadOnly(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->setTabChangesFocus(true);
    m_detail->setAccessibleName(tr("About this question"));
    m_parts->setChildrenCollapsible(false);
    m_parts->setStretchFactor(0, 0);
    m_parts->setStretchFactor(1, 3);
    m_parts->setStretchFactor(2, 2);
    m_running->hide();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(makeButtons());
    column->addWidget(m_about);
    column->addWidget(m_stray);
    column->addWidget(m_running);
    column->addWidget(m_result);
    column->addWidget(m_parts, 1);
    connect(m_stray, &StrayQuestionsBar::moveRequested, this, &EvaluationPanel::strayMoveRequested);
    connect(m_stray, &StrayQuestionsBar::removeRequested, this, &EvaluationPanel::askToRemoveStray);
    connect(m_running, &EvaluationRunBar::stopRequested, this, &EvaluationPanel::stopRequested);
    setFocusProxy(m_questions);
    showMeasures();
    fitColumns();
    updateState();
}

QWidget *EvaluationPanel::makeButtons()
{
    auto *const box = new QWidget(this);
    m_run = settingsButton(tr("&Run the questions"), box);
    m_add = settingsButton(tr("&Add a question…"), box);
    m_edit = settingsButton(tr("Ed&it…"), box);
    m_remove = settingsButton(tr("Remo&ve…"), box);
    m_keep = settingsButton(tr("&Keep this run to compare"), box);
    m_letGo = settingsButton(tr("Compare with the run &before again"), box);
    setPlainToolTip(*m_run, tr("Search for each of them and see where what is expected stands"));
    setPlainToolTip(*m_keep, tr("All later runs are shown beside this one, until another is kept"));
    setPlainToolTip(*m_letGo, tr("Each run is then shown beside the one before it"));
    m_edit->setAccessibleDescription(tr("Question"));
    m_remove->setAccessibleDescription(tr("Question"));
    connect(m_run, &QPushButton::clicked, this, &EvaluationPanel::runRequested);
    connect(m_add, &QPushButton::clicked, this,
        [this] { edit({.id = {}, .collection = m_view.collection, .text = {}, .expected = {}}); });
    connect(m_edit, &QPushButton::clicked, this, &EvaluationPanel::editCurrent);
    connect(m_remove, &QPushButton::clicked, this, &EvaluationPanel::askToRemove);
    connect(m_keep, &QPushButton::clicked, this, [this] { emit baselineRequested(m_view.after->number); });
    connect(m_letGo, &QPushButton::clicked, this, [this] { emit baselineRequested(0); });
    auto *const line = new WrapLayout(box);
    for (QPushButton *button : {m_run, m_add, m_edit, m_remove, m_keep, m_letGo})
        line->addWidget(button);
    return box;
}

void EvaluationPanel::makeQuestions()
{
    m_questions->setModel(m_model);
    m_questions->setAccessibleName(tr("Questions"));
    m_questions->setRootIsDecorated(false);
    m_questions->setItemsExpandable(false);
    m_questions->setUniformRowHeights(true);
    m_questions->setAllColumnsShowFocus(true);
    m_questions->setTabKeyNavigation(false);
    m_questions->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView &header = *m_questions->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(EvaluationListModel::Question, QHeaderView::Stretch);
    auto *const remove = new QAction(m_questions);
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &EvaluationPanel::askToRemove);
    m_questions->addAction(remove);
    connect(m_questions, &QTreeView::activated, this, &EvaluationPanel::editCurrent);
    connect(m_questions->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EvaluationPanel::updateState);
    connect(m_questions->selectionModel(), &QItemSelectionModel::currentChanged, this, &EvaluationPanel::showQuestion);
}

void EvaluationPanel::makeMeasures()
{
    m_measures->setAccessibleName(tr("What the runs came to"));
    m_measures->setRootIsDecorated(false);
    m_measures->setAllColumnsShowFocus(true);
    m_measures->setHeaderLabels({tr("Measure"), tr("Before"), tr("Now"), tr("Change")});
    QHeaderView &header = *m_measures->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < m_measures->columnCount(); ++column)
        m_measures->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

/// To what usually stands in them; the question takes what is left.
void EvaluationPanel::fitColumns()
{
    const std::pair<int, QString> samples[] = {{EvaluationListModel::Expected, QString(16, u'n')},
        {EvaluationListModel::Before, QStringLiteral("10, 10")}, {EvaluationListModel::Now, QStringLiteral("10, 10")}};
    QHeaderView &header = *m_questions->header();
    const int room = 2 * fontMetrics().averageCharWidth() + 16; // around the text
    for (const auto &[section, sample] : samples) {
        const QString title = m_model->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        header.resizeSection(
            section, room + std::max(fontMetrics().horizontalAdvance(sample), fontMetrics().horizontalAdvance(title)));
    }
    const QAbstractItemView &list = *m_questions; // QTreeView hides the hint
    const int state = room + list.sizeHintForColumn(EvaluationListModel::State);
    header.resizeSection(EvaluationListModel::State, std::min(state, width() * kWidestState / 100));
    const int row = std::max(m_measures->sizeHintForRow(0), fontMetrics().height() + 4);
    m_measures->setMinimumHeight(m_measures->header()->sizeHint().height() + kShownMeasures * row + 4);
    m_detail->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_questions->setMinimumHeight(m_questions->header()->sizeHint().height() + 2 * row);
}

/// In a narrow window the text below the list tells what is expected.
void EvaluationPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < kLeastForExpected * fontMetrics().averageCharWidth();
    m_questions->setColumnHidden(EvaluationListModel::Expected, isNarrow);
    fitColumns();
}

void EvaluationPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

void EvaluationPanel::show(const EvaluationView &view)
{
    if (view == m_view)
        return; // what the user is reading stays where it is
    const QStringList chosen = view.collection == m_view.collection ? selectedIds() : QStringList();
    const int row = m_questions->currentIndex().row();
    const QString current = row >= 0 && view.collection == m_view.collection ? m_model->at(row).question.id : QString();
    if (view.collection != m_view.collection)
        m_result->say({});
    m_view = view;
    m_model->setRows(evaluationRows(view));
    QItemSelection selection;
    for (const QString &id : chosen) {
        if (const int at = m_model->rowOf(id); at >= 0)
            selection.select(m_model->index(at, 0), m_model->index(at, EvaluationListModel::State));
    }
    m_questions->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (m_model->rowCount() > 0)
        m_questions->selectionModel()->setCurrentIndex(m_model->index(std::max(0, m_model->rowOf(current)), 0),
            selection.isEmpty() ? QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows
                                : QItemSelectionModel::NoUpdate);
    showMeasures();
    fitColumns();
    updateState();
}

void EvaluationPanel::showMeasures()
{
    m_measures->clear();
    const QList<MeasureRow> rows = measureRows(m_view);
    for (const MeasureRow &row : rows) {
        auto *const item = new QTreeWidgetItem(m_measures, {row.name, row.before, row.after, row.change});
        for (int column = 0; column < m_measures->columnCount(); ++column) {
            item->setToolTip(column, plainToolTip(item->text(column)));
            if (column > 0)
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    m_measures->setVisible(!rows.isEmpty());
}

void EvaluationPanel::setStray(int questions, const QStringList &collections)
{
    m_strayCount = questions;
    m_stray->show(questions, collections);
}

void EvaluationPanel::setRunning(const CollectionName &collection, int done, int total)
{
    if (!m_isRunning)
        m_result->say({});
    m_isRunning = true;
    m_running->show(collection, done, total);
    updateState();
}

void EvaluationPanel::setIdle()
{
    m_isRunning = false;
    m_running->hide();
    updateState();
}

void EvaluationPanel::say(const QString &sentence) { m_result->say(sentence); }

QString EvaluationPanel::said() const { return m_result->text(); }

void EvaluationPanel::updateState()
{
    const bool hasQuestions = m_model->rowCount() > 0;
    const bool hasDocuments = !m_view.documents || !m_view.documents->isEmpty();
    const auto chosen = selectedIds().size();
    m_about->setText(hasDocuments || hasQuestions
            ? viewWords(m_view)
            : tr("Nothing is in this collection yet, so there is nothing to ask about. Add documents to it first."));
    m_run->setEnabled(hasQuestions && !m_isRunning);
    m_add->setEnabled(!m_view.collection.isEmpty() && hasDocuments);
    m_edit->setEnabled(chosen == 1);
    m_remove->setEnabled(chosen > 0);
    const bool isKeptItself = m_view.isBeforeKept && !m_view.before;
    m_keep->setVisible(m_view.after && !isKeptItself);
    m_letGo->setVisible(m_view.isBeforeKept);
    m_questions->setVisible(hasQuestions);
    m_detail->setVisible(hasQuestions);
    showQuestion();
}

void EvaluationPanel::showQuestion()
{
    const int row = m_questions->currentIndex().row();
    const QString words = row >= 0 && row < m_model->rowCount() ? questionWords(m_model->at(row)) : QString();
    if (m_detail->toPlainText() != words) // what is selected in it stays
        m_detail->setPlainText(words);
}

QStringList EvaluationPanel::selectedIds() const
{
    QStringList ids;
    const QModelIndexList rows = m_questions->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        ids << m_model->at(row.row()).question.id;
    return ids;
}

void EvaluationPanel::editCurrent()
{
    if (const QStringList ids = selectedIds(); ids.size() == 1)
        edit(m_model->at(m_model->rowOf(ids.first())).question);
}

void EvaluationPanel::edit(const EvaluationQuestion &question)
{
    QStringList documents;
    if (m_view.documents)
        documents = QStringList(m_view.documents->cbegin(), m_view.documents->cend());
    std::sort(documents.begin(), documents.end(),
        [](const QString &a, const QString &b) { return shownDocument(a).localeAwareCompare(shownDocument(b)) < 0; });
    auto *const dialog = new QuestionDialog(question, documents, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { emit questionSaved(dialog->question()); });
    dialog->open();
}

void EvaluationPanel::ask(
    const QString &title, const QString &text, const QString &yes, const std::function<void()> &then)
{
    auto *const question = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::Cancel, window());
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const button = question->addButton(yes, QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(button, &QPushButton::clicked, this, then);
    question->open();
}

void EvaluationPanel::askToRemove()
{
    const QStringList ids = selectedIds();
    if (ids.isEmpty())
        return;
    const QString text = ids.size() == 1
        ? tr("Remove the question \"%1\"? What earlier runs found for it stays in them.")
              .arg(m_model->at(m_model->rowOf(ids.first())).question.text)
        : tr("Remove %L1 questions? What earlier runs found for them stays in them.").arg(ids.size());
    ask(tr("Remove questions"), text, ids.size() == 1 ? tr("Remove the question") : tr("Remove the questions"),
        [this, ids] { emit removeRequested(ids); });
}

void EvaluationPanel::askToRemoveStray()
{
    ask(tr("Remove questions"),
        m_strayCount == 1 ? tr("Remove the question about a collection that is gone?")
                          : tr("Remove %L1 questions about collections that are gone?").arg(m_strayCount),
        m_strayCount == 1 ? tr("Remove the question") : tr("Remove the questions"),
        [this] { emit strayRemoveRequested(); });
}

} // namespace freshet
