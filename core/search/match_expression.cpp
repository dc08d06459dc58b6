// SPDX-License-Identifier: MIT
#include "core/search/match_expression.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr int kMostContinuations = 16; ///< Of a word that is being typed.
constexpr int kMostNearTerms = 6;
constexpr qint64 kRareUses = 3; ///< A word that is hardly anywhere may be a slip.
constexpr double kContinuedWeight = 0.6;
constexpr double kNearWeight = 0.4;
constexpr qint64 kManyUses = 100;
constexpr double kCommonShare = 0.2; ///< Words in more of the texts say too little to be looked for alone.

} // namespace

double MatchExpressionBuilder::weightOf(qint64 uses) const
{
    return std::log(1 + (double(m_texts) + 0.5) / (double(uses) + 0.5));
}

/// One search asks for the same ones several times.
const QList<KnownTerm> &MatchExpressionBuilder::continuationsOf(const QString &word)
{
    auto known = m_continuations.find(word);
    if (known == m_continuations.end())
        known = m_continuations.insert(word, m_terms.beginningWith(word, kMostContinuations));
    return *known;
}

/// The word itself, and with a prefix the words that it begins.
QList<MatchExpressionBuilder::Phrase> MatchExpressionBuilder::phrasesOf(const WordPattern &pattern, double weight)
{
    QString before;
    qint64 rarest = m_texts;
    for (qsizetype i = 0; i + 1 < pattern.words.size(); ++i) {
        const KnownTerm term = m_terms.find(pattern.words.at(i));
        if (term.id == 0)
            return {};
        before += TermStore::token(term.id) + u' ';
        rarest = std::min(rarest, term.uses);
    }
    QList<KnownTerm> lasts;
    if (pattern.isPrefix)
        lasts = continuationsOf(pattern.words.last());
    else if (const KnownTerm last = m_terms.find(pattern.words.last()); last.id != 0)
        lasts << last;
    QList<Phrase> phrases;
    for (const KnownTerm &last : std::as_const(lasts)) {
        const double share = last.text == pattern.words.last() ? 1 : kContinuedWeight;
        phrases << Phrase{
            u'"' + before + TermStore::token(last.id) + u'"', weight * share * weightOf(std::min(rarest, last.uses))};
    }
    return phrases;
}

qint64 MatchExpressionBuilder::usesOf(const WordPattern &pattern)
{
    qint64 least = m_texts;
    for (qsizetype i = 0; i < pattern.words.size(); ++i) {
        qint64 uses = m_terms.find(pattern.words.at(i)).uses;
        if (pattern.isPrefix && i + 1 == pattern.words.size()) {
            uses = 0;
            for (const KnownTerm &term : continuationsOf(pattern.words.at(i)))
                uses += term.uses;
        }
        least = std::min(least, uses);
    }
    return least;
}

MatchExpression MatchExpressionBuilder::build(
    const QList<ChatQuery::Term> &terms, qint64 texts, Spelling spelling, Joined joined)
{
    m_texts = texts;
    MatchExpression expression;
    QStringList groups;
    QStringList excluded;
    bool isImpossible = false;
    for (const ChatQuery::Term &term : terms) {
        QList<WordPattern> patterns = patternsOf(term);
        if (patterns.isEmpty())
            continue;
        qint64 uses = 0;
        for (const WordPattern &pattern : std::as_const(patterns))
            uses = std::max(uses, usesOf(pattern));
        if (joined == Joined::Any && !term.isExcluded && uses > kManyUses
            && double(uses) > kCommonShare * double(texts))
            continue;

        QList<Phrase> phrases;
        for (const WordPattern &pattern : std::as_const(patterns))
            phrases << phrasesOf(pattern, 1);
        const bool isOneWord = patterns.size() == 1 && patterns.first().words.size() == 1;
        if (spelling == Spelling::Near && isOneWord && !term.isExcluded && uses < kRareUses) {
            const QList<KnownTerm> near = m_terms.near(patterns.first().words.first(), kMostNearTerms);
            for (const KnownTerm &other : near) {
                const WordPattern pattern{{other.text}};
                phrases << phrasesOf(pattern, kNearWeight / other.slips);
                patterns << pattern;
            }
            if (!near.isEmpty()) {
                expression.meant.insert(term.text, near.first().text);
                ++expression.nearTerms;
            }
        }

        QStringList alternatives;
        for (const Phrase &phrase : std::as_const(phrases)) {
            alternatives << phrase.text;
            if (!term.isExcluded)
                expression.weights << phrase.weight;
        }
        const QString group = alternatives.join(QLatin1String(" OR "));
        if (term.isExcluded) {
            if (!group.isEmpty())
                excluded << group;
            continue;
        }
        isImpossible = isImpossible || (joined == Joined::All && group.isEmpty());
        if (!group.isEmpty())
            groups << u'(' + group + u')';
        expression.patterns << patterns;
    }
    if (!isImpossible)
        expression.text = groups.join(joined == Joined::All ? QLatin1String(" AND ") : QLatin1String(" OR "));
    expression.excluded = excluded.join(QLatin1String(" OR "));
    return expression;
}

} // namespace freshet
