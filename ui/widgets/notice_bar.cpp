// SPDX-License-Identifier: MIT
#include "ui/widgets/notice_bar.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/icon_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace freshet {

namespace {
constexpr qsizetype kMostNotices = 4;
constexpr int kNoticeIconSide = 16;
} // namespace

NoticeBar::NoticeBar(QWidget *parent) : QFrame(parent)
{
    setAccessibleRole(*this, QAccessible::Grouping);
    auto *const icon = new IconLabel(this);
    icon->setIcon(loadIcon(IconName::Warning), kNoticeIconSide);
    m_label = new QLabel(this);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *const close = new QToolButton(this);
    close->setIcon(loadIcon(IconName::Close));
    close->setToolTip(tr("Close this notice"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this] {
        m_closed += m_shown;
        m_shown.clear();
        hide();
    });

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->setSpacing(8);
    row->addWidget(icon, 0, Qt::AlignVCenter);
    row->addWidget(m_label, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    becomeNotification(*m_label);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    hide();
}

void NoticeBar::showNotice(const QString &sentence)
{
    if (sentence.isEmpty() || m_closed.contains(sentence) || m_shown.contains(sentence))
        return;
    m_shown << sentence;
    if (m_shown.size() > kMostNotices)
        m_shown.removeFirst();
    const bool wasSeen = isVisible();
    m_label->setText(m_shown.join(u'\n'));
    m_label->setAccessibleName(sentence);
    show();
    if (wasSeen)
        announce(*m_label);
}

void NoticeBar::showAgain(const QString &sentence)
{
    m_closed.removeAll(sentence);
    showNotice(sentence);
}

void NoticeBar::takeOver(const NoticeBar &other)
{
    m_closed = other.m_closed;
    m_shown.clear(); // what was closed there does not come back
    hide();
    for (const QString &sentence : other.m_shown)
        showNotice(sentence);
}

QString NoticeBar::text() const { return m_label->text(); }

} // namespace freshet
