// SPDX-License-Identifier: MIT
#include "ui/widgets/row_delegate.h"

#include <QPainter>

namespace freshet {

namespace {
constexpr int kRowPadding = 10;
constexpr int kRowHeight = 32;
constexpr int kLeastDetail = 5; ///< Characters; less of one that yields says nothing.

/// A heading's detail is a sentence and may give way; a row's is a figure and may not, but where it says so.
int detailRoom(const QModelIndex &index, const QFontMetrics &metrics, int width)
{
    const QString detail = index.data(RowDetail).toString();
    if (detail.isEmpty())
        return 0;
    const int wanted = metrics.horizontalAdvance(detail) + 4;
    if (!index.data(RowDetailYields).toBool())
        return std::min(wanted, index.data(RowIsHeader).toBool() ? width * 2 / 3 : width / 2);
    const int room = std::min(wanted, width - metrics.horizontalAdvance(index.data().toString()) - kRowPadding);
    return room < std::min(wanted, kLeastDetail * metrics.averageCharWidth()) ? 0 : room;
}

} // namespace

void drawRowGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor ground = option.palette.color(QPalette::WindowText);
        ground.setAlphaF(isSelected ? 0.12F : 0.06F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 6, 6);
    }
    if (isSelected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(5, 2, -5, -2), 6, 6);
    }
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QPalette &palette = option.palette;
    const bool isHeader = index.data(RowIsHeader).toBool();
    painter->save();
    if (!isHeader)
        drawRowGround(*painter, option);

    QFont font = option.font;
    if (isHeader) {
        font.setBold(true);
        font.setPixelSize(std::max(9, QFontInfo(font).pixelSize() * 12 / 14));
    }
    painter->setFont(font);
    const QFontMetrics metrics(font);
    const QString detail = index.data(RowDetail).toString();
    const int indent = index.data(RowIndent).toInt() * metrics.height() / 100;
    QRect line = QStyle::visualRect(option.direction, option.rect,
        option.rect.adjusted(kRowPadding + 2 + indent, isHeader ? 6 : 0, -kRowPadding - 2, 0));
    const auto align = [&](Qt::Alignment horizontal) {
        return QStyle::visualAlignment(option.direction, horizontal) | Qt::AlignVCenter | Qt::TextSingleLine;
    };
    const QColor muted = palette.color(QPalette::PlaceholderText);
    if (const int room = detailRoom(index, metrics, line.width()); room > 0) {
        painter->setPen(muted);
        QFont plain = font;
        plain.setBold(false);
        painter->setFont(plain);
        painter->drawText(QStyle::alignedRect(option.direction, Qt::AlignRight, {room, line.height()}, line),
            static_cast<int>(align(Qt::AlignRight)), metrics.elidedText(detail, Qt::ElideRight, room));
        painter->setFont(font);
        line = QStyle::alignedRect(
            option.direction, Qt::AlignLeft, {line.width() - room - kRowPadding, line.height()}, line);
    }
    painter->setPen(isHeader ? muted : palette.color(QPalette::Text));
    painter->drawText(line, static_cast<int>(align(Qt::AlignLeft)),
        metrics.elidedText(index.data().toString(), Qt::ElideRight, line.width()));
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {80, std::max(kRowHeight, option.fontMetrics.height() + 12)};
}

QWidget *RowDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *const editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor)
        editor->setAccessibleName(tr("New name of “%1”").arg(index.data().toString()));
    return editor;
}

void RowDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(4, 1, -4, -1));
}

} // namespace freshet
