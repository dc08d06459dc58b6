// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_chip.h"

#include "ui/chat/attachment_words.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/plain_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kSignSide = 24;
constexpr int kIconSide = 16;
constexpr int kWidestName = 200;
constexpr int kChipRadius = 8;
constexpr int kChipHeight = 32;

/// The middle of the picture, in all its pixels; null where there is none.
QPixmap squareOf(const Attachment &attachment)
{
    QPixmap picture;
    if (!attachment.isPicture() || !picture.loadFromData(attachment.thumbnail))
        return {};
    const int side = std::min(picture.width(), picture.height());
    return picture.copy((picture.width() - side) / 2, (picture.height() - side) / 2, side, side);
}

} // namespace

AttachmentChip::AttachmentChip(QWidget *parent)
    : QFrame(parent), m_sign(new IconLabel(this)), m_words(new QLabel(this)), m_remove(new QToolButton(this))
{
    setAccessibleRole(*this, QAccessible::Grouping);
    m_words->setTextFormat(Qt::PlainText);
    m_remove->setIcon(loadIcon(IconName::Close));
    m_remove->setFixedSize(28, 28);
    m_remove->installEventFilter(this);
    setFixedHeight(kChipHeight);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(6, 1, 2, 1);
    row->setSpacing(6);
    row->addWidget(m_sign);
    row->addWidget(m_words);
    row->addWidget(m_remove);
    connect(m_remove, &QToolButton::clicked, this, &AttachmentChip::removeRequested, Qt::QueuedConnection);
}

AttachmentChip::AttachmentChip(const Attachment &attachment, bool canSee, QWidget *parent) : AttachmentChip(parent)
{
    const bool isWarning = attachment.isPicture() && !canSee;
    const QPixmap square = squareOf(attachment);
    if (isWarning || square.isNull())
        m_sign->setIcon(loadIcon(isWarning ? IconName::Warning : IconName::Document), kIconSide);
    else
        m_sign->setIcon(QIcon(square), kSignSide);
    setWords(attachment.name, isWarning ? tr("the model cannot see it") : sizeWords(attachment));
    setPlainToolTip(*m_remove, tr("Remove %1").arg(attachment.name));
    m_remove->setAccessibleName(tr("Remove %1, %2").arg(attachment.name, sizeWords(attachment)));
}

AttachmentChip::AttachmentChip(const QString &pendingName, QWidget *parent) : AttachmentChip(parent)
{
    m_sign->setIcon(loadIcon(IconName::Document), kIconSide);
    setWords(pendingName, tr("being read…"));
    m_remove->hide();
}

void AttachmentChip::setWords(const QString &name, const QString &detail)
{
    const QString shown = fontMetrics().elidedText(name.simplified(), Qt::ElideMiddle, kWidestName);
    m_words->setText(tr("%1, %2").arg(shown, detail));
    setAccessibleName(tr("%1, %2").arg(name, detail));
    setPlainToolTip(*this, accessibleName());
}

bool AttachmentChip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            m_remove->click();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void AttachmentChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kChipRadius, kChipRadius);
}

} // namespace freshet
