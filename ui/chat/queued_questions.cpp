// SPDX-License-Identifier: MIT
#include "ui/chat/queued_questions.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace freshet {

QueuedQuestions::QueuedQuestions(QWidget *parent) : QWidget(parent)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 0, 0);
    hide();
}

void QueuedQuestions::setQuestions(const QStringList &questions)
{
    if (m_lines) {
        m_lines->hide();
        m_lines->deleteLater(); // the button that was clicked may be in it
    }
    m_lines = new QWidget(this);
    auto *const column = new QVBoxLayout(m_lines);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (qsizetype i = 0; i < questions.size(); ++i) {
        auto *const label = new ElidedLabel(m_lines);
        label->setText(tr("Next: %1").arg(questions.at(i).simplified()));
        label->setAccessibleName(label->text());
        auto *const takeBack = new QToolButton(m_lines);
        takeBack->setIcon(loadIcon(IconName::Close));
        takeBack->setToolTip(tr("Do not ask this; write it again"));
        takeBack->setAccessibleName(tr("Do not ask “%1”; write it again").arg(questions.at(i).simplified()));
        connect(takeBack, &QToolButton::clicked, this, [this, i] { emit takeBackRequested(int(i)); });
        auto *const line = new QHBoxLayout;
        line->addWidget(label, 1);
        line->addWidget(takeBack);
        column->addLayout(line);
    }
    layout()->addWidget(m_lines);
    m_lines->show();
    setVisible(!questions.isEmpty());
}

} // namespace freshet
