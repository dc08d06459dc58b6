// SPDX-License-Identifier: MIT
#include "ui/history/conversation_delegate.h"

#include "ui/history/conversation_list_model.h"
#include "ui/theme/icon_loader.h"

#include <QPainter>

namespace freshet {

namespace {
constexpr int kMarkPlace = 10;
} // namespace

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowDelegate::paint(painter, option, index);
    if (index.data(ConversationListModel::FolderRole).toString().isEmpty())
        return;
    const bool isOpen = index.data(ConversationListModel::IsOpenRole).toBool();
    const IconName closed = option.direction == Qt::LeftToRight ? IconName::ChevronRight : IconName::ChevronLeft;
    const int size = option.fontMetrics.height();
    const QRect place(option.rect.left() + kMarkPlace, option.rect.center().y() - size / 2 + 1, size, size);
    loadIcon(isOpen ? IconName::ChevronDown : closed, IconTint::Muted)
        .paint(painter, QStyle::visualRect(option.direction, option.rect, place));
}

} // namespace freshet
