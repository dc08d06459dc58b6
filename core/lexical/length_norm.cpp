// SPDX-License-Identifier: MIT
#include "core/lexical/length_norm.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr double kSaturationK1 = 1.2;
constexpr double kLengthB = 0.75;
constexpr double kCodesAnOctave = 10;

} // namespace

LengthNorm::LengthNorm(double meanLength)
{
    for (std::size_t code = 0; code < kCodes; ++code) {
        const double length = std::exp2(static_cast<double>(code) / kCodesAnOctave);
        for (std::uint32_t count = 0; count < kCounts; ++count)
            m_table[count][code] = static_cast<float>(saturated(double(count) / kCountUnit, length, meanLength));
    }
}

std::uint8_t LengthNorm::codeOf(std::uint32_t length)
{
    const double code = std::round(std::log2(std::max(1.0, double(length))) * kCodesAnOctave);
    return static_cast<std::uint8_t>(std::min(code, double(kCodes - 1)));
}

double LengthNorm::saturated(double count, double length, double meanLength)
{
    const double norm = kSaturationK1 * (1 - kLengthB + kLengthB * length / std::max(1.0, meanLength));
    return count * (kSaturationK1 + 1) / (count + norm);
}

} // namespace freshet
