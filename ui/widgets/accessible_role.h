// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>

namespace freshet {

/// Tells assistive programs what @p widget is, where Qt's own guess misleads: to them each QFrame is a window. Its name
/// is the accessible name or, of a label without one, its text. Call it in the widget's constructor.
void setAccessibleRole(QWidget &widget, QAccessible::Role role);

} // namespace freshet
