// SPDX-License-Identifier: MIT
#include "core/lexical/bit_packing.h"

#include <bit>
#include <cstring>

static_assert(std::endian::native == std::endian::little, "packed numbers are read as this machine has them");

namespace freshet {

unsigned bitWidthOf(std::span<const std::uint32_t> values)
{
    std::uint32_t all = 0;
    for (const std::uint32_t value : values)
        all |= value;
    return static_cast<unsigned>(std::bit_width(all));
}

void packBits(std::span<const std::uint32_t> values, unsigned width, std::vector<std::uint8_t> &out)
{
    std::uint64_t pending = 0;
    unsigned bits = 0;
    for (const std::uint32_t value : values) {
        pending |= static_cast<std::uint64_t>(value) << bits;
        for (bits += width; bits >= 8; bits -= 8) {
            out.push_back(static_cast<std::uint8_t>(pending));
            pending >>= 8;
        }
    }
    if (bits > 0)
        out.push_back(static_cast<std::uint8_t>(pending));
}

void unpackBits(const std::uint8_t *packed, unsigned width, std::span<std::uint32_t> out)
{
    const std::uint64_t mask = (std::uint64_t(1) << width) - 1;
    std::size_t bit = 0;
    for (std::uint32_t &value : out) {
        std::uint64_t word = 0;
        std::memcpy(&word, packed + bit / 8, sizeof(word));
        value = static_cast<std::uint32_t>((word >> (bit % 8)) & mask);
        bit += width;
    }
}

} // namespace freshet
