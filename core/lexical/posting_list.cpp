// SPDX-License-Identifier: MIT
#include "core/lexical/posting_list.h"

#include "core/lexical/bit_packing.h"

#include <algorithm>
#include <cstring>

namespace freshet {

namespace {

constexpr std::size_t kTableEntry = 2 * sizeof(std::uint32_t); // last passage, place behind the table
constexpr unsigned kWidestGap = 32;
constexpr unsigned kWidestCount = 8;
constexpr unsigned kHalves = 0x80; // beside the width: all counts of the block are even, and stand as their halves

std::size_t blocksOf(std::size_t count) { return (count + kPostingBlock - 1) / kPostingBlock; }

void writeNumber(std::uint32_t number, std::uint8_t *place) { std::memcpy(place, &number, sizeof(number)); }

} // namespace

void writePostings(std::span<const Posting> postings, std::vector<std::uint8_t> &out)
{
    const std::size_t blocks = blocksOf(postings.size());
    const std::size_t table = out.size();
    if (blocks > 1)
        out.resize(table + blocks * kTableEntry);
    const std::size_t start = out.size();

    std::array<std::uint32_t, kPostingBlock> numbers{};
    std::uint32_t next = 0; // the first passage that may come
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto part
            = postings.subspan(block * kPostingBlock, std::min(kPostingBlock, postings.size() - block * kPostingBlock));
        if (blocks > 1) {
            std::uint8_t *entry = out.data() + table + block * kTableEntry;
            writeNumber(part.back().passage, entry);
            writeNumber(static_cast<std::uint32_t>(out.size() - start), entry + sizeof(std::uint32_t));
        }
        const std::span<std::uint32_t> used(numbers.data(), part.size());
        for (std::size_t i = 0; i < part.size(); ++i) {
            used[i] = part[i].passage - next;
            next = part[i].passage + 1;
        }
        const unsigned gapWidth = bitWidthOf(used);
        const std::size_t widths = out.size();
        out.push_back(static_cast<std::uint8_t>(gapWidth));
        out.push_back(0);
        packBits(used, gapWidth, out);
        // Nearly always: an occurrence in the text counts two.
        const bool areEven
            = std::all_of(part.begin(), part.end(), [](const Posting &posting) { return posting.count % 2 == 0; });
        const unsigned unit = areEven ? 2 : 1;
        std::transform(part.begin(), part.end(), used.begin(),
            [unit](const Posting &posting) { return posting.count / unit - 1U; });
        const unsigned countWidth = bitWidthOf(used);
        out[widths + 1] = static_cast<std::uint8_t>(areEven ? countWidth | kHalves : countWidth);
        packBits(used, countWidth, out);
    }
}

PostingCursor::PostingCursor(std::span<const std::uint8_t> bytes, std::size_t count, std::uint32_t passageLimit)
    : m_bytes(bytes), m_count(count), m_blocks(blocksOf(count)), m_passageLimit(passageLimit)
{
    if (m_blocks > 1 && bytes.size() < m_blocks * kTableEntry)
        fail();
}

bool PostingCursor::nextBlock() { return m_next < m_blocks && readBlock(m_next); }

bool PostingCursor::seekBlock(std::uint32_t passage)
{
    if (m_size > 0 && m_passages[m_size - 1] >= passage)
        return true;
    if (m_blocks <= 1 || m_next >= m_blocks)
        return nextBlock() && (m_passages[m_size - 1] >= passage || seekBlock(passage));
    if (tableAt(2 * m_next) >= passage)
        return readBlock(m_next);
    std::size_t first = m_next + 1; // the first whose last passage is not before the one that is sought
    std::size_t behind = m_blocks;
    while (first < behind) {
        const std::size_t middle = first + (behind - first) / 2;
        if (tableAt(2 * middle) < passage)
            first = middle + 1;
        else
            behind = middle;
    }
    if (first == m_blocks) {
        m_next = m_blocks;
        m_size = 0;
        return false;
    }
    return readBlock(first);
}

bool PostingCursor::readBlock(std::size_t block)
{
    const std::size_t table = m_blocks > 1 ? m_blocks * kTableEntry : 0;
    const std::size_t place = table + (m_blocks > 1 ? tableAt(2 * block + 1) : 0);
    const std::size_t size = std::min(kPostingBlock, m_count - block * kPostingBlock);
    if (place + 2 > m_bytes.size())
        return fail();
    const unsigned gapWidth = m_bytes[place];
    const unsigned countWidth = m_bytes[place + 1] & ~kHalves;
    const unsigned unit = m_bytes[place + 1] & kHalves ? 2 : 1;
    const std::size_t gaps = packedSize(size, gapWidth);
    if (gapWidth > kWidestGap || countWidth > kWidestCount
        || place + 2 + gaps + packedSize(size, countWidth) > m_bytes.size())
        return fail();
    unpackBits(m_bytes.data() + place + 2, gapWidth, {m_passages.data(), size});
    unpackBits(m_bytes.data() + place + 2 + gaps, countWidth, {m_counts.data(), size});
    std::uint64_t next = block > 0 ? std::uint64_t(tableAt(2 * (block - 1))) + 1 : 0;
    for (std::size_t i = 0; i < size; ++i) {
        next += m_passages[i];
        m_passages[i] = static_cast<std::uint32_t>(next++);
        m_counts[i] = (m_counts[i] + 1) * unit;
    }
    if (next > m_passageLimit) // they ascend: the last is the largest
        return fail();
    m_size = size;
    m_next = block + 1;
    return true;
}

std::uint32_t PostingCursor::tableAt(std::size_t index) const
{
    std::uint32_t number = 0;
    std::memcpy(&number, m_bytes.data() + index * sizeof(number), sizeof(number));
    return number;
}

bool PostingCursor::fail()
{
    m_isDamaged = true;
    m_blocks = 0;
    m_next = 0;
    m_size = 0;
    return false;
}

} // namespace freshet
