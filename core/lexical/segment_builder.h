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
    /// A term by its beginning, so that most of them are put in order without looking at them.
    struct Term {
        std::uint64_t first = 0; ///< The first eight bytes, the first one in the highest place.
        std::uint64_t second = 0; ///< The next eight.
        const std::string *text = nullptr; ///< A key of m_numbers.
    };

    std::vector<std::uint32_t> inOrder() const;

    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<Term> m_terms; // by number
    std::vector<std::uint32_t> m_listLengths; // by number; 0 for the terms of earlier segments
    std::vector<std::uint32_t> m_present; // numbers of the others
    std::vector<SegmentPassage> m_passages;
    std::vector<Entry> m_entries; // ascending by passage
};

} // namespace freshet
