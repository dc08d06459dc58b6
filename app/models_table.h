// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/query_protocol.h"

namespace freshet {

/// The catalog for people: a block a provider, a line a model.
QString modelsTable(const QList<protocol::CatalogEntry> &providers, const QDateTime &now);

} // namespace freshet
