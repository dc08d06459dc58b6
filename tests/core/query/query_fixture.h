// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_reply.h"
#include "core/query/query_service.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/fake_http_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace freshet::test {

using Script = FakeHttpServer::Script;

inline const ModelRef kModel{"fake", "fake-1"};
inline const ModelRef kQuotes{"documents", ""};

inline Script saying(const QByteArray &text)
{
    return Script()
        .header("content-type", "text/event-stream")
        .sse(R"({"choices":[{"delta":{"content":")" + text + R"("}}]})")
        .sse(R"({"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}})")
        .sse("[DONE]");
}

inline QJsonArray messagesOf(const FakeHttpServer::Request &request)
{
    return QJsonDocument::fromJson(request.body).object().value("messages").toArray();
}

/// Writes down what a query tells, in order: "accepted", "phase waiting", "text" (once for neighbours) …
class QueryLog : public QObject {
    Q_OBJECT

public:
    explicit QueryLog(QueryReply *reply) : QObject(reply)
    {
        connect(reply, &QueryReply::accepted, this, [this](const ModelRef &model, bool withRetrieval) {
            add(QString("accepted " + model.provider + u'/' + model.model + (withRetrieval ? " with" : " without")));
        });
        connect(reply, &QueryReply::phaseChanged, this,
            [this](const PhaseInfo &info) { add(QString(QStringLiteral("phase ") + toWord(info.phase))); });
        connect(reply, &QueryReply::sourcesFound, this,
            [this](const QList<Source> &sources) { add(QStringLiteral("sources %1").arg(sources.size())); });
        connect(reply, &QueryReply::textAppended, this, [this](const QString &delta) {
            text += delta;
            add("text");
        });
        connect(reply, &QueryReply::reasoningAppended, this, [this] { add("reasoning"); });
        connect(reply, &QueryReply::finished, this, [this] { add("finished"); });
    }

    QStringList steps;
    QString text;

private:
    void add(const QString &step)
    {
        if (steps.isEmpty() || steps.last() != step)
            steps << step;
    }
};

/// QueryService on an index of its own and a scripted model `fake-1`; the provider `documents` quotes.
class QueryFixture : public QObject {
    Q_OBJECT

protected:
    void setUp()
    {
        m_service.reset();
        m_retrieval.reset();
        m_llm.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeHttpServer>();
        m_http = std::make_unique<HttpClient>(HttpClient::Options());
        const KeySource noKeys = [](const ProviderId &, const Origin &, QObject *context, auto done) {
            QMetaObject::invokeMethod(
                context, [done] { done(Secret()); }, Qt::QueuedConnection);
        };
        const ProviderInfo fake{.id = "fake",
            .name = "Fake",
            .defaultBaseUrl = m_server->url("/v1"),
            .defaultModel = "fake-1",
            .models = {{.ref = kModel, .contextTokens = 8000}}};
        const ProviderInfo documents{
            .id = "documents", .name = "Your documents", .dialect = Dialect::Quotes, .defaultModel = "quotes"};
        m_registry = std::make_unique<ProviderRegistry>(QList<ProviderInfo>{fake, documents}, noKeys);
        m_llm = std::make_unique<LlmService>(*m_http, *m_registry, LlmService::Options{.retries = 0});
        m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
        m_service = std::make_unique<QueryService>(*m_llm, *m_retrieval, *m_registry);
    }

    QueryReply *ask(const QueryRequest &request)
    {
        QueryReply *reply = m_service->ask(request, m_service.get());
        m_log = new QueryLog(reply);
        return reply;
    }

    void waitFor(QueryReply *reply)
    {
        QSignalSpy finished(reply, &QueryReply::finished);
        QVERIFY(finished.wait(20'000));
        QVERIFY(reply->isFinished());
        QCOMPARE(m_log->steps.last(), "finished");
    }

    void indexHouse()
    {
        QFile file(m_dir->filePath("house.md"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# House\n\n## Boiler\n\nThe boiler is serviced every autumn by a plumber.\n\n"
                   "## Roof\n\nThe roof was retiled in 2019. The gutters are cleaned in November.\n");
        file.close();
        IndexReply *run = m_retrieval->index({.collection = "house", .paths = {file.fileName()}}, m_retrieval.get());
        QSignalSpy finished(run, &IndexReply::finished);
        QVERIFY(finished.wait());
        QCOMPARE(run->summary().indexed, 1);
    }

    void breakIndex()
    {
        m_service.reset();
        m_retrieval = std::make_unique<RetrievalService>("/proc/nowhere/index.db");
        m_service = std::make_unique<QueryService>(*m_llm, *m_retrieval, *m_registry);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<LlmService> m_llm;
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<QueryService> m_service;
    QueryLog *m_log = nullptr; // child of the last reply
};

} // namespace freshet::test
