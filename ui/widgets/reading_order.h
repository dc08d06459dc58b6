// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace freshet {

/// What Tab goes to in @p window after its focus widget, or before it: in the order in which screen readers read, which
/// is that of the children, and in a circle. For QWidget::focusNextPrevChild() of a window, since Qt's own chain is in
/// the order of creation and, forwards, leaves out what stands before the child that a pane gives the focus to.
/// False when there is nothing else to go to.
bool focusInReadingOrder(QWidget &window, bool isForwards);

} // namespace freshet
