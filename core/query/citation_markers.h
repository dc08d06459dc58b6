// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/sentences.h"

#include <QString>

#include <optional>

namespace freshet {

/// One `[1, 2]` as it is written, wherever it stands.
struct WrittenMarker {
    struct Number {
        TextRange range;
        int number = 0;
        bool endsRange = false; ///< Of "2-4", which names 3 as well.

        bool operator==(const Number &) const = default;
    };
    TextRange range; ///< With its brackets.
    QList<Number> numbers;

    bool operator==(const WrittenMarker &) const = default;
};

/// The marker that begins at @p start, if one does: `[1]`, `[1, 2]`, `[2-4]`, and the same in 【】, where notes may
/// follow (【3†notes】). The one grammar for what is checked and for what is shown.
std::optional<WrittenMarker> writtenMarkerAt(QStringView text, qsizetype start);

/// One `[1, 2]` of an answer, with all its numbers.
struct CitationMarker {
    TextRange range;
    QList<int> numbers;

    bool operator==(const CitationMarker &) const = default;
};

/// The markers of a Markdown text, but not in code, nor as links or link definitions. In ascending order, until they
/// have 2000 numbers.
QList<CitationMarker> citationMarkersIn(const QString &answer);

/// @p answer with its markers blanked; all offsets are kept.
QString withoutMarkers(const QString &answer, const QList<CitationMarker> &markers);

/// What each of @p markers stands for in @p prose, one range each: the sentence it stands in or behind, or opens. Where
/// several share a sentence, each but the last stands for what is between it and the one before, if that says
/// something. An empty range where there is no sentence. Linear time.
QList<TextRange> claimsOf(const QString &prose, const QList<CitationMarker> &markers);

} // namespace freshet
