// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/domain/model_info.h"
#include "core/settings/secret_store.h"

namespace freshet {

/// What to ask when a provider has moved to another server: may that one have the key, too? Until somebody said yes,
/// requests go there without it.
struct KeyReuse {
    ProviderId provider;
    Origin from; ///< Where the key is kept for.
    Origin to;

    /// "Send the key of https://a.example to https://xn--b.example too?"
    QString question() const;

    bool operator==(const KeyReuse &) const = default;
};

/// Nothing when there is nothing to ask: the server is the same or unknown, or could never be sent a key (plain http to
/// another machine).
std::optional<KeyReuse> keyReuse(
    const ProviderId &provider, const std::optional<Origin> &from, const std::optional<Origin> &to);

/// Keeps the key of KeyReuse::from for KeyReuse::to as well. Never replaces a key that is kept there already. Answers
/// as SecretStore does.
void reuseKey(SecretStore &secrets, const KeyReuse &reuse, QObject *context, const std::function<void(Status)> &done);

} // namespace freshet
