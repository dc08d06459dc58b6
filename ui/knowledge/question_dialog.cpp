// SPDX-License-Identifier: MIT
#include "ui/knowledge/question_dialog.h"

#include "ui/knowledge/evaluation_words.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/row_delegate.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {

constexpr QSize kQuestionDialogSize(560, 520);
constexpr int kLongestQuestion = 2000;
constexpr int kLastPage = 100'000;
constexpr int kShownPassages = 3;

} // namespace

QuestionDialog::QuestionDialog(const EvaluationQuestion &question, const QStringList &documents, QWidget *parent)
    : QDialog(parent), m_question(question), m_text(new QLineEdit(question.text, this))
{
    setWindowTitle(question.text.isEmpty() ? tr("Add a question") : tr("Edit a question"));
    resize(kQuestionDialogSize);
    if (m_question.expected.isEmpty())
        m_question.expected << ExpectedPassage{};
    m_text->setMaxLength(kLongestQuestion);
    m_text->setPlaceholderText(tr("A question as you would ask it"));
    auto *const label = new QLabel(tr("&Question"), this);
    label->setBuddy(m_text);
    auto *const column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(m_text);
    column->addWidget(makePassages(), 1);
    column->addWidget(makeButtons());
    fillDocuments(documents);
    connect(m_text, &QLineEdit::textChanged, this, &QuestionDialog::updateState);
    connect(m_passages, &QListWidget::currentRowChanged, this, &QuestionDialog::showPassage);
    connect(m_document, &QComboBox::currentIndexChanged, this, &QuestionDialog::takePassage);
    connect(m_page, &QSpinBox::valueChanged, this, &QuestionDialog::takePassage);
    connect(m_quote, &QPlainTextEdit::textChanged, this, &QuestionDialog::takePassage);
    showPassages(0);
}

QWidget *QuestionDialog::makePassages()
{
    auto *const box = new QWidget(this);
    m_passages = new OwnFocusView<QListWidget>(box);
    m_passages->setAccessibleName(tr("Expected passages"));
    m_passages->setItemDelegate(new RowDelegate(m_passages));
    m_passages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *const add = settingsButton(tr("&Another passage"), box);
    setPlainToolTip(*add, tr("Where the answer stands in several passages, recall tells how many of them are found"));
    m_removePassage = settingsButton(tr("&Leave this one out"), box);
    m_document = new QComboBox(box);
    m_document->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_document->setMinimumContentsLength(16);
    m_page = new QSpinBox(box);
    m_page->setRange(0, kLastPage);
    m_page->setSpecialValueText(tr("any"));
    m_quote = new QPlainTextEdit(box);
    m_quote->setTabChangesFocus(true);
    m_quote->setPlaceholderText(tr("Some words of the passage, as they stand in it; without any, every passage of the "
                                   "document or of the page is right"));
    auto *const buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_removePassage);
    buttons->addStretch();
    auto *const form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Document"), m_document);
    form->addRow(tr("&Page"), m_page);
    form->addRow(tr("&Words"), m_quote);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new QLabel(tr("Where the answer stands"), box));
    column->addWidget(m_passages, 1);
    column->addLayout(buttons);
    column->addLayout(form, 2);
    connect(add, &QPushButton::clicked, this, &QuestionDialog::addPassage);
    connect(m_removePassage, &QPushButton::clicked, this, &QuestionDialog::removePassage);
    return box;
}

QWidget *QuestionDialog::makeButtons()
{
    auto *const box = new QWidget(this);
    m_missing = quietLabel({}, box);
    auto *const cancel = new QPushButton(tr("Cancel"), box);
    m_save = new QPushButton(tr("&Save the question"), box);
    m_save->setDefault(true);
    cancel->setAutoDefault(false);
    auto *const row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_missing, 1);
    row->addWidget(cancel);
    row->addWidget(m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &QDialog::accept);
    return box;
}

void QuestionDialog::fillDocuments(const QStringList &documents)
{
    QStringList names;
    for (const QString &id : documents)
        names << shownDocument(id);
    m_document->addItem(tr("Choose a document"));
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const bool isAlone = names.count(names.at(i)) == 1;
        m_document->addItem(isAlone ? names.at(i) : documents.at(i), documents.at(i));
        m_document->setItemData(m_document->count() - 1, plainToolTip(documents.at(i)), Qt::ToolTipRole);
    }
    for (const ExpectedPassage &expected : std::as_const(m_question.expected)) {
        if (!expected.documentId.isEmpty() && m_document->findData(expected.documentId) < 0)
            m_document->addItem(
                tr("%1 (no longer there)").arg(shownDocument(expected.documentId)), expected.documentId);
    }
}

void QuestionDialog::showPassages(int current)
{
    {
        const QSignalBlocker silent(m_passages);
        m_passages->clear();
        for (const ExpectedPassage &expected : std::as_const(m_question.expected))
            m_passages->addItem(expected.documentId.isEmpty() ? tr("No document yet") : expectedWords(expected));
        m_passages->setCurrentRow(current);
    }
    const int rowHeight = m_passages->sizeHintForRow(0);
    m_passages->setMinimumHeight(rowHeight * kShownPassages + 2 * m_passages->frameWidth());
    showPassage(current);
}

void QuestionDialog::showPassage(int row)
{
    const ExpectedPassage expected = m_question.expected.value(row);
    const QSignalBlocker document(m_document);
    const QSignalBlocker page(m_page);
    const QSignalBlocker quote(m_quote);
    m_document->setCurrentIndex(
        expected.documentId.isEmpty() ? 0 : std::max(0, m_document->findData(expected.documentId)));
    m_page->setValue(expected.page.value_or(0));
    m_quote->setPlainText(expected.quote);
    updateState();
}

void QuestionDialog::takePassage()
{
    const int row = m_passages->currentRow();
    if (row < 0)
        return;
    ExpectedPassage &expected = m_question.expected[row];
    expected.documentId = m_document->currentData().toString();
    expected.page = m_page->value() > 0 ? std::optional(m_page->value()) : std::nullopt;
    expected.quote = m_quote->toPlainText().trimmed();
    m_passages->item(row)->setText(expected.documentId.isEmpty() ? tr("No document yet") : expectedWords(expected));
    updateState();
}

void QuestionDialog::addPassage()
{
    m_question.expected << ExpectedPassage{.documentId = m_document->currentData().toString(), .page = {}, .quote = {}};
    showPassages(static_cast<int>(m_question.expected.size()) - 1);
    m_quote->setFocus();
}

void QuestionDialog::removePassage()
{
    const int row = m_passages->currentRow();
    if (row < 0 || m_question.expected.size() < 2)
        return;
    m_question.expected.removeAt(row);
    showPassages(std::min(row, static_cast<int>(m_question.expected.size()) - 1));
}

/// Says what is missing rather than leaving its user to find out why nothing can be saved.
void QuestionDialog::updateState()
{
    const bool hasText = !m_text->text().trimmed().isEmpty();
    const bool hasDocuments = std::all_of(m_question.expected.cbegin(), m_question.expected.cend(),
        [](const ExpectedPassage &expected) { return !expected.documentId.isEmpty(); });
    m_removePassage->setEnabled(m_question.expected.size() > 1);
    m_save->setEnabled(hasText && hasDocuments);
    m_missing->setText(!hasText ? tr("Write the question.")
            : !hasDocuments     ? tr("Choose the document in which the answer stands.")
                                : QString());
}

EvaluationQuestion QuestionDialog::question() const
{
    EvaluationQuestion question = m_question;
    question.text = m_text->text().trimmed();
    return question;
}

} // namespace freshet
