// SPDX-License-Identifier: MIT
#include "ui/settings/connection_step_list.h"

#include "ui/widgets/accessible_role.h"

#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {
constexpr int kConnectionSteps = static_cast<int>(ConnectionStepId::Embeddings) + 1;
} // namespace

ConnectionStepList::ConnectionStepList(QWidget *parent) : QWidget(parent)
{
    setAccessibleRole(*this, QAccessible::List);
    setAccessibleName(tr("Steps of the connection test"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int id = 0; id < kConnectionSteps; ++id) {
        auto *const view = new ConnectionStepView(this);
        connect(view, &ConnectionStepView::fixChosen, this, &ConnectionStepList::fixChosen);
        view->installEventFilter(this);
        column->addWidget(view);
        m_views << view;
    }
}

void ConnectionStepList::setSteps(const QList<ConnectionStep> &steps)
{
    for (const ConnectionStep &step : steps)
        setStep(step);
    setCurrent(0);
}

void ConnectionStepList::setStep(const ConnectionStep &step)
{
    const auto place = static_cast<qsizetype>(step.id);
    const ConnectionStepView *const above = m_views.value(place - 1);
    const bool isRepeated = above && step.state == ConnectionStepState::Skipped && above->step().state == step.state
        && above->step().sentence == step.sentence;
    using Sentence = ConnectionStepView::Sentence;
    m_views.at(place)->setStep(step, isRepeated ? Sentence::SameAsAbove : Sentence::Shown);
}

void ConnectionStepList::setDetails(ConnectionStepView::Details details)
{
    for (ConnectionStepView *view : std::as_const(m_views))
        view->setDetails(details);
}

void ConnectionStepList::removeFixes()
{
    for (ConnectionStepView *view : std::as_const(m_views))
        view->removeFixes();
}

void ConnectionStepList::setCurrent(qsizetype step)
{
    m_current = step;
    for (ConnectionStepView *view : std::as_const(m_views))
        view->setFocusPolicy(view == m_views.at(step) ? Qt::StrongFocus : Qt::ClickFocus);
}

bool ConnectionStepList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        setCurrent(m_views.indexOf(static_cast<ConnectionStepView *>(watched)));
    return QWidget::eventFilter(watched, event);
}

void ConnectionStepList::keyPressEvent(QKeyEvent *event)
{
    qsizetype to = m_current;
    switch (event->key()) {
    case Qt::Key_Up:
        --to;
        break;
    case Qt::Key_Down:
        ++to;
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = m_views.size() - 1;
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    m_views.at(std::clamp<qsizetype>(to, 0, m_views.size() - 1))->setFocus(Qt::TabFocusReason);
}

} // namespace freshet
