// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

namespace freshet {

/// Reads the `[n]` of an answer and checks each against the source that it names: citation_markers.h tells what is a
/// marker and what it stands for, ClaimChecker how the check is done. Where answer and source are in different
/// languages a claim that is not found is Weak and unverified.
class CitationBuilder {
public:
    /// In the order of the answer; one citation for each number, the first 2000. Time is linear in the answer.
    QList<Citation> citationsOf(const QString &answer, const QList<Source> &sources);
};

/// The sources that the citations name, each once, in the order of first mention.
QList<Source> citedSources(const QList<Citation> &citations, const QList<Source> &sources);

} // namespace freshet
