// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <algorithm>
#include <array>

namespace freshet {

/// A word in lower case, as words are compared. Most are folded without a string.
class FoldedWord {
public:
    explicit FoldedWord(QStringView word) : m_view(word) ///< Outlives this.
    {
        const auto isAscii = [](QChar c) { return c.unicode() < 0x80; };
        if (word.size() > kLongest || !std::all_of(word.begin(), word.end(), isAscii)) {
            m_string = QString::fromRawData(word.data(), word.size()).toCaseFolded(); // a copy if it changes
            m_view = m_string;
        } else if (std::any_of(word.begin(), word.end(), &isUpper)) {
            std::transform(word.begin(), word.end(), m_ascii.begin(),
                [](QChar c) { return static_cast<char16_t>(isUpper(c) ? c.unicode() + (u'a' - u'A') : c.unicode()); });
            m_view = QStringView(m_ascii.data(), word.size());
        }
    }
    FoldedWord(const FoldedWord &) = delete;
    FoldedWord &operator=(const FoldedWord &) = delete;

    QStringView view() const { return m_view; }

private:
    static constexpr qsizetype kLongest = 72;
    static bool isUpper(QChar c) { return c >= u'A' && c <= u'Z'; }

    QStringView m_view;
    QString m_string;
    std::array<char16_t, kLongest> m_ascii;
};

} // namespace freshet
