// SPDX-License-Identifier: MIT
#include "ui/widgets/announcement.h"

#include "ui/widgets/accessible_role.h"

#include <QWidget>

namespace freshet {

/// Qt's bridge to AT-SPI drops alerts. It does tell when something is shown, and Orca says that of notifications.
void becomeNotification(QWidget &widget) { setAccessibleRole(widget, QAccessible::Notification); }

void announce(QWidget &widget)
{
    if (widget.hasFocus()) // hiding it would send the focus elsewhere
        return;
    widget.hide();
    widget.show();
}

} // namespace freshet
