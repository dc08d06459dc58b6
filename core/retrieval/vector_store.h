// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/embedding_profile.h"
#include "core/retrieval/index_database.h"

#include <QHash>

namespace freshet {

/// A text that has no vector yet.
struct UnembeddedText {
    QByteArray hash;
    QString text; ///< Without the profile's prefix.
};

/// The next of them, in the order of their passages.
struct UnembeddedTexts {
    QList<UnembeddedText> texts;
    qint64 lastPassage = 0; ///< Where to go on.
    bool isEnd = false; ///< No passage is behind it.
};

/// How far a profile has come.
struct EmbeddingCoverage {
    qint64 passages = 0; ///< Of those that may be embedded with it.
    qint64 embedded = 0;
    qint64 failed = 0; ///< Given up on.

    bool operator==(const EmbeddingCoverage &) const = default;
};

/// The vectors of the passages, in tables by the hash of their text, whatever passages have that text: one that is
/// moved or copied is not asked for again. See VectorFiles for how they are searched.
class VectorStore {
public:
    /// What texts a provider may be sent: those of collections that are kept to local models, too, or not.
    enum class Reach { Everywhere, OpenCollections };

    explicit VectorStore(IndexDatabase &database) : m_database(database) { }

    Result<std::optional<EmbeddingProfile>> active();
    Result<QList<EmbeddingProfile>> profiles();

    /// The profile that made such vectors, or a new one. @p profile has no id.
    Result<EmbeddingProfile> profileLike(const EmbeddingProfile &profile);

    /// Questions cannot be compared with its vectors any more: no model makes such.
    Status deactivate(const EmbeddingProfile &profile);

    /// The next texts behind @p passage, at most @p count and not many more than @p tokens; one is always given.
    Result<UnembeddedTexts> unembedded(
        const EmbeddingProfile &profile, qint64 passage, qsizetype count, qsizetype tokens, Reach reach);

    /// Stores vectors, each of its text's hash, in a transaction of its own. What has no direction is left out.
    Status put(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &vectors);
    Status giveUp(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason);
    Status forgetFailures(const EmbeddingProfile &profile); ///< They are tried again.

    Result<EmbeddingCoverage> coverage(const EmbeddingProfile &profile, Reach reach);

    /// Drops the vectors of texts that no passage has any more, in a transaction of its own.
    Status dropUnused();

private:
    using Names = QList<std::pair<qint64, QByteArray>>; // passage and hash
    Status name(const Names &passages);

    IndexDatabase &m_database;
};

} // namespace freshet
