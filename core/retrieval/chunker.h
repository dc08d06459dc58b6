// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/extracted_text.h"

namespace freshet {

struct ChunkLimits {
    qsizetype target = 1200; ///< UTF-16 units; what a cut is nearest to.
    qsizetype most = 1600;
    qsizetype mostLines = 60; ///< Of source code.
    qsizetype least = 300; ///< A rest shorter than this is not left behind where a cut can avoid it.
};

/// Cuts a document into passages: at a heading, else between the rows of a table, else at a blank line, else a sentence
/// end, else a line or a word, and never across a page's end or a heading of level 1 or 2 (headings of prose that
/// follow each other stay together). Pure and linear.
///
/// Of source code the members of a class, which are headings of level 3, stay together where they fit; only a passage
/// with one of them stands under its name.
///
/// The passages are in order, do not overlap, are never blank, and together hold all text that is not blank.
QList<Passage> passagesOf(const ExtractedText &document, const ChunkLimits &limits = {});

} // namespace freshet
