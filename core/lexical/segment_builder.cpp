// SPDX-License-Identifier: MIT
#include "core/lexical/segment_builder.h"

#include <algorithm>
#include <numeric>

namespace freshet {

std::uint32_t SegmentBuilder::termNumber(std::string_view term)
{
    const auto [known, isNew] = m_numbers.try_emplace(std::string(term), static_cast<std::uint32_t>(m_terms.size()));
    if (isNew)
        m_terms.push_back(&known->first);
    return known->second;
}

void SegmentBuilder::add(const SegmentPassage &passage, std::span<const TermCount> terms)
{
    const auto place = static_cast<std::uint32_t>(m_passages.size());
    m_passages.push_back(passage);
    for (const TermCount &term : terms) {
        const auto count = static_cast<std::uint8_t>(std::clamp(term.count, 1U, 255U));
        m_entries.push_back({.term = term.term, .posting = {.passage = place, .count = count}});
    }
}

Status SegmentBuilder::write(QIODevice &out) const
{
    // Sorted by term with one count and one pass: the lists stay in the order of their passages.
    std::vector<std::size_t> starts(m_terms.size() + 1);
    for (const Entry &entry : m_entries)
        ++starts[entry.term + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<Posting> postings(m_entries.size());
    std::vector<std::size_t> next(starts.begin(), starts.end() - 1);
    for (const Entry &entry : m_entries)
        postings[next[entry.term]++] = entry.posting;

    std::vector<std::uint32_t> order; // of the terms that are here
    for (std::uint32_t term = 0; term < m_terms.size(); ++term) {
        if (starts[term] < starts[term + 1])
            order.push_back(term);
    }
    std::sort(
        order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) { return *m_terms[a] < *m_terms[b]; });

    SegmentWriter writer(out);
    for (const std::uint32_t term : order) {
        writer.addTerm(*m_terms[term], std::span(postings).subspan(starts[term], starts[term + 1] - starts[term]));
    }
    return writer.finish(m_passages);
}

void SegmentBuilder::clear()
{
    m_passages.clear();
    m_entries.clear();
}

void SegmentBuilder::forgetTerms()
{
    m_numbers.clear();
    m_terms.clear();
}

} // namespace freshet
