// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/term_store.h"
#include "core/search/word_pattern.h"

namespace freshet {

/// A query as the full-text table understands it, made of the numbers of its terms: nothing that was typed gets there.
struct MatchExpression {
    QString text; ///< Of FTS5's language; empty: nothing can match.
    QList<double> weights; ///< Of its phrases, in order, for match_weight().
    QString excluded; ///< What must not match; empty for nothing.
    QList<QList<WordPattern>> patterns; ///< Of each term that is not excluded, what is marked.
    QHash<QString, QString> meant; ///< As SearchResult has it.
    int nearTerms = 0; ///< Terms in another spelling.
};

/// Finds the terms of a query in the index and puts them together. For one search: it remembers what it was told.
class MatchExpressionBuilder {
public:
    enum class Spelling { AsTyped, Near }; ///< Near: also where a word is rare or unknown.
    enum class Joined { All, Any };

    explicit MatchExpressionBuilder(TermStore &terms) : m_terms(terms) { }

    /// @p texts is how many there are in the index.
    MatchExpression build(const QList<ChatQuery::Term> &terms, qint64 texts, Spelling spelling, Joined joined);

private:
    struct Phrase {
        QString text;
        double weight;
    };

    QList<Phrase> phrasesOf(const WordPattern &pattern, double weight);
    const QList<KnownTerm> &continuationsOf(const QString &word);
    double weightOf(qint64 uses) const;
    qint64 usesOf(const WordPattern &pattern);

    TermStore &m_terms;
    QHash<QString, QList<KnownTerm>> m_continuations;
    qint64 m_texts = 0;
};

} // namespace freshet
