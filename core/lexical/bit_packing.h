// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace freshet {

/// How many bytes unpackBits() may read past the packed ones: the reader's buffer must have them.
inline constexpr std::size_t kUnpackPadding = 8;

/// The fewest bits that hold each of @p values. 0 when all are 0.
unsigned bitWidthOf(std::span<const std::uint32_t> values);

/// How many bytes @p count values of @p width bits take.
constexpr std::size_t packedSize(std::size_t count, unsigned width) { return (count * width + 7) / 8; }

/// Appends @p values with @p width bits each, the lowest bits first. No value may need more.
void packBits(std::span<const std::uint32_t> values, unsigned width, std::vector<std::uint8_t> &out);

/// The values that packBits() wrote. @p packed has packedSize() bytes and kUnpackPadding readable ones behind them.
void unpackBits(const std::uint8_t *packed, unsigned width, std::span<std::uint32_t> out);

} // namespace freshet
