// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QDateTime>
#include <QList>
#include <QSet>

namespace freshet {

/// What is known of one provider's models, from everybody who knows something.
struct ModelSources {
    QList<ModelInfo> catalog; ///< Compiled in.
    QList<ModelInfo> listed; ///< By the provider, now or earlier; those that it lists no longer are marked.
    QList<ModelInfo> manual; ///< Added by the user.
    QList<ModelRef> inUse; ///< Shown whether or not anybody knows them.
};

/// One list of it all: the catalog's models in its order, then what only the provider listed, then what only the user
/// named; behind all of them stand those that the provider will take away. Where several know a model, what the user
/// says counts before what the provider says, and that before the catalog; each fills in what the one before leaves
/// open. Takes time in proportion to the number of models.
QList<ModelInfo> mergedModels(const ModelSources &sources);

/// The list after a good fetch, with the difference to the one before.
struct FetchedList {
    QList<ModelInfo> models; ///< As the provider lists them, then those that it lists no longer.
    int added = 0; ///< Listed now, and not before.
    int gone = 0; ///< Listed before, and not now.
};

/// @p fetched is as soundModels() gives it. Nothing that was listed vanishes at once: it is marked as gone since @p
/// now. Marked models are dropped after 30 days, unless they are in @p kept. Coming back takes the mark away. At most
/// 20,000 models, those of @p kept before others.
FetchedList withFetched(
    const QList<ModelInfo> &before, const QList<ModelInfo> &fetched, const QSet<QString> &kept, const QDateTime &now);

} // namespace freshet
