// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fake_http_server.h"

namespace freshet::test {

// An OpenAI-compatible server as it should be: server.setHandler(goodAnswer).

inline const QByteArray kGoodModels
    = R"({"data":[{"id":"chat-1","owned_by":"vllm"},{"id":"chat-2"},{"id":"text-embedding-1"}]})";

inline FakeHttpServer::Script json(const QByteArray &body)
{
    return FakeHttpServer::Script().header("Content-Type", "application/json").send(body);
}

inline FakeHttpServer::Script status(int code, const QByteArray &body = "{\"error\":{\"message\":\"No.\"}}")
{
    return json(body).status(code);
}

enum class Pieces { OneByOne, AtOnce };

inline FakeHttpServer::Script streamedAnswer(Pieces pieces)
{
    const QByteArray end
        = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    FakeHttpServer::Script script;
    script.header("Content-Type", "text/event-stream");
    QByteArray all;
    for (int number = 1; number < 9; ++number) {
        const QByteArray piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + QByteArray::number(number) + "  \"}}]}\n\n";
        all += piece;
        if (pieces == Pieces::OneByOne)
            script.send(piece).pause(std::chrono::milliseconds(1));
    }
    return script.send(pieces == Pieces::AtOnce ? all + end : end);
}

inline FakeHttpServer::Script goodAnswer(const FakeHttpServer::Request &request)
{
    if (request.path.endsWith("/models"))
        return json(kGoodModels);
    if (request.path.endsWith("/embeddings"))
        return json(R"({"data":[{"index":0,"embedding":[0.6,0.8]}]})");
    if (!request.path.endsWith("/chat/completions"))
        return status(404);
    return request.body.contains("\"stream\":true")
        ? streamedAnswer(Pieces::OneByOne)
        : json(R"({"choices":[{"index":0,"message":{"content":"OK"},"finish_reason":"stop"}]})");
}

} // namespace freshet::test
