// SPDX-License-Identifier: MIT
#include "core/server/http_answer.h"

#include "core/server/query_protocol.h"

#include <QJsonDocument>

namespace freshet {

namespace {

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 417:
        return "Expectation Failed";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Error";
    }
}

QByteArray headOf(int status, const QByteArray &contentType, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status)
        + "\r\nContent-Type: " + contentType
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    return head;
}

/// 401 has a word of its own, and 403 says whose fault it is.
QByteArray openAiTypeOf(int status)
{
    return status == 401 ? "authentication_error" : status == 403 ? "permission_error" : "invalid_request_error";
}

} // namespace

HttpAnswer HttpAnswer::json(const QJsonObject &object)
{
    return {.body = QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

HttpAnswer HttpAnswer::refusal(const GateRefusal &refusal, bool isOpenAi)
{
    QJsonObject object = protocol::error({.kind = refusal.kind, .message = refusal.message}, {});
    if (isOpenAi)
        object = {{QStringLiteral("error"),
            QJsonObject{{QStringLiteral("message"), refusal.message},
                {QStringLiteral("type"), QString::fromLatin1(openAiTypeOf(refusal.status))},
                {QStringLiteral("param"), QJsonValue::Null}, {QStringLiteral("code"), toWord(refusal.kind)}}}};
    HttpAnswer answer = json(object);
    answer.status = refusal.status;
    answer.headers = refusal.headers;
    return answer;
}

QByteArray HttpAnswer::bytes() const
{
    return headOf(status, contentType, headers) + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body;
}

QByteArray chunkedHttpHead(const QByteArray &contentType)
{
    return headOf(200, contentType, {{"Transfer-Encoding", "chunked"}}) + "\r\n";
}

QByteArray httpChunk(const QByteArray &bytes) { return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n"; }

} // namespace freshet
