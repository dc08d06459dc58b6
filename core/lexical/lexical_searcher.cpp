// SPDX-License-Identifier: MIT
#include "core/lexical/lexical_searcher.h"

#include "core/base/in_parts.h"
#include "core/lexical/length_norm.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

namespace freshet {

namespace {

constexpr std::uint32_t kWindow = 1 << 13; // passages; two arrays of floats fit the second-level cache
constexpr std::size_t kMostKept = 1000; // by each score
constexpr std::size_t kFewestKept = 200;
constexpr std::size_t kKeptForOne = 4; // that is wanted
constexpr std::size_t kFewestGrams = 16; // of a question, however common they are
constexpr std::uint32_t kScanStep = 16; // kWindow is a multiple
constexpr std::uint64_t kLeastPassagesAThread = 8192; // for fewer, starting a thread takes longer than it saves
constexpr float kGramShare = 0.7F;
constexpr float kDocumentShare = 0.5F;

double idfOf(double passages, double with)
{
    return std::log(1 + (std::max(passages, with) - with + 0.5) / (with + 0.5));
}

float shareOf(float score, float best) { return best > 0 ? score / best : 0; }

} // namespace

float lexicalScore(const LexicalHit &hit, const LexicalHit &best)
{
    const float words = shareOf(hit.words, best.words) + kDocumentShare * shareOf(hit.document, best.document);
    return words / (1 + kDocumentShare) + kGramShare * shareOf(hit.grams, best.grams);
}

LexicalParts lexicalParts(const LexicalHit &hit, const LexicalHit &best)
{
    constexpr double whole = 1 + kDocumentShare;
    return {.words = shareOf(hit.words, best.words) / whole,
        .document = kDocumentShare * shareOf(hit.document, best.document) / whole,
        .grams = kGramShare * shareOf(hit.grams, best.grams)};
}

struct LexicalSearcher::Candidate {
    std::uint32_t segment = 0;
    std::uint32_t place = 0;
    float words = 0;
    float grams = 0;
    float document = 0;

    bool isBefore(const Candidate &other) const
    {
        return segment != other.segment ? segment < other.segment : place < other.place;
    }
};

struct LexicalSearcher::WeightedTerm {
    struct Form {
        std::size_t segment = 0;
        TermEntry entry;
    };
    std::vector<Form> forms;
    double idf = 0;
    float weight = 0; ///< idf times the count in the question.
};

/// The best by one score; of equal ones the first. More are held, so that most of them cost one comparison.
class LexicalSearcher::BestCandidates {
public:
    BestCandidates(float Candidate::*score, std::size_t kept) : m_score(score), m_kept(kept) { }

    float least() const { return m_least; } ///< What is no better than this is not among them.

    void offer(const Candidate &candidate)
    {
        if (candidate.*m_score <= m_least)
            return;
        m_held.push_back(candidate);
        if (m_held.size() == 2 * m_kept)
            dropOthers();
    }

    void add(const BestCandidates &others)
    {
        for (const Candidate &candidate : others.m_held)
            offer(candidate);
    }

    std::vector<Candidate> take()
    {
        if (m_held.size() > m_kept)
            dropOthers();
        return std::move(m_held);
    }

private:
    void dropOthers()
    {
        const auto isBetter = [this](const Candidate &a, const Candidate &b) {
            return a.*m_score != b.*m_score ? a.*m_score > b.*m_score : a.isBefore(b);
        };
        const auto last = m_held.begin() + static_cast<std::ptrdiff_t>(m_kept - 1);
        std::nth_element(m_held.begin(), last, m_held.end(), isBetter);
        m_least = (*last).*m_score;
        m_held.resize(m_kept);
    }

