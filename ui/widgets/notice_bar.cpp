// SPDX-License-Identifier: MIT
#include "ui/widgets/notice_bar.h"

#include "ui/theme/icon_loader.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace freshet {

NoticeBar::NoticeBar(QWidget *parent) : QFrame(parent)
{
    auto *const icon = new QLabel(this);
    icon->setPixmap(loadIcon(IconName::Warning).pixmap(16));
    m_label = new QLabel(this);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *const close = new QToolButton(this);
    close->setIcon(loadIcon(IconName::Close));
    close->setToolTip(tr("Close this notice"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this] {
        m_closedText = m_label->text();
        hide();
    });

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->setSpacing(8);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(m_label, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    hide();
}

void NoticeBar::showNotice(const QString &sentence)
{
    if (sentence.isEmpty() || sentence == m_closedText)
        return;
    m_label->setText(sentence);
    show();
}

QString NoticeBar::text() const { return m_label->text(); }

} // namespace freshet
