// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QStringView>

#include <vector>

namespace freshet {

/// What tells whether two texts say the same, apart from case, spaces and a word here and there: a copy, an older
/// draft, a footer that every page has. Texts that differ in a figure are none: the newer one says something else.
///
/// Compared are pairs of neighbouring words, all of them: the few texts of a search need no hash that stands for them.
class NearDuplicateKey {
public:
    explicit NearDuplicateKey(QStringView text);

    bool matches(const NearDuplicateKey &other) const;

private:
    std::vector<quint64> m_shingles; ///< Sorted, each once.
    QStringList m_figures; ///< The same.
};

} // namespace freshet
