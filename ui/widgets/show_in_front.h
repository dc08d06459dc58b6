// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace freshet {

/// Shows a window that may be minimised or behind others, and asks the desktop to give it the keyboard.
void showInFront(QWidget &window);

} // namespace freshet
