// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_profile.h"

#include <cmath>

namespace freshet {

namespace {

constexpr double kLeastProbeCosine = 0.999;

struct KnownEmbeddingModel {
    QLatin1String name; ///< It is in the names of all its sizes and versions.
    const char *documentPrefix;
    const char *queryPrefix;
};

constexpr const char *kSearchingPassages = "Represent this sentence for searching relevant passages: ";

constexpr KnownEmbeddingModel kKnownEmbeddingModels[]{
    {QLatin1String("text-embedding-3-"), "", ""},
    {QLatin1String("gemini-embedding"), "", ""},
    {QLatin1String("nomic-embed-"), "search_document: ", "search_query: "},
    {QLatin1String("mxbai-embed-"), "", kSearchingPassages},
    {QLatin1String("qwen3-embedding"), "", "Instruct: Given a question, find the passages that answer it\nQuery: "},
    {QLatin1String("bge-m3"), "", ""},
    {QLatin1String("bge-"), "", kSearchingPassages},
    {QLatin1String("multilingual-e5-"), "passage: ", "query: "},
    {QLatin1String("e5-"), "passage: ", "query: "},
    {QLatin1String("gte-"), "", ""},
};

} // namespace

EmbeddingModelTraits embeddingModelTraits(const QString &model)
{
    const QString name = model.toLower().section(u'/', -1);
    for (const KnownEmbeddingModel &known : kKnownEmbeddingModels) {
        if (name.startsWith(known.name)) {
            return {.weight = 1,
                .isKnown = true,
                .documentPrefix = QLatin1String(known.documentPrefix),
                .queryPrefix = QLatin1String(known.queryPrefix)};
        }
    }
    return {};
}

bool isSameProbe(const EmbeddingVector &a, const EmbeddingVector &b)
{
    if (a.size() != b.size())
        return false;
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        const auto x = static_cast<double>(a.at(i));
        const auto y = static_cast<double>(b.at(i));
        product += x * y;
        squaresA += x * x;
        squaresB += y * y;
    }
    return product >= kLeastProbeCosine * std::sqrt(squaresA * squaresB);
}

} // namespace freshet
