// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"

#include <QHash>
#include <QList>
#include <QString>

namespace freshet {

/// A formula of a text, with its delimiters as the text has them.
struct WrittenFormula {
    FormulaKey key;
    QString source;
};

/// Takes the formulas out of Markdown before it is parsed, so that no underscore in one becomes emphasis, and gives
/// them back where the parser brings the place-holders. Tells as well where places of the Markdown came to stand.
class MathPlaceholders {
public:
    /// One character, which Markdown leaves alone, in the place of each formula, and before each of @p places,
    /// ascending, but for those in formulas. Once.
    QString replaceIn(const QString &markdown, const QList<qsizetype> &places = {});

    bool isEmpty() const { return m_formulas.isEmpty(); }

    /// The formulas as they were written.
    QString restoredIn(const QString &text) const;

    struct Place {
        qsizetype at = 0; ///< In the text that came out.
        qsizetype written = 0; ///< In the Markdown.

        bool operator==(const Place &) const = default;
    };
    /// The parts of a text, in order: formulas and what is between them.
    struct Part {
        QString text;
        const WrittenFormula *formula = nullptr; ///< Owned by these MathPlaceholders; null for text.
        QList<Place> places; ///< Of the text, ascending in both.
    };
    QList<Part> partsOf(const QString &text) const;

private:
    QList<WrittenFormula>
        m_formulas; ///< Without a key: a character of the text that looks like a place-holder, or a place.
    QHash<qsizetype, qsizetype> m_places; ///< By index in m_formulas.
};

} // namespace freshet
