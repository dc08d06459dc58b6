// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace freshet {

/// The name of a set of documents that is searched together: "guide", "documents" …
using CollectionName = QString;

inline constexpr QLatin1String kUserCollection("documents"); ///< Where files go for which no collection is named.
inline constexpr QLatin1String kGuideCollection("guide"); ///< The bundled guide to Freshet.

/// A folder that a collection is kept in step with.
struct WatchedFolder {
    enum class State {
        Followed, ///< What changes is picked up soon.
        Polled, ///< The system does not tell of all changes, so they are looked for from time to time.
        Missing, ///< It is not there; what is in the index stays until it is back.
    };
    QString path;
    State state = State::Followed;

    bool operator==(const WatchedFolder &) const = default;
};

/// What becomes of what a folder brought into a collection when it is watched no longer.
enum class UnwatchedDocuments { Keep, Remove };

struct CollectionInfo {
    CollectionName name;
    int documents = 0;
    int passages = 0;
    bool isLocalOnly = false; ///< Only models on this machine may read it.
    QList<WatchedFolder> folders;

    bool operator==(const CollectionInfo &) const = default;
};

/// A document of a collection, or a file that could not become one.
struct DocumentInfo {
    QString name; ///< Unique in its collection: the path of a file, else the id that it came with.
    QString path; ///< Empty for a document that is no file.
    QString title; ///< Empty where nothing could be read.
    qint64 size = 0; ///< Bytes of the file.
    int passages = 0; ///< 0: nothing of it is found.
    QDateTime indexedAt; ///< Or when it failed. Invalid: before this was noted.
    QString failure; ///< Why it could not be read the last time; empty where it could.

    bool operator==(const DocumentInfo &) const = default;
};

/// What to add to a collection.
struct IndexJob {
    CollectionName collection;
    QStringList paths; ///< Files and folders; folders are walked.
    QString jsonlPath; ///< A file of {"id","title","text"} lines; empty for none.
    /// Whether the texts of the collection are kept to embedding models of this machine. Not set: as it was. Decided
    /// before anything is indexed, and where that fails nothing is.
    std::optional<bool> localOnly;
    /// Once it is done, the collection is kept in step with what was named. Not where it was stopped.
    bool isWatched = true;

    bool operator==(const IndexJob &) const = default;
};

/// Of a document that is Skipped or Failed the index keeps nothing either, since what it had was of an older text; but
/// where the failure is of kind Storage or Cancelled, which says nothing about the document, it keeps what it had.
enum class DocumentState { Indexed, Unchanged, Skipped, Failed, Removed };

/// What became of one file (or line).
struct DocumentResult {
    QString path; ///< Of the file; for a JSON line "FILE:LINE".
    DocumentState state = DocumentState::Indexed;
    int passages = 0;
    std::optional<Error> error; ///< For Skipped and Failed: why.

    bool operator==(const DocumentResult &) const = default;
};

struct IndexProgress {
    int done = 0;
    int total = 0; ///< Grows while folders are still being walked.
    QString current; ///< Path being read.

    bool operator==(const IndexProgress &) const = default;
};

struct IndexSummary {
    int indexed = 0;
    int unchanged = 0;
    int skipped = 0;
    int failed = 0;
    int passages = 0;
    int removed = 0; ///< Files that are no longer there.

    bool operator==(const IndexSummary &) const = default;
};

struct SearchRequest {
    QString query;
    QList<CollectionName> collections; ///< Empty: all.
    int topK = 8;
    QStringList earlierQuestions; ///< Newest first: what a follow-up question goes on from.
    /// Set: the passages become sources for a model, of so many tokens at most; none where nothing is relevant.
    std::optional<qsizetype> contextTokens;
    /// What is found goes to another machine: a collection that is kept to this one is then refused, with
    /// ErrorKind::Permission, before anything is looked for.
    bool leavesThisMachine = false;
    /// The question goes to no other machine either: vectors take part only where a model of this one makes them.
    bool keepsQuestionHere = false;
    /// SearchReply::reasons() tells why each passage stands where it does. Not together with contextTokens.
    bool wantsReasons = false;

    bool operator==(const SearchRequest &) const = default;
};

QLatin1String toWord(DocumentState state); ///< "indexed", "unchanged", "skipped", "failed", "removed".

} // namespace freshet

Q_DECLARE_METATYPE(freshet::CollectionInfo)
Q_DECLARE_METATYPE(freshet::DocumentResult)
Q_DECLARE_METATYPE(freshet::IndexProgress)
Q_DECLARE_METATYPE(freshet::IndexSummary)
