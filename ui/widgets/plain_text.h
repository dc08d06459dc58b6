// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace freshet {

/// Foreign text for a tool tip. Qt takes what looks like HTML for HTML, and then loads the files that it names; and it
/// does not wrap what is no HTML.
QString plainToolTip(const QString &text);

/// The same for a widget, whose tip is also its description for assistive programs: as it is, without HTML.
void setPlainToolTip(QWidget &widget, const QString &text);

/// Foreign text for a button or menu entry, where Qt takes & for the mark of a shortcut.
QString plainLabel(QString text);

/// Text with addresses for a label that wraps: long words may be broken at their signs, by characters without a width.
/// Not for anything that is copied.
QString breakable(const QString &text);

} // namespace freshet
