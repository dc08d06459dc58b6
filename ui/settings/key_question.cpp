// SPDX-License-Identifier: MIT
#include "ui/settings/key_question.h"

#include "ui/widgets/announcement.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace freshet {

KeyQuestion::KeyQuestion(QWidget *parent) : QWidget(parent), m_question(new QLabel(this))
{
    becomeNotification(*m_question);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWordWrap(true);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_question, 1);
    const auto addButton = [&](const QString &text, void (KeyQuestion::*answered)()) {
        auto *const button = new QPushButton(text, this);
        button->setAutoDefault(false); // Enter in a field of the page is no answer
        connect(button, &QPushButton::clicked, this, [this, answered] {
            hide();
            emit(this->*answered)();
        });
        row->addWidget(button);
    };
    addButton(tr("Do not send"), &KeyQuestion::declined);
    addButton(tr("Send the key"), &KeyQuestion::accepted);
    hide();
}

void KeyQuestion::ask(const QString &question)
{
    m_question->setText(question);
    const auto buttons = findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        button->setAccessibleDescription(question);
    show();
}

} // namespace freshet
