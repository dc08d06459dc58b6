// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/rank_reasons.h"

#include <QList>
#include <QString>

namespace freshet {

/// One reason for the place of a passage, in words and as its part of the score.
struct ReasonRow {
    QString words;
    QString figure; ///< Empty where it adds nothing by itself.

    bool operator==(const ReasonRow &) const = default;
};

/// The reasons in the order of what is easiest to understand; those that add nothing are left out.
QList<ReasonRow> reasonRows(const RankReasons &reasons);

} // namespace freshet
