// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/connection_test_fixture.h"

using namespace freshet;
using namespace freshet::test;

/// The way to the server: address, proxy, name, connection, TLS.
class ConnectionTestWayTest : public ConnectionTestFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void needsABase();
    void endsWhereTheNameIsUnknown();
    void endsWhereNobodyListens();
    void endsAtACertificateThatIsNotTrusted();
    void goesOverTlsWithACaFile();
    void offersHttpWhereThereIsNoTls();
    void offersToLeaveOutAProxyThatFails();
    void endsAtAProxyThatCannotBe();
};

void ConnectionTestWayTest::needsABase()
{
    m_subject.config.baseUrl = QUrl();
    run();
    QCOMPARE(step(Id::Address).state, State::Failed);
    expectSkippedAfter(Id::Address);
}

void ConnectionTestWayTest::endsWhereTheNameIsUnknown()
{
    m_subject.config.baseUrl = QUrl("https://no.example/v1");
    m_options.lookup = [](const QString &, QObject *context, const std::function<void(QHostInfo)> &done) {
        QHostInfo info;
        info.setError(QHostInfo::HostNotFound);
        QMetaObject::invokeMethod(
            context, [done, info] { done(info); }, Qt::QueuedConnection);
    };
    run();
    QCOMPARE(step(Id::Proxy).state, State::Ok);
    QCOMPARE(step(Id::Name).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Name).fixes), QList<Kind>{Kind::UseSystemProxy});
    expectSkippedAfter(Id::Name);
}

void ConnectionTestWayTest::endsWhereNobodyListens()
{
    m_server.reset();
    run();
    QCOMPARE(step(Id::Connection).state, State::Failed);
    QVERIFY(step(Id::Connection).sentence.contains("Is the server running?"));
    QVERIFY(step(Id::Connection).advice.startsWith("Start the server"));
    expectSkippedAfter(Id::Connection);
}

void ConnectionTestWayTest::endsAtACertificateThatIsNotTrusted()
{
    serveOverTls("self_signed");
    run();
    QCOMPARE(step(Id::Tls).state, State::Failed);
    QVERIFY(step(Id::Tls).sentence.contains("self-signed"));
    QCOMPARE(kindsOf(step(Id::Tls).fixes), QList<Kind>{Kind::ChooseCaFile});
    expectSkippedAfter(Id::Tls);
    QCOMPARE(m_server->requests().size(), 0);
}

void ConnectionTestWayTest::goesOverTlsWithACaFile()
{
    serveOverTls("issued");
    m_subject.config.network.caFile = QStringLiteral(FRESHET_TEST_DATA "/tls/authority.pem");
    run();
    QVERIFY2(!m_test->hasFailed(), qPrintable(m_test->report()));
    QCOMPARE(step(Id::Tls).state, State::Ok);
    QCOMPARE(step(Id::StreamedAnswer).state, State::Ok);
    QCOMPARE(m_server->requests().size(), 4);
}

void ConnectionTestWayTest::offersHttpWhereThereIsNoTls()
{
    m_subject.config.baseUrl.setScheme("https");
    run();
    QCOMPARE(step(Id::Tls).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Tls).fixes), QList<Kind>{Kind::UseBaseUrl});
    QCOMPARE(step(Id::Tls).fixes.first().url, m_server->url("/v1"));
    expectSkippedAfter(Id::Tls);
}

void ConnectionTestWayTest::offersToLeaveOutAProxyThatFails()
{
    FakeHttpServer proxy;
    proxy.enqueue(Script().status(403));
    m_subject.config.baseUrl = QUrl("https://far.example/v1");
    m_subject.config.network = {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = proxy.url("")};
    run();
    QCOMPARE(step(Id::Proxy).state, State::Ok);
    QCOMPARE(step(Id::Connection).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Connection).fixes), (QList<Kind>{Kind::UseNoProxy, Kind::UseSystemProxy}));
    expectSkippedAfter(Id::Connection);
}

void ConnectionTestWayTest::endsAtAProxyThatCannotBe()
{
    m_subject.config.baseUrl = QUrl("https://far.example/v1");
    m_subject.config.network = {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl("ftp://p.example:1")};
    run();
    QCOMPARE(step(Id::Proxy).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Proxy).fixes), (QList<Kind>{Kind::UseNoProxy, Kind::UseSystemProxy}));
    expectSkippedAfter(Id::Proxy);
}

QTEST_GUILESS_MAIN(ConnectionTestWayTest)
#include "connection_test_way_test.moc"
