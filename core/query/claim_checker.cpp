// SPDX-License-Identifier: MIT
#include "core/query/claim_checker.h"

#include "core/query/claimed_figures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace freshet {

namespace {

constexpr double kStemShare = 0.6;
constexpr double kDifferenceCap = 0.4; // what is left when a number, a name or a "not" differs
constexpr double kSpeaksOfIt = 0.2; // less of a claim in a sentence, and its numbers are about something else
constexpr double kDeniedFrom = 0.5; // a sentence that has so much of a claim speaks of it, and may deny it
constexpr double kWiderWindow = 0.04; // what another sentence has to bring
constexpr double kTieShare = 0.01; // among windows that lack the same, the one with most of the words
constexpr double kLeastPart = 0.1; // of a claim that a source has to bring beside the others
constexpr size_t kWindowSentences = 3;

} // namespace

/// What each run of one to three sentences has of a claim.
class ClaimChecker::Windows {
public:
    explicit Windows(size_t sentences)
    {
        for (size_t length = 0; length < kWindowSentences; ++length)
            m_shares.at(length).assign(sentences > length ? sentences - length : 0, {});
    }

    /// Adds a feature of the claim that stands in the sentences of @p places, ascending.
    template <typename Member>
    void add(const QList<qsizetype> &places, double weight, Member member)
    {
        ++m_feature;
        for (const qsizetype place : places) {
            for (size_t length = 0; length < kWindowSentences; ++length) {
                auto &shares = m_shares.at(length);
                const auto at = static_cast<size_t>(place);
                for (size_t start = at - std::min(at, length); start <= at && start < shares.size(); ++start) {
                    if (std::exchange(shares[start].lastFeature, m_feature) != m_feature)
                        shares[start].*member += weight;
                }
            }
        }
    }

    struct Share {
        double stems = 0;
        double grams = 0;
        int lastFeature = 0;
    };
    const std::vector<Share> &ofLength(size_t sentences) const { return m_shares.at(sentences - 1); }

private:
    std::array<std::vector<Share>, kWindowSentences> m_shares;
    int m_feature = 0;
};

ClaimChecker::ClaimChecker(const QList<Source> &sources)
{
    for (const Source &source : sources) {
        if (m_sources.contains(source.number))
            continue;
        CheckedSource checked{
            .language = writtenLanguage(source.text), .head = {}, .sentences = {}, .words = {}, .readings = {}};
        checked.head = saidIn(QString(source.title + u'\n' + source.heading), checked.language, m_analyzer);
        checked.words = checked.head.words;
        checked.readings = readingsOf(checked.head.figures);
        for (const TextRange &range : sentencesOf(source.text)) {
            SourceSentence sentence{range,
                saidIn(QStringView(source.text).sliced(range.start, range.end - range.start), checked.language,
                    m_analyzer)};
            const auto place = static_cast<qsizetype>(checked.sentences.size());
            for (const QString &stem : std::as_const(sentence.said.stems)) {
                checked.stems[stem] << place;
                ++m_stemCounts[stem];
            }
            for (const quint64 gram : std::as_const(sentence.said.grams)) {
                checked.grams[gram] << place;
                ++m_gramCounts[gram];
            }
            checked.words.unite(sentence.said.words);
            checked.readings.unite(readingsOf(sentence.said.figures));
            checked.sentences.push_back(std::move(sentence));
            ++m_sentenceCount;
        }
        m_sources[source.number] = std::move(checked);
    }
}

double ClaimChecker::weightOf(qsizetype sentences) const
{
    const auto all = static_cast<double>(m_sentenceCount);
    const auto with = static_cast<double>(std::max<qsizetype>(1, sentences)); // what is nowhere tells no more than that
    return std::log(1 + (all - with + 0.5) / (with + 0.5));
}

double ClaimChecker::weightOfStem(const QString &stem) const { return weightOf(m_stemCounts.value(stem)); }

double ClaimChecker::weightOfGram(quint64 gram) const { return weightOf(m_gramCounts.value(gram)); }

Language ClaimChecker::languageOf(int number) const
{
    const auto source = m_sources.constFind(number);
    return source == m_sources.cend() ? Language() : source->language;
}

