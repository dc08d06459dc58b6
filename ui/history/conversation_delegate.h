// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/row_delegate.h"

namespace freshet {

/// Rows of ConversationListModel: a folder has a mark before its name that says whether it is open.
class ConversationDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace freshet
