// SPDX-License-Identifier: MIT
#include "core/net/connection_probe.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/tls_server.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using State = ConnectionLegResult::State;
using Problem = ConnectionLegResult::TlsProblem;

namespace {

QUrl atHost(QUrl url, const QString &host)
{
    url.setHost(host);
    return url;
}

} // namespace

class ConnectionProbeTest : public QObject {
    Q_OBJECT

private slots:
    void init();

    void goesTheWholeWayToAPlainServer();
    void tellsWhatANameStandsFor();
    void tellsAnUnknownName();
    void doesNotWaitForeverForAName();
    void tellsThatNobodyListens();
    void tellsWhoseCertificateIsGood();
    void warnsOfACertificateThatEndsSoon();
    void tellsWhyACertificateIsNotTrusted_data();
    void tellsWhyACertificateIsNotTrusted();
    void knowsAServerThatSpeaksNoTls();
    void doesNotWaitForeverForTls();
    void tellsACaFileThatIsNone();
    void goesThroughAProxyThatIsChosen();
    void tellsWhenTheProxyIsNotThere();
    void tellsAProxyThatCannotBe();
    void neverGoesThroughAProxyToThisMachine();
    void sendsNothingThatIsARequest();
    void isSilentBeforeTheEventLoopAndFinishesOnce();
    void maySafelyBeDeletedAtEveryLeg_data();
    void maySafelyBeDeletedAtEveryLeg();

private:
    const QList<ConnectionLegResult> &run(
        const QUrl &url, const NetworkChoice &network = {.proxy = NetworkChoice::Proxy::None})
    {
        m_results.clear();
        ConnectionProbe probe(url, network, m_options, nullptr);
        QSignalSpy finished(&probe, &ConnectionProbe::finished);
        connect(&probe, &ConnectionProbe::legEnded, this,
            [this](const ConnectionLegResult &result) { m_results << result; });
        [&] { QTRY_COMPARE(finished.count(), 1); }();
        return m_results;
    }

    static QString certificate(const char *name) { return QStringLiteral(FRESHET_TEST_DATA "/tls/") + name; }
    NetworkChoice trusting(const char *file) const
    {
        return {.proxy = NetworkChoice::Proxy::None, .caFile = certificate(file)};
    }

    ConnectionProbe::Options m_options;
    QList<ConnectionLegResult> m_results;
};

void ConnectionProbeTest::init()
{
    m_options = {.lookup = [](const QString &, QObject *context, const std::function<void(QHostInfo)> &done) {
        QMetaObject::invokeMethod(
            context,
            [done] {
                QHostInfo info;
                info.setAddresses({QHostAddress::LocalHost});
                done(info);
            },
            Qt::QueuedConnection);
    }};
}

void ConnectionProbeTest::goesTheWholeWayToAPlainServer()
{
    FakeHttpServer server;
    const auto &legs = run(server.url("/v1"));
    QCOMPARE(legs.size(), 4);
    QCOMPARE(legs.at(0).leg, ConnectionLeg::Proxy);
    QCOMPARE(legs.at(0).sentence, QStringLiteral("No proxy: the server is on this machine."));
    QCOMPARE(legs.at(1).leg, ConnectionLeg::Name);
    QCOMPARE(legs.at(1).state, State::NotNeeded);
    QCOMPARE(legs.at(2).leg, ConnectionLeg::Connection);
    QCOMPARE(legs.at(2).state, State::Ok);
    QVERIFY(legs.at(2).sentence.contains(QString::number(server.url().port())));
    QCOMPARE(legs.at(3).leg, ConnectionLeg::Tls);
    QCOMPARE(legs.at(3).state, State::NotNeeded);
}

void ConnectionProbeTest::tellsWhatANameStandsFor()
{
    FakeHttpServer server;
    m_options.lookup = {}; // the real one: this name is in the hosts file
    const auto &legs = run(atHost(server.url(), "localhost"));
    QCOMPARE(legs.size(), 4);
    QCOMPARE(legs.at(1).state, State::Ok);
    QVERIFY(legs.at(1).detail.contains("127.0.0.1"));
    QCOMPARE(legs.at(2).state, State::Ok);
}

void ConnectionProbeTest::tellsAnUnknownName()
{
    m_options.lookup = [](const QString &, QObject *context, const std::function<void(QHostInfo)> &done) {
        QMetaObject::invokeMethod(
            context,
            [done] {
                QHostInfo info;
                info.setError(QHostInfo::HostNotFound);
                done(info);
            },
            Qt::QueuedConnection);
    };
    const auto &legs = run(QUrl("http://no.example:8080"));
    QCOMPARE(legs.size(), 2);
    QCOMPARE(legs.last().state, State::Failed);
    QVERIFY(legs.last().sentence.contains("no.example is not known"));
}

