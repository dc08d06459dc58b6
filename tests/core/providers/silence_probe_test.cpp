// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/silence_probe.h"
#include "tests/support/fake_http_server.h"

#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

class SilenceProbeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void asksWhileTheServerIsSilent();
    void asksNothingOnceTheServerSpeaks();
    void asksNoMoreWhereTheQuestionIsUnknown();
    void ignoresWhatGoesWrong_data();
    void ignoresWhatGoesWrong();
    void asksOneQuestionAtATime();
    void saysNothingAfterItsEnd();
    void mayBeDeletedByAListener();
    void readsOllamasRunningModels_data();
    void readsOllamasRunningModels();
    void asksLocalAiAtTheServersRoot();
    void readsLocalAisLoadStatus_data();
    void readsLocalAisLoadStatus();

private:
    std::unique_ptr<SilenceProbe> make()
    {
        return std::make_unique<SilenceProbe>(
            *m_client, HttpRequest{.verb = "GET", .url = m_server->url("/api/ps")},
            [](const HttpResponse &response) -> std::optional<PhaseInfo> {
                if (response.body.isEmpty())
                    return std::nullopt;
                return PhaseInfo{.phase = Phase::LoadingModel, .reason = QString::fromUtf8(response.body)};
            },
            SilenceProbe::Options{.first = 5ms, .every = 5ms}, nullptr);
    }

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_client;
};

void SilenceProbeTest::init()
{
    m_client = std::make_unique<HttpClient>(HttpClient::Options{});
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().send("it"); });
}

void SilenceProbeTest::asksWhileTheServerIsSilent()
{
    const auto probe = make();
    QSignalSpy phases(probe.get(), &SilenceProbe::phaseFound);
    probe->start();
    probe->start();
    QTRY_VERIFY(phases.count() >= 3);
    QCOMPARE(phases.first().first().value<PhaseInfo>().reason, QString("it"));
    QCOMPARE(m_server->requests().first().verb, QByteArray("GET"));
}

void SilenceProbeTest::asksNothingOnceTheServerSpeaks()
{
    const auto probe = make();
    probe->start();
    probe->stop();
    QTest::qWait(40);
    QCOMPARE(m_server->requests().size(), 0);
    probe->start(); // another attempt
    QTRY_VERIFY(!m_server->requests().isEmpty());
}

void SilenceProbeTest::asksNoMoreWhereTheQuestionIsUnknown()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().status(404).send("no"); });
    const auto probe = make();
    QSignalSpy phases(probe.get(), &SilenceProbe::phaseFound);
    probe->start();
    QTRY_COMPARE(m_server->requests().size(), 1);
    QTest::qWait(40);
    probe->stop();
    probe->start();
    QTest::qWait(40);
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(phases.count(), 0);
}

void SilenceProbeTest::ignoresWhatGoesWrong_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"500", "redirect", "reset", "nothing"})
        QTest::newRow(what) << what;
}

void SilenceProbeTest::ignoresWhatGoesWrong()
{
    QFETCH(QString, what);
    m_server->enqueue(what == "500" ? Script().status(500).send("it")
            : what == "redirect"    ? Script().status(302).header("Location", "http://elsewhere.example/").send("it")
            : what == "reset"       ? Script().raw("").reset()
                                    : Script().send(""));
    const auto probe = make();
    QSignalSpy phases(probe.get(), &SilenceProbe::phaseFound);
    probe->start();
    QTRY_VERIFY(phases.count() >= 1); // of the next question
    QVERIFY(m_server->requests().size() > phases.count());
}

void SilenceProbeTest::asksOneQuestionAtATime()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().stall(); });
    const auto probe = make();
    probe->start();
    QTRY_COMPARE(m_server->requests().size(), 1);
    QTest::qWait(60);
    QCOMPARE(m_server->requests().size(), 1);
    probe->stop();
    QTRY_COMPARE(m_server->inFlight(), 0);
}

void SilenceProbeTest::saysNothingAfterItsEnd()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().pause(250ms).send("it"); });
    auto probe = make();
    QSignalSpy phases(probe.get(), &SilenceProbe::phaseFound);
    probe->start();
    QTRY_COMPARE(m_server->requests().size(), 1);
    probe->stop();
    QTest::qWait(300);
    QCOMPARE(phases.count(), 0);
    probe->start();
    QTRY_COMPARE(m_server->requests().size(), 2);
    probe.reset();
    QTest::qWait(300);
}

