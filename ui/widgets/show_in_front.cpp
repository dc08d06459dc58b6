// SPDX-License-Identifier: MIT
#include "ui/widgets/show_in_front.h"

#include <QWidget>

namespace freshet {

void showInFront(QWidget &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

} // namespace freshet
