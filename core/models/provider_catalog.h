// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"

namespace freshet {

/// Reads resources/providers/catalog.json: one entry a vendor. An entry that breaks a rule is an error that names it,
/// so that the catalog's own test fails rather than a vendor going missing.
Result<QList<ProviderInfo>> parseProviderCatalog(QByteArrayView text);

} // namespace freshet
