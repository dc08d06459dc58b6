// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

namespace freshet {

/// BM25's saturation of a term's count, looked up: (k1 + 1) f / (f + k1 (1 - b + b length / mean)), Robertson and
/// Zaragoza 2009, with k1 = 1.2 and b = .75.
///
/// Counts are in halves, so that fields of weight 2.5 fit (`kCountUnit`); beyond 63 of them one more says nothing.
/// Lengths are rounded to a tenth of an octave, an error of 1.7 % of the norm at most.
class LengthNorm {
public:
    static constexpr std::uint32_t kCountUnit = 2; ///< What one occurrence in the body counts.

    explicit LengthNorm(double meanLength);

    static std::uint8_t codeOf(std::uint32_t length);

    float at(std::uint32_t count, std::uint8_t lengthCode) const
    {
        return m_table[count < kCounts ? count : kCounts - 1][lengthCode];
    }

    /// For what has no table: whole documents.
    static double saturated(double count, double length, double meanLength);

private:
    static constexpr std::uint32_t kCounts = 64;
    static constexpr std::size_t kCodes = 161; // 16 bits of length

    std::array<std::array<float, kCodes>, kCounts> m_table; // nearly all counts are a few: their rows stay in the cache
};

} // namespace freshet
