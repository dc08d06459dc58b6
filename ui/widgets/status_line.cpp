// SPDX-License-Identifier: MIT
#include "ui/widgets/status_line.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>

using namespace std::chrono_literals;

namespace freshet {

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent), m_label(new ElidedLabel(this)), m_stop(new QToolButton(this)), m_timer(new QTimer(this))
{
    becomeNotification(*m_label);
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_stop->setIcon(loadIcon(IconName::Stop, IconTint::Muted));
    m_stop->setToolTip(tr("Stop adding documents"));
    m_stop->setAccessibleName(m_stop->toolTip());
    m_timer->setSingleShot(true);
    m_timer->setInterval(20s);
    connect(m_stop, &QToolButton::clicked, this, &StatusLine::stopRequested);
    connect(m_timer, &QTimer::timeout, this, &QWidget::hide);

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 4, 0);
    row->addWidget(m_label, 1);
    row->addWidget(m_stop);
    hide();
}

void StatusLine::showProgress(const QString &text)
{
    m_timer->stop();
    m_label->setText(text);
    m_stop->show();
    show();
}

void StatusLine::showResult(const QString &text)
{
    const bool wasSeen = isVisible();
    m_label->setText(text);
    m_stop->hide();
    show();
    m_timer->start();
    if (wasSeen)
        announce(*m_label);
}

QString StatusLine::text() const { return m_label->text(); }

} // namespace freshet
