// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/program_run.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/fake_proxy.h"

#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;

/// That the real program goes by the network settings of a provider.
class ProviderNetworkTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void goesThroughTheProxyOfTheSettings();
    void goesNoOtherWayWhenTheSettingsAreBroken();

private:
    ProgramRun::Result modelsWith(const QString &proxy, const QString &proxyUrl, const QString &caFile = QString());

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<FakeProxy> m_proxy;
    std::unique_ptr<ProgramRun> m_program;
};

void ProviderNetworkTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const auto &) { return Script().send(R"({"data":[{"id":"m-told"}]})"); });
    m_proxy = std::make_unique<FakeProxy>(FakeProxy::Kind::Http, m_server->url().port());
    m_program = std::make_unique<ProgramRun>();
    m_program->setEnvironment("http_proxy", {});
}

ProgramRun::Result ProviderNetworkTest::modelsWith(const QString &proxy, const QString &proxyUrl, const QString &caFile)
{
    const QString id = QStringLiteral("localai");
    {
        SettingsStore settings(m_program->profile() + "/settings.ini");
        // A name that only the proxy knows.
        settings.set(keys::baseUrl(id), QStringLiteral("http://models.test:%1/v1").arg(m_server->url().port()));
        settings.set(keys::proxy(id), proxy);
        settings.set(keys::proxyUrl(id), proxyUrl);
        settings.set(keys::caFile(id), caFile);
    }
    return m_program->run({"models", "--provider", id, "--refresh", "--json"});
}

void ProviderNetworkTest::goesThroughTheProxyOfTheSettings()
{
    const auto result = modelsWith("manual", m_proxy->url().toString());
    QVERIFY2(result.output.contains("m-told"), QByteArray(result.output + result.errors).constData());
    QVERIFY(!m_server->requests().isEmpty());
    QCOMPARE(m_proxy->targets().size(), m_server->requests().size());
}

void ProviderNetworkTest::goesNoOtherWayWhenTheSettingsAreBroken()
{
    const auto noPort = modelsWith("manual", "http://proxy.example");
    QVERIFY2(noPort.output.contains("needs a host and a port"), QByteArray(noPort.output + noPort.errors).constData());
    const auto noUrl = modelsWith("manual", {});
    QVERIFY2(
        noUrl.output.contains("address of the proxy is missing"), QByteArray(noUrl.output + noUrl.errors).constData());
    const auto noFile = modelsWith("none", {}, m_program->filePath("gone.pem"));
    QVERIFY2(noFile.output.contains("gone.pem"), QByteArray(noFile.output + noFile.errors).constData());
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(m_proxy->targets().isEmpty());
}

QTEST_GUILESS_MAIN(ProviderNetworkTest)
#include "provider_network_test.moc"
