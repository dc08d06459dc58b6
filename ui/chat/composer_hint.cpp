// SPDX-License-Identifier: MIT
#include "ui/chat/composer_hint.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/icon_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace freshet {

ComposerHint::ComposerHint(QWidget *parent)
    : QFrame(parent),
      m_label(new QLabel(this)),
      m_chooseModel(new QPushButton(tr("Choose another model"), this)),
      m_remove(new QPushButton(tr("Remove what is not taken"), this)),
      m_close(new QToolButton(this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    auto *const icon = new IconLabel(this);
    icon->setIcon(loadIcon(IconName::Warning), 16);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    becomeNotification(*m_label);
    m_close->setIcon(loadIcon(IconName::Close));
    m_close->setToolTip(tr("Close this notice"));
    m_close->setAccessibleName(m_close->toolTip());

    auto *const line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(m_label, 1);
    line->addWidget(m_close, 0, Qt::AlignTop);
    auto *const ways = new QHBoxLayout;
    ways->setContentsMargins(24, 0, 0, 0);
    ways->addWidget(m_chooseModel);
    ways->addWidget(m_remove);
    ways->addStretch();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 2, 4);
    column->setSpacing(4);
    column->addLayout(line);
    column->addLayout(ways);
    connect(m_chooseModel, &QPushButton::clicked, this, &ComposerHint::chooseModelRequested);
    connect(m_remove, &QPushButton::clicked, this, &ComposerHint::removeRequested);
    connect(m_close, &QToolButton::clicked, this, [this] { setProblem({}); });
    hide();
}

void ComposerHint::setRefusal(const QString &sentence)
{
    m_refusal = sentence;
    update();
}

void ComposerHint::setProblem(const QString &sentence)
{
    m_problem = sentence;
    update();
}

void ComposerHint::setObstacle(const QString &sentence)
{
    m_obstacle = sentence;
    update();
}

void ComposerHint::setLeftOut(const QString &sentence)
{
    m_leftOut = sentence;
    update();
}

QString ComposerHint::text() const
{
    for (const QString &sentence : {m_obstacle, m_problem, m_refusal}) {
        if (!sentence.isEmpty())
            return sentence;
    }
    return m_leftOut;
}

void ComposerHint::update()
{
    const QString sentence = text();
    const bool isRefusal = !sentence.isEmpty() && sentence == m_refusal;
    m_chooseModel->setVisible(isRefusal);
    m_remove->setVisible(isRefusal);
    m_close->setVisible(!sentence.isEmpty() && sentence == m_problem);
    if (m_label->text() == sentence && isVisible() == !sentence.isEmpty())
        return;
    const bool wasSeen = isVisible();
    m_label->setText(sentence);
    setVisible(!sentence.isEmpty());
    if (wasSeen && !sentence.isEmpty())
        announce(*m_label);
}

} // namespace freshet
