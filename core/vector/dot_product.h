// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace freshet {

inline constexpr std::size_t kCellsABlock = 32; ///< Rows of cells are padded to a multiple of it, with zeros.

/// The sum of the products of two rows of @p cells numbers, a multiple of kCellsABlock; @p query holds no -128.
using DotProduct = std::int32_t (*)(const std::int8_t *query, const std::int8_t *row, std::size_t cells);

/// The fastest one that this processor has. All give the same number.
DotProduct dotProduct();

/// The one that every processor has.
std::int32_t scalarDotProduct(const std::int8_t *query, const std::int8_t *row, std::size_t cells);

} // namespace freshet
