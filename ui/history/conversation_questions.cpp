// SPDX-License-Identifier: MIT
#include "ui/history/conversation_questions.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace freshet {

void askBefore(QWidget &parent, const QString &button, const QString &sentence, const std::function<void()> &action)
{
    auto *const question = new QMessageBox(QMessageBox::NoIcon, button, sentence, QMessageBox::NoButton, &parent);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const yes = question->addButton(button, QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    QObject::connect(yes, &QPushButton::clicked, &parent, action);
    question->open();
}

void askForText(
    QWidget &parent, const AskedText &words, QObject &context, const std::function<void(const QString &typed)> &action)
{
    auto *const dialog = new QInputDialog(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(words.title);
    dialog->setLabelText(words.label);
    dialog->setTextValue(words.text);
    dialog->setOkButtonText(words.button);
    dialog->resize(360, dialog->sizeHint().height());
    QObject::connect(dialog, &QInputDialog::textValueSelected, &context, action);
    dialog->open();
}

} // namespace freshet
