// SPDX-License-Identifier: MIT
#pragma once

class QIcon;
class QLineEdit;

namespace freshet {

/// Shows a button in the field, while there is text, that empties it. Qt's own has no name for assistive programs.
void addClearButton(QLineEdit &field);

/// Shows a picture at the beginning of the field, which Qt would offer as a button without a name.
void addFieldPicture(QLineEdit &field, const QIcon &icon);

} // namespace freshet
