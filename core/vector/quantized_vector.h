// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

inline constexpr std::uint32_t kMostDimensions = 8192;

/// A vector of length one in a byte a dimension: number = cell * scale. Cells are -127 to 127, padded with zeros as
/// DotProduct wants them.
struct QuantizedVector {
    std::vector<std::int8_t> cells;
    float scale = 0;

    /// None where @p numbers have no direction: when there are none, too many, one that is not finite, or all zeros.
    static std::optional<QuantizedVector> of(std::span<const float> numbers);

    bool operator==(const QuantizedVector &) const = default;
};

std::size_t paddedCells(std::size_t dimensions);

/// The cosine of two vectors of the same number of cells.
float similarity(const QuantizedVector &a, const QuantizedVector &b);

} // namespace freshet
