// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fake_http_server.h"

namespace freshet::test {

using Script = FakeHttpServer::Script;

// Pieces of what an OpenAI-compatible server says.

inline Script eventStream() { return Script().header("Content-Type", "text/event-stream"); }

inline QByteArray deltaEvent(const QByteArray &field, const QByteArray &jsonText)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"" + field + "\":\"" + jsonText + "\"}}]}\n\n";
}

inline QByteArray textEvent(const QByteArray &jsonText) { return deltaEvent("content", jsonText); }
inline QByteArray reasoningEvent(const QByteArray &jsonText) { return deltaEvent("reasoning_content", jsonText); }

/// The end of a stream, with `usage` where the server tells it.
inline QByteArray stopEvents(const QByteArray &usage = QByteArray())
{
    const QByteArray told
        = usage.isEmpty() ? QByteArray() : QByteArray("data: {\"choices\":[],\"usage\":" + usage + "}\n\n");
    return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n" + told
        + "data: [DONE]\n\n";
}

inline Script jsonDocument(const QByteArray &body, int status = 200)
{
    return Script().status(status).header("Content-Type", "application/json").send(body);
}

inline Script wholeAnswer(const QByteArray &jsonText)
{
    return jsonDocument(
        R"({"choices":[{"index":0,"message":{"content":")" + jsonText + R"("},"finish_reason":"stop"}]})");
}

} // namespace freshet::test
