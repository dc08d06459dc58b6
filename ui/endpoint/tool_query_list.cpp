// SPDX-License-Identifier: MIT
#include "ui/endpoint/tool_query_list.h"

#include "ui/endpoint/tool_query_model.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/entry_list.h"
#include "ui/widgets/plain_text.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kQueryLines = 14;
} // namespace

ToolQueryList::ToolQueryList(ToolQueryModel &model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_nothing(quietLabel(tr("No tool has asked anything since Freshet was started."), this)),
      m_list(new EntryList(tr("Queries of other tools"), kQueryLines, this)),
      m_stop(settingsButton(tr("S&top query"), this))
{
    m_stop->setIcon(loadIcon(IconName::Stop));
    setPlainToolTip(*m_stop, tr("Ends the chosen query; the tool is told so"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    column->addWidget(m_stop, 0, Qt::AlignLeft);
    connect(m_list, &EntryList::currentMoved, this, &ToolQueryList::updateState);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_model.stop(m_list->currentIndex()); });
    m_list->setModel(&model);
}

void ToolQueryList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setWatched(true);
}

void ToolQueryList::hideEvent(QHideEvent *event)
{
    m_model.setWatched(false);
    QWidget::hideEvent(event);
}

void ToolQueryList::updateState()
{
    const bool hasQueries = m_model.rowCount() > 0;
    m_nothing->setVisible(!hasQueries);
    m_stop->setVisible(hasQueries);
    const bool canStop = m_model.isOpen(m_list->currentIndex());
    if (!canStop && m_stop->hasFocus())
        m_list->setFocus(Qt::OtherFocusReason);
    m_stop->setEnabled(canStop);
}

} // namespace freshet