    float Candidate::*m_score;
    std::size_t m_kept;
    float m_least = 0;
    std::vector<Candidate> m_held;
};

/// Walks segments window by window, and keeps the best of all of them.
class LexicalSearcher::WindowScorer {
public:
    WindowScorer(const LexicalFilter &filter, std::size_t kept, const LengthNorm &wordNorm, const LengthNorm &gramNorm)
        : m_filter(filter),
          m_wordNorm(wordNorm),
          m_gramNorm(gramNorm),
          m_words(kWindow),
          m_grams(kWindow),
          m_byWords(&Candidate::words, kept),
          m_byGrams(&Candidate::grams, kept)
    {
    }

    /// The passages from @p first until before @p last of the segment @p number, a window at most.
    void score(std::size_t number, const Segment &segment, std::uint32_t first, std::uint32_t last,
        const std::vector<WeightedTerm> &words, const std::vector<WeightedTerm> &grams)
    {
        const std::uint32_t size = last - first;
        const std::uint32_t scanned = (size + kScanStep - 1) / kScanStep * kScanStep;
        std::fill_n(m_words.begin(), scanned, 0.0F);
        std::fill_n(m_grams.begin(), scanned, 0.0F);
        const auto addAll = [&](const std::vector<WeightedTerm> &terms, std::span<const std::uint8_t> lengths,
                                const LengthNorm &norm, std::vector<float> &scores) {
            for (const WeightedTerm &term : terms) {
                for (const WeightedTerm::Form &form : term.forms) {
                    if (form.segment == number)
                        add(segment.postings(form.entry), term.weight, first, last, lengths, norm, scores);
                }
            }
        };
        addAll(words, segment.wordLengths(), m_wordNorm, m_words);
        addAll(grams, segment.gramLengths(), m_gramNorm, m_grams);
        clearOthers(segment, first, size);
        keepBest(number, segment, first, size);
    }

    /// What another one found too.
    void add(const WindowScorer &other)
    {
        m_byWords.add(other.m_byWords);
        m_byGrams.add(other.m_byGrams);
        m_hasDamage = m_hasDamage || other.m_hasDamage;
    }

    /// The best by either score, in the order of their places.
    std::vector<Candidate> take()
    {
        std::vector<Candidate> all = m_byWords.take();
        const std::vector<Candidate> others = m_byGrams.take();
        all.insert(all.end(), others.begin(), others.end());
        std::sort(all.begin(), all.end(), [](const Candidate &a, const Candidate &b) { return a.isBefore(b); });
        const auto isSame
            = [](const Candidate &a, const Candidate &b) { return a.segment == b.segment && a.place == b.place; };
        all.erase(std::unique(all.begin(), all.end(), isSame), all.end());
        return all;
    }

    bool hasDamage() const { return m_hasDamage; }

private:
    void add(PostingCursor postings, float weight, std::uint32_t start, std::uint32_t end,
        std::span<const std::uint8_t> lengths, const LengthNorm &norm, std::vector<float> &scores)
    {
        for (bool isThere = postings.seekBlock(start); isThere; isThere = postings.nextBlock()) {
            const auto passages = postings.passages();
            const auto counts = postings.counts();
            auto i = static_cast<std::size_t>(
                std::lower_bound(passages.begin(), passages.end(), start) - passages.begin());
            for (; i < passages.size() && passages[i] < end; ++i)
                scores[passages[i] - start] += weight * norm.at(counts[i], lengths[passages[i]]);
            if (i < passages.size())
                break;
        }
        m_hasDamage = m_hasDamage || postings.isDamaged();
    }

    void keepBest(std::size_t number, const Segment &segment, std::uint32_t start, std::uint32_t size)
    {
        for (std::uint32_t step = 0; step < size; step += kScanStep) {
            const float *const words = m_words.data() + step; // past the last passage it is 0
            const float *const grams = m_grams.data() + step;
            const float leastWords = m_byWords.least();
            const float leastGrams = m_byGrams.least();
            unsigned better = 0; // no branch and a fixed count, so that the compiler compares several at once
            for (std::uint32_t i = 0; i < kScanStep; ++i)
                better |= unsigned(words[i] > leastWords) | unsigned(grams[i] > leastGrams);
            for (std::uint32_t i = 0; better != 0 && i < kScanStep; ++i)
                offer(number, segment, start + step + i, words[i], grams[i]);
        }
    }

