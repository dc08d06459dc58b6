// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"

#include <QDateTime>
#include <QHash>
#include <QList>

namespace freshet {

/// The last good model list of one provider.
struct CachedModels {
    QList<ModelInfo> models;
    QDateTime refreshedAt;
};

/// Reads what writeModelCache() wrote; every model's origin is Cached. Anything else in the file counts as nothing.
QHash<ProviderId, CachedModels> readModelCache(const QString &path);

/// Replaces the file as a whole; only its owner may read it.
Status writeModelCache(const QString &path, const QHash<ProviderId, CachedModels> &lists);

} // namespace freshet
