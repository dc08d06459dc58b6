// SPDX-License-Identifier: MIT
#include "app/key_source.h"
#include "core/models/http_model_list_source.h"
#include "core/net/http_client.h"
#include "core/providers/header_lines.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/settings_store.h"
#include "tests/support/all_files.h"
#include "tests/support/fake_http_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;

/// Extra headers from what a person types to the server, as AppContext puts the parts together.
class ExtraHeadersTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void reachTheServerThatTheyWereGivenForAndNoOther();
    void leaveNoTraceInFilesAndErrors();

private:
    void save(const FakeHttpServer &server, const QString &typed);
    Result<QList<ModelInfo>> fetchFrom(const FakeHttpServer &server);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<ExtraHeaderStore> m_headers;
    std::unique_ptr<ProviderRegistry> m_providers;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<HttpModelListSource> m_lists;
};

void ExtraHeadersTest::init()
{
    m_lists.reset();
    m_http.reset();
    m_providers.reset();
    m_headers.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("freshet.ini"));
    m_secrets = std::make_unique<MemorySecretStore>();
    m_headers = std::make_unique<ExtraHeaderStore>(*m_settings, *m_secrets);
    m_providers = std::make_unique<ProviderRegistry>(QList<ProviderInfo>{{.id = "gateway", .name = "Gateway"}},
        makeKeySource({}, *m_secrets), makeHeaderSource(*m_headers));
    m_http = std::make_unique<HttpClient>(HttpClient::Options{.logDir = m_dir->filePath("http")});
    m_lists = std::make_unique<HttpModelListSource>(*m_http, *m_providers, HttpLimits());
}

void ExtraHeadersTest::save(const FakeHttpServer &server, const QString &typed)
{
    const auto headers = parseHeaderLines(typed, Dialect::OpenAi);
    QVERIFY(headers);
    std::optional<Status> saved;
    m_headers->save("gateway", *Origin::of(server.url()), *headers, this, [&saved](Status status) { saved = status; });
    QTRY_VERIFY(saved);
    QVERIFY(*saved);
}

Result<QList<ModelInfo>> ExtraHeadersTest::fetchFrom(const FakeHttpServer &server)
{
    if (const Status set = m_providers->setBaseUrl("gateway", server.url("/v1").toString()); !set)
        return failure(set.error());
    std::optional<Result<QList<ModelInfo>>> result;
    connect(m_lists->fetchModels("gateway", {}, this), &ModelListFetch::finished, this,
        [&result](const auto &models) { result = models; });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }))
        return failure({.message = "no answer came"});
    return *result;
}

void ExtraHeadersTest::reachTheServerThatTheyWereGivenForAndNoOther()
{
    FakeHttpServer first;
    FakeHttpServer second;
    for (FakeHttpServer *const server : {&first, &second})
        server->setHandler([](const auto &) { return Script().send(R"({"data":[{"id":"m"}]})"); });
    save(first, "CF-Access-Client-Id: canary-id\nCF-Access-Client-Secret: canary-secret");

    QVERIFY(fetchFrom(first));
    QCOMPARE(first.requests().last().header("cf-access-client-id"), QByteArray("canary-id"));
    QCOMPARE(first.requests().last().header("cf-access-client-secret"), QByteArray("canary-secret"));
    QVERIFY(fetchFrom(second));
    QVERIFY(second.requests().last().header("cf-access-client-id").isEmpty());
    QVERIFY(second.requests().last().header("cf-access-client-secret").isEmpty());
    QVERIFY(fetchFrom(first));
    QCOMPARE(first.requests().last().header("cf-access-client-id"), QByteArray("canary-id"));
    save(first, "");
    QVERIFY(fetchFrom(first));
    QVERIFY(first.requests().last().header("cf-access-client-id").isEmpty());
}

void ExtraHeadersTest::leaveNoTraceInFilesAndErrors()
{
    FakeHttpServer server;
    server.setHandler([](const FakeHttpServer::Request &request) {
        const QByteArray told = request.header("x-access");
        return Script()
            .status(403)
            .header("X-Echo", told)
            .send(R"({"error":{"message":"no entry for )" + told + R"("}})");
    });
    save(server, "X-Access: canary-secret");
    const auto refused = fetchFrom(server);
    QVERIFY(!refused);
    QVERIFY2(!refused.error().message.contains("canary"), qPrintable(refused.error().message));
    QVERIFY2(refused.error().detail.contains("no entry for [key]"), qPrintable(refused.error().detail));

    m_lists.reset();
    m_http.reset();
    m_providers.reset();
    m_headers.reset();
    m_settings.reset();
    const QByteArray written = allFilesBelow(m_dir->path());
    QVERIFY2(written.contains("X-Access: [redacted]\n"), written.constData());
    QVERIFY2(written.contains("header_names"), written.constData());
    QVERIFY2(!written.contains("canary"), written.constData());
    QVERIFY2(!written.contains(QByteArray("canary-secret").toBase64()), written.constData());
}

QTEST_GUILESS_MAIN(ExtraHeadersTest)
#include "extra_headers_test.moc"
