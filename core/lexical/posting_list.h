// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace freshet {

/// That a term is in a passage, and how much of it.
struct Posting {
    std::uint32_t passage = 0; ///< Its place in the segment.
    std::uint8_t count = 1; ///< From 1; occurrences, weighted by their field.

    bool operator==(const Posting &) const = default;
};

inline constexpr std::size_t kPostingBlock = 128;

/// Appends the list to @p out. @p postings ascend strictly by passage.
///
/// Blocks of 128, each as the bit widths of its gaps and counts and then those, packed; counts that are all even as
/// their halves. In front of several blocks stands a table of their last passages and places, by which a cursor skips.
void writePostings(std::span<const Posting> postings, std::vector<std::uint8_t> &out);

/// Walks a posting list block by block.
///
/// The bytes may be damaged: whatever they are, nothing outside of them (and the padding of unpackBits() behind them)
/// is read, no passage at or beyond the limit comes out, and isDamaged() tells. They must outlive the cursor.
class PostingCursor {
public:
    /// @p count is the length of the list, @p passageLimit how many passages the segment has.
    PostingCursor(std::span<const std::uint8_t> bytes, std::size_t count, std::uint32_t passageLimit);

    bool nextBlock(); ///< False at the end. The first call reads the first block.

    /// Reads the first block from here on whose last passage is not before @p passage. False when none is.
    bool seekBlock(std::uint32_t passage);

    std::span<const std::uint32_t> passages() const
    {
        return {m_passages.data(), m_size};
    } ///< Of the block, ascending.
    std::span<const std::uint32_t> counts() const { return {m_counts.data(), m_size}; }
    bool isDamaged() const { return m_isDamaged; }

private:
    bool readBlock(std::size_t block);
    std::uint32_t tableAt(std::size_t index) const;
    bool fail();

    std::span<const std::uint8_t> m_bytes;
    std::size_t m_count;
    std::size_t m_blocks;
    std::uint32_t m_passageLimit;
    std::size_t m_next = 0; // block
    std::size_t m_size = 0; // of the block at hand
    bool m_isDamaged = false;
    std::array<std::uint32_t, kPostingBlock> m_passages;
    std::array<std::uint32_t, kPostingBlock> m_counts;
};

} // namespace freshet
