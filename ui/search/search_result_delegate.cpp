// SPDX-License-Identifier: MIT
#include "ui/search/search_result_delegate.h"

#include "ui/search/search_result_model.h"
#include "ui/widgets/row_delegate.h"

#include <QPainter>
#include <QTextLayout>

namespace freshet {

namespace {

constexpr int kResultPadding = 12;
constexpr int kResultIndent = 12; // of a message below its chat
constexpr int kResultGap = 4;
constexpr int kSnippetLines = 2;

QFont smallFont(const QFont &font)
{
    QFont small = font;
    small.setPixelSize(std::max(9, QFontInfo(font).pixelSize() * 12 / 14));
    return small;
}

} // namespace

void SearchResultDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool isTitle = index.data(SearchResultModel::IsTitleRole).toBool();
    if (index.flags().testFlag(Qt::ItemIsSelectable))
        drawRowGround(*painter, option);
    const QString about = index.data(SearchResultModel::AboutRole).toString();
    const QFont small = smallFont(option.font);
    const QFontMetrics smallMetrics(small);
    QRect room = option.rect.adjusted(kResultPadding, kResultGap, -kResultPadding, -kResultGap);
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    const auto drawAbout = [&](const QRect &place, Qt::Alignment side) {
        painter->setFont(small);
        painter->setPen(muted);
        painter->drawText(place,
            static_cast<int>(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter | Qt::TextSingleLine),
            smallMetrics.elidedText(about, Qt::ElideRight, place.width()));
    };
    if (isTitle) {
        QFont bold = option.font;
        bold.setBold(true);
        const int wanted = about.isEmpty() ? 0 : smallMetrics.horizontalAdvance(about) + kResultPadding;
        const QSize aboutSize(std::min(wanted, room.width() / 2), room.height());
        drawAbout(QStyle::alignedRect(option.direction, Qt::AlignRight, aboutSize, room), Qt::AlignRight);
        const QRect title = QStyle::alignedRect(
            option.direction, Qt::AlignLeft, {room.width() - aboutSize.width(), room.height()}, room);
        const int height = QFontMetrics(bold).height();
        drawMarked(
            *painter, {title.left(), title.bottom() + 1 - height, title.width(), height}, option, index, bold, 1);
    } else {
        room = QStyle::alignedRect(
            option.direction, Qt::AlignRight, {room.width() - kResultIndent, room.height()}, room);
        drawAbout({room.left(), room.top(), room.width(), smallMetrics.height()}, Qt::AlignLeft);
        room.setTop(room.top() + smallMetrics.height() + 2);
        drawMarked(*painter, room, option, index, option.font, kSnippetLines);
    }
    painter->restore();
}

void SearchResultDelegate::drawMarked(QPainter &painter, const QRect &room, const QStyleOptionViewItem &option,
    const QModelIndex &index, const QFont &font, int lines) const
{
    QTextLayout layout(index.data().toString(), font);
    QTextOption how(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    how.setTextDirection(layout.text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(how);
    QList<QTextLayout::FormatRange> formats;
    for (const MarkedRange &mark : index.data(SearchResultModel::MarksRole).value<QList<MarkedRange>>()) {
        QTextCharFormat format;
        format.setBackground(m_markGround);
        format.setForeground(m_markText);
        format.setFontWeight(QFont::Bold);
        formats << QTextLayout::FormatRange{int(mark.start), int(mark.length), format};
    }
    layout.setFormats(formats);
    layout.beginLayout();
    qreal y = 0;
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(room.width());
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    painter.setPen(option.palette.color(QPalette::Text));
    painter.setClipRect(room);
    layout.draw(&painter, room.topLeft());
    painter.setClipping(false);
}

QSize SearchResultDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    if (index.data(SearchResultModel::IsTitleRole).toBool())
        return {80, std::max(32, line + 4 * kResultGap)};
    return {80, QFontMetrics(smallFont(option.font)).height() + 2 + kSnippetLines * line + 2 * kResultGap + 4};
}

} // namespace freshet
