// SPDX-License-Identifier: MIT
#include "ui/transcript/attachment_row.h"

#include "ui/theme/icon_loader.h"
#include "ui/transcript/display_text.h"

#include <QBuffer>
#include <QFontMetrics>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include <algorithm>

namespace freshet {

namespace {

constexpr QSize kPictureRoom(160, 120);
constexpr int kNameRowHeight = 32;
constexpr int kNamePadding = 8;
constexpr int kNameIcon = 16;
constexpr int kCellGap = 6;
constexpr int kCellRadius = 8;

QString cellLabel(const MessageAttachment &attachment)
{
    const QString name = displayText(attachment.name, TextUse::Exact);
    return attachment.detail.isEmpty() ? name : QString(name % QStringLiteral(", ") % attachment.detail);
}

QSize pictureSize(const QByteArray &thumbnail, QSize room)
{
    if (thumbnail.isEmpty())
        return {};
    QByteArray bytes = thumbnail;
    QBuffer buffer(&bytes);
    const QSize size = QImageReader(&buffer).size();
    return size.isEmpty() ? QSize() : size.scaled(room, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

QPixmap picture(const QByteArray &thumbnail, QSize deviceSize)
{
    const QString key = QStringLiteral("freshet/thumbnail/%1/%2/%3x%4")
                            .arg(qHash(thumbnail), 0, 16)
                            .arg(thumbnail.size())
                            .arg(deviceSize.width())
                            .arg(deviceSize.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    if (!pixmap.loadFromData(thumbnail))
        return {};
    pixmap = pixmap.scaled(deviceSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

AttachmentRow::AttachmentRow(
    const QList<MessageAttachment> &attachments, const TranscriptContext &context, int width, int top, Side side)
{
    if (attachments.isEmpty())
        return;
    const QFontMetrics metrics(context.type.small());
    const int gap = context.px(kCellGap);
    const int room = width * 4 / 5;
    const QSize pictureRoom(std::min(context.px(kPictureRoom.width()), room), context.px(kPictureRoom.height()));
    int x = 0;
    int y = top;
    int lineHeight = 0;
    qsizetype first = 0;
    const auto shift = [&] { return side == Side::Left ? 0 : width - 1 - m_cells.last().rect.right(); };
    for (const MessageAttachment &attachment : attachments) {
        QSize size = pictureSize(attachment.thumbnail, pictureRoom);
        const bool isPicture = !size.isEmpty();
        if (!isPicture) {
            const int words
                = metrics.horizontalAdvance(cellLabel(attachment)) + context.px(3 * kNamePadding + kNameIcon + 4);
            size = {std::min(words, room), context.px(kNameRowHeight)};
        }
        if (x > 0 && x + size.width() > room) {
            finishLine(first, shift(), y, lineHeight);
            y += lineHeight + gap;
            first = m_cells.size();
            x = lineHeight = 0;
        }
        m_cells << Cell{attachment, {QPoint(x, y), size}, isPicture};
        x += size.width() + gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    finishLine(first, shift(), y, lineHeight);
    m_height = y + lineHeight + gap - top;
}

/// All on one base line.
void AttachmentRow::finishLine(qsizetype first, int shift, int y, int height)
{
    for (qsizetype i = first; i < m_cells.size(); ++i) {
        QRect &rect = m_cells[i].rect;
        rect.moveTo(rect.x() + shift, y + height - rect.height());
    }
}

void AttachmentRow::paint(QPainter &painter, const TranscriptContext &context, const QPoint &origin) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double ratio = painter.device()->devicePixelRatioF();
    const int radius = context.px(kCellRadius);
    for (const Cell &cell : m_cells) {
        const QRect rect = cell.rect.translated(origin);
        QPainterPath outline;
        outline.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        if (cell.isPicture) {
            painter.save();
            painter.setClipPath(outline, Qt::IntersectClip);
            painter.drawPixmap(rect, picture(cell.attachment.thumbnail, rect.size() * ratio));
            painter.restore();
            painter.strokePath(outline, QPen(context.theme.border, 1));
            continue;
        }
        painter.fillPath(outline, context.theme.sunken);
        painter.strokePath(outline, QPen(context.theme.border, 1));
        const int padding = context.px(kNamePadding);
        const int side = context.px(kNameIcon);
        painter.drawPixmap(rect.x() + padding, rect.y() + (rect.height() - side) / 2,
            iconPixmap(IconName::Document, side, context.theme.muted, ratio));
        painter.setFont(context.type.small());
        painter.setPen(context.theme.text);
        const QRect words = rect.adjusted(2 * padding + side, 0, -padding, 0);
        painter.drawText(words, int(Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute) | Qt::TextSingleLine,
            QFontMetrics(context.type.small()).elidedText(cellLabel(cell.attachment), Qt::ElideMiddle, words.width()));
    }
    painter.restore();
}

} // namespace freshet
