// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

namespace freshet {

/// What is wrong with one `[n]`, as far as a check without understanding can tell.
enum class CitationDoubt {
    None,
    Partly, ///< Its source says a part of the sentence.
    Unverified, ///< Its source is in another language.
    NotSaid, ///< Its source does not seem to say it.
    NoSource, ///< There is no source of this number.
};

CitationDoubt doubtOf(const Citation &citation, bool hasSource);

/// Which `[n]` of a text are marks, and what is known of each.
struct CitationMarks {
    QList<int> numbers; ///< Of the sources that can be opened.
    QList<Citation> checked; ///< In the order of the text, with its offsets; empty while it is written.

    /// The same for a slice of the text that is set by itself.
    CitationMarks within(qsizetype begin, qsizetype end) const;

    bool operator==(const CitationMarks &) const = default;
};

} // namespace freshet
