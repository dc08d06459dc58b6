// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/domain/query_types.h"

namespace freshet {

class SettingsStore;

/// How a chat that searches @p collections asks, as the user set it; question, attachments and history are still
/// missing.
QueryRequest requestFromSettings(
    const SettingsStore &settings, const ModelRef &model, const QList<CollectionName> &collections);

} // namespace freshet
