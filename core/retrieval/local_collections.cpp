// SPDX-License-Identifier: MIT
#include "core/retrieval/local_collections.h"

#include "core/base/owner_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace freshet {

namespace {

Error localNamesError(const QString &path, const QString &what)
{
    return {.kind = ErrorKind::Storage,
        .message = QStringLiteral("The file %1, which says what collections are kept to this machine, cannot be %2; "
                                  "nothing is sent to an embedding model elsewhere.")
                       .arg(path, what)};
}

} // namespace

Status LocalCollections::set(const CollectionName &collection, bool isLocalOnly)
{
    return m_database.transact([&]() -> Status { // programs that change the file at once wait for each other
        auto known = names();
        if (!known)
            return failure(known.error());
        if (known->contains(collection) != isLocalOnly) {
            known->removeAll(collection);
            if (isLocalOnly)
                *known << collection;
            if (const Status written = writeNames(*known); !written)
                return written;
        }
        return m_database.execute(QStringLiteral("INSERT INTO collection (name, local_only) VALUES (?, ?)"
                                                 " ON CONFLICT (name) DO UPDATE SET local_only = excluded.local_only"),
            {collection, isLocalOnly ? 1 : 0});
    });
}

Status LocalCollections::rename(const CollectionName &from, const CollectionName &to)
{
    auto known = names();
    if (!known)
        return failure(known.error());
    const auto isKept = m_database.number(
        QStringLiteral("SELECT EXISTS (SELECT 1 FROM collection WHERE name = ? AND local_only)"), {from});
    if (!isKept)
        return failure(isKept.error());
    const bool isLocalOnly = *isKept != 0 || known->contains(from) || known->contains(to);
    if (isLocalOnly && !(known->contains(from) && known->contains(to))) {
        for (const CollectionName &name : {from, to}) {
            known->removeAll(name);
            *known << name;
        }
        if (const Status written = writeNames(*known); !written)
            return written;
    }
    return m_database.execute(QStringLiteral("UPDATE collection SET name = ?, local_only = ? WHERE name = ?"),
        {to, isLocalOnly ? 1 : 0, from});
}

Status LocalCollections::restore()
{
    const auto known = names();
    if (!known)
        return failure(known.error());
    const auto lost = lostIn(*known);
    if (!lost)
        return failure(lost.error());
    if (lost->isEmpty()) // writing, even nothing, would wait for every other program
        return {};
    return m_database.transact([&]() -> Status { // no program decides otherwise meanwhile
        const auto now = names();
        if (!now)
            return failure(now.error());
        for (const CollectionName &name : *now) {
            const Status kept
                = m_database.execute(QStringLiteral("UPDATE collection SET local_only = 1 WHERE name = ?"), {name});
            if (!kept)
                return kept;
        }
        return {};
    });
}

/// Those that the index takes for open ones.
Result<QStringList> LocalCollections::lostIn(const QStringList &names)
{
    QStringList lost;
    for (const CollectionName &name : names) {
        const auto isOpen = m_database.number(
            QStringLiteral("SELECT EXISTS (SELECT 1 FROM collection WHERE name = ? AND local_only = 0)"), {name});
        if (!isOpen)
            return failure(isOpen.error());
        if (*isOpen != 0)
            lost << name;
    }
    return lost;
}

Result<QStringList> LocalCollections::names() const
{
    QFile file(m_path);
    if (!file.exists())
        return QStringList();
    if (!file.open(QIODevice::ReadOnly))
        return failure(localNamesError(m_path, QStringLiteral("read; check its permissions")));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError || !document.isArray())
        return failure(localNamesError(m_path,
            QStringLiteral("understood; remove it, and name these collections again with "
                           "\"freshet index --local-only yes\"")));
    QStringList names;
    const QJsonArray list = document.array();
    for (const QJsonValue &name : list)
        names << name.toString();
    return names;
}

Status LocalCollections::writeNames(const QStringList &names) const
{
    if (owner_file::replace(m_path, QJsonDocument(QJsonArray::fromStringList(names)).toJson(QJsonDocument::Compact)))
        return {};
    return failure(localNamesError(m_path, QStringLiteral("written; check its permissions and the space on its disk")));
}

} // namespace freshet
