// SPDX-License-Identifier: MIT
#include "core/lexical/segment_builder.h"

#include <algorithm>
#include <memory>

namespace freshet {

namespace {

/// Eight bytes of @p text from @p from on as a number that is in order as they are; past the end there are zeros.
std::uint64_t bytesInOrder(std::string_view text, std::size_t from)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = from; i < from + 8; ++i)
        bytes = bytes << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return bytes;
}

} // namespace

std::uint32_t SegmentBuilder::termNumber(std::string_view term)
{
    const auto [known, isNew] = m_numbers.try_emplace(std::string(term), static_cast<std::uint32_t>(m_terms.size()));
    if (isNew) {
        m_terms.push_back({.first = bytesInOrder(term, 0), .second = bytesInOrder(term, 8), .text = &known->first});
        m_listLengths.push_back(0);
    }
    return known->second;
}

void SegmentBuilder::add(const SegmentPassage &passage, std::span<const TermCount> terms)
{
    const auto place = static_cast<std::uint32_t>(m_passages.size());
    m_passages.push_back(passage);
    for (const TermCount &term : terms) {
        const auto count = static_cast<std::uint8_t>(std::clamp(term.count, 1U, 255U));
        m_entries.push_back({.term = term.term, .posting = {.passage = place, .count = count}});
        if (m_listLengths[term.term]++ == 0)
            m_present.push_back(term.term);
    }
}

Status SegmentBuilder::write(QIODevice &out) const
{
    // Put behind each other with one pass: the lists stay in the order of their passages.
    const std::vector<std::uint32_t> order = inOrder();
    const auto ends = std::make_unique_for_overwrite<std::uint32_t[]>(m_terms.size()); // of the lists, so far
    std::uint32_t start = 0;
    for (const std::uint32_t term : order) {
        ends[term] = start;
        start += m_listLengths[term];
    }
    std::vector<Posting> postings(m_entries.size());
    for (const Entry &entry : m_entries)
        postings[ends[entry.term]++] = entry.posting;

    SegmentWriter writer(out);
    for (const std::uint32_t term : order) {
        const std::uint32_t length = m_listLengths[term];
        writer.addTerm(*m_terms[term].text, std::span(postings).subspan(ends[term] - length, length));
    }
    return writer.finish(m_passages);
}

/// The terms that have passages.
std::vector<std::uint32_t> SegmentBuilder::inOrder() const
{
    struct Place {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::uint32_t term = 0;
    };
    std::vector<Place> places;
    places.reserve(m_present.size());
    for (const std::uint32_t term : m_present)
        places.push_back({.first = m_terms[term].first, .second = m_terms[term].second, .term = term});
    std::sort(places.begin(), places.end(), [this](const Place &a, const Place &b) {
        if (a.first != b.first)
            return a.first < b.first;
        return a.second != b.second ? a.second < b.second : *m_terms[a.term].text < *m_terms[b.term].text;
    });
    std::vector<std::uint32_t> order;
    order.reserve(places.size());
    for (const Place &place : places)
        order.push_back(place.term);
    return order;
}

void SegmentBuilder::clear()
{
    for (const std::uint32_t term : m_present)
        m_listLengths[term] = 0;
    m_present.clear();
    m_passages.clear();
    m_entries.clear();
}

void SegmentBuilder::forgetTerms()
{
    m_numbers.clear();
    m_terms.clear();
    m_listLengths.clear();
}

} // namespace freshet
