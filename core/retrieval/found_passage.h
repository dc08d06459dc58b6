// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

namespace freshet {

/// A passage that a search found, with where it stands in the index: a document's name tells only within its
/// collection which one it is.
struct FoundPassage : Source {
    qint64 passage = 0; ///< Rows of the index, as of the search.
    qint64 document = 0;
};

} // namespace freshet