ClaimSupport ClaimChecker::check(QStringView claim, int number)
{
    const auto found = m_sources.constFind(number);
    if (found == m_sources.cend())
        return {};
    const CheckedSource &source = *found;
    const SaidWords said = saidIn(claim, source.language, m_analyzer);
    if (said.stems.isEmpty() && said.figures.isEmpty())
        return {
            .support = said.words.isEmpty() ? 1 : kWeakFrom}; // "[1]" alone claims nothing, "so it is" who knows what

    Windows windows(source.sentences.size());
    double allStems = 0;
    double allGrams = 0;
    double headStems = 0;
    double headGrams = 0;
    for (const QString &stem : said.stems) {
        const double weight = weightOfStem(stem);
        allStems += weight;
        if (source.head.stems.contains(stem))
            headStems += weight;
        else
            windows.add(source.stems.value(stem), weight, &Windows::Share::stems);
    }
    for (const quint64 gram : said.grams) {
        const double weight = weightOfGram(gram);
        allGrams += weight;
        if (source.head.grams.contains(gram))
            headGrams += weight;
        else
            windows.add(source.grams.value(gram), weight, &Windows::Share::grams);
    }
    const auto coverageOf = [&](const Windows::Share &share) {
        const double stems = allStems > 0 ? (headStems + share.stems) / allStems : 1;
        const double grams = allGrams > 0 ? (headGrams + share.grams) / allGrams : stems;
        return kStemShare * stems + (1 - kStemShare) * grams;
    };

    const QList<QStringList> exact = exactWordsIn(claim, source.language, m_analyzer);
    const bool hasNames = std::all_of(
        exact.begin(), exact.end(), [&](const QStringList &forms) { return hasExactWord(source.words, forms); });
    const ClaimedFigures claimed(said.figures);
    const ClaimedFigures::Found inHead = claimed.findIn(source.head.figures);
    std::vector<ClaimedFigures::Found> inSentences;
    inSentences.reserve(source.sentences.size());
    for (const SourceSentence &sentence : source.sentences)
        inSentences.push_back(claimed.findIn(sentence.said.figures));
    ClaimSupport best{.hasFigures = claimed.areAllAmong(source.readings)};
    double bestRank = 0;
    for (size_t length = 1; length <= kWindowSentences; ++length) {
        const auto &shares = windows.ofLength(length);
        for (size_t start = 0; start < shares.size(); ++start) {
            const double coverage = coverageOf(shares[start]);
            if (coverage * (1 + kTieShare) <= bestRank)
                continue;
            QList<const ClaimedFigures::Found *> figures{&inHead};
            bool isDenied = false;
            bool isNegated = false;
            double nearest = 0;
            for (size_t at = start; at < start + length; ++at) {
                const SourceSentence &sentence = source.sentences[at];
                const double own = coverageOf(windows.ofLength(1)[at]);
                if (own >= kSpeaksOfIt)
                    figures << &inSentences[at];
                if (own > nearest) {
                    nearest = own;
                    isNegated = sentence.said.isNegated;
                    isDenied = own >= kDeniedFrom && sentence.said.isNegated != said.isNegated;
                }
            }
            const bool hasFigures = claimed.areAllIn(figures);
            const bool differs = !hasFigures || !hasNames || isDenied;
            const double support = differs ? std::min(coverage, kDifferenceCap) : coverage;
            const double rank = support + kTieShare * coverage - kWiderWindow * static_cast<double>(length - 1);
            if (rank <= bestRank)
                continue;
            bestRank = rank;
            best.support = support;
            best.isNegated = isNegated;
            best.quote = {source.sentences[start].range.start, source.sentences[start + length - 1].range.end};
        }
    }
    return best;
}

QList<bool> ClaimChecker::carriedTogether(QStringView claim, const QList<std::pair<int, ClaimSupport>> &cited)
{
    const Language language = cited.isEmpty() ? Language() : languageOf(cited.last().first);
    const SaidWords said = saidIn(claim, language, m_analyzer);
    const bool hasNegated
        = std::any_of(cited.begin(), cited.end(), [](const auto &each) { return each.second.isNegated; });
    struct Part {
        SaidWords said; // in its quote and head
        QSet<QString> words;
        QSet<QString> readings;
        bool denies = false;
    };
    QList<Part> parts;
    for (const auto &[number, support] : cited) {
        // A "not" of the claim may be about what another source says.
        const bool denies = said.isNegated ? !support.isNegated && !hasNegated : support.isNegated;
        parts << Part{.said = {}, .words = {}, .readings = {}, .denies = denies};
        const auto source = m_sources.constFind(number);
        if (denies || source == m_sources.cend())
            continue;
        Part &part = parts.last();
        part.said = source->head;
        part.words = source->words;
        part.readings = readingsOf(source->head.figures);
        for (const SourceSentence &sentence : source->sentences) {
            if (sentence.range.start < support.quote.start || sentence.range.end > support.quote.end)
                continue;
            part.said.stems.unite(sentence.said.stems);
            part.said.grams.unite(sentence.said.grams);
            part.readings.unite(readingsOf(sentence.said.figures));
        }
    }
    const QList<QStringList> exact = exactWordsIn(claim, language, m_analyzer);
    const ClaimedFigures claimed(said.figures);
    const auto supportWithout = [&](qsizetype left) {
        SaidWords all;
        QSet<QString> readings;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (i == left)
                continue;
            all.stems.unite(parts.at(i).said.stems);
            all.grams.unite(parts.at(i).said.grams);
            readings.unite(parts.at(i).readings);
            all.words.unite(parts.at(i).words);
        }
        const bool differs = !claimed.areAllAmong(readings)
            || std::any_of(
                exact.begin(), exact.end(), [&](const QStringList &forms) { return !hasExactWord(all.words, forms); });
        double stems = 0;
        double foundStems = 0;
        for (const QString &stem : said.stems) {
            stems += weightOfStem(stem);
            foundStems += all.stems.contains(stem) ? weightOfStem(stem) : 0;
        }
        double grams = 0;
        double foundGrams = 0;
        for (const quint64 gram : said.grams) {
            grams += weightOfGram(gram);
            foundGrams += all.grams.contains(gram) ? weightOfGram(gram) : 0;
        }
        const double support = (stems > 0 ? kStemShare * foundStems / stems : kStemShare)
            + (grams > 0 ? (1 - kStemShare) * foundGrams / grams : 1 - kStemShare);
        return differs ? std::min(support, kDifferenceCap) : support;
    };
    const double together = supportWithout(-1);
    QList<bool> carried;
    for (qsizetype i = 0; i < parts.size(); ++i)
        carried << (!parts.at(i).denies && together >= kSupportedFrom && together - supportWithout(i) >= kLeastPart);
    return carried;
}

} // namespace freshet
