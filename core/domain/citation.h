// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace freshet {

/// A numbered passage of one of the user's documents, given to the model or shown to the user.
struct Source {
    int number = 0; ///< As `[n]` cites it, from 1.
    QString documentId;
    QString title;
    QString path; ///< Empty for a document that is no file (bundled guide, JSON lines).
    std::optional<int> page; ///< From 1; only for paged documents.
    QString heading; ///< "Guide › Keys", empty when the document has none.
    qsizetype start = 0; ///< Offset in UTF-16 units into the document's extracted text.
    qsizetype end = 0; ///< One past the last.
    QString text; ///< From start to end, and as long; between joined passages, line breaks stand for other blank space.
    double score = 0; ///< Comparable within one search only.
    QStringList alsoIn; ///< Names of other documents that say the same, nearly word for word.

    bool operator==(const Source &) const = default;
};

/// How well a cited passage carries the sentence that cites it.
enum class Support { Supported, Weak, NotFound };

/// One `[n]` of an answer.
struct Citation {
    int number = 0; ///< What the answer says; may name no source (then NotFound).
    qsizetype start = 0; ///< Of the marker in the answer, UTF-16 units.
    qsizetype end = 0;
    Support support = Support::Supported;
    /// The words could not be compared, since answer and passage are in different languages; then support is Weak.
    bool isUnverified = false;
    /// The sentences of the source that carry the claim best, in offsets as Source::start. Empty where none does.
    qsizetype quoteStart = 0;
    qsizetype quoteEnd = 0;

    bool hasQuote() const { return quoteEnd > quoteStart; }
    bool operator==(const Citation &) const = default;
};

QLatin1String toWord(Support support); ///< "supported", "weak", "not_found".

} // namespace freshet

Q_DECLARE_METATYPE(freshet::Source)
Q_DECLARE_METATYPE(freshet::Citation)
