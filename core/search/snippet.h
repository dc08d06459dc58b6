// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/word_pattern.h"

namespace freshet {

/// A part of a text that is shown marked, in UTF-16 units.
struct MarkedRange {
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const MarkedRange &) const = default;
};

/// A short piece of a message around what was found, for people: one line, whole characters.
struct Snippet {
    QString text;
    QList<MarkedRange> marks; ///< In `text`, in order, apart from one another.
    QStringList spellings; ///< The different words that were found, as the message writes them; a few.
    int terms = 0; ///< How many terms of the query were found, anywhere in the text.

    bool operator==(const Snippet &) const = default;
};

/// Finds the words of a query in texts, to mark them. Pure. Term n of the query is met by any of `patterns` n.
class SnippetBuilder {
public:
    explicit SnippetBuilder(const QList<QList<WordPattern>> &patterns);

    /// Where most of the terms stand close together; the beginning of @p text where none is found.
    Snippet build(const QString &text) const;
    QList<MarkedRange> marksIn(const QString &text) const; ///< In all of it, as it is.
    int terms() const { return static_cast<int>(m_patterns.size()); } ///< That there are to be found.

private:
    struct Found {
        MarkedRange range;
        int term;
    };

    QList<Found> find(QStringView text) const;
    static QStringList spellingsOf(const QString &text, const QList<Found> &found);

    QList<QList<WordPattern>> m_patterns;
};

} // namespace freshet