void SilenceProbeTest::mayBeDeletedByAListener()
{
    SilenceProbe *probe = make().release();
    const QPointer<SilenceProbe> alive(probe);
    connect(probe, &SilenceProbe::phaseFound, this, [probe] { delete probe; });
    probe->start();
    QTRY_VERIFY(!alive);
}

void SilenceProbeTest::readsOllamasRunningModels_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("phase"); // empty: it does not tell
    const QByteArray running
        = R"({"models":[3,{"name":7},{"name":"qwen3:8b","model":"qwen3:8b"},{"name":"phi4:latest"}]})";
    QTest::newRow("running") << running << "qwen3:8b"
                             << "reading_prompt";
    QTest::newRow("running as the latest") << running << "phi4"
                                           << "reading_prompt";
    QTest::newRow("another one is running") << running << "qwen3:4b"
                                            << "loading_model";
    QTest::newRow("none is running") << QByteArray(R"({"models":[]})") << "qwen3:8b"
                                     << "loading_model";
    QTest::newRow("no list") << QByteArray(R"({"models":null})") << "qwen3:8b"
                             << "";
    QTest::newRow("a web page") << QByteArray("<html>") << "qwen3:8b"
                                << "";
    QTest::newRow("nothing") << QByteArray() << "qwen3:8b"
                             << "";
}

void SilenceProbeTest::readsOllamasRunningModels()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, model);
    QFETCH(QString, phase);
    const ProviderAdapter &ollama = *adapterFor(Dialect::Ollama);
    const auto found = ollama.phaseFrom({.status = 200, .body = body}, {"ollama", model});
    QCOMPARE(found ? QString(toWord(found->phase)) : QString(), phase);
    const auto question = ollama.statusRequest({"ollama", model}, {.baseUrl = QUrl("http://127.0.0.1:11434")});
    QCOMPARE(question->url, QUrl("http://127.0.0.1:11434/api/ps"));
}

void SilenceProbeTest::asksLocalAiAtTheServersRoot()
{
    const ProviderAdapter &adapter = *adapterFor(Dialect::OpenAi);
    ProviderConfig config{.baseUrl = QUrl("http://127.0.0.1:8080/v1"), .key = Secret("k")};
    QVERIFY(!adapter.statusRequest({"localai", "m"}, config)); // not everybody's
    config.quirks.tellsLoadStatus = true;
    const auto question = adapter.statusRequest({"localai", "a/b c?.gguf"}, config);
    QCOMPARE(question->url.toEncoded(), QByteArray("http://127.0.0.1:8080/api/models/a%2Fb%20c%3F.gguf/load-status"));
    QVERIFY(question->credential);
    config.baseUrl = QUrl("http://box/ai/v1");
    QCOMPARE(adapter.statusRequest({"localai", "m"}, config)->url, QUrl("http://box/ai/api/models/m/load-status"));
}

void SilenceProbeTest::readsLocalAisLoadStatus_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isLoading");
    QTest::addColumn<double>("progress"); // negative: not told
    const auto row = [](const char *body, bool isLoading, double progress) {
        QTest::newRow(body) << QByteArray(body) << isLoading << progress;
    };
    row(R"({"model":"m","state":"loading","progress":0.5})", true, 0.5);
    row(R"({"loading":{"state":"Loading","progress":42}})", true, 0.42);
    row(R"({"state":"transferring","progress":1,"bytes_sent":25,"total_bytes":100})", true, 0.25);
    row(R"({"state":"loading","progress":"half","bytes_sent":5,"total_bytes":0})", true, -1);
    row(R"({"state":"loading","progress":1e9,"bytes_sent":-5,"total_bytes":4})", true, -1);
    row(R"({"state":"loaded","progress":1})", false, -1);
    row(R"({"state":7})", false, -1);
    row(R"({"state":"idle"})", false, -1);
    row("[]", false, -1);
    row("<html></html>", false, -1);
    row("", false, -1);
}

void SilenceProbeTest::readsLocalAisLoadStatus()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isLoading);
    QFETCH(double, progress);
    const auto found = adapterFor(Dialect::OpenAi)->phaseFrom({.status = 200, .body = body}, {"localai", "m"});
    QCOMPARE(found.has_value(), isLoading);
    if (found) {
        QCOMPARE(found->phase, Phase::LoadingModel);
        QCOMPARE(found->progress.value_or(-1), progress);
    }
}

QTEST_GUILESS_MAIN(SilenceProbeTest)
#include "silence_probe_test.moc"
