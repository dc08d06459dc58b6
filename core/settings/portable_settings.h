// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/keys.h"

#include <tuple>

/// The settings that mean the same on another machine: what an export holds and an import may set. Never a secret, a
/// header value, a place on the screen or a name that only this machine knows. A new setting stays at home until it is
/// listed here.
namespace freshet::keys {

inline const auto portable = std::tie(defaultProvider, defaultModel, favouriteModels, manualModels, automaticRefresh,
    sendOnEnter, titlesByModel, chatPassages, instructions, temperature, topP, maxTokens, seed, stopTexts,
    reasoningEffort, theme, language, textZoomPercent, wrapCode, drawFormulas, reopenChat);

inline auto portableOf(const QString &provider) { return std::tuple(baseUrl(provider)); }

} // namespace freshet::keys
