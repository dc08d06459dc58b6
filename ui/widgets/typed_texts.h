// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

class QWidget;

namespace freshet {

/// What was typed into the fields of a widget and is kept nowhere else yet, by the place of the field among them.
using TypedTexts = QHash<int, QString>;

/// A field that keeps what is typed elsewhere says so with setModified(false).
TypedTexts typedTexts(const QWidget &root);

/// @p root was made like the one that the texts are from, such as in another language.
void typeAgain(QWidget &root, const TypedTexts &texts);

} // namespace freshet
