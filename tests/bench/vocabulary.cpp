// SPDX-License-Identifier: MIT
#include "tests/bench/vocabulary.h"

#include <cmath>

namespace freshet::bench {

namespace {

constexpr int kVocabulary = 120'000;

}

Vocabulary::Vocabulary(QRandomGenerator &random) : m_random(random)
{
    const QStringList syllables{"ta", "re", "mi", "lo", "ken", "sur", "pla", "ver", "on", "da", "shi", "ster", "ge",
        "qui", "nor", "bel", "ha", "cru", "fen", "zo", "wim", "ju", "pex", "al"};
    for (int i = 0; i < kVocabulary; ++i) {
        QString word;
        for (int n = i; word.isEmpty() || n > 0; n /= int(syllables.size()))
            word += syllables.at(n % syllables.size());
        if (i % 17 == 0)
            word += u'_' + syllables.at(i % syllables.size());
        m_words << word;
    }
}

const QString &Vocabulary::any()
{
    return m_words.at(int(std::pow(double(kVocabulary), m_random.generateDouble())) - 1);
}

QString Vocabulary::text(int words)
{
    QString said;
    for (int i = 0; i < words; ++i)
        said += any() + (i % 12 == 11 ? QStringLiteral(". ") : QStringLiteral(" "));
    return said;
}

} // namespace freshet::bench
