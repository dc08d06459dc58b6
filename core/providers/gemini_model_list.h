// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"
#include "core/providers/wire_request.h"

namespace freshet {

inline constexpr qsizetype kMaxGeminiStopSequences = 5; ///< One more, and the request is refused.

/// Google takes the key in a header of its own; beside `Authorization`, or in the address, it refuses it.
KeyHeader geminiKeyHeader();

/// Google's list of models, the same for both of its dialects (wire reference 2.2). One page holds them all.
HttpRequest geminiModelListRequest(const ProviderConfig &config);
Result<QList<ModelInfo>> geminiModelList(const HttpResponse &response, const ProviderConfig &config);

} // namespace freshet
