// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/providers/chat_reply.h"
#include "core/providers/provider_registry.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/provider_sources.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimer>

#include <memory>

namespace freshet::test {

using Script = FakeHttpServer::Script;

inline constexpr const char *kTestKey = "test-key-abcdef123456";

inline QByteArray textEvent(const QByteArray &text)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}
inline const QByteArray kStopEvents
    = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

inline Script eventStream() { return Script().header("Content-Type", "text/event-stream"); }
inline Script goodStream() { return eventStream().send(textEvent("Hel")).send(textEvent("lo")).send(kStopEvents); }
inline Script document(const QByteArray &body)
{
    return Script().header("Content-Type", "application/json").send(body);
}
inline Script wholeAnswer()
{
    return document(
        R"({"choices":[{"index":0,"message":{"content":"Hello","reasoning_content":"Hm"},"finish_reason":"length"}],)"
        R"("usage":{"prompt_tokens":3,"completion_tokens":1}})");
}
inline Script refusal(int status, const QByteArray &error)
{
    return Script().status(status).header("Content-Type", "application/json").send("{\"error\":" + error + "}");
}
inline Script refusedParameter(const QByteArray &name)
{
    return refusal(
        400, "{\"message\":\"Unsupported value\",\"param\":\"" + name + "\",\"code\":\"unsupported_value\"}");
}

inline QList<ProviderInfo> vendors()
{
    return {{.id = "openai",
                .name = "OpenAI",
                .needsKey = true,
                .quirks = {.hasOpenAiFamilies = true, .hasResponsesApi = true},
                .defaultModel = "gpt"},
        {.id = "gemini", .name = "Gemini", .dialect = Dialect::Gemini, .defaultModel = "flash"},
        {.id = "lmstudio", .name = "LM Studio", .dialect = Dialect::LmStudio, .defaultModel = "m"},
        {.id = "ollama", .name = "Ollama", .dialect = Dialect::Ollama, .defaultModel = "llama"},
        {.id = "localai", .name = "LocalAI"}, {.id = "openai-compatible", .name = "Other server"},
        {.id = "documents", .name = "Documents", .dialect = Dialect::Quotes, .defaultModel = "quotes"}};
}

/// LlmService on a scripted server, which stands for every provider that has an address.
class LlmFixture : public QObject {
    Q_OBJECT

protected:
    void setUp()
    {
        m_owner = std::make_unique<QObject>();
        m_service.reset();
        m_client = std::make_unique<HttpClient>(HttpClient::Options{});
        m_server = std::make_unique<FakeHttpServer>();
        m_registry = std::make_unique<ProviderRegistry>(vendors(), oneKey(kTestKey));
        for (const char *id : {"openai", "localai", "gemini", "lmstudio"})
            QVERIFY(m_registry->setBaseUrl(id, m_server->url("/v1").toString()));
        QVERIFY(m_registry->setBaseUrl("ollama", m_server->url("").toString()));
        m_options = {.jitter = [] { return 1.0; }, .backoff = std::chrono::milliseconds(1)};
        m_phases.clear();
    }

    ChatReply *ask(const ChatRequest &request = {})
    {
        ChatRequest complete = request;
        if (complete.model.provider.isEmpty())
            complete.model = {"openai", "gpt"};
        if (complete.messages.isEmpty())
            complete.messages = {{ChatRole::User, "Hi"}};
        m_service = std::make_unique<LlmService>(*m_client, *m_registry, m_options);
        ChatReply *reply = m_service->send(complete, m_owner.get());
        connect(
            reply, &ChatReply::phaseChanged, this, [this](const PhaseInfo &phase) { m_phases << toWord(phase.phase); });
        return reply;
    }

    QJsonObject sent(qsizetype index) const
    {
        return QJsonDocument::fromJson(m_server->requests().at(index).body).object();
    }

    LlmService::Options m_options;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<LlmService> m_service;
    std::unique_ptr<QObject> m_owner;
    QStringList m_phases; ///< Of the last reply.
};

} // namespace freshet::test
