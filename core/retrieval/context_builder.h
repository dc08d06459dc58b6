// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/found_passage.h"
#include "core/retrieval/index_database.h"

#include <map>

namespace freshet {

/// Makes the sources for a model out of the passages that a search found: near-duplicates folded, no document
/// crowding out the others, whole documents where they fit, else with what stands before and behind, and passages that
/// follow each other joined into one source.
///
/// A source never crosses a page. Blank space between joined passages has its length, not always its characters.
class ContextBuilder {
public:
    struct Limits {
        int passages = 8; ///< As found, before they grow.
        qsizetype tokens = 0; ///< Of all sources together, estimated.
    };

    static constexpr int kMostOfADocument = 3; ///< Passages, unless nothing else fits.

    explicit ContextBuilder(IndexDatabase &database) : m_database(database) { }

    /// @p found is best first. The sources are best first and numbered from 1; those of one document that is given
    /// whole are in its order.
    Result<QList<Source>> sourcesFor(const QList<FoundPassage> &found, const Limits &limits);

private:
    struct Piece; // a passage of a document
    struct Layout; // a document as its passages, and which of them are taken
    using Layouts = std::map<qint64, Layout>; // by the document's row
    Result<Layout> layoutOf(qint64 document);
    Status readTexts(Layout &layout);
    static void addNeighbours(const QList<FoundPassage> &chosen, Layouts &layouts, qsizetype room);

    IndexDatabase &m_database;
};

} // namespace freshet
