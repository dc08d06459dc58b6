// SPDX-License-Identifier: MIT
#include "ui/widgets/undo_bar.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/announcement.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace std::chrono_literals;

namespace freshet {

namespace {
constexpr auto kOfferTime = 20s;
} // namespace

UndoBar::UndoBar(QWidget *parent)
    : QFrame(parent), m_label(new QLabel(this)), m_button(new QPushButton(tr("Undo"), this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_button->setAutoDefault(false);
    m_button->setObjectName("undo");
    auto *const close = new QToolButton(this);
    close->setIcon(loadIcon(IconName::Close));
    close->setToolTip(tr("Close this notice"));
    close->setAccessibleName(close->toolTip());
    connect(m_button, &QPushButton::clicked, this, &UndoBar::undo);
    connect(close, &QToolButton::clicked, this, &UndoBar::close);
    m_time.setSingleShot(true);
    m_time.setInterval(kOfferTime);
    connect(&m_time, &QTimer::timeout, this, &UndoBar::onTime);

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->setSpacing(8);
    row->addWidget(m_label, 1);
    row->addWidget(m_button);
    row->addWidget(close);
    becomeNotification(*m_label);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    hide();
}

void UndoBar::offer(const QString &sentence, const std::function<void()> &undo)
{
    const bool wasSeen = isVisible();
    m_undo = undo;
    m_label->setText(sentence);
    m_time.start();
    show();
    if (wasSeen)
        announce(*m_label);
}

void UndoBar::close()
{
    m_undo = nullptr;
    m_time.stop();
    hide();
}

QString UndoBar::text() const { return m_label->text(); }

void UndoBar::undo()
{
    const std::function<void()> undo = m_undo;
    close();
    if (undo)
        undo();
}

void UndoBar::onTime()
{
    if (underMouse() || isAncestorOf(QApplication::focusWidget()))
        m_time.start();
    else
        close();
}

} // namespace freshet
