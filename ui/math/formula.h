// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/math_scanner.h"

#include <QHash>
#include <QPainterPath>
#include <QString>

#include <memory>

namespace freshet {

/// What is asked to be drawn.
struct FormulaKey {
    QString latex; ///< Without delimiters.
    MathStyle style = MathStyle::Inline;

    bool operator==(const FormulaKey &) const = default;
};

inline size_t qHash(const FormulaKey &key, size_t seed = 0) { return qHashMulti(seed, key.latex, int(key.style)); }

/// A formula as it was drawn: free of scale and colour. All lengths are in em, and y grows downwards from the baseline.
struct Formula {
    QPainterPath outline;
    double width = 0;
    double ascent = 0; ///< Above the baseline.
    double depth = 0; ///< Below it.
};

using FormulaPtr = std::shared_ptr<const Formula>; ///< Never changed, so that it may cross threads.

/// The height of an x, in em, in the fonts that formulas are drawn with.
inline constexpr double kFormulaXHeight = 0.442;

} // namespace freshet
