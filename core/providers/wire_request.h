// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

#include <QJsonObject>

namespace freshet {

/// What requests of all dialects share: the address below the base URL, the vendor's headers and the key.
HttpRequest wireGet(const QString &path, const ProviderConfig &config);
HttpRequest wirePost(
    const QString &path, const QJsonObject &body, const QByteArray &accept, const ProviderConfig &config);

} // namespace freshet
