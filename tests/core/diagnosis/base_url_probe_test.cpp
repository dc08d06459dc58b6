// SPDX-License-Identifier: MIT
#include "core/diagnosis/base_url_probe.h"
#include "core/net/http_client.h"
#include "tests/support/fake_http_server.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;
using Verdict = BaseUrlProbe::Verdict;

namespace {

constexpr const char *kProbeKey = "probe-key-abcdef123456";

Script json(const QByteArray &body) { return Script().header("Content-Type", "application/json").send(body); }
Script notFound()
{
    return Script().status(404).header("Content-Type", "application/json").send("{\"detail\":\"Not Found\"}");
}

} // namespace

class BaseUrlProbeTest : public QObject {
    Q_OBJECT

private slots:
    void init();

    void asksNothingElseWhenTheBaseWorks();
    void findsWhereTheServerReallyIs_data();
    void findsWhereTheServerReallyIs();
    void takesAWordAboutTheKeyForAnAnswer();
    void isNotFooledByWebPages();
    void tellsEveryReasonWhenNothingWorks();
    void asksADeadPlaceOnce();
    void canLeaveOutTheBaseItself();
    void sendsTheKeyToNoOtherOrigin();
    void asksOneAfterTheOther();
    void finishesOnceWhenAbortedTwice();
    void maySafelyBeDeletedByItsListener();
    void knowsNoPlaceWithoutAServer();

private:
    /// Answers a list at @p path and 404 elsewhere.
    void serve(const QByteArray &path, const QByteArray &body)
    {
        m_server->setHandler([path, body](const FakeHttpServer::Request &request) {
            return request.path == path ? json(body) : notFound();
        });
    }

    BaseUrlProbe &probe(
        const QString &path, Dialect dialect = Dialect::OpenAi, BaseUrlProbe::Places places = BaseUrlProbe::Places::All)
    {
        const ProviderConfig config{.id = "p",
            .name = "P",
            .dialect = dialect,
            .baseUrl = m_server->url(path),
            .key = Secret(kProbeKey),
            .headers = {{"X-Team", "blue"}}};
        m_probe = std::make_unique<BaseUrlProbe>(m_client, config, places, nullptr);
        return *m_probe;
    }

    void run(BaseUrlProbe &probe)
    {
        QSignalSpy finished(&probe, &BaseUrlProbe::finished);
        QCOMPARE(probe.verdict(), Verdict::Running);
        QTRY_COMPARE(finished.count(), 1);
        QTest::qWait(0);
        QCOMPARE(finished.count(), 1);
    }

    HttpClient m_client{HttpClient::Options{}};
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<BaseUrlProbe> m_probe;
};

void BaseUrlProbeTest::init()
{
    m_probe.reset();
    m_server = std::make_unique<FakeHttpServer>();
}

void BaseUrlProbeTest::asksNothingElseWhenTheBaseWorks()
{
    serve("/v1/models", R"({"data":[{"id":"a"},{"id":"b"}]})");
    run(probe("/v1"));
    QCOMPARE(m_probe->verdict(), Verdict::Works);
    QCOMPARE(m_probe->found()->base, m_server->url("/v1"));
    QCOMPARE(m_probe->tries().size(), 1);
    QCOMPARE(m_probe->tries().first().models, 2);
    QVERIFY(m_probe->sentence().contains("lists 2 models"));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().first().header("authorization"), QByteArray("Bearer ") + kProbeKey);
}

void BaseUrlProbeTest::findsWhereTheServerReallyIs_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QByteArray>("serves");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("found");
    QTest::addColumn<Dialect>("spoken");
    const QByteArray openAi = R"({"object":"list","data":[{"id":"a"}]})";
    const QByteArray tags = R"({"models":[{"name":"llama3.2","model":"llama3.2"}]})";
    const auto row = [](const char *given, Dialect dialect, const char *serves, const QByteArray &list,
                         const char *found, Dialect spoken) {
        QTest::addRow("%s as %d, served at %s", given, int(dialect), serves)
            << given << dialect << QByteArray(serves) << list << found << spoken;
    };
    using enum Dialect;
    row("/v1", OpenAi, "/api/v1/models", openAi, "/api/v1", OpenAi);
    row("/v1", OpenAi, "/openai/v1/models", openAi, "/openai/v1", OpenAi);
    row("/proxy", OpenAi, "/proxy/v1/models", openAi, "/proxy/v1", OpenAi);
    row("/v1", OpenAi, "/models", openAi, "", OpenAi);
    row("/api", OpenAi, "/v1/models", openAi, "/v1", OpenAi);
    row("/v1", OpenAi, "/api/tags", tags, "", Ollama);
    row("", Ollama, "/v1/models", openAi, "/v1", OpenAi);
    row("", Ollama, "/ollama/api/tags", tags, "/ollama", Ollama);
    row("/v1", LmStudio, "/api/tags", tags, "", Ollama);
    row("/v1", Anthropic, "/anthropic/v1/models?limit=1000", openAi, "/anthropic/v1", Anthropic);
}

void BaseUrlProbeTest::findsWhereTheServerReallyIs()
{
    QFETCH(QString, given);
    QFETCH(Dialect, dialect);
    QFETCH(QByteArray, serves);
    QFETCH(QByteArray, list);
    QFETCH(QString, found);
    QFETCH(Dialect, spoken);
    serve(serves, list);
    run(probe(given, dialect));
    QCOMPARE(m_probe->verdict(), Verdict::WorksElsewhere);
    QCOMPARE(m_probe->found()->base, m_server->url(found));
    QCOMPARE(m_probe->found()->dialect, spoken);
    QVERIFY(m_probe->sentence().contains(m_probe->found()->base.toString()));
    QVERIFY(!m_probe->tries().first().isAnswered);
}

