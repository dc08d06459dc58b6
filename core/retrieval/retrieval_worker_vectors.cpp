// SPDX-License-Identifier: MIT
// What RetrievalWorker does with vectors.
#include "core/base/log_categories.h"
#include "core/retrieval/retrieval_worker.h"

namespace freshet {

namespace {

constexpr qsizetype kTextsABatch = 64;
constexpr qsizetype kTokensABatch = 24'000;
constexpr qint64 kVectorsAFile = 1024; ///< Fewer are not searched before the run ends.
constexpr double kCoveredShare = 0.98; ///< Of the texts; with so many vectors a new model takes over.

} // namespace

Result<VectorQuestion> RetrievalWorker::vectorQuestion(const EmbeddedQuestion &question)
{
    const auto state = m_vectorFiles.snapshot();
    if (!state)
        return failure(state.error());
    auto vector = QuantizedVector::of({question.vector.constData(), static_cast<std::size_t>(question.vector.size())});
    if (!*state || (*state)->profile.id != question.profile || !vector
        || question.vector.size() != (*state)->profile.dimensions)
        return failure({.kind = ErrorKind::NotFound,
            .message
            = QStringLiteral("The vectors of the index were made by another model meanwhile. Ask once more.")});
    return VectorQuestion{.vectors = *state, .vector = std::move(*vector)};
}

Result<AnsweringProfile> RetrievalWorker::answeringProfile()
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    if (const Status restored = m_localCollections.restore(); !restored)
        return failure(restored.error());
    const auto active = m_vectors.active();
    const auto rows = m_database.run(QStringLiteral("SELECT name, local_only FROM collection"));
    if (!active || !rows)
        return failure(active ? rows.error() : active.error());
    AnsweringProfile found{.active = *active};
    for (const QVariantList &row : *rows) {
        found.all << row.first().toString();
        if (row.at(1).toBool())
            found.localOnly << row.first().toString();
    }
    return found;
}

Result<EmbeddingProfile> RetrievalWorker::openProfile(const EmbeddingProfile &like)
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    const auto profile = m_vectors.profileLike(like);
    const auto active = m_vectors.active();
    if (!profile || !active)
        return failure(profile ? active.error() : profile.error());
    Status done = m_vectors.forgetFailures(*profile);
    if (done && *active && (*active)->model == like.model && !isSameProbe((*active)->probe, like.probe))
        done = m_vectors.deactivate(**active); // another model answers to its name now
    return done ? profile : failure(done.error());
}

Result<UnembeddedTexts> RetrievalWorker::nextTexts(
    const EmbeddingProfile &profile, qint64 passage, VectorStore::Reach reach)
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    if (reach == VectorStore::Reach::OpenCollections) {
        if (const Status restored = m_localCollections.restore(); !restored)
            return failure(restored.error());
    }
    return m_vectors.unembedded(profile, passage, kTextsABatch, kTokensABatch, reach);
}

Status RetrievalWorker::putVectors(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &vectors)
{
    if (const Status opened = open(); !opened)
        return opened;
    const Status stored = m_vectors.put(profile, vectors);
    return stored ? m_vectorFiles.write(kVectorsAFile) : stored;
}

Status RetrievalWorker::giveUpText(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason)
{
    const Status opened = open();
    return opened ? m_vectors.giveUp(profile, hash, reason) : opened;
}

Result<EmbeddingCoverage> RetrievalWorker::finishEmbedding(const EmbeddingProfile &profile, VectorStore::Reach reach)
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    const auto coverage = m_vectors.coverage(profile, reach);
    const auto active = m_vectors.active();
    if (!coverage || !active)
        return failure(coverage ? active.error() : coverage.error());
    const auto possible = static_cast<double>(coverage->passages - coverage->failed);
    const bool isActive = *active && (*active)->id == profile.id;
    Status written;
    if (isActive)
        written = m_vectorFiles.write();
    else if (coverage->embedded > 0 && static_cast<double>(coverage->embedded) >= kCoveredShare * possible)
        written = m_vectorFiles.activate(profile);
    if (!written)
        return failure(written.error());
    if (m_runs.empty())
        dropUnusedVectors(); // else after them: what one took out, it may bring again under another name
    return coverage;
}

/// Of texts that are gone. What fails here is tried again after the next run.
void RetrievalWorker::dropUnusedVectors()
{
    if (!m_database.open())
        return;
    Status dropped = m_vectors.dropUnused();
    if (dropped)
        dropped = m_vectorFiles.compact();
    if (!dropped)
        qCWarning(logRetrieval) << "vectors:" << dropped.error().message;
}

} // namespace freshet
