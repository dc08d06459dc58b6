// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_registry.h"

#include <QHash>

namespace freshet {

class SecretStore;

/// The keys of FRESHET_API_KEY_<PROVIDER>, by provider id in upper case with `_` for `-`.
using EnvironmentKeys = QHash<QString, Secret>;

/// Reads the keys and takes them out of the environment, so that no child process gets them.
EnvironmentKeys takeEnvironmentKeys();

/// FRESHET_API_KEY_OPENAI_COMPATIBLE for "openai-compatible".
QString environmentKeyName(const ProviderId& provider);

/// What a key is called in the keychain: it belongs to one provider at one origin.
QString keychainEntryName(const ProviderId& provider, const Origin& origin);

/// Looks in @p environment first, then in @p store. A key from the environment goes wherever the user points its
/// provider; one from the store only to the origin that it was saved for. Without a usable keychain, a provider that
/// needs no key goes on without; any other gets ErrorKind::Auth that tells about the environment.
///
/// @p environment and @p store outlive the source. Every key that is handed out is also kept out of the log.
KeySource makeKeySource(const EnvironmentKeys& environment, SecretStore& store, const QList<ProviderInfo>& providers);

} // namespace freshet
