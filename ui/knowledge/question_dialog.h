// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_types.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace freshet {

/// A question with the passages that are expected for it, to write or to change. Nothing is kept unless it is accepted,
/// which it can only be when there is a question and each passage has its document.
class QuestionDialog : public QDialog {
    Q_OBJECT

public:
    /// @p question may be empty but for its id and collection; @p documents are the ids to choose from. What the
    /// question expects in others can stay as it is.
    QuestionDialog(const EvaluationQuestion &question, const QStringList &documents, QWidget *parent);

    EvaluationQuestion question() const;

private:
    QWidget *makePassages();
    QWidget *makeButtons();
    void fillDocuments(const QStringList &documents);
    void showPassages(int current);
    void showPassage(int row);
    void takePassage();
    void addPassage();
    void removePassage();
    void updateState();

    EvaluationQuestion m_question; ///< Its text is in the field.
    QLineEdit *m_text; // child of this, as all below
    QListWidget *m_passages = nullptr;
    QPushButton *m_removePassage = nullptr;
    QComboBox *m_document = nullptr;
    QSpinBox *m_page = nullptr;
    QPlainTextEdit *m_quote = nullptr;
    QLabel *m_missing = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace freshet
