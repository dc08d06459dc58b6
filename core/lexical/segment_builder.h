// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/segment.h"

#include <string>
#include <unordered_map>

namespace freshet {

/// Collects passages in memory and writes them as one segment.
///
/// Terms have numbers here, so that who analyzes text keeps what it knows of a word and hashes no term twice, through
/// one segment after another. About 12 bytes a posting are held until clear(), and 100 a term until forgetTerms().
class SegmentBuilder {
public:
    struct TermCount {
        std::uint32_t term = 0; ///< From termNumber().
        std::uint32_t count = 1; ///< Written as 255 at most.
    };

    std::uint32_t termNumber(std::string_view term); ///< The same for the same term until forgetTerms().

    /// @p terms has each term once. Ids ascend; passages of one document follow each other.
    void add(const SegmentPassage &passage, std::span<const TermCount> terms);

    std::size_t passages() const { return m_passages.size(); }
    std::size_t postings() const { return m_entries.size(); }
    std::size_t terms() const { return m_terms.size(); } ///< That have a number.

    Status write(QIODevice &out) const;
    void clear(); ///< Forgets the passages.
    void forgetTerms(); ///< Only without passages.

private:
    struct Entry {
        std::uint32_t term = 0;
        Posting posting;
    };

    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<const std::string *> m_terms; // keys of m_numbers, by number
    std::vector<SegmentPassage> m_passages;
    std::vector<Entry> m_entries; // ascending by passage
};

} // namespace freshet
