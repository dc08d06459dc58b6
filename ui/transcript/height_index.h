// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace freshet {

/// The heights of a column of rows: which row is at y, and where does a row start, each in O(log n) (a Fenwick tree).
class HeightIndex {
public:
    void assign(const std::vector<int> &heights);
    void append(int height);
    void truncate(size_t count); ///< Keeps the first @p count rows.
    void setHeight(size_t row, int height);

    size_t count() const { return m_heights.size(); }
    int height(size_t row) const { return m_heights[row]; }
    qint64 top(size_t row) const; ///< Of row count(): the total.
    qint64 total() const { return top(count()); }
    size_t rowAt(qint64 y) const; ///< The first or last row when @p y is outside. Needs a row.

private:
    std::vector<int> m_heights;
    std::vector<qint64> m_tree; ///< m_tree[i] sums the rows that end before i, over i's lowest set bit.
};

} // namespace freshet
