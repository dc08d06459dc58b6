// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/language.h"

#include <QList>
#include <QStringList>

namespace freshet {

/// A number in a text.
struct Figure {
    QStringList readings; ///< What it may mean, in canonical form: "1.500" is 1500 or 1.5.
    bool isWord = false; ///< Written in letters: "four".

    bool operator==(const Figure &) const = default;
};

/// The numbers of @p text, in order: digits of any script with separators of any country, the parts of dates and
/// versions one by one, Chinese numerals, and the small number words of @p language.
QList<Figure> figuresIn(QStringView text, const Language &language);

} // namespace freshet
