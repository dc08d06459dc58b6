// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/domain/document_info.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/passage_ranker.h"

namespace freshet {

/// Finds the passages that fit a question: candidates from the full-text index, put in order by PassageRanker.
class PassageSearcher {
public:
    PassageSearcher(IndexDatabase &database, TextAnalyzer &analyzer) : m_database(database), m_analyzer(analyzer) { }

    /// Best first, numbered from 1. Empty when nothing fits. Fails with ErrorKind::Timeout after a second.
    Result<QList<Source>> search(const SearchRequest &request);

private:
    struct Scope {
        QVariantList collections; // ids
        QList<Language> languages; // the commonest first
    };
    Result<Scope> scopeOf(const QList<CollectionName> &collections);
    Result<QStringList> rareForms(SearchQuery &query);
    Result<QList<RankedPassage>> candidates(const QStringList &forms, const Scope &scope, int count);
    Result<Source> sourceOf(const RankedPassage &passage);

    IndexDatabase &m_database;
    TextAnalyzer &m_analyzer;
};

} // namespace freshet
