// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/evaluation/evaluation_types.h"

namespace freshet {

/// Whether @p passage is what was expected. Case, line breaks and forms of the same characters make no difference.
///
/// A document may be cut into passages anew at any time, and a quote may then lie across a cut. So the first or the
/// second half of a long quote is enough: wherever it is cut, one of the two stays whole.
bool isExpected(const Source &passage, const ExpectedPassage &expected);

/// The place of each expected passage among @p found, from 1; 0 for one that is not there. Pure.
QList<int> expectedPlaces(const QList<Source> &found, const QList<ExpectedPassage> &expected);

} // namespace freshet
