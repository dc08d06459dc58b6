// SPDX-License-Identifier: MIT
#include "core/retrieval/vector_store.h"

#include "core/vector/quantized_vector.h"

#include <QCryptographicHash>
#include <QSet>
#include <QtEndian>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kRowsARead = 128;

QByteArray hashOfText(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Blake2b_160);
}

/// The name of a file is not in it, so that one that is moved is not asked for again.
QString embeddedText(const QString &title, const QString &heading, const QString &text)
{
    QString whole = title;
    for (const QString &part : {heading, text}) {
        if (!whole.isEmpty() && !part.isEmpty())
            whole += u'\n';
        whole += part;
    }
    return whole;
}

/// About an upper bound: signs that each say a word are a token each, of others three are.
qsizetype tokensOf(const QString &text)
{
    constexpr char16_t firstWordSign = 0x2e80;
    const auto wordSigns
        = std::count_if(text.cbegin(), text.cend(), [](QChar sign) { return sign.unicode() >= firstWordSign; });
    return wordSigns + (text.size() - wordSigns) / 3 + 1;
}

QByteArray bytesOfProbe(const EmbeddingVector &vector)
{
    QByteArray bytes(vector.size() * qsizetype(sizeof(float)), Qt::Uninitialized);
    for (qsizetype i = 0; i < vector.size(); ++i)
        qToLittleEndian<float>(vector.at(i), bytes.data() + i * qsizetype(sizeof(float)));
    return bytes;
}

EmbeddingVector probeOfBytes(const QByteArray &bytes)
{
    EmbeddingVector vector(bytes.size() / qsizetype(sizeof(float)));
    for (qsizetype i = 0; i < vector.size(); ++i)
        vector[i] = qFromLittleEndian<float>(bytes.constData() + i * qsizetype(sizeof(float)));
    return vector;
}

} // namespace

Result<QList<EmbeddingProfile>> VectorStore::profiles()
{
    const auto rows
        = m_database.run(QStringLiteral("SELECT id, provider, model, dimensions, document_prefix,"
                                        " query_prefix, probe, is_active FROM embedding_profile ORDER BY id"));
    if (!rows)
        return failure(rows.error());
    QList<EmbeddingProfile> found;
    for (const QVariantList &row : *rows) {
        found << EmbeddingProfile{.id = row.at(0).toLongLong(),
            .model = {row.at(1).toString(), row.at(2).toString()},
            .dimensions = row.at(3).toInt(),
            .documentPrefix = row.at(4).toString(),
            .queryPrefix = row.at(5).toString(),
            .probe = probeOfBytes(row.at(6).toByteArray()),
            .isActive = row.at(7).toBool()};
    }
    return found;
}

Result<std::optional<EmbeddingProfile>> VectorStore::active()
{
    const auto all = profiles();
    if (!all)
        return failure(all.error());
    for (const EmbeddingProfile &profile : *all) {
        if (profile.isActive)
            return profile;
    }
    return std::nullopt;
}

Result<EmbeddingProfile> VectorStore::profileLike(const EmbeddingProfile &profile)
{
    const auto all = profiles();
    if (!all)
        return failure(all.error());
    for (const EmbeddingProfile &known : *all) {
        if (known.model == profile.model && known.dimensions == profile.dimensions
            && known.documentPrefix == profile.documentPrefix && known.queryPrefix == profile.queryPrefix
            && isSameProbe(known.probe, profile.probe))
            return known;
    }
    const auto rows = m_database.run(
        QStringLiteral(
            "INSERT INTO embedding_profile (provider, model, dimensions, document_prefix, query_prefix, probe)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id"),
        {profile.model.provider, profile.model.model, profile.dimensions, profile.documentPrefix, profile.queryPrefix,
            bytesOfProbe(profile.probe)});
    if (!rows)
        return failure(rows.error());
    EmbeddingProfile made = profile;
    made.id = rows->first().first().toLongLong();
    return made;
}

Result<UnembeddedTexts> VectorStore::unembedded(
    const EmbeddingProfile &profile, qint64 passage, qsizetype count, qsizetype tokens, Reach reach)
{
    UnembeddedTexts found{.texts = {}, .lastPassage = passage};
    QSet<QByteArray> seen;
    Names named;
    while (!found.isEnd && found.texts.size() < count && tokens > 0) {
        const auto rows = m_database.run(
            QStringLiteral(
                "SELECT p.id, CASE d.path WHEN '' THEN d.title ELSE '' END, p.heading, t.text, k.hash"
                " FROM passage p JOIN document d ON d.id = p.document"
                " JOIN passage_text t ON t.passage = p.id JOIN collection c ON c.id = p.collection"
                " LEFT JOIN vector_key k ON k.passage = p.id"
                " WHERE p.id > ? AND c.local_only <= ?"
                " AND (k.hash IS NULL OR NOT EXISTS (SELECT 1 FROM vector WHERE profile = ? AND hash = k.hash))"
                " ORDER BY p.id LIMIT ?"),
            {found.lastPassage, reach == Reach::Everywhere ? 1 : 0, profile.id, kRowsARead});
        if (!rows)
            return failure(rows.error());
        found.isEnd = rows->size() < kRowsARead;
        for (const QVariantList &row : *rows) {
            const QString text = embeddedText(row.at(1).toString(), row.at(2).toString(), row.at(3).toString());
            const bool isNamed = !row.at(4).isNull();
            const QByteArray hash = isNamed ? row.at(4).toByteArray() : hashOfText(text);
            if (found.texts.size() >= count || (tokens < tokensOf(text) && !found.texts.isEmpty())) {
                found.isEnd = false;
                tokens = 0;
                break;
            }
            found.lastPassage = row.at(0).toLongLong();
            if (!isNamed)
                named << std::pair(found.lastPassage, hash);
            if (seen.contains(hash) || text.trimmed().isEmpty())
                continue;
            seen.insert(hash);
            const auto isDone
                = m_database.number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM vector WHERE profile = ? AND hash = ?)"
                                                   " OR EXISTS (SELECT 1 FROM vector_failure"
                                                   " WHERE profile = ? AND hash = ?)"),
                    {profile.id, hash, profile.id, hash});
            if (!isDone)
                return failure(isDone.error());
            if (*isDone != 0)
                continue;
            found.texts << UnembeddedText{.hash = hash, .text = text};
            tokens -= tokensOf(text);
        }
    }
    const Status stored = name(named);
    return stored ? Result<UnembeddedTexts>(found) : failure(stored.error());
}

