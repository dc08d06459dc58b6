// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/domain/rank_reasons.h"
#include "core/retrieval/found_passage.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/passage_ranker.h"
#include "core/retrieval/segment_store.h"
#include "core/retrieval/vector_files.h"

namespace freshet {

/// A question as a vector, and those that it is compared with.
struct VectorQuestion {
    std::shared_ptr<const VectorFiles::Snapshot> vectors;
    QuantizedVector vector;
};

/// Finds the passages that fit a question: the best of the inverted index, put in order by PassageRanker; with a vector
/// also the nearest ones, and in the order of both (see VectorFusion).
class PassageSearcher {
public:
    PassageSearcher(IndexDatabase &database, SegmentStore &segments, TextAnalyzer &analyzer)
        : m_database(database), m_segments(segments), m_analyzer(analyzer)
    {
    }

    /// Best first, numbered from 1. Empty when nothing fits.
    Result<QList<FoundPassage>> search(const SearchRequest &request, const VectorQuestion *question = nullptr);

    /// How much of the last question one of the best passages has, 0 to 1: how far an answer can be trusted.
    double coverage() const { return m_coverage; }
    /// They are about the last question, and do not only share a word.
    bool isRelevant() const { return m_isRelevant; }
    const QList<RankReasons> &reasons() const { return m_reasons; } ///< For each of the last passages, where wanted.

private:
    struct Collection {
        quint32 id = 0;
        QHash<Language, qint64> documents;
    };
    /// The collections as of one state of the index.
    struct Catalog {
        std::shared_ptr<const SegmentStore::Snapshot> state;
        QHash<CollectionName, Collection> collections;
    };
    struct Found {
        FoundPassage passage;
        WholeText whole;
        Language language;
    };
    Status readCatalog();
    static std::vector<VectorHit> nearestTo(const VectorQuestion &question, const LexicalFilter &filter);
    LexicalFilter filterOf(const SearchRequest &request, QList<Language> &languages) const;
    Result<QHash<qint64, Found>> read(const std::vector<LexicalHit> &hits); ///< By the passage's id.

    IndexDatabase &m_database;
    SegmentStore &m_segments;
    TextAnalyzer &m_analyzer;
    Catalog m_catalog;
    double m_coverage = 0;
    bool m_isRelevant = false;
    QList<RankReasons> m_reasons;
};

} // namespace freshet
