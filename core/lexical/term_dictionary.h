// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// Where the posting list of a term stands.
struct TermEntry {
    std::uint64_t offset = 0; ///< Of its first byte among all lists.
    std::uint64_t size = 0; ///< In bytes.
    std::uint32_t count = 0; ///< Of postings: how many passages have the term.

    bool operator==(const TermEntry &) const = default;
};

/// Collects the terms of a segment, which come in ascending byte order with lists that follow each other.
///
/// Sixteen terms make a block: its first one whole, each other one by how much of its forerunner it begins with.
class TermDictionaryWriter {
public:
    void add(std::string_view term, const TermEntry &entry);

    /// The blocks, the table of their places and the two sizes; the writer is empty then.
    std::vector<std::uint8_t> finish();

private:
    std::vector<std::uint8_t> m_bytes;
    std::vector<std::uint32_t> m_blocks;
    std::string m_last;
    std::size_t m_terms = 0;
};

/// Finds terms in what TermDictionaryWriter wrote. Damaged bytes make terms that are not found, nothing worse. The
/// bytes must outlive it.
class TermDictionary {
public:
    TermDictionary() = default;
    explicit TermDictionary(std::span<const std::uint8_t> bytes);

    std::optional<TermEntry> find(std::string_view term) const;
    std::size_t size() const { return m_terms; }
    bool isDamaged() const { return m_isDamaged; } ///< As far as opening it tells.

    /// Walks all terms in order.
    class Walk {
    public:
        explicit Walk(const TermDictionary &dictionary) : m_dictionary(dictionary) { }

        bool next(); ///< False at the end, and where damage ends it.
        const std::string &term() const { return m_term; }
        const TermEntry &entry() const { return m_entry; }

    private:
        const TermDictionary &m_dictionary;
        std::size_t m_index = 0;
        std::size_t m_place = 0;
        std::string m_term;
        TermEntry m_entry;
    };

private:
    std::optional<std::string_view> firstTerm(std::size_t block) const;
    std::size_t blockPlace(std::size_t block) const;
    bool read(std::size_t &place, std::size_t index, std::string &term, TermEntry &entry) const;
    std::optional<std::uint64_t> number(std::size_t &place) const;

    std::span<const std::uint8_t> m_bytes; // the blocks
    std::span<const std::uint8_t> m_places;
    std::size_t m_terms = 0;
    bool m_isDamaged = false;
};

} // namespace freshet
