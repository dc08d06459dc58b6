// SPDX-License-Identifier: MIT
#include "core/lexical/term_dictionary.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace freshet {

namespace {

constexpr std::size_t kTermBlock = 16;
constexpr std::size_t kDictionaryEnd = 2 * sizeof(std::uint64_t); // how many terms, how many bytes of blocks

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
void appendNumber(std::uint64_t number, std::vector<std::uint8_t> &out)
{
    for (; number >= 0x80; number >>= 7)
        out.push_back(static_cast<std::uint8_t>(number | 0x80));
    out.push_back(static_cast<std::uint8_t>(number));
}

template <typename Number>
void appendRaw(Number number, std::vector<std::uint8_t> &out)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(&number);
    out.insert(out.end(), bytes, bytes + sizeof(number));
}

template <typename Number>
Number rawAt(std::span<const std::uint8_t> bytes, std::size_t place)
{
    Number number{};
    std::memcpy(&number, bytes.data() + place, sizeof(number));
    return number;
}

} // namespace

void TermDictionaryWriter::add(std::string_view term, const TermEntry &entry)
{
    if (m_terms % kTermBlock == 0) {
        m_blocks.push_back(static_cast<std::uint32_t>(m_bytes.size()));
        m_last.clear();
    }
    const auto common = static_cast<std::size_t>(
        std::mismatch(term.begin(), term.end(), m_last.begin(), m_last.end()).first - term.begin());
    if (m_terms % kTermBlock != 0)
        appendNumber(common, m_bytes);
    appendNumber(term.size() - common, m_bytes);
    m_bytes.insert(m_bytes.end(), term.begin() + static_cast<std::ptrdiff_t>(common), term.end());
    if (m_terms % kTermBlock == 0)
        appendNumber(entry.offset, m_bytes); // the others follow it
    appendNumber(entry.size, m_bytes);
    appendNumber(entry.count, m_bytes);
    m_last = term;
    ++m_terms;
}

std::vector<std::uint8_t> TermDictionaryWriter::finish()
{
    const std::uint64_t size = m_bytes.size();
    for (const std::uint32_t block : m_blocks)
        appendRaw(block, m_bytes);
    appendRaw<std::uint64_t>(m_terms, m_bytes);
    appendRaw(size, m_bytes);
    m_blocks.clear();
    m_last.clear();
    m_terms = 0;
    return std::exchange(m_bytes, {});
}

TermDictionary::TermDictionary(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < kDictionaryEnd) {
        m_isDamaged = true;
        return;
    }
    const std::size_t end = bytes.size() - kDictionaryEnd;
    const auto terms = rawAt<std::uint64_t>(bytes, end);
    const auto size = rawAt<std::uint64_t>(bytes, end + sizeof(std::uint64_t));
    const std::uint64_t blocks = terms / kTermBlock + (terms % kTermBlock != 0);
    if (size > end || blocks > end || size + blocks * sizeof(std::uint32_t) != end) {
        m_isDamaged = true;
        return;
    }
    m_bytes = bytes.first(size);
    m_places = bytes.subspan(size, end - size);
    m_terms = terms;
}

std::optional<TermEntry> TermDictionary::find(std::string_view term) const
{
    std::size_t first = 0; // the first block that begins behind the term
    std::size_t behind = m_places.size() / sizeof(std::uint32_t);
    while (first < behind) {
        const std::size_t middle = first + (behind - first) / 2;
        const auto start = firstTerm(middle);
        if (!start)
            return std::nullopt;
        if (*start <= term)
            first = middle + 1;
        else
            behind = middle;
    }
    if (first == 0)
        return std::nullopt;
    const std::size_t index = (first - 1) * kTermBlock;
    std::size_t place = blockPlace(first - 1);
    std::string known;
    TermEntry entry;
    for (std::size_t i = index; i < std::min(index + kTermBlock, m_terms); ++i) {
        if (!read(place, i, known, entry) || known > term)
            return std::nullopt;
        if (known == term)
            return entry;
    }
    return std::nullopt;
}

std::size_t TermDictionary::blockPlace(std::size_t block) const
{
    return rawAt<std::uint32_t>(m_places, block * sizeof(std::uint32_t));
}

std::optional<std::string_view> TermDictionary::firstTerm(std::size_t block) const
{
    std::size_t place = blockPlace(block);
    const auto length = number(place);
    if (!length || *length > m_bytes.size() - place)
        return std::nullopt;
    return std::string_view(reinterpret_cast<const char *>(m_bytes.data() + place), *length);
}

/// Reads the term at @p place over its forerunner @p term and moves on.
bool TermDictionary::read(std::size_t &place, std::size_t index, std::string &term, TermEntry &entry) const
{
    const bool isFirst = index % kTermBlock == 0;
    const auto common = isFirst ? std::uint64_t(0) : number(place);
    const auto length = number(place);
    if (!common || !length || *common > term.size() || *length > m_bytes.size() - place)
        return false;
    term.resize(*common);
    term.append(reinterpret_cast<const char *>(m_bytes.data() + place), *length);
    place += *length;
    const auto offset = isFirst ? number(place) : std::optional(entry.offset + entry.size);
    const auto size = number(place);
    const auto count = number(place);
    if (!offset || !size || !count)
        return false;
    entry = {.offset = *offset, .size = *size, .count = static_cast<std::uint32_t>(*count)};
    return true;
}

std::optional<std::uint64_t> TermDictionary::number(std::size_t &place) const
{
    if (place < m_bytes.size() && m_bytes[place] < 0x80) // nearly all
        return m_bytes[place++];
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && place < m_bytes.size(); shift += 7) {
        const std::uint8_t byte = m_bytes[place++];
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return value;
    }
    return std::nullopt;
}

bool TermDictionary::Walk::next()
{
    if (m_index >= m_dictionary.m_terms)
        return false;
    if (m_index % kTermBlock == 0)
        m_place = m_dictionary.blockPlace(m_index / kTermBlock);
    return m_dictionary.read(m_place, m_index++, m_term, m_entry);
}

} // namespace freshet