    void offer(std::size_t number, const Segment &segment, std::uint32_t place, float words, float grams)
    {
        if ((words <= m_byWords.least() && grams <= m_byGrams.least())
            || (m_filter.isDead && m_filter.isDead(segment.passages()[place].id)))
            return;
        const Candidate candidate{.segment = static_cast<std::uint32_t>(number),
            .place = place,
            .words = words,
            .grams = grams,
            .document = words};
        m_byWords.offer(candidate);
        m_byGrams.offer(candidate);
    }

    /// Takes their scores from the passages of collections that are not asked.
    void clearOthers(const Segment &segment, std::uint32_t start, std::uint32_t size)
    {
        const auto &collections = m_filter.collections;
        const auto runs = segment.runs();
        auto run = collections.empty()
            ? runs.end()
            : std::upper_bound(runs.begin(), runs.end(), start,
                [](std::uint32_t place, const Segment::Run &other) { return place < other.end; });
        for (std::uint32_t at = start; run != runs.end() && at < start + size; at = run++->end) {
            if (std::binary_search(collections.begin(), collections.end(), run->collection))
                continue;
            const auto first = static_cast<std::ptrdiff_t>(at - start);
            const std::uint32_t count = std::min(run->end, start + size) - at;
            std::fill_n(m_words.begin() + first, count, 0.0F);
            std::fill_n(m_grams.begin() + first, count, 0.0F);
        }
    }

