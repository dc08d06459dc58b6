// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLatin1String>

#include <optional>

namespace freshet {

inline constexpr qsizetype kMostListedModels = 20'000;

/// What one answer told: models, and the cursor of the page after it; empty: there is none.
struct ModelPage {
    QList<ModelInfo> models;
    QString next;
};

/// Reads one entry of a list; nothing for what is no model.
using ModelEntryReader = std::optional<ModelInfo> (*)(const QJsonObject &entry, const ProviderId &provider);
using ModelCursorReader = QString (*)(const QJsonObject &page);

/// How a vendor writes a list: the member that holds it, how to read an entry, and where the next page is named.
struct ModelListForm {
    QLatin1String member;
    ModelEntryReader readEntry = nullptr;
    ModelCursorReader readCursor = nullptr; ///< Null: one page holds them all.
};

/// The entries that stand in the list @p member of an answer, or in a bare list. An error that the server tells with a
/// good status is that error; anything else without a list is a Protocol error.
Result<QJsonArray> modelEntriesIn(const HttpResponse &response, const ProviderConfig &config, QLatin1String member);

/// The models of an answer of that form, or of a bare list; 20,000 at most. Errors as above.
Result<ModelPage> modelPageIn(const HttpResponse &response, const ProviderConfig &config, const ModelListForm &form);

/// Whether an id can be kept, shown and sent (R112): 1 to 256 printable characters, no blanks around them.
bool isSoundModelId(QStringView id);

/// Each model once, of at most 20,000, without those whose id is not sound; names are cut to 256 characters.
QList<ModelInfo> soundModels(const QList<ModelInfo> &models);

/// A count of tokens: a positive whole number, or nothing.
std::optional<int> tokensIn(const QJsonObject &entry, QLatin1String key);

/// The model that @p id names, as its provider listed it just now; nothing for an empty id. An empty @p name is the id.
std::optional<ModelInfo> listedModel(const ProviderId &provider, const QString &id, const QString &name = {});

/// The server of the list answered all that was asked, and yet the list has no end; or time ran out.
Error unfinishedList(const ProviderConfig &config);

/// The config of the same server without the "/v1" at the end of its base URL: where its other APIs begin.
ProviderConfig aboveV1(const ProviderConfig &config);

} // namespace freshet
