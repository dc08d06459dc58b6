// SPDX-License-Identifier: MIT
#include "core/server/presented_token.h"

#include "core/server/token_secret.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr QByteArrayView kBearerProtocol = "bearer.";

/// As they are without `-`, `_` and `.`, in lower case.
const QByteArrayList &tokenParameterNames()
{
    static const QByteArrayList names{"token", "accesstoken", "authtoken", "apitoken", "idtoken", "bearertoken",
        "sessiontoken", "bearer", "auth", "authorization", "key", "apikey", "xapikey", "accesskey", "secret", "jwt",
        "password"};
    return names;
}

bool isBearerByte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || QByteArrayView("-._~+/=").contains(byte);
}

/// Empty when it is no bearer token.
QByteArray bearerToken(const QByteArray &authorization)
{
    const qsizetype space = authorization.indexOf(' ');
    if (space < 0 || authorization.first(space).compare("bearer", Qt::CaseInsensitive) != 0)
        return {};
    const QByteArray token = authorization.sliced(space).trimmed();
    return std::all_of(token.begin(), token.end(), isBearerByte) ? token : QByteArray();
}

QByteArray decodedParameter(QByteArray text) { return QByteArray::fromPercentEncoding(text.replace('+', ' ')); }

bool isTokenParameterName(QByteArray name)
{
    name = name.toLower();
    name.removeIf([](char byte) { return byte == '-' || byte == '_' || byte == '.'; });
    return tokenParameterNames().contains(name);
}

} // namespace

PresentedToken presentedToken(const RequestHead &head)
{
    using State = PresentedToken::State;
    QByteArrayList tokens;
    if (head.count("authorization") > 1)
        return {.state = State::Several};
    if (head.count("authorization") == 1)
        tokens << bearerToken(head.header("authorization"));
    for (const QByteArray &protocol : head.elements("sec-websocket-protocol")) {
        if (protocol.startsWith(kBearerProtocol))
            tokens << protocol.sliced(kBearerProtocol.size());
    }
    if (tokens.isEmpty())
        return {};
    const QByteArray token = tokens.constFirst();
    if (tokens.count(token) != tokens.size())
        return {.state = State::Several};
    return token.isEmpty() ? PresentedToken{.state = State::Unreadable} : PresentedToken{State::One, token};
}

bool hasTokenInQuery(QByteArrayView query)
{
    const QByteArrayList parameters = query.toByteArray().replace(';', '&').split('&');
    return std::any_of(parameters.begin(), parameters.end(), [&](const QByteArray &parameter) {
        const qsizetype equals = parameter.indexOf('=');
        const QByteArray name = decodedParameter(equals < 0 ? parameter : parameter.first(equals));
        const QByteArray value = equals < 0 ? name : decodedParameter(parameter.sliced(equals + 1));
        return isTokenParameterName(name) || isTokenSecret(value);
    });
}

} // namespace freshet
