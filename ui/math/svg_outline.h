// SPDX-License-Identifier: MIT
#pragma once

#include "ui/math/formula.h"

#include <QByteArray>

namespace freshet {

/// Reads what MathJax draws: paths, rules and frames, letters that its fonts lack, and pieces that are cut off, which
/// QtSvg does not know. Null for an error that MathJax has drawn, for anything else that is not known here, and for
/// what is too large to be a formula. Pure.
FormulaPtr formulaFromSvg(const QByteArray &svg);

} // namespace freshet
