// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemView>

namespace freshet {

/// A QListView, QTreeView … whose rows have the focus for assistive programs only while the view has it. Qt says that
/// of each row that becomes the current one, and a screen reader would leave what its user is at.
template <typename View>
class OwnFocusView : public View {
public:
    using View::View;

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override
    {
        if (this->hasFocus())
            return View::currentChanged(current, previous);
        QAbstractItemView::currentChanged(current, previous); // NOLINT(bugprone-parent-virtual-call): past View's
        this->viewport()->update(); // what else the view does is to paint the row
    }
};

} // namespace freshet
