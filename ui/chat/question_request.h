// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"

namespace freshet {

class SettingsStore;

/// How the window asks, as the user set it; question, attachments and history are still missing.
QueryRequest requestFromSettings(const SettingsStore &settings, const ModelRef &model);

} // namespace freshet
