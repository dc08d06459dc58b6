// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"

#include <QDateTime>
#include <QList>
#include <QUrl>

namespace freshet {

/// The last good model list of one provider at one address.
struct CachedModels {
    ProviderId provider;
    QUrl baseUrl;
    QList<ModelInfo> models;
    QDateTime refreshedAt;
};

/// Reads what writeModelCache() wrote; every model's origin is Cached. Anything else in the file counts as nothing.
QList<CachedModels> readModelCache(const QString &path);

/// Replaces the file as a whole; only its owner may read it. The newest lists are kept, of at most 64 addresses.
Status writeModelCache(const QString &path, QList<CachedModels> lists);

} // namespace freshet
