// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"

#include <QList>
#include <QString>

namespace freshet {

/// A formula of a text, with its delimiters as the text has them.
struct WrittenFormula {
    FormulaKey key;
    QString source;
};

/// Takes the formulas out of Markdown before it is parsed, so that no underscore in one becomes emphasis, and gives
/// them back where the parser brings the place-holders.
class MathPlaceholders {
public:
    /// One character, which Markdown leaves alone, in the place of each formula.
    QString replaceIn(const QString &markdown);

    bool isEmpty() const { return m_formulas.isEmpty(); }

    /// The formulas as they were written.
    QString restoredIn(const QString &text) const;

    /// The parts of a text, in order: formulas and what is between them.
    struct Part {
        QString text;
        const WrittenFormula *formula = nullptr; ///< Owned by these MathPlaceholders; null for text.
    };
    QList<Part> partsOf(const QString &text) const;

private:
    QList<WrittenFormula> m_formulas; ///< Without a key: a character of the text that looks like a place-holder.
};

} // namespace freshet
