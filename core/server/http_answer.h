// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/gate_refusal.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <utility>

namespace freshet {

/// One whole HTTP/1.1 answer of the local endpoint. After each the connection is closed, and none may be cached or read
/// by a web page.
struct HttpAnswer {
    int status = 200;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers; ///< Besides those that every answer has.
    QByteArray body;

    static HttpAnswer json(const QJsonObject &object);
    /// In the protocol's shape, or in OpenAI's.
    static HttpAnswer refusal(const GateRefusal &refusal, bool isOpenAi);

    QByteArray bytes() const; ///< Head and body.
};

/// The head of an answer whose body follows in chunks.
QByteArray chunkedHttpHead(const QByteArray &contentType);
QByteArray httpChunk(const QByteArray &bytes); ///< @p bytes are not empty: an empty chunk is the last one.
inline constexpr char kLastHttpChunk[] = "0\r\n\r\n";

} // namespace freshet