    const LexicalFilter &m_filter;
    const LengthNorm &m_wordNorm;
    const LengthNorm &m_gramNorm;
    std::vector<float> m_words;
    std::vector<float> m_grams;
    BestCandidates m_byWords;
    BestCandidates m_byGrams;
    bool m_hasDamage = false;
};

LexicalSearcher::LexicalSearcher(std::vector<std::shared_ptr<const Segment>> segments, std::uint64_t mostGramPostings)
    : m_segments(std::move(segments)), m_mostGramPostings(mostGramPostings)
{
    std::uint64_t words = 0;
    std::uint64_t grams = 0;
    for (const auto &segment : m_segments) {
        m_passages += segment->passages().size();
        m_documents += segment->passages().empty() ? 0 : segment->passages().back().document + 1;
        words += segment->wordCount();
        grams += segment->gramCount();
    }
    const double passages = std::max<double>(1, static_cast<double>(m_passages));
    m_meanWords = static_cast<double>(words) / passages;
    m_meanDocument = static_cast<double>(words) / std::max<double>(1, static_cast<double>(m_documents));
    m_wordNorm = std::make_unique<LengthNorm>(m_meanWords);
    m_gramNorm = std::make_unique<LengthNorm>(static_cast<double>(grams) / passages);
}

LexicalSearcher::~LexicalSearcher() = default;

LexicalResult LexicalSearcher::search(const LexicalQuery &query, const LexicalFilter &filter, std::size_t count) const
{
    const std::vector<WeightedTerm> words = weightedWords(query);
    const std::vector<WeightedTerm> grams = weightedGrams(query, words);
    LexicalResult result;
    for (const WeightedTerm &word : words)
        result.wordIdf.push_back(word.idf);

    std::vector<Candidate> candidates = bestCandidates(words, grams, filter, count, result);
    scoreDocuments(candidates, words, result);

    LexicalHit best;
    for (const Candidate &candidate : candidates) {
        best.words = std::max(best.words, candidate.words);
        best.grams = std::max(best.grams, candidate.grams);
        best.document = std::max(best.document, candidate.document);
    }
    for (const Candidate &candidate : candidates) {
        LexicalHit hit{.passage = m_segments[candidate.segment]->passages()[candidate.place].id,
            .words = candidate.words,
            .grams = candidate.grams,
            .document = candidate.document};
        hit.score = lexicalScore(hit, best);
        result.hits.push_back(hit);
    }
    const auto isBetter = [](const LexicalHit &a, const LexicalHit &b) {
        return a.score != b.score ? a.score > b.score : a.passage < b.passage;
    };
    const auto end = result.hits.begin() + static_cast<std::ptrdiff_t>(std::min(count, result.hits.size()));
    std::partial_sort(result.hits.begin(), end, result.hits.end(), isBetter);
    result.hits.erase(end, result.hits.end());
    return result;
}

/// Each thread takes the next share of the passages when it is done with one: segments may be cut between two of them.
std::vector<LexicalSearcher::Candidate> LexicalSearcher::bestCandidates(const std::vector<WeightedTerm> &words,
    const std::vector<WeightedTerm> &grams, const LexicalFilter &filter, std::size_t count, LexicalResult &result) const
{
    const std::size_t kept = std::clamp(kKeptForOne * count, kFewestKept, kMostKept);
    const std::size_t threads = threadsFor(m_passages / kLeastPassagesAThread);
    std::vector<WindowScorer> scorers(threads, WindowScorer(filter, kept, *m_wordNorm, *m_gramNorm));
    std::atomic<std::uint64_t> next = 0; // passage
    doInParts(threads, [&](std::size_t thread) {
        for (std::uint64_t from = next.fetch_add(kWindow); from < m_passages; from = next.fetch_add(kWindow)) {
            std::uint64_t start = 0; // of the segment, among all passages
            for (std::size_t number = 0; number < m_segments.size() && start < from + kWindow; ++number) {
                const std::uint64_t end = start + m_segments[number]->passages().size();
                if (end > from) {
                    scorers[thread].score(number, *m_segments[number],
                        static_cast<std::uint32_t>(std::max(start, from) - start),
                        static_cast<std::uint32_t>(std::min(end, from + kWindow) - start), words, grams);
                }
                start = end;
            }
        }
    });
    for (std::size_t thread = 1; thread < threads; ++thread)
        scorers.front().add(scorers[thread]);
    result.hasDamage = scorers.front().hasDamage();
    return scorers.front().take();
}

LexicalSearcher::WeightedTerm LexicalSearcher::weighted(const std::vector<std::string> &forms) const
{
    WeightedTerm term;
    std::uint64_t most = 0;
    for (const std::string &form : forms) {
        std::uint64_t passages = 0;
        for (std::size_t number = 0; number < m_segments.size(); ++number) {
            if (const auto entry = m_segments[number]->terms().find(form)) {
                term.forms.push_back({.segment = number, .entry = *entry});
                passages += entry->count;
            }
        }
        most = std::max(most, passages);
    }
    term.idf = idfOf(static_cast<double>(m_passages), static_cast<double>(most));
    return term;
}

std::vector<LexicalSearcher::WeightedTerm> LexicalSearcher::weightedWords(const LexicalQuery &query) const
{
    std::vector<WeightedTerm> words;
    for (const LexicalQuery::Term &word : query.words) {
        words.push_back(weighted(word.forms));
        words.back().weight = static_cast<float>(words.back().idf) * word.count;
    }
    return words;
}

/// What is left of the postings' limit says the least, and would take the most time.
void LexicalSearcher::leaveOutCommonest(std::vector<WeightedTerm> &grams) const
{
    std::stable_sort(
        grams.begin(), grams.end(), [](const WeightedTerm &a, const WeightedTerm &b) { return a.weight > b.weight; });
    std::uint64_t postings = 0;
    for (std::size_t i = 0; i < grams.size(); ++i) {
        for (const WeightedTerm::Form &form : grams[i].forms)
            postings += form.entry.count;
        if (i >= kFewestGrams && postings > m_mostGramPostings) {
            grams.resize(i);
            return;
        }
    }
}

/// Each by its own idf, and by the square root of that of its words beside the rarest: pieces of "python" say little
/// in a collection of Python code, however rare they are in other words. (Tried: .3972 to .4059 nDCG@10 on CoSQA,
/// .6915 to .6943 on SciFact, .9575 to .9616 on the German XQuAD, together with kGramShare.)
std::vector<LexicalSearcher::WeightedTerm> LexicalSearcher::weightedGrams(
    const LexicalQuery &query, const std::vector<WeightedTerm> &words) const
{
    double most = 0;
    for (const WeightedTerm &word : words)
        most = std::max(most, word.idf);
    std::vector<WeightedTerm> grams;
    for (const LexicalQuery::Gram &gram : query.grams) {
        double count = 0;
        for (const std::size_t word : gram.words)
            count += query.words[word].count * std::sqrt(words[word].idf / most);
        grams.push_back(weighted({gram.form}));
        grams.back().weight = static_cast<float>(grams.back().idf * count);
    }
    leaveOutCommonest(grams);
    return grams;
}

/// @p candidates are in the order of their places.
void LexicalSearcher::scoreDocuments(
    std::span<Candidate> candidates, const std::vector<WeightedTerm> &words, LexicalResult &result) const
{
    for (auto first = candidates.begin(); first != candidates.end();) {
        const auto end = std::find_if(
            first, candidates.end(), [&](const Candidate &other) { return other.segment != first->segment; });
        scoreDocumentsOf(first->segment, {first, end}, words, result);
        first = end;
    }
}

void LexicalSearcher::scoreDocumentsOf(std::size_t segment, std::span<Candidate> candidates,
    const std::vector<WeightedTerm> &words, LexicalResult &result) const
{
    struct Document {
        std::uint32_t start = 0;
        std::uint32_t end = 0;
        double length = 0;
        double score = 0;
    };
    const auto passages = m_segments[segment]->passages();
    std::vector<Document> documents;
    std::vector<std::size_t> documentOf;
    for (const Candidate &candidate : candidates) {
        if (documents.empty() || candidate.place >= documents.back().end) {
            Document document{.start = candidate.place, .end = candidate.place + 1};
            const std::uint32_t number = passages[candidate.place].document;
            while (document.start > 0 && passages[document.start - 1].document == number)
                --document.start;
            while (document.end < passages.size() && passages[document.end].document == number)
                ++document.end;
            for (std::uint32_t place = document.start; place < document.end; ++place)
                document.length += passages[place].words;
            documents.push_back(document);
        }
        documentOf.push_back(documents.size() - 1);
    }
    for (const WeightedTerm &word : words) {
        for (const WeightedTerm::Form &form : word.forms) {
            if (form.segment != segment)
                continue;
            PostingCursor cursor = m_segments[segment]->postings(form.entry);
            for (Document &document : documents) {
                double count = 0;
                for (bool isThere = cursor.seekBlock(document.start); isThere;
                     isThere = cursor.passages().back() + 1 < document.end && cursor.nextBlock()) {
                    const auto places = cursor.passages();
                    const auto first = std::lower_bound(places.begin(), places.end(), document.start);
                    for (auto i = static_cast<std::size_t>(first - places.begin());
                         i < places.size() && places[i] < document.end; ++i)
                        count += cursor.counts()[i];
                }
                if (count > 0) {
                    document.score += word.weight
                        * LengthNorm::saturated(count / LengthNorm::kCountUnit, document.length, m_meanDocument);
                }
            }
            result.hasDamage = result.hasDamage || cursor.isDamaged();
        }
    }
    for (std::size_t i = 0; i < candidates.size(); ++i)
        candidates[i].document = static_cast<float>(documents[documentOf[i]].score);
}

} // namespace freshet
