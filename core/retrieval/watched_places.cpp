// SPDX-License-Identifier: MIT
#include "core/retrieval/watched_places.h"

#include "core/base/owner_file.h"
#include "core/retrieval/folder_walk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace freshet {

namespace {

constexpr QLatin1String kCollectionField("collection");
constexpr QLatin1String kPathField("path");
constexpr QLatin1String kIsFileField("is_file");
constexpr QLatin1String kLeftOutField("left_out");

Error watchedListError(const QString &path, const QString &what)
{
    return {.kind = ErrorKind::Storage,
        .message
        = QStringLiteral("The file %1, which says what folders are kept in step, cannot be %2.").arg(path, what)};
}

QJsonObject jsonOf(const WatchedPlace &place)
{
    QJsonObject object{{kCollectionField, place.collection}, {kPathField, place.path}};
    if (place.isFile)
        object.insert(kIsFileField, true);
    if (!place.leftOut.isEmpty())
        object.insert(kLeftOutField, QJsonArray::fromStringList(place.leftOut));
    return object;
}

WatchedPlace placeOf(const QJsonObject &object)
{
    WatchedPlace place{.collection = object.value(kCollectionField).toString(),
        .path = object.value(kPathField).toString(),
        .isFile = object.value(kIsFileField).toBool()};
    const QJsonArray leftOut = object.value(kLeftOutField).toArray();
    for (const QJsonValue &document : leftOut)
        place.leftOut << document.toString();
    return place;
}

/// Whether a walk through the folder comes by @p path.
bool comesBy(const WatchedPlace &place, const QString &path)
{
    return isAtOrBelow(path, place.path) && FolderWalk::leftOut(place.path, path) == FolderWalk::LeftOut::No;
}

void addPlace(QList<WatchedPlace> &places, const WatchedPlace &added)
{
    const auto isOurs = [&added](const WatchedPlace &place) { return place.collection == added.collection; };
    for (WatchedPlace &place : places) {
        if (isOurs(place))
            place.leftOut.removeIf([&added](const QString &path) { return isAtOrBelow(path, added.path); });
    }
    if (std::any_of(places.cbegin(), places.cend(),
            [&](const WatchedPlace &place) { return isOurs(place) && comesBy(place, added.path); }))
        return;
    places.removeIf([&](const WatchedPlace &place) { return isOurs(place) && comesBy(added, place.path); });
    places << added;
}

void leaveDocumentOut(QList<WatchedPlace> &places, const CollectionName &collection, const QString &document)
{
    places.removeIf([&](const WatchedPlace &place) { // it was all of it
        return place.collection == collection && place.isFile && place.path == document;
    });
    for (WatchedPlace &place : places) {
        if (place.collection == collection && isAtOrBelow(document, place.path) && !place.leftOut.contains(document))
            place.leftOut << document;
    }
}

} // namespace

bool isAtOrBelow(const QString &path, const QString &place)
{
    return path.startsWith(place)
        && (path.size() == place.size() || place.endsWith(u'/') || path.at(place.size()) == u'/');
}

bool isThere(const WatchedPlace &place)
{
    const QFileInfo folder(place.isFile ? QFileInfo(place.path).absolutePath() : place.path);
    return folder.isDir() && (!place.isFile || !QDir(folder.filePath()).isEmpty());
}

/// Others may write at the same time, so what is changed is read under the lock of the index; without a change nobody
/// is waited for.
template <typename Change>
Status WatchedPlaces::change(Change edit)
{
    const auto before = list();
    if (!before)
        return failure(before.error());
    QList<WatchedPlace> after = *before;
    edit(after);
    if (after == *before)
        return {};
    return m_database.transact([&]() -> Status {
        auto now = list();
        if (!now)
            return failure(now.error());
        edit(*now);
        return write(*now);
    });
}

Status WatchedPlaces::add(const CollectionName &collection, const QStringList &paths)
{
    return change([&](QList<WatchedPlace> &places) {
        for (const QString &path : paths) {
            const QFileInfo info(path);
            if (info.isDir() || info.isFile())
                addPlace(places, {.collection = collection, .path = path, .isFile = info.isFile()});
        }
    });
}

Status WatchedPlaces::remove(const CollectionName &collection, const QString &path)
{
    return change([&](QList<WatchedPlace> &places) {
        places.removeIf(
            [&](const WatchedPlace &place) { return place.collection == collection && place.path == path; });
    });
}

Status WatchedPlaces::removeCollection(const CollectionName &collection)
{
    return change([&](QList<WatchedPlace> &places) {
        places.removeIf([&](const WatchedPlace &place) { return place.collection == collection; });
    });
}

Status WatchedPlaces::renameCollection(const CollectionName &from, const CollectionName &to)
{
    return change([&](QList<WatchedPlace> &places) {
        for (WatchedPlace &place : places) {
            if (place.collection == from)
                place.collection = to;
        }
    });
}

Status WatchedPlaces::leaveOut(const CollectionName &collection, const QStringList &documents)
{
    return change([&](QList<WatchedPlace> &places) {
        for (const QString &document : documents)
            leaveDocumentOut(places, collection, document);
    });
}

Result<QList<WatchedPlace>> WatchedPlaces::list() const
{
    QFile file(m_path);
    if (!file.exists())
        return QList<WatchedPlace>();
    if (!file.open(QIODevice::ReadOnly))
        return failure(watchedListError(m_path, QStringLiteral("read; check its permissions")));
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    QList<WatchedPlace> places;
    bool isUnderstood = document.isArray();
    const QJsonArray list = document.array();
    for (const QJsonValue &value : list) {
        places << placeOf(value.toObject());
        isUnderstood = isUnderstood && !places.last().collection.isEmpty() && places.last().path.startsWith(u'/');
    }
    if (!isUnderstood)
        return failure(
            watchedListError(m_path, QStringLiteral("understood; remove it, and add the folders and files again")));
    return places;
}

Status WatchedPlaces::write(const QList<WatchedPlace> &places) const
{
    QJsonArray list;
    for (const WatchedPlace &place : places)
        list << jsonOf(place);
    if (owner_file::replace(m_path, QJsonDocument(list).toJson(QJsonDocument::Compact)))
        return {};
    return failure(
        watchedListError(m_path, QStringLiteral("written; check its permissions and the space on its disk")));
}

} // namespace freshet
