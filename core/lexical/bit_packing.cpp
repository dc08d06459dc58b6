// SPDX-License-Identifier: MIT
#include "core/lexical/bit_packing.h"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

static_assert(std::endian::native == std::endian::little, "packed numbers are read as this machine has them");

namespace freshet {

namespace {

template <unsigned Width>
void unpackWidth(const std::uint8_t *packed, std::span<std::uint32_t> out)
{
    constexpr std::uint64_t mask = (std::uint64_t(1) << Width) - 1;
    const auto at = [&](std::size_t i) {
        std::uint64_t word = 0;
        std::memcpy(&word, packed + i * Width / 8, sizeof(word));
        return static_cast<std::uint32_t>(word >> i * Width % 8 & mask);
    };
    std::size_t i = 0;
    for (; i + 8 <= out.size(); i += 8, packed += Width) { // eight numbers are whole bytes
        std::uint32_t *const eight = out.data() + i;
        for (std::size_t j = 0; j < 8; ++j)
            eight[j] = at(j);
    }
    for (std::size_t j = 0; i + j < out.size(); ++j)
        out[i + j] = at(j);
}

template <std::size_t... Widths>
constexpr auto unpackersOf(std::index_sequence<Widths...>)
{
    return std::array{&unpackWidth<Widths>...};
}

constexpr auto kUnpackers = unpackersOf(std::make_index_sequence<33>()); // by width

} // namespace

unsigned bitWidthOf(std::span<const std::uint32_t> values)
{
    std::uint32_t all = 0;
    for (const std::uint32_t value : values)
        all |= value;
    return static_cast<unsigned>(std::bit_width(all));
}

void packBits(std::span<const std::uint32_t> values, unsigned width, std::vector<std::uint8_t> &out)
{
    const std::size_t start = out.size();
    out.resize(start + packedSize(values.size(), width) + sizeof(std::uint64_t));
    std::uint8_t *place = out.data() + start;
    std::uint64_t pending = 0;
    unsigned bits = 0;
    for (const std::uint32_t value : values) {
        pending |= static_cast<std::uint64_t>(value) << bits;
        bits += width;
        std::memcpy(place, &pending, sizeof(pending)); // the next one writes over what is not whole
        place += bits / 8;
        pending >>= bits / 8 * 8;
        bits %= 8;
    }
    out.resize(start + packedSize(values.size(), width));
}

void unpackBits(const std::uint8_t *packed, unsigned width, std::span<std::uint32_t> out)
{
    kUnpackers[width](packed, out);
}

} // namespace freshet
