// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace freshet {

/// Makes @p widget a notification for screen readers, which says its accessible name or, of a label without one, its
/// text. They say it whenever it comes into view, wherever the focus is. Call it in the widget's constructor.
void becomeNotification(QWidget &widget);

/// Has such a widget that is in view already said again, since it says something else now. It must not have the focus.
void announce(QWidget &widget);

} // namespace freshet
