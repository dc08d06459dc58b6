// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"

namespace freshet {

class SettingsStore;

/// Writes the portable settings, and the base URLs that @p providers were given, as JSON that only its owner can read.
/// Holds no key and no header. An existing file is replaced whole or not at all.
Status exportSettings(const SettingsStore &settings, const QList<ProviderId> &providers, const QString &path);

} // namespace freshet
