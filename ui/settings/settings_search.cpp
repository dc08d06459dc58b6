// SPDX-License-Identifier: MIT
#include "ui/settings/settings_search.h"

#include <algorithm>

namespace freshet {

SettingsSearch::SettingsSearch(const QString &typed)
    : m_words(typed.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts))
{
}

bool SettingsSearch::isIn(const QString &text) const
{
    QString folded = text.toCaseFolded();
    folded.remove(u'&');
    return std::all_of(m_words.cbegin(), m_words.cend(), [&](const QString &word) { return folded.contains(word); });
}

QList<int> SettingsSearch::rowsIn(const SettingsPageText &page) const
{
    QList<int> found;
    for (int row = 0; row < page.rows.size(); ++row) {
        const SettingsRowText &text = page.rows.at(row);
        if (isIn(page.title % u' ' % page.words % u' ' % text.title % u' ' % text.words))
            found << row;
    }
    return found;
}

bool SettingsSearch::finds(const SettingsPageText &page) const
{
    return isIn(page.title % u' ' % page.words) || !rowsIn(page).isEmpty();
}

} // namespace freshet
