// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace freshet {

/// Why a passage stands where it does among those that a search found.
///
/// The parts add up to the score that the passages are ordered by; all of them are comparable within one search only.
struct RankReasons {
    struct Word {
        QString text; ///< As the question is understood: case-folded.
        double rarity = 0; ///< How much it tells, by how few passages have it; 0 where it counts nothing.
        bool isFound = false; ///< In any of the forms that count as the same word.

        bool operator==(const Word &) const = default;
    };

    QList<Word> words; ///< Of the question, in its order.
    double coverage = 0; ///< Share of the question's rarity whose words are there, 0 to 1.

    double wordScore = 0; ///< Of the score: its words, nearness among them.
    double nearness = 0; ///< How much of wordScore comes from words that stand together as in the question.
    double pieceScore = 0; ///< Of the score: pieces of words, which other forms and compounds share.
    double documentScore = 0; ///< Of the score: the words in its whole document, and its best passage.
    double titleScore = 0; ///< Of the score: a title or heading that says what the question says.
    double vectorScore = 0; ///< Of the score: nearness in meaning.
    double score = 0;

    std::optional<double> similarity; ///< Cosine of the vectors; unset where they were not compared.
    double vectorWeight = 0; ///< How much vectors count beside words, as the model is trusted; 0: not at all.

    QList<std::pair<qsizetype, qsizetype>> marks; ///< Start and length of the question's words in the passage's text.

    bool operator==(const RankReasons &) const = default;
};

} // namespace freshet
