// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

#include <QJsonObject>
#include <QLatin1String>

#include <optional>

namespace freshet {

/// Reads one entry of a list; nothing for what is no model.
using ModelEntryReader = std::optional<ModelInfo> (*)(const QJsonObject &entry, const ProviderId &provider);

/// The models that stand in the list @p member of an answer, or in a bare list; 10,000 at most. An error that the
/// server tells with a good status is that error; anything else without a list is a Protocol error.
Result<QList<ModelInfo>> modelListIn(
    const HttpResponse &response, const ProviderConfig &config, QLatin1String member, ModelEntryReader readEntry);

} // namespace freshet
