// SPDX-License-Identifier: MIT
#include "ui/widgets/fold.h"

#include "ui/theme/icon_loader.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace freshet {

Fold::Fold(const QString &title, QWidget *parent) : QWidget(parent), m_button(new QToolButton(this))
{
    m_button->setText(title);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    connect(m_button, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
    setOpen(false);
}

void Fold::setContent(QWidget *content)
{
    m_content = content;
    layout()->addWidget(content);
    content->setVisible(m_isOpen);
}

void Fold::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    m_button->setAccessibleDescription(isOpen ? tr("Shown below; press to hide") : tr("Hidden; press to show"));
    m_button->setIcon(loadIcon(isOpen ? IconName::ChevronDown : IconName::ChevronRight));
    if (m_content)
        m_content->setVisible(isOpen);
}

} // namespace freshet
