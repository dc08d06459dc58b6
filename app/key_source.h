// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_registry.h"

#include <QHash>

namespace freshet {

class ExtraHeaderStore;
class SecretStore;

/// The keys of FRESHET_API_KEY_<PROVIDER>, by environmentKeySuffix().
using EnvironmentKeys = QHash<QString, Secret>;

/// Reads the keys and takes them out of the environment, so that no child process gets them.
EnvironmentKeys takeEnvironmentKeys();

QString environmentKeySuffix(const ProviderId &provider); ///< "openai-compatible" -> "OPENAI_COMPATIBLE"

/// Looks in @p environment first, then in @p store. A key from the environment goes wherever the user points its
/// provider; one from the store only to the origin that it was saved for. A store that cannot be reached is
/// ErrorKind::Auth, and its message also tells about the environment.
///
/// @p store outlives the source. Every key that is handed out is also kept out of the log.
KeySource makeKeySource(const EnvironmentKeys &environment, SecretStore &store);

/// @p store outlives the source. Every value that is handed out is also kept out of the log.
HeaderSource makeHeaderSource(ExtraHeaderStore &store);

} // namespace freshet