void ConnectionProbeTest::doesNotWaitForeverForAName()
{
    m_options.limit = 20ms;
    m_options.lookup = [](const QString &, QObject *, const std::function<void(QHostInfo)> &) {};
    const auto &legs = run(QUrl("http://slow.example"));
    QCOMPARE(legs.size(), 2);
    QCOMPARE(legs.last().leg, ConnectionLeg::Name);
    QVERIFY(legs.last().sentence.contains("in time"));
}

void ConnectionProbeTest::tellsThatNobodyListens()
{
    QUrl url;
    {
        FakeHttpServer gone;
        url = gone.url();
    }
    const auto &legs = run(url);
    QCOMPARE(legs.size(), 3);
    QCOMPARE(legs.last().state, State::Failed);
    QVERIFY(legs.last().sentence.contains("Is the server running?"));
}

void ConnectionProbeTest::tellsWhoseCertificateIsGood()
{
    FakeHttpServer server(tlsWith("issued"));
    const auto &legs = run(server.url(), trusting("authority.pem"));
    QCOMPARE(legs.size(), 4);
    QCOMPARE(legs.last().state, State::Ok);
    QVERIFY(legs.last().sentence.contains("TLS 1.3"));
    QVERIFY(legs.last().detail.contains("Issued by Freshet test authority"));
    QVERIFY(legs.last().detail.contains("Valid until 2126-"));
}

void ConnectionProbeTest::warnsOfACertificateThatEndsSoon()
{
    FakeHttpServer server(tlsWith("issued"));
    m_options.clock = [] { return QDateTime::fromString("2126-10-30T00:00:00Z", Qt::ISODate); };
    const auto &legs = run(server.url(), trusting("authority.pem"));
    QCOMPARE(legs.last().state, State::Warning);
    QVERIFY(legs.last().sentence.contains("good for 5 days only"));
}

void ConnectionProbeTest::tellsWhyACertificateIsNotTrusted_data()
{
    QTest::addColumn<QString>("served");
    QTest::addColumn<bool>("isAuthorityKnown");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<Problem>("problem");
    QTest::newRow("expired") << "expired" << true << "it expired on 2025-01-01" << Problem::Expired;
    QTest::newRow("for another host") << "other_host" << true << "it is for another host (other.example)"
                                      << Problem::WrongHost;
    QTest::newRow("self-signed") << "self_signed" << false << "it is self-signed" << Problem::UnknownIssuer;
    QTest::newRow("an unknown issuer") << "issued" << false << "this machine does not know who issued it"
                                       << Problem::UnknownIssuer;
}

void ConnectionProbeTest::tellsWhyACertificateIsNotTrusted()
{
    QFETCH(QString, served);
    QFETCH(bool, isAuthorityKnown);
    QFETCH(QString, reason);
    QFETCH(Problem, problem);
    FakeHttpServer server(tlsWith(served));
    const NetworkChoice alone{.proxy = NetworkChoice::Proxy::None};
    const auto &legs = run(server.url(), isAuthorityKnown ? trusting("authority.pem") : alone);
    QCOMPARE(legs.size(), 4);
    QCOMPARE(legs.last().state, State::Failed);
    QVERIFY2(legs.last().sentence.contains(reason), qPrintable(legs.last().sentence));
    QCOMPARE(legs.last().problem, problem);
    QVERIFY(legs.last().detail.startsWith("Certificate for "));
    QCOMPARE(server.requests().size(), 0);
}

void ConnectionProbeTest::knowsAServerThatSpeaksNoTls()
{
    FakeHttpServer server;
    QUrl url = server.url();
    url.setScheme("https");
    const auto &legs = run(url);
    QCOMPARE(legs.last().leg, ConnectionLeg::Tls);
    QCOMPARE(legs.last().problem, Problem::NotTls);
    QVERIFY(legs.last().sentence.contains("does not speak TLS"));
}

void ConnectionProbeTest::doesNotWaitForeverForTls()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    m_options.limit = 50ms;
    const auto &legs = run(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(silent.serverPort())));
    QCOMPARE(legs.last().leg, ConnectionLeg::Tls);
    QCOMPARE(legs.last().state, State::Failed);
    QCOMPARE(legs.last().problem, Problem::Other);
}

void ConnectionProbeTest::tellsACaFileThatIsNone()
{
    FakeHttpServer server(tlsWith("issued"));
    const auto &legs = run(server.url(), trusting("self_signed.key"));
    QCOMPARE(legs.size(), 4);
    QCOMPARE(legs.last().problem, Problem::CaFile);
    QVERIFY(legs.last().sentence.contains("self_signed.key"));
}

