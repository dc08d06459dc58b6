// SPDX-License-Identifier: MIT
#pragma once

#include "core/query/figures.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace freshet {

/// The numbers of a claim, to be looked for in many sentences: each sentence is gone through once, whatever numbers the
/// claim has, and what it has of them is then added up for several.
class ClaimedFigures {
public:
    explicit ClaimedFigures(const QList<Figure> &claimed);

    /// What a text has of them.
    struct Found {
        std::vector<qsizetype> claimed; ///< Their places in the claim; one that stands there twice twice.
        bool hasOther = false; ///< A number that is none of them.
    };
    Found findIn(const QList<Figure> &figures) const;

    /// Whether each number of the claim is in @p texts together, as often as it is claimed. One in letters may be
    /// missing where no other number stands in its place: it only counts things up.
    bool areAllIn(const QList<const Found *> &texts) const;

    bool areAllAmong(const QSet<QString> &readings) const; ///< The same without regard to how often, or to letters.

private:
    const QList<Figure> m_claimed;
    QHash<QString, QList<qsizetype>> m_places; ///< By reading.
    std::vector<int> m_needed; ///< How often each is claimed.
};

QSet<QString> readingsOf(const QList<Figure> &figures); ///< All that they may mean.

} // namespace freshet
