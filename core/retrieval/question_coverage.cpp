// SPDX-License-Identifier: MIT
#include "core/retrieval/question_coverage.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr double kRelevant = 0.35;
constexpr double kRelevantUnseparated = 0.3;
constexpr double kLeastIdf = 1.5; // what the commonest word counts beside its idf
constexpr double kOtherFormFrom = 0.5; // share of a word's pieces

std::size_t hashOfGram(quint64 gram)
{
    return gram * 0x9E3779B97F4A7C15 >> 54; // 2^64 divided by the golden ratio; ten bits
}

/// A number is not another form of another number.
bool hasForms(const Word &word)
{
    return word.kind == Word::Kind::Alphabetic
        && std::none_of(word.text.begin(), word.text.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

double relevantCoverage(const SearchQuery &query)
{
    const auto unseparated = std::count_if(query.terms.begin(), query.terms.end(),
        [](const SearchTerm &term) { return term.word.kind == Word::Kind::Ideographic; });
    return 2 * unseparated > query.terms.size() ? kRelevantUnseparated : kRelevant;
}

QuestionCoverage::QuestionCoverage(const SearchQuery &query) : m_query(query)
{
    for (const SearchTerm &term : query.terms) {
        m_hasForms << hasForms(term.word);
        if (!m_hasForms.last())
            continue;
        forEachGram(term.word.text, [this](quint64 gram) {
            m_pieces.push_back({.gram = gram});
            m_mayBePiece.set(hashOfGram(gram));
        });
    }
    const auto less = [](const Piece &a, const Piece &b) { return a.gram < b.gram; };
    const auto same = [](const Piece &a, const Piece &b) { return a.gram == b.gram; };
    std::sort(m_pieces.begin(), m_pieces.end(), less);
    m_pieces.erase(std::unique(m_pieces.begin(), m_pieces.end(), same), m_pieces.end());
}

double QuestionCoverage::of(const RankedPassage &passage)
{
    double all = 0;
    double found = 0;
    bool isRead = false;
    for (qsizetype i = 0; i < m_query.terms.size(); ++i) {
        const SearchTerm &term = m_query.terms.at(i);
        const double weight = term.idf + kLeastIdf * term.weight;
        all += weight;
        if (passage.terms.at(i)) {
            found += weight;
        } else if (m_hasForms.at(i)) {
            if (!std::exchange(isRead, true))
                findPieces(passage);
            const double share = shareOfPieces(term.word.text);
            found += share >= kOtherFormFrom ? weight * share : 0;
        }
    }
    return all > 0 ? found / all : 0;
}

std::vector<QuestionCoverage::Piece>::iterator QuestionCoverage::piece(quint64 gram)
{
    if (!m_mayBePiece.test(hashOfGram(gram)))
        return m_pieces.end();
    const auto found = std::lower_bound(
        m_pieces.begin(), m_pieces.end(), gram, [](const Piece &other, quint64 sought) { return other.gram < sought; });
    return found != m_pieces.end() && found->gram == gram ? found : m_pieces.end();
}

void QuestionCoverage::findPieces(const RankedPassage &passage)
{
    for (Piece &piece : m_pieces)
        piece.isThere = false;
    for (const QString *field : {&passage.title, &passage.heading, &passage.text}) {
        forEachWord(*field, [this](const WordView &word) {
            forEachGram(word.text, [this](quint64 gram) {
                if (const auto found = piece(gram); found != m_pieces.end())
                    found->isThere = true;
            });
        });
    }
}

double QuestionCoverage::shareOfPieces(const QString &word)
{
    int all = 0;
    int found = 0;
    forEachGram(word, [&](quint64 gram) {
        ++all;
        found += piece(gram)->isThere; // its pieces are among them
    });
    return all == 0 ? 0 : static_cast<double>(found) / all;
}

} // namespace freshet
