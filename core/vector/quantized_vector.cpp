// SPDX-License-Identifier: MIT
#include "core/vector/quantized_vector.h"

#include "core/vector/dot_product.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr double kLargestCell = 127;

} // namespace

std::size_t paddedCells(std::size_t dimensions)
{
    return (dimensions + kCellsABlock - 1) / kCellsABlock * kCellsABlock;
}

std::optional<QuantizedVector> QuantizedVector::of(std::span<const float> numbers)
{
    if (numbers.empty() || numbers.size() > kMostDimensions)
        return std::nullopt;
    double squares = 0;
    double largest = 0;
    for (const float number : numbers) {
        const auto value = static_cast<double>(number);
        squares += value * value;
        largest = std::max(largest, std::abs(value));
    }
    if (!std::isfinite(squares) || largest == 0)
        return std::nullopt;
    QuantizedVector quantized{.cells = std::vector<std::int8_t>(paddedCells(numbers.size())),
        .scale = static_cast<float>(largest / std::sqrt(squares) / kLargestCell)};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        quantized.cells[i]
            = static_cast<std::int8_t>(std::lround(static_cast<double>(numbers[i]) / largest * kLargestCell));
    return quantized;
}

float similarity(const QuantizedVector &a, const QuantizedVector &b)
{
    if (a.cells.size() != b.cells.size())
        return 0;
    return static_cast<float>(dotProduct()(a.cells.data(), b.cells.data(), a.cells.size())) * a.scale * b.scale;
}

} // namespace freshet
