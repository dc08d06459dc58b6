// SPDX-License-Identifier: MIT
#pragma once

#include "core/vector/quantized_vectors.h"

#include <QFile>
#include <QRandomGenerator>

namespace freshet {

/// Numbers between -1 and 1, no direction preferred.
inline std::vector<float> madeNumbers(std::size_t dimensions, QRandomGenerator &random)
{
    std::vector<float> numbers(dimensions);
    for (float &number : numbers)
        number = static_cast<float>(random.generateDouble() * 2 - 1);
    return numbers;
}

/// Writes the vectors as passages @p firstId and on, in collections 1 to 3 by turns. Null when it fails.
inline std::shared_ptr<const QuantizedVectors> madeVectors(
    const QString &path, const std::vector<std::vector<float>> &vectors, std::int64_t firstId = 1)
{
    QFile file(path);
    if (vectors.empty() || !file.open(QIODevice::WriteOnly))
        return nullptr;
    QuantizedVectorsWriter writer(file, vectors.front().size());
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const auto quantized = QuantizedVector::of(vectors[i]);
        if (!quantized
            || !writer.add(firstId + static_cast<std::int64_t>(i), static_cast<std::uint32_t>(i % 3 + 1),
                quantized->cells, quantized->scale))
            return nullptr;
    }
    if (!writer.finish())
        return nullptr;
    file.close();
    const auto opened = QuantizedVectors::open(path);
    return opened ? *opened : nullptr;
}

} // namespace freshet