void BaseUrlProbeTest::takesAWordAboutTheKeyForAnAnswer()
{
    m_server->enqueue(
        Script().status(401).header("Content-Type", "application/json").send(R"({"error":{"message":"bad key"}})"));
    run(probe("/v1"));
    QCOMPARE(m_probe->verdict(), Verdict::Works);
    QCOMPARE(m_probe->tries().first().error->kind, ErrorKind::Auth);
    QVERIFY(m_probe->sentence().startsWith("The address is right. "));
    QCOMPARE(m_server->requests().size(), 1);
}

void BaseUrlProbeTest::isNotFooledByWebPages()
{
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        if (request.path == "/api/v1/models")
            return json(R"({"data":[{"id":"a"}]})");
        return Script()
            .status(request.path == "/v1/models" ? 200 : 403)
            .header("Content-Type", "text/html")
            .send("<html>Log in</html>");
    });
    run(probe("/v1"));
    QCOMPARE(m_probe->verdict(), Verdict::WorksElsewhere);
    QCOMPARE(m_probe->found()->base, m_server->url("/api/v1"));
}

void BaseUrlProbeTest::tellsEveryReasonWhenNothingWorks()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return notFound(); });
    run(probe("/v1"));
    QCOMPARE(m_probe->verdict(), Verdict::NothingWorks);
    QVERIFY(!m_probe->found());
    QVERIFY(m_probe->tries().size() > 4);
    for (const BaseUrlTry &place : m_probe->tries()) {
        QVERIFY(place.error);
        QVERIFY(m_probe->sentence().contains(place.candidate.base.toString() + ": " + place.error->message));
    }
    QVERIFY(!m_probe->sentence().contains(kProbeKey));
}

void BaseUrlProbeTest::asksADeadPlaceOnce()
{
    BaseUrlProbe &dead = probe("/v1");
    m_server.reset(); // nobody listens any more
    run(dead);
    QCOMPARE(dead.verdict(), Verdict::NothingWorks);
    QCOMPARE(dead.tries().size(), 2); // by http and by https
    QCOMPARE(dead.tries().first().error->kind, ErrorKind::Network);
    QCOMPARE(dead.tries().last().candidate.base.scheme(), QStringLiteral("https"));
}

void BaseUrlProbeTest::canLeaveOutTheBaseItself()
{
    serve("/api/v1/models", R"({"data":[{"id":"a"}]})");
    run(probe("/v1", Dialect::OpenAi, BaseUrlProbe::Places::OthersOnly));
    QCOMPARE(m_probe->verdict(), Verdict::WorksElsewhere);
    for (const FakeHttpServer::Request &request : m_server->requests())
        QVERIFY(request.path != "/v1/models");
}

/// The base has the name of this machine, and https is another origin at the same port: a server that speaks plainly
/// cannot read what it is asked there. What it can read says that the key stays where it belongs.
void BaseUrlProbeTest::sendsTheKeyToNoOtherOrigin()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return notFound(); });
    QUrl far = m_server->url("/v1");
    far.setScheme("https");
    const ProviderConfig config{
        .id = "p", .name = "P", .baseUrl = far, .key = Secret(kProbeKey), .headers = {{"X-Team", "blue"}}};
    m_probe = std::make_unique<BaseUrlProbe>(m_client, config, BaseUrlProbe::Places::All, nullptr);
    run(*m_probe);
    bool wasAskedPlainly = false;
    for (const FakeHttpServer::Request &request : m_server->requests()) {
        if (!request.path.contains("/v1/models"))
            continue;
        wasAskedPlainly = true;
        QCOMPARE(request.header("authorization"), QByteArray());
        QCOMPARE(request.header("x-team"), QByteArray());
    }
    QVERIFY(wasAskedPlainly);
}

void BaseUrlProbeTest::asksOneAfterTheOther()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return notFound(); });
    run(probe("/v1"));
    QVERIFY(m_server->requests().size() > 3);
    QCOMPARE(m_server->peakInFlight(), 1);
}

void BaseUrlProbeTest::finishesOnceWhenAbortedTwice()
{
    m_server->enqueue(Script().stall());
    BaseUrlProbe &running = probe("/v1");
    QSignalSpy finished(&running, &BaseUrlProbe::finished);
    QTRY_COMPARE(m_server->requests().size(), 1);
    running.abort();
    running.abort();
    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(m_server->abortedConnections(), 1);
    QCOMPARE(running.verdict(), Verdict::Aborted);
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(finished.count(), 1);
}

void BaseUrlProbeTest::maySafelyBeDeletedByItsListener()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return notFound(); });
    BaseUrlProbe &running = probe("/v1");
    connect(&running, &BaseUrlProbe::tried, this, [this] { m_probe.reset(); });
    QTRY_VERIFY(!m_probe);
    QCOMPARE(m_server->requests().size(), 1);
}

void BaseUrlProbeTest::knowsNoPlaceWithoutAServer()
{
    const ProviderConfig config{.id = "documents", .dialect = Dialect::Quotes};
    m_probe = std::make_unique<BaseUrlProbe>(m_client, config, BaseUrlProbe::Places::All, nullptr);
    run(*m_probe);
    QCOMPARE(m_probe->verdict(), Verdict::NothingWorks);
    QVERIFY(m_probe->tries().isEmpty());
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(BaseUrlProbeTest)
#include "base_url_probe_test.moc"