void ConnectionProbeTest::goesThroughAProxyThatIsChosen()
{
    FakeHttpServer proxy;
    const NetworkChoice manual{.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = proxy.url("")};
    const auto &plain = run(QUrl("http://far.example/v1"), manual);
    QCOMPARE(plain.size(), 4);
    for (const ConnectionLegResult &leg : plain)
        QVERIFY(leg.isThroughProxy);
    QVERIFY(plain.first().sentence.contains("the proxy that is set for this provider, http://127.0.0.1:"));
    QCOMPARE(plain.at(2).state, State::Ok);
    QVERIFY(plain.at(2).sentence.startsWith("The proxy takes connections"));
    QCOMPARE(proxy.requests().size(), 0);

    proxy.enqueue(FakeHttpServer::Script().status(403)); // to CONNECT
    const auto &secure = run(QUrl("https://far.example/v1"), manual);
    QCOMPARE(secure.size(), 3);
    QCOMPARE(secure.last().state, State::Failed);
    QVERIFY(secure.last().sentence.contains("does not let us through to https://far.example"));
    QCOMPARE(proxy.requests().size(), 1);
    QCOMPARE(proxy.requests().first().verb, QByteArray("CONNECT"));

    m_options.systemProxies = [&proxy](const QNetworkProxyQuery &) {
        return QList<QNetworkProxy>{QNetworkProxy(
            QNetworkProxy::HttpProxy, "127.0.0.1", static_cast<quint16>(proxy.url().port()), "user", "proxy-secret")};
    };
    const auto &system = run(QUrl("http://far.example/v1"), {});
    QVERIFY(system.first().sentence.startsWith("Through the proxy of the system, http://127.0.0.1:"));
    for (const ConnectionLegResult &leg : system)
        QVERIFY(!leg.sentence.contains("secret") && !leg.detail.contains("secret"));
}

void ConnectionProbeTest::tellsWhenTheProxyIsNotThere()
{
    QUrl url;
    {
        FakeHttpServer gone;
        url = gone.url("");
    }
    const auto &legs
        = run(QUrl("http://far.example"), {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = url, .caFile = {}});
    QCOMPARE(legs.size(), 3);
    QVERIFY(legs.last().sentence.startsWith("The proxy http://127.0.0.1:"));
}

void ConnectionProbeTest::tellsAProxyThatCannotBe()
{
    const auto &legs = run(QUrl("http://far.example"),
        {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl("ftp://p.example:1"), .caFile = {}});
    QCOMPARE(legs.size(), 1);
    QCOMPARE(legs.first().state, State::Failed);
    QVERIFY(legs.first().sentence.contains("http:// or socks5://"));
}

void ConnectionProbeTest::neverGoesThroughAProxyToThisMachine()
{
    FakeHttpServer proxy;
    FakeHttpServer server;
    const auto &legs
        = run(server.url(), {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = proxy.url(""), .caFile = {}});
    QVERIFY(!legs.last().isThroughProxy);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(proxy.connections(), 0);
}

void ConnectionProbeTest::sendsNothingThatIsARequest()
{
    FakeHttpServer server(tlsWith("issued"));
    run(server.url(), trusting("authority.pem"));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.requests().size(), 0);
}

void ConnectionProbeTest::isSilentBeforeTheEventLoopAndFinishesOnce()
{
    FakeHttpServer server;
    ConnectionProbe probe(server.url(), {}, m_options, nullptr);
    QSignalSpy began(&probe, &ConnectionProbe::legBegan);
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    QCOMPARE(began.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(began.count(), 4);
    QTest::qWait(0);
    QCOMPARE(finished.count(), 1);
}

void ConnectionProbeTest::maySafelyBeDeletedAtEveryLeg_data()
{
    QTest::addColumn<int>("leg");
    for (int leg = 0; leg < 4; ++leg)
        QTest::addRow("leg %d", leg) << leg;
}

void ConnectionProbeTest::maySafelyBeDeletedAtEveryLeg()
{
    QFETCH(int, leg);
    FakeHttpServer server(tlsWith("issued"));
    for (const bool atItsEnd : {false, true}) {
        auto probe = std::make_unique<ConnectionProbe>(
            atHost(server.url(), "localhost"), trusting("authority.pem"), m_options, nullptr);
        const auto drop = [&probe, leg](ConnectionLeg reached) {
            if (static_cast<int>(reached) == leg)
                probe.reset();
        };
        if (atItsEnd)
            connect(probe.get(), &ConnectionProbe::legEnded, this,
                [drop](const ConnectionLegResult &result) { drop(result.leg); });
        else
            connect(probe.get(), &ConnectionProbe::legBegan, this, drop);
        QTRY_VERIFY(!probe);
    }
}

Q_DECLARE_METATYPE(ConnectionLegResult::TlsProblem)

QTEST_GUILESS_MAIN(ConnectionProbeTest)
#include "connection_probe_test.moc"
