// SPDX-License-Identifier: MIT
#include "ui/transcript/height_index.h"

#include <algorithm>
#include <bit>

namespace freshet {

namespace {

size_t lowestBit(size_t value) { return value & (~value + 1); }

} // namespace

void HeightIndex::assign(const std::vector<int> &heights)
{
    m_heights.clear();
    m_tree.assign(1, 0);
    for (const int height : heights)
        append(height);
}

void HeightIndex::append(int height)
{
    if (m_tree.empty())
        m_tree.push_back(0);
    m_heights.push_back(height);
    const size_t node = m_heights.size();
    qint64 sum = height;
    for (size_t child = node - 1; child > node - lowestBit(node); child -= lowestBit(child))
        sum += m_tree[child];
    m_tree.push_back(sum);
}

void HeightIndex::truncate(size_t count)
{
    m_heights.resize(std::min(count, m_heights.size()));
    m_tree.resize(m_heights.size() + 1);
}

void HeightIndex::setHeight(size_t row, int height)
{
    const qint64 difference = qint64(height) - m_heights[row];
    m_heights[row] = height;
    for (size_t node = row + 1; node < m_tree.size(); node += lowestBit(node))
        m_tree[node] += difference;
}

qint64 HeightIndex::top(size_t row) const
{
    qint64 sum = 0;
    for (size_t node = row; node > 0; node -= lowestBit(node))
        sum += m_tree[node];
    return sum;
}

size_t HeightIndex::rowAt(qint64 y) const
{
    size_t row = 0;
    for (size_t step = std::bit_floor(m_heights.size()); step > 0; step /= 2) {
        if (row + step <= m_heights.size() && m_tree[row + step] <= y) {
            row += step;
            y -= m_tree[row];
        }
    }
    return std::min(row, m_heights.size() - 1);
}

} // namespace freshet
