// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace freshet {

/// One row of a settings page as people read and look for it.
struct SettingsRowText {
    QString title; ///< With the mark of its shortcut.
    QString words; ///< It is found by these too; never shown.
};

/// A settings page as people read and look for it, known before the page itself is made.
struct SettingsPageText {
    QString title;
    QString words;
    QList<SettingsRowText> rows;
};

/// What was typed into the search: words that must all be there, in any order.
class SettingsSearch {
public:
    SettingsSearch() = default;
    explicit SettingsSearch(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    /// The places of the rows that it finds; all of them when the page's own title says it, or nothing was typed.
    QList<int> rowsIn(const SettingsPageText &page) const;
    bool finds(const SettingsPageText &page) const; ///< The page or a row of it.

private:
    bool isIn(const QString &text) const;

    QStringList m_words;
};

} // namespace freshet
