// SPDX-License-Identifier: MIT
#include "core/base/log_categories.h"
#include "core/retrieval/retrieval_worker.h"

// The names of collections.

namespace freshet {

Result<QList<CollectionName>> RetrievalWorker::collectionNames()
{
    if (const Status opened = open(); !opened)
        return failure(opened.error());
    const auto rows = m_database.run(QStringLiteral("SELECT name FROM collection"));
    if (!rows)
        return failure(rows.error());
    QList<CollectionName> names;
    for (const QVariantList &row : *rows)
        names << row.first().toString();
    return names;
}

Status RetrievalWorker::renameCollection(const CollectionName &from, const CollectionName &to)
{
    if (const Status opened = open(); !opened)
        return opened;
    Status renamed = m_store.transact([&]() -> Status { // the next search reads the names anew
        const Status may = checkRename(from, to);
        return may ? m_localCollections.rename(from, to) : may;
    });
    // Not before: another program that follows the list would make a collection of the new name.
    if (renamed) {
        renamed = m_watchedPlaces.renameCollection(from, to);
        if (!renamed) { // its folders would make the old one again
            const Status back = m_store.transact([&] { return m_localCollections.rename(to, from); });
            if (!back)
                qCWarning(logRetrieval) << "renaming back:" << back.error().message;
        }
        takeWatchedPlaces();
    }
    emit collectionsChanged(); // where it failed, too: who shows it has to look again
    return renamed;
}

Status RetrievalWorker::checkRename(const CollectionName &from, const CollectionName &to)
{
    const auto refusal
        = [](ErrorKind kind, const QString &message) { return failure({.kind = kind, .message = message}); };
    if (to.trimmed().isEmpty())
        return refusal(ErrorKind::BadRequest, QStringLiteral("A collection needs a name; give it one."));
    if (from == kGuideCollection || to == kGuideCollection)
        return refusal(ErrorKind::BadRequest,
            QStringLiteral("The name \"%1\" belongs to the guide that comes with Freshet; choose another one.")
                .arg(kGuideCollection));
    for (const Run &run : m_runs) {
        if (run.run->collection() == from)
            return refusal(ErrorKind::BadRequest,
                QStringLiteral("Documents are being read into \"%1\". Let that end, or stop it, and then rename it.")
                    .arg(from));
    }
    const auto isThere = [this](const CollectionName &name) {
        return m_database.number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM collection WHERE name = ?)"), {name});
    };
    const auto source = isThere(from);
    const auto target = isThere(to);
    if (!source || !target)
        return failure(source ? target.error() : source.error());
    if (*source == 0)
        return refusal(
            ErrorKind::NotFound, QStringLiteral("There is no collection \"%1\" that could be renamed.").arg(from));
    if (*target != 0)
        return refusal(ErrorKind::BadRequest,
            QStringLiteral("There is a collection \"%1\" already; choose another name.").arg(to));
    return {};
}

} // namespace freshet
