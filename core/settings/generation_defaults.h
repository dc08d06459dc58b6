// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

namespace freshet {

class SettingsStore;

/// How answers are made where nobody asked for anything else.
GenerationOptions generationDefaults(const SettingsStore &settings);

/// @p usual, but for what @p asked has set.
GenerationOptions overridden(GenerationOptions usual, const GenerationOptions &asked);

} // namespace freshet
