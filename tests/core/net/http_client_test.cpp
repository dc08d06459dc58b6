// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QSslKey>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

class HttpClientTest : public QObject {
    Q_OBJECT

private slots:
    void cleanupTestCase();
    void givesHeadThenBytesThenTheEnd();
    void isSilentUntilTheEventLoop();
    void collectsTheBodyOfAnError();
    void keepsOnlyTheBeginOfALongErrorBody();
    void sendsPlainHttp11AndNothingOfItsOwn();
    void remembersNoCookie();
    void sendsTheKeyToItsOwnOrigin();
    void sendsNoKeyWhenThereIsNone();
    void refusesWithoutSending();
    void answersNoChallenge();
    void sendsAPromptOnceThoughTheServerDropsIt();
    void takesTheCloseForTheEndOfABodyWithoutLength();
    void sendsABodyOfManyBuffersWhole();
    void saysThatNothingAnswers();
    void refusesACertificateThatNobodyVouchesFor();

private:
    FakeHttpServer m_server;
    std::unique_ptr<HttpClient> m_client = std::make_unique<HttpClient>(HttpClient::Options());
    HttpLimits m_limits;
};

void HttpClientTest::givesHeadThenBytesThenTheEnd()
{
    m_server.enqueue(Script().header("X-Model", "m").send("one ").pause(20ms).send("two"));
    RecordedReply reply(m_client->send(postTo(m_server.url("/v1/chat")), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.log, (QStringList{"sent", "head", "bytes", "finished"}));
    QCOMPARE(reply.body, QByteArray("one two"));
    QVERIFY2(!reply->error(), qPrintable(reply.message()));
    QCOMPARE(reply->response().status, 200);
    QCOMPARE(reply->response().header("x-model"), QByteArray("m"));
    QVERIFY(reply->response().body.isEmpty());
    QCOMPARE(m_server.requests().constLast().verb, QByteArray("POST"));
    QCOMPARE(m_server.requests().constLast().path, QByteArray("/v1/chat"));
    QCOMPARE(m_server.requests().constLast().body, QByteArray("{}"));
}

void HttpClientTest::isSilentUntilTheEventLoop()
{
    m_server.enqueue(Script());
    RecordedReply good(m_client->send(postTo(m_server.url()), m_limits, nullptr));
    RecordedReply refused(m_client->send(postTo(QUrl("file:///etc/passwd")), m_limits, nullptr));
    RecordedReply aborted(m_client->send(postTo(m_server.url()), m_limits, nullptr));
    aborted->abort();
    QVERIFY(good.log.isEmpty() && refused.log.isEmpty() && aborted.log.isEmpty());
    QTRY_VERIFY(good.isOver() && refused.isOver() && aborted.isOver());
    QCOMPARE(refused.log, QStringList{"finished"});
    QCOMPARE(aborted.log, QStringList{"finished"});
}

void HttpClientTest::collectsTheBodyOfAnError()
{
    m_server.enqueue(Script().status(429).header("Retry-After", "7").send("{\"error\":").pause(10ms).send("1}"));
    RecordedReply reply(m_client->send(postTo(m_server.url()), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.log, (QStringList{"sent", "head", "finished"}));
    QVERIFY(!reply->error());
    QCOMPARE(reply->response().status, 429);
    QCOMPARE(reply->response().header("retry-after"), QByteArray("7"));
    QCOMPARE(reply->response().body, QByteArray("{\"error\":1}"));
}

void HttpClientTest::keepsOnlyTheBeginOfALongErrorBody()
{
    m_limits.maxErrorBody = 1000;
    const auto reset = qScopeGuard([this] { m_limits = {}; });
    m_server.enqueue(Script().status(500).send(QByteArray(1000, 'x')));
    m_server.enqueue(Script().status(500).send("y").sendForever(QByteArray(5000, 'x')));
    for (const char *const begin : {"x", "y"}) {
        RecordedReply reply(m_client->send(postTo(m_server.url()), m_limits, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY(!reply->error());
        QCOMPARE(reply->response().body, begin + QByteArray(999, 'x'));
    }
    QTRY_COMPARE(m_server.inFlight(), 0);
}

void HttpClientTest::sendsPlainHttp11AndNothingOfItsOwn()
{
    m_server.enqueue(Script());
    HttpRequest request = postTo(m_server.url());
    request.headers.emplaceBack("Accept-Encoding", "gzip");
    RecordedReply reply(m_client->send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    const FakeHttpServer::Request seen = m_server.requests().constLast();
    QCOMPARE(seen.header("accept-encoding"), QByteArray("identity"));
    QCOMPARE(seen.header("user-agent"), QByteArray("Freshet/" FRESHET_VERSION));
    QByteArrayList names;
    for (const auto &header : seen.headers)
        names << header.first.toLower();
    std::sort(names.begin(), names.end());
    // No Upgrade to HTTP/2, no Cookie, no Referer; Qt adds Accept-Language "en,*".
    QCOMPARE(names,
        (QByteArrayList{"accept-encoding", "accept-language", "connection", "content-length", "content-type", "host",
            "user-agent"}));
}

void HttpClientTest::remembersNoCookie()
{
    for (int i = 0; i < 2; ++i) {
        m_server.enqueue(Script().header("Set-Cookie", "id=1; Path=/"));
        RecordedReply reply(m_client->send(postTo(m_server.url()), m_limits, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY(m_server.requests().constLast().header("cookie").isEmpty());
    }
}

void HttpClientTest::sendsTheKeyToItsOwnOrigin()
{
    m_server.enqueue(Script());
    HttpRequest request = postTo(m_server.url());
    request.credential = Credential{.header = "Authorization",
        .prefix = "Bearer ",
        .secret = Secret("canary-key"),
        .origin = *Origin::of(m_server.url())};
    RecordedReply reply(m_client->send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(m_server.requests().constLast().header("authorization"), QByteArray("Bearer canary-key"));
}

void HttpClientTest::sendsNoKeyWhenThereIsNone()
{
    m_server.enqueue(Script());
    HttpRequest request = postTo(m_server.url());
    request.credential
        = Credential{.header = "Authorization", .prefix = "Bearer ", .origin = *Origin::of(m_server.url())};
    RecordedReply reply(m_client->send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY(!reply->error());
    QVERIFY(m_server.requests().constLast().header("authorization").isEmpty());
}

void HttpClientTest::refusesWithoutSending()
{
    FakeHttpServer other;
    HttpRequest request = postTo(other.url());
    request.credential
        = Credential{.header = "X-Key", .secret = Secret("canary-key"), .origin = *Origin::of(m_server.url())};
    RecordedReply reply(m_client->send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::BadRequest);
    QVERIFY(!reply.message().contains("canary"));
    QCOMPARE(other.connections(), 0);
}

void HttpClientTest::answersNoChallenge()
{
    for (const char *const challenge : {"Basic realm=\"http://sink.example/\"", "Bearer realm=\"x\"", "Negotiate"}) {
        const auto before = m_server.requests().size();
        m_server.enqueue(Script().status(401).header("WWW-Authenticate", challenge).send("no"));
        RecordedReply reply(m_client->send(postTo(m_server.url()), m_limits, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY(!reply->error());
        QCOMPARE(reply->response().status, 401);
        QCOMPARE(reply->response().body, QByteArray("no"));
        QCOMPARE(m_server.requests().size(), before + 1);
    }
}

void HttpClientTest::sendsAPromptOnceThoughTheServerDropsIt()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().raw("").closeCleanly(); });
    RecordedReply reply(m_client->send(postTo(server.url(), "a dear prompt"), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Network);
    QVERIFY(reply->error()->retryable);
    QCOMPARE(server.requests().size(), 1);
}

void HttpClientTest::takesTheCloseForTheEndOfABodyWithoutLength()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("until the close"); });
    for (int i = 0; i < 50; ++i) { // Qt wants to send about every third again, although it has the answer
        RecordedReply reply(m_client->send(postTo(server.url()), m_limits, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY2(!reply->error(), qPrintable(reply.message()));
        QCOMPARE(reply.body, QByteArray("until the close"));
    }
    QCOMPARE(server.requests().size(), 50);
}

void HttpClientTest::sendsABodyOfManyBuffersWhole()
{
    const QByteArray prompt = QByteArray("0123456789").repeated(300'000);
    m_server.enqueue(Script().send("ok"));
    RecordedReply reply(m_client->send(postTo(m_server.url(), prompt), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.body, QByteArray("ok"));
    QVERIFY(m_server.requests().constLast().body == prompt);
}

void HttpClientTest::saysThatNothingAnswers()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    RecordedReply reply(m_client->send(postTo(QUrl(QString("http://127.0.0.1:%1/v1").arg(port))), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Network);
    QCOMPARE(reply.message(), QString("Nothing answers at 127.0.0.1:%1. Is the server running?").arg(port));
}

void HttpClientTest::refusesACertificateThatNobodyVouchesFor()
{
    QFile certificate(FRESHET_TEST_DATA "/tls/self_signed.pem");
    QFile key(FRESHET_TEST_DATA "/tls/self_signed.key");
    QVERIFY(certificate.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(&certificate));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    FakeHttpServer server(tls);
    server.setHandler([](const auto &) { return Script().send("secret"); });
    RecordedReply reply(m_client->send(postTo(server.url()), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Tls);
    QVERIFY2(reply.message().contains("self-signed"), qPrintable(reply.message()));
    QVERIFY(server.requests().isEmpty());
}

void HttpClientTest::cleanupTestCase()
{
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000);
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "http_client_test.moc"
