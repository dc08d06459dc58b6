// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QPointer>
#include <QSslKey>
#include <QTest>

#include <algorithm>
#include <deque>
#include <functional>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

class HttpClientTest : public QObject {
    Q_OBJECT

private slots:
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
    void saysThatANameIsUnknown();
    void refusesACertificateThatNobodyVouchesFor();
    void endsAsCancelledInEveryPhase_data();
    void endsAsCancelledInEveryPhase();
    void isSilentWhenDeletedInEveryPhase_data();
    void isSilentWhenDeletedInEveryPhase();
    void mayBeDeletedByWhoeverGetsItsSignals_data();
    void mayBeDeletedByWhoeverGetsItsSignals();
    void mayBeAbortedByWhoeverGetsItsBytes();
    void saysNothingMoreWhenAnothersSignalAbortsIt();
    void changesNothingWhenAbortedAfterTheEnd();
    void survivesAnEndAtAnyMoment();
    void cancelsWhatRunsWhenTheClientGoes();

private:
    FakeHttpServer m_server;
    HttpClient m_client{ {} };
    HttpLimits m_limits;

    std::unique_ptr<RecordedReply> m_placeHolder;

    void addPhases();
    /// A reply in the phase of the current data row.
    std::unique_ptr<RecordedReply> replyInPhase(FakeHttpServer& server, HttpClient& client);
};

