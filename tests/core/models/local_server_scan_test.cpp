// SPDX-License-Identifier: MIT
#include "core/models/local_server_scan.h"
#include "core/net/http_client.h"
#include "tests/support/fake_http_server.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace freshet;
using test::FakeHttpServer;
using Script = test::FakeHttpServer::Script;

namespace {

std::uint16_t portOf(const FakeHttpServer &server) { return static_cast<std::uint16_t>(server.url().port()); }

/// A port where nobody listens (just now).
std::uint16_t deadPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// With its length, as real servers send it: Qt may ask again when only the close ends a body.
Script json(const QByteArray &body)
{
    return Script()
        .header("Content-Type", "application/json")
        .header("Content-Length", QByteArray::number(body.size()))
        .send(body);
}

} // namespace

class LocalServerScanTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void findsWhatAnswersAndCountsItsModels();
    void takesLlamaCppForAnOpenAiCompatibleServer();
    void leavesOutOtherProgramsErrorsAndSilence();
    void givesUpOnServersThatSayNothing();
    void joinsAScanThatRuns();
    void sendsNoKeyAndAsksThisMachineOnly();

private:
    QList<FoundServer> scan(const LocalServerScan::Ports &ports);

    HttpClient m_http{HttpClient::Options{}};
    std::unique_ptr<FakeHttpServer> m_ollama;
    std::unique_ptr<FakeHttpServer> m_lmStudio;
    std::unique_ptr<FakeHttpServer> m_localAi;
};

void LocalServerScanTest::init()
{
    m_ollama = std::make_unique<FakeHttpServer>();
    m_lmStudio = std::make_unique<FakeHttpServer>();
    m_localAi = std::make_unique<FakeHttpServer>();
}

QList<FoundServer> LocalServerScanTest::scan(const LocalServerScan::Ports &ports)
{
    LocalServerScan scan(m_http, ports);
    QSignalSpy finished(&scan, &LocalServerScan::finished);
    scan.start();
    if (finished.isEmpty() && !finished.wait())
        return {FoundServer{"the scan never ended", {}, 0}};
    return scan.found();
}

void LocalServerScanTest::findsWhatAnswersAndCountsItsModels()
{
    m_ollama->enqueue(json(R"({"models":[{"name":"qwen3:8b"},{"name":"a"},{"name":"b"}]})"));
    m_lmStudio->enqueue(json(R"({"object":"list","data":[]})"));
    m_localAi->enqueue(json(R"({"data":[{"id":"m","owned_by":"localai"}]})"));
    const QList<FoundServer> found = scan({portOf(*m_ollama), portOf(*m_lmStudio), portOf(*m_localAi)});
    const auto base = [](const FakeHttpServer &server, const QString &path) {
        return QUrl("http://127.0.0.1:" + QString::number(server.url().port()) + path);
    };
    QCOMPARE(found,
        (QList<FoundServer>{{"ollama", base(*m_ollama, ""), 3}, {"lmstudio", base(*m_lmStudio, "/v1"), 0},
            {"localai", base(*m_localAi, "/v1"), 1}}));
    QCOMPARE(m_ollama->requests().at(0).path, QByteArray("/api/tags"));
    QCOMPARE(m_lmStudio->requests().at(0).path, QByteArray("/v1/models"));
}

void LocalServerScanTest::takesLlamaCppForAnOpenAiCompatibleServer()
{
    m_localAi->enqueue(json(R"({"models":[],"object":"list","data":[{"id":"m.gguf","owned_by":"llamacpp"}]})"));
    const QList<FoundServer> found = scan({deadPort(), deadPort(), portOf(*m_localAi)});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).provider, QString("openai-compatible"));
    QCOMPARE(found.at(0).models, 1);
}

void LocalServerScanTest::leavesOutOtherProgramsErrorsAndSilence()
{
    m_ollama->enqueue(json("<html>Jenkins</html>"));
    m_lmStudio->enqueue(Script().status(404).send(R"({"data":[{"id":"m"}]})"));
    m_localAi->enqueue(Script().stall());
    QCOMPARE(scan({portOf(*m_ollama), portOf(*m_lmStudio), portOf(*m_localAi)}), QList<FoundServer>{});
}

void LocalServerScanTest::givesUpOnServersThatSayNothing()
{
    m_ollama->enqueue(Script().stall());
    m_lmStudio->enqueue(Script().stall());
    m_localAi->enqueue(Script().stall());
    QCOMPARE(scan({portOf(*m_ollama), portOf(*m_lmStudio), portOf(*m_localAi)}).size(), 0);
}

void LocalServerScanTest::joinsAScanThatRuns()
{
    m_ollama->setHandler([](const FakeHttpServer::Request &) { return json(R"({"models":[]})"); });
    LocalServerScan scan(m_http, {portOf(*m_ollama), deadPort(), deadPort()});
    QSignalSpy finished(&scan, &LocalServerScan::finished);
    scan.start();
    scan.start();
    QVERIFY(finished.wait());
    scan.start();
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 2);
    QCOMPARE(scan.found().size(), 1);
}

void LocalServerScanTest::sendsNoKeyAndAsksThisMachineOnly()
{
    m_ollama->enqueue(json(R"({"models":[]})"));
    QCOMPARE(scan({portOf(*m_ollama), deadPort(), deadPort()}).size(), 1);
    QVERIFY(m_ollama->requests().at(0).header("host").startsWith("127.0.0.1:"));
    QVERIFY(m_ollama->requests().at(0).header("authorization").isEmpty());
}

QTEST_GUILESS_MAIN(LocalServerScanTest)
#include "local_server_scan_test.moc"
