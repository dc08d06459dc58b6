// SPDX-License-Identifier: MIT
#pragma once

#include <QRandomGenerator>
#include <QStringList>

namespace freshet::bench {

/// Words like those of a language: of 120,000, the n-th is met about 1/n as often as the first.
class Vocabulary {
public:
    explicit Vocabulary(QRandomGenerator &random); ///< Which outlives it.

    const QString &any();
    const QString &at(int rank) const { return m_words.at(rank); }
    QString text(int words); ///< Sentences of twelve words.

private:
    QRandomGenerator &m_random;
    QStringList m_words;
};

} // namespace freshet::bench
