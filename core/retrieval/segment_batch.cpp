// SPDX-License-Identifier: MIT
#include "core/retrieval/segment_batch.h"

#include "core/lexical/length_norm.h"

#include <algorithm>
#include <limits>

namespace freshet {

namespace {

constexpr quint32 kTextCount = LengthNorm::kCountUnit;
constexpr quint32 kTitleCount = 2 * LengthNorm::kCountUnit;
constexpr quint32 kHeadingCount = 5 * LengthNorm::kCountUnit / 2;
constexpr std::size_t kMostPostings = 4'000'000; // 12 bytes each
constexpr std::size_t kMostKnownTerms = 300'000; // about 100 bytes each

quint16 grown(quint16 length, std::size_t more)
{
    return static_cast<quint16>(std::min<std::size_t>(length + more, std::numeric_limits<quint16>::max()));
}

} // namespace

std::string gramTerm(quint64 gram)
{
    std::string term(1, '\0'); // no word begins with it
    for (int shift = 56; shift >= 0; shift -= 8)
        term.push_back(static_cast<char>(gram >> shift));
    return term;
}

bool SegmentBatch::isFull() const
{
    return m_builder.postings() >= kMostPostings || m_builder.terms() >= 2 * kMostKnownTerms;
}

void SegmentBatch::add(const SearchedPassage &passage)
{
    if (m_lastDocument >= 0 && !goesOn(passage))
        ++m_documents;
    m_lastDocument = passage.document;
    m_lastCollection = passage.collection;
    m_lastWhole = passage.whole;
    SegmentPassage entry{.id = passage.id,
        .document = m_documents,
        .collection = static_cast<quint32>(passage.collection),
        .words = 0,
        .grams = 0};
    count(passage.title, kTitleCount, passage.language, nullptr);
    count(passage.heading, kHeadingCount, passage.language, nullptr);
    count(passage.text, kTextCount, passage.language, &entry);
    for (SegmentBuilder::TermCount &found : m_found)
        found.count = std::exchange(m_counts[found.term], 0);
    m_builder.add(entry, m_found);
    m_found.clear();
}

/// The document, or what it is a piece of, as the last passage.
bool SegmentBatch::goesOn(const SearchedPassage &passage) const
{
    return passage.document == m_lastDocument
        || (!passage.whole.isEmpty() && passage.whole == m_lastWhole && passage.collection == m_lastCollection);
}

void SegmentBatch::clear()
{
    m_builder.clear();
    m_lastDocument = -1;
    m_documents = 0;
    if (m_builder.terms() > kMostKnownTerms)
        forgetWords();
}

void SegmentBatch::forgetWords()
{
    m_builder.forgetTerms();
    m_known = {}; // their numbers are no more
    m_grams = {};
    m_counts = {};
}

/// @p body is told how long the text is.
void SegmentBatch::count(QStringView text, quint32 weight, const Language &language, SegmentPassage *body)
{
    const auto countTerm = [&](quint32 term) {
        if (term >= m_counts.size())
            m_counts.resize(std::max<std::size_t>(term + 1, 2 * m_counts.size()));
        if (m_counts[term] == 0)
            m_found.push_back({.term = term});
        m_counts[term] += weight;
    };
    KnownWords &words = m_known[language];
    forEachWord(text, [&](const WordView &word) {
        const bool isWord = word.kind == Word::Kind::Alphabetic;
        const KnownWord found = known(isWord ? words.words : words.signs, word, language);
        countTerm(found.term);
        for (quint32 i = 0; i < found.grams; ++i)
            countTerm(m_grams[found.firstGram + i]);
        if (body) {
            body->words = grown(body->words, 1);
            body->grams = grown(body->grams, found.grams);
        }
    });
}

SegmentBatch::KnownWord SegmentBatch::known(WordMap<KnownWord> &words, const WordView &word, const Language &language)
{
    if (const auto known = words.find(word.text))
        return *known;
    const QString text = word.text.toString();
    const auto firstGram = static_cast<quint32>(m_grams.size());
    if (word.kind == Word::Kind::Alphabetic)
        forEachGram(text, [this](quint64 gram) { m_grams.push_back(m_builder.termNumber(gramTerm(gram))); });
    const KnownWord added{.term = m_builder.termNumber(m_analyzer.stem({text, word.kind}, language).toStdString()),
        .firstGram = firstGram,
        .grams = static_cast<quint32>(m_grams.size()) - firstGram};
    words.insert(text, added);
    return added;
}

} // namespace freshet
