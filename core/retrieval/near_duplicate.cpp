// SPDX-License-Identifier: MIT
#include "core/retrieval/near_duplicate.h"

#include "core/retrieval/text_analyzer.h"

#include <QHash>

#include <algorithm>

namespace freshet {

namespace {

constexpr double kLeastCommonShare = 0.9;

template <typename List>
void sortOnce(List &list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

NearDuplicateKey::NearDuplicateKey(QStringView text)
{
    QString before;
    for (const Word &word : wordsOf(text)) {
        if (std::any_of(word.text.begin(), word.text.end(), [](QChar c) { return c.isDigit(); }))
            m_figures << word.text;
        m_shingles.push_back(qHashMulti(0, before, word.text));
        before = word.text;
    }
    sortOnce(m_shingles);
    sortOnce(m_figures);
}

bool NearDuplicateKey::matches(const NearDuplicateKey &other) const
{
    size_t common = 0;
    for (auto own = m_shingles.begin(), its = other.m_shingles.begin();
         own != m_shingles.end() && its != other.m_shingles.end();) {
        common += *own == *its;
        const bool isOwnLess = *own <= *its;
        const bool isItsLess = *its <= *own;
        own += isOwnLess;
        its += isItsLess;
    }
    const size_t all = m_shingles.size() + other.m_shingles.size() - common;
    return static_cast<double>(common) >= kLeastCommonShare * static_cast<double>(all) && m_figures == other.m_figures;
}

} // namespace freshet
