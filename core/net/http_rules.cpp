// SPDX-License-Identifier: MIT
#include "core/net/http_rules.h"

#include "core/net/network_rules.h"

#include <QNetworkRequest>

#include <algorithm>

namespace freshet {

namespace {

bool isHeaderName(QByteArrayView name)
{
    const auto isTokenChar = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenChar);
}

bool isHeaderValue(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || (c >= ' ' && c <= '~'); });
}

Status refuseRequest(const QString &message) { return failure({.kind = ErrorKind::BadRequest, .message = message}); }

/// @p what is it in a sentence: "The key".
Status checkCredential(const Credential &credential, const Origin &target, const QString &what)
{
    if (credential.origin != target) {
        return refuseRequest(
            QStringLiteral("%1 belongs to %2 and is not sent to %3. Enter it again for the new address.")
                .arg(what, credential.origin.toString(), target.toString()));
    }
    if (target.scheme != QLatin1String("https") && !target.isLoopback()) {
        return refuseRequest(
            QStringLiteral("%1 is not sent to %2, since anyone on the way could read it. Use an https address.")
                .arg(what, target.toString()));
    }
    if (!isHeaderName(credential.header) || !isHeaderValue(credential.prefix)
        || !isHeaderValue(credential.secret.reveal())) {
        return refuseRequest(QStringLiteral("%1 for %2 holds characters that it cannot have. Copy and enter it again.")
                                 .arg(what, target.toString()));
    }
    return {};
}

Status checkExtraHeaders(const QList<Credential> &headers, const Origin &target)
{
    for (const Credential &header : headers) {
        const QString name = isHeaderName(header.header) ? QString::fromLatin1(header.header) : QStringLiteral("?");
        if (Status allowed = checkCredential(header, target, QStringLiteral("The extra header %1").arg(name)); !allowed)
            return allowed;
    }
    return {};
}

} // namespace

Status checkHttpRequest(const HttpRequest &request)
{
    const auto origin = Origin::of(request.url);
    if (!origin || !request.url.isValid())
        return refuseRequest(QStringLiteral(
            "The address of the server is not a usable http or https address. Correct it in the settings."));
    for (const auto &[name, value] : request.headers) {
        if (!isHeaderName(name) || !isHeaderValue(value)) {
            return refuseRequest(QStringLiteral(
                "An additional header for %1 holds characters that a header cannot have. Correct it in the settings.")
                                     .arg(origin->toString()));
        }
    }
    if (request.credential && !request.credential->secret.isEmpty()) {
        if (Status allowed = checkCredential(*request.credential, *origin, QStringLiteral("The key")); !allowed)
            return allowed;
    }
    if (Status allowed = checkExtraHeaders(request.extraHeaders, *origin); !allowed)
        return allowed;
    return checkProxy(request.network);
}

QNetworkRequest toNetworkRequest(const HttpRequest &request)
{
    QNetworkRequest result(request.url);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setRawHeader("User-Agent", "Freshet/" FRESHET_VERSION);
    for (const auto &[name, value] : request.headers)
        result.setRawHeader(name, value);
    for (const Credential &header : request.extraHeaders)
        result.setRawHeader(header.header, header.secret.reveal());
    result.setRawHeader("Accept-Encoding", "identity"); // compressed streams come in bursts
    if (request.credential && !request.credential->secret.isEmpty()) {
        const Credential &credential = *request.credential;
        result.setRawHeader(credential.header, credential.prefix + credential.secret.reveal());
    }
    return result;
}

} // namespace freshet
