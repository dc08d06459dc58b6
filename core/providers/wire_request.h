// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

#include <QJsonObject>

namespace freshet {

/// How a dialect sends its key: the header, and what stands before the key in it.
struct KeyHeader {
    QByteArray name = QByteArrayLiteral("Authorization");
    QByteArray prefix = QByteArrayLiteral("Bearer ");
};

/// What requests of all dialects share: the address below the base URL, the vendor's headers and the key.
/// @p path is percent-encoded where it holds foreign text.
HttpRequest wireGet(const QString &path, const ProviderConfig &config, const KeyHeader &keyHeader = {});
HttpRequest wirePost(const QString &path, const QJsonObject &body, const QByteArray &accept,
    const ProviderConfig &config, const KeyHeader &keyHeader = {});

/// What to accept as the answer of a dialect whose streams are event streams.
QByteArray acceptedFor(StreamMode streaming);

} // namespace freshet
