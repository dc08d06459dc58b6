// SPDX-License-Identifier: MIT
#include "core/vector/quantized_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <zlib.h>

namespace freshet {

namespace {

constexpr std::uint64_t kVectorsMagic = 0x31'43'56'48'53'45'52'46; // "FRESHVC1"

/// The last bytes of the file.
struct VectorsEnd {
    std::uint64_t rows = 0;
    std::uint64_t dimensions = 0;
    std::uint64_t checksum = 0; ///< Of all before this.
    std::uint64_t magic = kVectorsMagic;
};
constexpr std::size_t kVectorsUnchecked = sizeof(VectorsEnd) - offsetof(VectorsEnd, checksum);

Error vectorsFault(const QString &path, QLatin1String what)
{
    return {.kind = ErrorKind::Storage, .message = QStringLiteral("The file %1 of vectors %2.").arg(path, what)};
}

std::uint32_t vectorsChecksum(std::uint32_t before, std::span<const std::uint8_t> bytes)
{
    return static_cast<std::uint32_t>(::crc32_z(before, bytes.data(), bytes.size()));
}

/// Of a vector of length one: its largest number is at most 1, and at least the root of 1 / dimensions.
bool isVectorScale(float scale) { return scale > 0 && scale <= 1; }

} // namespace

Result<std::shared_ptr<const QuantizedVectors>> QuantizedVectors::open(const QString &path)
{
    const std::shared_ptr<QuantizedVectors> vectors(new QuantizedVectors);
    vectors->m_file.setFileName(path);
    if (!vectors->m_file.open(QIODevice::ReadOnly))
        return failure(vectorsFault(path, QLatin1String("cannot be opened")));
    const auto size = static_cast<std::uint64_t>(vectors->m_file.size());
    VectorsEnd end;
    if (size < sizeof(end))
        return failure(vectorsFault(path, QLatin1String("is not whole")));
    const uchar *start = vectors->m_file.map(0, static_cast<qint64>(size));
    if (!start)
        return failure(vectorsFault(path, QLatin1String("cannot be read")));
    std::memcpy(&end, start + size - sizeof(end), sizeof(end));
    const std::uint64_t room = size - sizeof(end);
    const bool hasDimensions = end.dimensions > 0 && end.dimensions <= kMostDimensions;
    const std::uint64_t stride = hasDimensions ? paddedCells(end.dimensions) : 0;
    const std::uint64_t rowSize = stride + sizeof(VectorRow);
    if (end.magic != kVectorsMagic || !hasDimensions || room % rowSize != 0 || end.rows != room / rowSize)
        return failure(vectorsFault(path, QLatin1String("is damaged, or of another version")));
    if (vectorsChecksum(0, {start, size - kVectorsUnchecked}) != end.checksum)
        return failure(vectorsFault(path, QLatin1String("is damaged")));

    vectors->m_cells = reinterpret_cast<const std::int8_t *>(start);
    // The map starts at a page and the array at a multiple of kCellsABlock.
    vectors->m_rows
        = {reinterpret_cast<const VectorRow *>(start + end.rows * stride), static_cast<std::size_t>(end.rows)};
    vectors->m_dimensions = end.dimensions;
    vectors->m_stride = stride;
    if (!std::all_of(vectors->m_rows.begin(), vectors->m_rows.end(),
            [](const VectorRow &row) { return isVectorScale(row.scale); }))
        return failure(vectorsFault(path, QLatin1String("is damaged")));
    return vectors;
}

QuantizedVectorsWriter::QuantizedVectorsWriter(QIODevice &out, std::size_t dimensions)
    : m_out(out), m_dimensions(dimensions)
{
}

bool QuantizedVectorsWriter::add(
    std::int64_t passage, std::uint32_t collection, std::span<const std::int8_t> cells, float scale)
{
    if (cells.size() != paddedCells(m_dimensions) || !isVectorScale(scale))
        return false;
    m_rows.push_back({.passage = passage, .collection = collection, .scale = scale});
    write({reinterpret_cast<const std::uint8_t *>(cells.data()), cells.size()});
    return true;
}

Status QuantizedVectorsWriter::finish()
{
    write({reinterpret_cast<const std::uint8_t *>(m_rows.data()), m_rows.size() * sizeof(VectorRow)});
    VectorsEnd end{.rows = m_rows.size(), .dimensions = m_dimensions};
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t *>(&end), sizeof(end));
    write(bytes.first(bytes.size() - kVectorsUnchecked));
    end.checksum = m_checksum;
    write(bytes.last(kVectorsUnchecked));
    if (m_hasFailed) {
        return failure({.kind = ErrorKind::Storage,
            .message
            = QStringLiteral("The vectors of the search index cannot be written: %1.").arg(m_out.errorString())});
    }
    return {};
}

void QuantizedVectorsWriter::write(std::span<const std::uint8_t> bytes)
{
    if (bytes.empty())
        return; // for which zlib would begin anew
    m_checksum = vectorsChecksum(m_checksum, bytes);
    const auto size = static_cast<qint64>(bytes.size());
    m_hasFailed = m_hasFailed || m_out.write(reinterpret_cast<const char *>(bytes.data()), size) != size;
}

} // namespace freshet
