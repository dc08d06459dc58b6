// SPDX-License-Identifier: MIT
#include "core/vector/vector_scan.h"

#include "core/base/in_parts.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::size_t kLeastCellsAThread
    = 4 * 1024 * 1024; ///< For fewer, starting a thread takes longer than it saves.

bool isNearer(const VectorHit &a, const VectorHit &b)
{
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.passage < b.passage;
}

/// The nearest of what one thread has seen.
class NearestHits {
public:
    NearestHits(const QuantizedVector &query, std::size_t count, const VectorFilter &filter, DotProduct dot)
        : m_query(query), m_count(count), m_filter(filter), m_dot(dot)
    {
    }

    void scan(const QuantizedVectors &file, std::size_t first, std::size_t last)
    {
        const std::span<const VectorRow> rows = file.rows();
        for (std::size_t i = first; i < last; ++i) {
            const VectorRow &row = rows[i];
            const auto product = static_cast<float>(m_dot(m_query.cells.data(), file.cells(i), file.stride()));
            const VectorHit hit{.passage = row.passage, .similarity = product * m_query.scale * row.scale};
            const bool isFull = m_hits.size() == m_count;
            if ((isFull && !isNearer(hit, m_hits.front())) || !isWanted(row))
                continue;
            if (isFull) {
                std::pop_heap(m_hits.begin(), m_hits.end(), isNearer);
                m_hits.pop_back();
            }
            m_hits.push_back(hit);
            std::push_heap(m_hits.begin(), m_hits.end(), isNearer); // the farthest at the front
        }
    }

    const std::vector<VectorHit> &hits() const { return m_hits; }

private:
    bool isWanted(const VectorRow &row) const
    {
        const auto &collections = m_filter.collections;
        return (collections.empty() || std::binary_search(collections.begin(), collections.end(), row.collection))
            && (!m_filter.isDead || !m_filter.isDead(row.passage));
    }

    const QuantizedVector &m_query;
    const std::size_t m_count;
    const VectorFilter &m_filter;
    const DotProduct m_dot;
    std::vector<VectorHit> m_hits;
};

} // namespace

VectorScan::VectorScan(std::vector<std::shared_ptr<const QuantizedVectors>> files, const Options &options)
    : m_files(std::move(files)), m_options(options)
{
    for (const auto &file : m_files)
        m_rows += file->size();
}

std::vector<VectorHit> VectorScan::nearest(
    const QuantizedVector &query, std::size_t count, const VectorFilter &filter) const
{
    if (count == 0)
        return {};
    const std::size_t parts
        = m_options.threads > 0 ? m_options.threads : threadsFor(m_rows * query.cells.size() / kLeastCellsAThread);
    std::vector<NearestHits> found(parts, NearestHits(query, count, filter, m_options.dot));

    /// Each part has the same share of each file.
    const auto scanPart = [&](std::size_t part) {
        for (const auto &file : m_files) {
            if (file->stride() == query.cells.size())
                found[part].scan(*file, file->size() * part / parts, file->size() * (part + 1) / parts);
        }
    };
    doInParts(parts, scanPart);

    std::vector<VectorHit> nearest;
    for (const NearestHits &part : found)
        nearest.insert(nearest.end(), part.hits().begin(), part.hits().end());
    const std::size_t kept = std::min(count, nearest.size());
    std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(kept), nearest.end(), isNearer);
    nearest.resize(kept);
    return nearest;
}

} // namespace freshet
