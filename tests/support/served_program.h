// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_service.h"
#include "core/retrieval/retrieval_service.h"
#include "core/server/local_endpoint.h"
#include "core/server/program_view.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/fake_model_source.h"
#include "tests/support/provider_sources.h"

#include <QTemporaryDir>

namespace freshet::test {

/// What the program builds behind its local endpoint, with a scripted provider "fake" beside `documents`. Its key is
/// kProviderKey; the endpoint takes a free port and is off.
struct ServedProgram {
    static constexpr const char *kProviderKey = "provider-key-canary-1234";

    QTemporaryDir dir;
    FakeHttpServer provider;
    HttpClient http{HttpClient::Options()};
    ProviderRegistry registry{
        {{.id = "fake", .name = "Fake", .defaultBaseUrl = provider.url("/v1"), .defaultModel = "fake-1"},
            {.id = "documents", .name = "Your documents", .dialect = Dialect::Quotes, .defaultModel = "quotes"}},
        oneKey(kProviderKey)};
    LlmService llm{http, registry, LlmService::Options{.retries = 0}};
    RetrievalService retrieval{dir.filePath("index.db")};
    QueryService queries{llm, retrieval, registry};
    FakeModelSource modelLists;
    ModelRefreshService models{modelLists, {}};
    SettingsStore settings{dir.filePath("settings.ini")};
    ProgramView view{{.providers = registry, .models = models, .settings = settings, .defaultProvider = [] {
                          return ProviderId("fake");
                      }}};
    LocalEndpoint endpoint{{.queries = queries,
                               .retrieval = retrieval,
                               .models = models,
                               .providers = registry,
                               .settings = settings,
                               .view = view},
        {.tokenFile = dir.filePath("tokens.json")}};

    ServedProgram() { settings.set(keys::serverPort, 0); }
};

inline QByteArray spoken(const QByteArray &text)
{
    return R"({"choices":[{"index":0,"delta":{"content":")" + text + R"("}}]})";
}

inline FakeHttpServer::Script streamHead()
{
    return FakeHttpServer::Script().header("Content-Type", "text/event-stream");
}

/// An answer of these pieces, whole.
inline FakeHttpServer::Script saying(const QByteArrayList &pieces)
{
    FakeHttpServer::Script script = streamHead();
    for (const QByteArray &piece : pieces)
        script.sse(spoken(piece));
    return script
        .sse(
            R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3}})")
        .sse("[DONE]");
}

} // namespace freshet::test
