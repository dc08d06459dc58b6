// SPDX-License-Identifier: MIT
#include "core/providers/wire_request.h"

#include <QJsonDocument>

namespace freshet {

HttpRequest wireGet(const QString &path, const ProviderConfig &config, const KeyHeader &keyHeader)
{
    HttpRequest request{.verb = "GET", .url = config.baseUrl, .headers = config.headers, .network = config.network};
    request.url.setPath(config.baseUrl.path(QUrl::FullyEncoded) + path, QUrl::TolerantMode);
    request.headers.append(std::pair{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")});
    const auto origin = Origin::of(config.baseUrl);
    if (!config.key.isEmpty() && origin)
        request.credential
            = Credential{.header = keyHeader.name, .prefix = keyHeader.prefix, .secret = config.key, .origin = *origin};
    for (const ExtraHeader &header : config.extraHeaders)
        request.extraHeaders.append(
            {.header = header.name, .prefix = {}, .secret = header.value, .origin = origin.value_or(Origin())});
    return request;
}

HttpRequest wirePost(const QString &path, const QJsonObject &body, const QByteArray &accept,
    const ProviderConfig &config, const KeyHeader &keyHeader)
{
    HttpRequest request = wireGet(path, config, keyHeader);
    request.verb = "POST";
    request.headers.last().second = accept;
    request.headers.append(std::pair{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

} // namespace freshet
