// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace freshet {

/// Of a title or one heading, in UTF-16 units. They are stored and searched with every passage, so more is cut off.
inline constexpr qsizetype kLongestHeading = 200;

struct HeadingMark {
    qsizetype offset = 0; ///< Where its line starts.
    int level = 1; ///< 1 to 6.
    QString text;

    bool operator==(const HeadingMark &) const = default;
};

struct PageMark {
    qsizetype offset = 0; ///< Where the page starts.
    int page = 1;

    bool operator==(const PageMark &) const = default;
};

/// What a text consists of, which decides where it may be cut.
enum class TextKind : quint8 {
    Prose,
    Code, ///< Lines, of which those at the same depth belong together.
    Table, ///< Rows, each of which says something by itself.
};

/// What a reader found in a document. All offsets are UTF-16 units into `text`, marks are in ascending order.
struct ExtractedText {
    QString text; ///< Canonical: as canonicalText() makes it.
    QString title; ///< Empty when the document names none.
    QList<HeadingMark> headings;
    QList<PageMark> pages; ///< Empty for documents without pages.
    TextKind kind = TextKind::Prose;
    QList<qsizetype> cuts = {}; ///< Where the rows of a table start, but the first; ascending.

    bool operator==(const ExtractedText &) const = default;
};

/// A piece of a document that is found and cited as one.
struct Passage {
    qsizetype start = 0;
    qsizetype end = 0;
    QString text; ///< Exactly the extracted text from start to end.
    QString heading; ///< "Guide › Keys": the headings it stands under.
    std::optional<int> page; ///< That all of it stands on.

    bool operator==(const Passage &) const = default;
};

} // namespace freshet
