// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

#include <optional>

namespace freshet {

// LocalAI's answer to "how far is the loading of this model?" (wire reference 6.2 and 6.5).

/// At the server's root, beside /v1.
HttpRequest loadStatusRequest(const ModelRef &model, const ProviderConfig &config);

/// LoadingModel, with the part that is there already; nothing for a model that is not being loaded.
std::optional<PhaseInfo> loadStatusPhase(const HttpResponse &response);

} // namespace freshet