void HttpClientTest::givesHeadThenBytesThenTheEnd()
{
    m_server.enqueue(Script().header("X-Model", "m").send("one ").pause(20ms).send("two"));
    RecordedReply reply(m_client.send(postTo(m_server.url("/v1/chat")), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.log, (QStringList{ "sent", "head", "bytes", "finished" }));
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
    RecordedReply good(m_client.send(postTo(m_server.url()), m_limits, nullptr));
    RecordedReply refused(m_client.send(postTo(QUrl("file:///etc/passwd")), m_limits, nullptr));
    RecordedReply aborted(m_client.send(postTo(m_server.url()), m_limits, nullptr));
    aborted->abort();
    QVERIFY(good.log.isEmpty() && refused.log.isEmpty() && aborted.log.isEmpty());
    QTRY_VERIFY(good.isOver() && refused.isOver() && aborted.isOver());
    QCOMPARE(refused.log, QStringList{ "finished" });
    QCOMPARE(aborted.log, QStringList{ "finished" });
}

void HttpClientTest::collectsTheBodyOfAnError()
{
    m_server.enqueue(Script().status(429).header("Retry-After", "7").send("{\"error\":").pause(10ms).send("1}"));
    RecordedReply reply(m_client.send(postTo(m_server.url()), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.log, (QStringList{ "sent", "head", "finished" }));
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
    for (const char* const begin : { "x", "y" }) {
        RecordedReply reply(m_client.send(postTo(m_server.url()), m_limits, nullptr));
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
    RecordedReply reply(m_client.send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    const FakeHttpServer::Request seen = m_server.requests().constLast();
    QCOMPARE(seen.header("accept-encoding"), QByteArray("identity"));
    QCOMPARE(seen.header("user-agent"), QByteArray("Freshet/" FRESHET_VERSION));
    QByteArrayList names;
    for (const auto& header : seen.headers)
        names << header.first.toLower();
    std::sort(names.begin(), names.end());
    // No Upgrade to HTTP/2, no Cookie, no Referer; Qt adds Accept-Language "en,*".
    QCOMPARE(names,
        (QByteArrayList{ "accept-encoding", "accept-language", "connection", "content-length", "content-type", "host",
            "user-agent" }));
}

void HttpClientTest::remembersNoCookie()
{
    for (int i = 0; i < 2; ++i) {
        m_server.enqueue(Script().header("Set-Cookie", "id=1; Path=/"));
        RecordedReply reply(m_client.send(postTo(m_server.url()), m_limits, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY(m_server.requests().constLast().header("cookie").isEmpty());
    }
}

void HttpClientTest::sendsTheKeyToItsOwnOrigin()
{
    m_server.enqueue(Script());
    HttpRequest request = postTo(m_server.url());
    request.credential = Credential{ .header = "Authorization",
        .prefix = "Bearer ",
        .secret = Secret("canary-key"),
        .origin = *Origin::of(m_server.url()) };
    RecordedReply reply(m_client.send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(m_server.requests().constLast().header("authorization"), QByteArray("Bearer canary-key"));
}

void HttpClientTest::sendsNoKeyWhenThereIsNone()
{
    m_server.enqueue(Script());
    HttpRequest request = postTo(m_server.url());
    request.credential
        = Credential{ .header = "Authorization", .prefix = "Bearer ", .origin = *Origin::of(m_server.url()) };
    RecordedReply reply(m_client.send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY(!reply->error());
    QVERIFY(m_server.requests().constLast().header("authorization").isEmpty());
}

void HttpClientTest::refusesWithoutSending()
{
    FakeHttpServer other;
    HttpRequest request = postTo(other.url());
    request.credential
        = Credential{ .header = "X-Key", .secret = Secret("canary-key"), .origin = *Origin::of(m_server.url()) };
    RecordedReply reply(m_client.send(request, m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::BadRequest);
    QVERIFY(!reply.message().contains("canary"));
    QCOMPARE(other.connections(), 0);
}

void HttpClientTest::answersNoChallenge()
{
    for (const char* const challenge : { "Basic realm=\"http://sink.example/\"", "Bearer realm=\"x\"", "Negotiate" }) {
        const auto before = m_server.requests().size();
        m_server.enqueue(Script().status(401).header("WWW-Authenticate", challenge).send("no"));
        RecordedReply reply(m_client.send(postTo(m_server.url()), m_limits, nullptr));
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
    server.setHandler([](const auto&) { return Script().raw("").closeCleanly(); });
    RecordedReply reply(m_client.send(postTo(server.url(), "a dear prompt"), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Network);
    QVERIFY(reply->error()->retryable);
    QCOMPARE(server.requests().size(), 1);
}

void HttpClientTest::takesTheCloseForTheEndOfABodyWithoutLength()
{
    FakeHttpServer server;
    server.setHandler([](const auto&) { return Script().send("until the close"); });
    for (int i = 0; i < 50; ++i) { // Qt wants to send about every third again, although it has the answer
        RecordedReply reply(m_client.send(postTo(server.url()), m_limits, nullptr));
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
    RecordedReply reply(m_client.send(postTo(m_server.url(), prompt), m_limits, nullptr));
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
    RecordedReply reply(m_client.send(postTo(QUrl(QString("http://127.0.0.1:%1/v1").arg(port))), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Network);
    QCOMPARE(reply.message(), QString("Nothing answers at 127.0.0.1:%1. Is the server running?").arg(port));
}

void HttpClientTest::saysThatANameIsUnknown()
{
    // Answered by the resolver itself: ".invalid" never exists and needs no network (RFC 6761).
    RecordedReply reply(m_client.send(postTo(QUrl("http://freshet-test.invalid/v1")), m_limits, nullptr));
    QTRY_VERIFY_WITH_TIMEOUT(reply.isOver(), 20'000);
    QCOMPARE(reply.kind(), ErrorKind::Network);
    QVERIFY2(reply.message().startsWith("The name freshet-test.invalid is not known"), qPrintable(reply.message()));
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
    server.setHandler([](const auto&) { return Script().send("secret"); });
    RecordedReply reply(m_client.send(postTo(server.url()), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Tls);
    QVERIFY2(reply.message().contains("self-signed"), qPrintable(reply.message()));
    QVERIFY(server.requests().isEmpty());
}

void HttpClientTest::addPhases()
{
    QTest::addColumn<int>("unused");
    for (const char* const phase :
        { "fresh", "queued", "waiting for the head", "half a head", "in the body", "in an error body" })
        QTest::newRow(phase) << 0;
}

std::unique_ptr<RecordedReply> HttpClientTest::replyInPhase(FakeHttpServer& server, HttpClient& client)
{
    const QString phase = QTest::currentDataTag();
    server.enqueue(phase == "in the body"     ? Script().send("half").stall()
            : phase == "in an error body"     ? Script().status(400).send("half").stall()
            : phase == "waiting for the head" ? Script().raw("").stall()
                                              : Script().raw("HTTP/1.1 200 OK\r\n").stall());
    auto reply = std::make_unique<RecordedReply>(client.send(postTo(server.url()), m_limits, nullptr));
    if (phase == "fresh")
        return reply;
    [&] { QTRY_COMPARE(server.inFlight(), 1); }();
    if (phase.startsWith("in "))
        [&] { QTRY_VERIFY(reply->log.contains("head")); }();
    if (phase != "queued")
        return reply;
    m_placeHolder = std::move(reply); // the client has room for one
    reply = std::make_unique<RecordedReply>(client.send(postTo(server.url()), m_limits, nullptr));
    QTest::qWait(20);
    return reply;
}

void HttpClientTest::endsAsCancelledInEveryPhase_data() { addPhases(); }

void HttpClientTest::endsAsCancelledInEveryPhase()
{
    FakeHttpServer server;
    HttpClient client({ .maxPerOrigin = 1 });
    const auto reply = replyInPhase(server, client);
    (*reply)->abort();
    (*reply)->abort();
    QVERIFY((*reply)->isFinished());
    QVERIFY(!reply->isOver());
    QVERIFY(reply->endsSoon());
    (*reply)->abort();
    QTest::qWait(0);
    QCOMPARE(reply->log.count("finished"), 1);
    QCOMPARE(reply->log.constLast(), QString("finished"));
    QCOMPARE(reply->kind(), ErrorKind::Cancelled);
    m_placeHolder.reset();
}

void HttpClientTest::isSilentWhenDeletedInEveryPhase_data() { addPhases(); }

void HttpClientTest::isSilentWhenDeletedInEveryPhase()
{
    FakeHttpServer server;
    HttpClient client({ .maxPerOrigin = 1 });
    const auto reply = replyInPhase(server, client);
    const QStringList before = reply->log;
    reply->destroy();
    m_placeHolder.reset();
    QTRY_COMPARE(server.inFlight(), 0);
    QTest::qWait(20);
    QCOMPARE(reply->log, before);
}

void HttpClientTest::mayBeDeletedByWhoeverGetsItsSignals_data()
{
    using Connect = std::function<void(HttpReply*, std::function<void()>)>;
    QTest::addColumn<Connect>("connectTo");
    const auto row = [](const char* name, auto signal) {
        QTest::newRow(name) << Connect([signal](HttpReply* reply, const std::function<void()>& slot) {
            QObject::connect(reply, signal, reply, [slot] { slot(); });
        });
    };
    row("sent", &HttpReply::sent);
    row("headReceived", &HttpReply::headReceived);
    row("bytesReceived", &HttpReply::bytesReceived);
    row("finished", &HttpReply::finished);
}

void HttpClientTest::mayBeDeletedByWhoeverGetsItsSignals()
{
    using Connect = std::function<void(HttpReply*, std::function<void()>)>;
    QFETCH(Connect, connectTo);
    FakeHttpServer server;
    server.setHandler([](const auto&) { return Script().send("body"); });
    QPointer<HttpReply> reply(m_client.send(postTo(server.url()), m_limits, nullptr));
    connectTo(reply, [&reply] { delete reply; });
    QTRY_VERIFY(!reply);
    RecordedReply next(m_client.send(postTo(server.url()), m_limits, nullptr));
    QVERIFY(next.endsSoon());
    QCOMPARE(next.body, QByteArray("body"));
}

void HttpClientTest::mayBeAbortedByWhoeverGetsItsBytes()
{
    FakeHttpServer server;
    server.enqueue(Script().sendForever("more "));
    RecordedReply reply(m_client.send(postTo(server.url()), m_limits, nullptr));
    connect(reply.operator->(), &HttpReply::bytesReceived, reply.operator->(), &HttpReply::abort);
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.log, (QStringList{ "sent", "head", "bytes", "finished" }));
    QCOMPARE(reply.kind(), ErrorKind::Cancelled);
    QTRY_COMPARE(server.abortedConnections(), 1);
}

void HttpClientTest::saysNothingMoreWhenAnothersSignalAbortsIt()
{
    FakeHttpServer server;
    server.setHandler([](const auto&) { return Script().send("x"); });
    RecordedReply first(m_client.send(postTo(server.url()), m_limits, nullptr));
    RecordedReply second(m_client.send(postTo(server.url()), m_limits, nullptr));
    connect(first.operator->(), &HttpReply::sent, second.operator->(), &HttpReply::abort);
    QVERIFY(first.endsSoon());
    QVERIFY(second.endsSoon());
    QCOMPARE(first.body, QByteArray("x"));
    QCOMPARE(second.log, QStringList{ "finished" });
    QTest::qWait(20);
    QCOMPARE(server.requests().size(), 1);
}

void HttpClientTest::changesNothingWhenAbortedAfterTheEnd()
{
    FakeHttpServer server;
    server.enqueue(Script().send("all"));
    RecordedReply reply(m_client.send(postTo(server.url()), m_limits, nullptr));
    QVERIFY(reply.endsSoon());
    reply->abort();
    QTest::qWait(0);
    QVERIFY(!reply->error());
    QCOMPARE(reply.log.count("finished"), 1);
}

void HttpClientTest::survivesAnEndAtAnyMoment()
{
    FakeHttpServer server;
    server.setHandler([](const auto&) { return Script().send("a").send("b").closeCleanly(); });
    HttpClient client({ .maxPerOrigin = 3 });
    std::deque<RecordedReply> aborted;
    for (int moment = 0; moment < 200; ++moment) {
        RecordedReply& abortedOne = aborted.emplace_back(client.send(postTo(server.url()), m_limits, nullptr));
        RecordedReply deletedOne(client.send(postTo(server.url()), m_limits, nullptr));
        QElapsedTimer timer;
        timer.start();
        while (timer.nsecsElapsed() < moment * 20'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents);
        abortedOne->abort();
    }
    for (const RecordedReply& reply : aborted) {
        QVERIFY(reply.endsSoon());
        QCOMPARE(reply.log.count("finished"), 1);
        QCOMPARE(reply.log.constLast(), QString("finished"));
        QVERIFY(reply.kind() == ErrorKind::Cancelled || reply.body == "ab");
    }
    QTRY_COMPARE(server.inFlight(), 0);
}

void HttpClientTest::cancelsWhatRunsWhenTheClientGoes()
{
    FakeHttpServer server;
    server.setHandler([](const auto&) { return Script().send("half").stall(); });
    auto client = std::make_unique<HttpClient>(HttpClient::Options{ .maxPerOrigin = 2 });
    RecordedReply first(client->send(postTo(server.url()), m_limits, nullptr));
    RecordedReply second(client->send(postTo(server.url()), m_limits, nullptr));
    RecordedReply queued(client->send(postTo(server.url()), m_limits, nullptr));
    QTRY_COMPARE(server.inFlight(), 2);
    client.reset();
    for (RecordedReply* const reply : { &first, &second, &queued }) {
        QVERIFY(reply->endsSoon());
        QCOMPARE(reply->kind(), ErrorKind::Cancelled);
        (*reply)->setPaused(true);
        (*reply)->setPaused(false);
        (*reply)->abort();
    }
    QTRY_COMPARE(server.abortedConnections(), 2);
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "http_client_test.moc"
