// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/vector/quantized_vector.h"

#include <QFile>
#include <QString>

#include <memory>

namespace freshet {

/// Whose vector a row is.
struct VectorRow {
    std::int64_t passage = 0; ///< Its row in the index database.
    std::uint32_t collection = 0;
    float scale = 0; ///< As QuantizedVector has it.

    bool operator==(const VectorRow &) const = default;
};
static_assert(sizeof(VectorRow) == 16, "as it stands in the file");

/// The vectors of some passages, mapped into memory from one file.
///
/// A file is written whole and never changed, so any number of threads and processes may read it, also while it is
/// being deleted. Damage shows in open(), which reads all of it, as a scan is going to do anyway.
///
/// The file: the cells, row by row, the array of VectorRow, and at its end their numbers and a CRC-32 of all before it.
/// Little-endian.
class QuantizedVectors {
public:
    /// Fails with ErrorKind::Storage when the file cannot be read, is damaged, or is of another version.
    static Result<std::shared_ptr<const QuantizedVectors>> open(const QString &path);

    QuantizedVectors(const QuantizedVectors &) = delete;
    QuantizedVectors &operator=(const QuantizedVectors &) = delete;

    std::size_t dimensions() const { return m_dimensions; }
    std::size_t stride() const { return m_stride; } ///< Cells of a row, with the padding.
    std::size_t size() const { return m_rows.size(); }
    std::span<const VectorRow> rows() const { return m_rows; }
    const std::int8_t *cells(std::size_t row) const { return m_cells + row * m_stride; }

private:
    QuantizedVectors() = default;

    QFile m_file;
    const std::int8_t *m_cells = nullptr;
    std::span<const VectorRow> m_rows;
    std::size_t m_dimensions = 0;
    std::size_t m_stride = 0;
};

/// Writes such a file: add() each row, then finish().
///
/// The first failure of @p out is kept and told by finish(); what is written then is no such file.
class QuantizedVectorsWriter {
public:
    QuantizedVectorsWriter(QIODevice &out, std::size_t dimensions); ///< @p out is open for writing and outlives this.

    /// @p cells are dimensions() padded. A row of another size, or with a scale that no vector has, is refused.
    bool add(std::int64_t passage, std::uint32_t collection, std::span<const std::int8_t> cells, float scale);
    std::size_t size() const { return m_rows.size(); }
    Status finish();

private:
    void write(std::span<const std::uint8_t> bytes);

    QIODevice &m_out;
    const std::size_t m_dimensions;
    std::vector<VectorRow> m_rows;
    std::uint32_t m_checksum = 0;
    bool m_hasFailed = false;
};

} // namespace freshet
