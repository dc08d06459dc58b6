// SPDX-License-Identifier: MIT
#pragma once

#include "core/vector/dot_product.h"
#include "core/vector/quantized_vectors.h"

#include <functional>

namespace freshet {

/// Which passages may be found.
struct VectorFilter {
    std::vector<std::uint32_t> collections; ///< Sorted. Empty: all.
    std::function<bool(std::int64_t passage)> isDead; ///< Removed since its file was written. Empty: none.
};

/// A passage and how near its vector is.
struct VectorHit {
    std::int64_t passage = 0;
    float similarity = 0; ///< The cosine.

    bool operator==(const VectorHit &) const = default;
};

/// Finds the nearest vectors by looking at every one of them, on several processors at once where there are many.
///
/// Immutable, so any number of threads may search; the filter is asked by several at a time.
class VectorScan {
public:
    struct Options {
        DotProduct dot = dotProduct();
        unsigned threads = 0; ///< 0: as many as there are processors.
    };

    explicit VectorScan(std::vector<std::shared_ptr<const QuantizedVectors>> files) : VectorScan(std::move(files), {})
    {
    }
    VectorScan(std::vector<std::shared_ptr<const QuantizedVectors>> files, const Options &options);

    std::size_t size() const { return m_rows; } ///< Rows, dead ones too.

    /// The @p count nearest, the nearest first, equally near ones by their ids. A file of other dimensions has none.
    std::vector<VectorHit> nearest(const QuantizedVector &query, std::size_t count, const VectorFilter &filter) const;

private:
    const std::vector<std::shared_ptr<const QuantizedVectors>> m_files;
    const Options m_options;
    std::size_t m_rows = 0;
};

} // namespace freshet
