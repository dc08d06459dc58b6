// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/providers/model_list_reader.h"
#include "core/providers/wire_request.h"

#include <memory>

namespace freshet {

inline constexpr qsizetype kMaxGeminiStopSequences = 5; ///< One more, and the request is refused.

/// Google takes the key in a header of its own; beside `Authorization`, or in the address, it refuses it.
KeyHeader geminiKeyHeader();

/// Google's list of models, the same for both of its dialects (wire reference 2.2): pages of a thousand.
std::unique_ptr<ModelListReader> geminiModelList(const ProviderConfig &config);

} // namespace freshet
