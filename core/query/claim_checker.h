// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/query/said_words.h"
#include "core/retrieval/sentences.h"

#include <vector>

namespace freshet {

/// How far a source carries a claim.
struct ClaimSupport {
    double support = 0; ///< 0 to 1.
    TextRange quote; ///< The sentences of the source's text that carry most of it; empty where none does.
    bool hasFigures = true; ///< The source has every number of the claim, if not in one place.
    bool isNegated = false; ///< The sentence that is nearest to the claim says "not".
};

/// Compares claims with the sentences of sources: which three neighbouring ones have most of a claim's words and of
/// their pieces, rare ones counting more; a number, a name, an identifier or a "not" that differs keeps the support
/// low. Needs no model, and says little when languages differ.
class ClaimChecker {
public:
    static constexpr double kSupportedFrom = 0.6;
    static constexpr double kWeakFrom = 0.35;

    explicit ClaimChecker(const QList<Source> &sources);

    bool hasSource(int number) const { return m_sources.contains(number); }
    Language languageOf(int number) const;
    ClaimSupport check(QStringView claim, int number);

    /// Of sources that are cited for a claim together, each with what check() told of it: which of them bring something
    /// that the others do not, where all of them carry it. One that denies what is claimed brings nothing.
    QList<bool> carriedTogether(QStringView claim, const QList<std::pair<int, ClaimSupport>> &cited);

private:
    struct SourceSentence {
        TextRange range;
        SaidWords said;
    };
    struct CheckedSource {
        Language language;
        SaidWords head; ///< Title and headings count as said in every sentence.
        std::vector<SourceSentence> sentences;
        QSet<QString> words; ///< Of all of it.
        QSet<QString> readings; ///< Of its numbers.
        QHash<QString, QList<qsizetype>> stems; ///< Where each stands.
        QHash<quint64, QList<qsizetype>> grams;
    };
    class Windows;

    double weightOfStem(const QString &stem) const;
    double weightOfGram(quint64 gram) const;
    double weightOf(qsizetype sentences) const;

    TextAnalyzer m_analyzer;
    QHash<int, CheckedSource> m_sources;
    QHash<QString, qsizetype> m_stemCounts; ///< In how many sentences of all sources.
    QHash<quint64, qsizetype> m_gramCounts;
    qsizetype m_sentenceCount = 0;
};

} // namespace freshet
