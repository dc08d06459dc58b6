// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_registry.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/secret_name.h"
#include "core/settings/secret_store.h"

#include <QTimer>

namespace freshet::test {

/// Keys as the program keeps them: those of @p secrets, which outlives the source.
inline KeySource keysFrom(SecretStore &secrets)
{
    return [&secrets](const ProviderId &provider, const Origin &origin, QObject *context,
               std::function<void(Result<Secret>)> done) {
        secrets.read(secretName(provider, origin), context, std::move(done));
    };
}

/// Likewise extra headers.
inline HeaderSource headersFrom(ExtraHeaderStore &headers)
{
    return [&headers](const ProviderId &provider, const Origin &origin, QObject *context,
               std::function<void(Result<QList<ExtraHeader>>)> done) {
        headers.read(provider, origin, context, std::move(done));
    };
}

/// The same key for every provider.
inline KeySource oneKey(const QString &key)
{
    return
        [key](const ProviderId &, const Origin &, QObject *context, const std::function<void(Result<Secret>)> &done) {
            QTimer::singleShot(0, context, [done, key] { done(Secret(key)); });
        };
}

} // namespace freshet::test
