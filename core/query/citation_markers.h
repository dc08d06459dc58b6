// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/sentences.h"

#include <QString>

namespace freshet {

/// One `[1, 2]` of an answer, with all its numbers.
struct CitationMarker {
    TextRange range;
    QList<int> numbers;

    bool operator==(const CitationMarker &) const = default;
};

/// Understands `[1]`, `[1, 2]`, `[2-4]` and the 【】 forms; not inside code, not in links. In ascending
/// order, until they have 2000 numbers.
QList<CitationMarker> citationMarkersIn(const QString &answer);

/// @p answer with its markers blanked; all offsets are kept.
QString withoutMarkers(const QString &answer, const QList<CitationMarker> &markers);

/// What each of @p markers stands for in @p prose, one range each: the sentence it stands in or behind, or opens. Where
/// several share a sentence, each but the last stands for what is between it and the one before, if that says
/// something. An empty range where there is no sentence. Linear time.
QList<TextRange> claimsOf(const QString &prose, const QList<CitationMarker> &markers);

} // namespace freshet
