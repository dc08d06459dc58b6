// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/request_head.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace freshet::test {

using HeaderLines = QList<std::pair<QByteArray, QByteArray>>;

inline QByteArray requestText(const QByteArray &method, const QByteArray &target, const HeaderLines &headers)
{
    QByteArray text = method + ' ' + target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

/// As a server gets it: through the parser. Throws (which fails the test) when that refuses.
inline RequestHead requestHead(const QByteArray &method, const QByteArray &target, const HeaderLines &headers)
{
    return std::get<RequestHead>(parseRequestHead(requestText(method, target, headers)));
}

inline HeaderLines handshakeHeaders()
{
    return {{"Connection", "Upgrade"}, {"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"},
        {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
}

} // namespace freshet::test