/// Notes which text is embedded for a passage.
Status VectorStore::name(const Names &passages)
{
    if (passages.isEmpty())
        return {};
    return m_database.transact([&]() -> Status {
        for (const auto &[id, hash] : passages) {
            const Status done = m_database.execute(QStringLiteral("INSERT OR IGNORE INTO vector_key (passage, hash)"
                                                                  " SELECT id, ? FROM passage WHERE id = ?"),
                {hash, id});
            if (!done)
                return done;
        }
        return {};
    });
}

Status VectorStore::put(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &vectors)
{
    return m_database.transact([&]() -> Status {
        for (auto vector = vectors.cbegin(); vector != vectors.cend(); ++vector) {
            const auto quantized = QuantizedVector::of({vector->constData(), static_cast<std::size_t>(vector->size())});
            if (!quantized || vector->size() != profile.dimensions)
                continue;
            const QByteArray cells(reinterpret_cast<const char *>(quantized->cells.data()),
                static_cast<qsizetype>(quantized->cells.size()));
            // Not where the profile was dropped meanwhile, by another program.
            const Status stored
                = m_database.execute(QStringLiteral("INSERT OR IGNORE INTO vector (profile, hash, scale, cells)"
                                                    " SELECT id, ?, ?, ? FROM embedding_profile WHERE id = ?"),
                    {vector.key(), static_cast<double>(quantized->scale), cells, profile.id});
            if (!stored)
                return stored;
        }
        return {};
    });
}

Status VectorStore::giveUp(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason)
{
    return m_database.execute(QStringLiteral("INSERT OR REPLACE INTO vector_failure (profile, hash, reason)"
                                             " SELECT id, ?, ? FROM embedding_profile WHERE id = ?"),
        {hash, reason, profile.id});
}

Status VectorStore::forgetFailures(const EmbeddingProfile &profile)
{
    return m_database.execute(QStringLiteral("DELETE FROM vector_failure WHERE profile = ?"), {profile.id});
}

Result<EmbeddingCoverage> VectorStore::coverage(const EmbeddingProfile &profile, Reach reach)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT count(*), count(v.id), count(f.hash) FROM passage p"
                       " JOIN collection c ON c.id = p.collection LEFT JOIN vector_key k ON k.passage = p.id"
                       " LEFT JOIN vector v ON v.profile = ? AND v.hash = k.hash"
                       " LEFT JOIN vector_failure f ON f.profile = ? AND f.hash = k.hash WHERE c.local_only <= ?"),
        {profile.id, profile.id, reach == Reach::Everywhere ? 1 : 0});
    if (!rows)
        return failure(rows.error());
    const QVariantList &row = rows->first();
    return EmbeddingCoverage{
        .passages = row.at(0).toLongLong(), .embedded = row.at(1).toLongLong(), .failed = row.at(2).toLongLong()};
}

Status VectorStore::deactivate(const EmbeddingProfile &profile)
{
    return m_database.execute(QStringLiteral("UPDATE embedding_profile SET is_active = 0 WHERE id = ?"), {profile.id});
}

Status VectorStore::dropUnused()
{
    const auto hasAny = m_database.number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM vector)"));
    if (!hasAny || *hasAny == 0)
        return hasAny ? Status() : failure(hasAny.error());
    for (;;) { // a passage that came lately may have the text of one that went
        const auto rows = m_database.run(
            QStringLiteral("SELECT p.id, CASE d.path WHEN '' THEN d.title ELSE '' END, p.heading, t.text"
                           " FROM passage p JOIN document d ON d.id = p.document"
                           " JOIN passage_text t ON t.passage = p.id"
                           " WHERE NOT EXISTS (SELECT 1 FROM vector_key WHERE passage = p.id) LIMIT ?"),
            {kRowsARead});
        if (!rows)
            return failure(rows.error());
        Names named;
        for (const QVariantList &row : *rows)
            named << std::pair(row.at(0).toLongLong(),
                hashOfText(embeddedText(row.at(1).toString(), row.at(2).toString(), row.at(3).toString())));
        if (const Status stored = name(named); !stored)
            return stored;
        if (rows->size() < kRowsARead)
            break;
    }
    return m_database.transact([this]() -> Status {
        for (const char *table : {"vector", "vector_failure"}) {
            const QString name = QLatin1String(table);
            const Status dropped = m_database.execute(QStringLiteral("DELETE FROM ") + name
                + QStringLiteral(" WHERE NOT EXISTS (SELECT 1 FROM vector_key k WHERE k.hash = ") + name
                + QStringLiteral(".hash)"));
            if (!dropped)
                return dropped;
        }
        return {};
    });
}

} // namespace freshet
