// SPDX-License-Identifier: MIT
#include "ui/knowledge/stray_questions_bar.h"

#include "ui/documents/collection_words.h"
#include "ui/language/word_list.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/wrap_layout.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

StrayQuestionsBar::StrayQuestionsBar(QWidget *parent) : QWidget(parent), m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    QPushButton *const move = settingsButton(tr("&Move them to this collection"), this);
    QPushButton *const remove = settingsButton(tr("Remove t&hem…"), this);
    connect(move, &QPushButton::clicked, this, &StrayQuestionsBar::moveRequested);
    connect(remove, &QPushButton::clicked, this, &StrayQuestionsBar::removeRequested);
    auto *const buttons = new WrapLayout;
    buttons->addWidget(move);
    buttons->addWidget(remove);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_label);
    column->addLayout(buttons);
    hide();
}

void StrayQuestionsBar::show(int questions, const QStringList &collections)
{
    QStringList names;
    for (const QString &collection : collections)
        names << QStringLiteral("\"%1\"").arg(collectionTitle(collection));
    m_label->setText(breakable(questions == 1
            ? tr("1 question is about a collection that is gone: %1.").arg(wordList(names))
            : tr("%L1 questions are about collections that are gone: %2.").arg(questions).arg(wordList(names))));
    setVisible(questions > 0);
}

} // namespace freshet
