// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

/// Each clock of HttpLimits (Qt has none of its own that works: M3).
class HttpDeadlinesTest : public QObject {
    Q_OBJECT

private slots:
    void cleanupTestCase();
    void givesUpAHostThatTakesNoConnection();
    void givesUpASilentServer();
    void givesUpAHeadThatDrips();
    void givesUpAnEndlessHead();
    void givesUpABodyThatStops();
    void stopsABodyThatDripsForEver();
    void tellsADeadlineFromAnAbort();
    void runsNoClockWhileARequestIsQueued();
    void runsNoIdleClockWhileTheReaderPauses();
    void runsTheIdleClockAgainAfterAPause();

private:
    std::unique_ptr<HttpClient> m_client = std::make_unique<HttpClient>(HttpClient::Options());

    void verifyTimeout(const Script &script, const HttpLimits &limits, const QString &words);
};

void HttpDeadlinesTest::verifyTimeout(const Script &script, const HttpLimits &limits, const QString &words)
{
    FakeHttpServer server;
    server.enqueue(script);
    RecordedReply reply(m_client->send(postTo(server.url("/?key=canary")), limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Timeout);
    QVERIFY2(reply.message().contains(words), qPrintable(reply.message()));
    QVERIFY2(!reply.message().contains("canary"), qPrintable(reply.message()));
    QCOMPARE(reply.log.count("finished"), 1);
}

void HttpDeadlinesTest::givesUpAHostThatTakesNoConnection()
{
    QTcpServer full;
    full.setListenBacklogSize(0);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::array<QTcpSocket, 3> fill; // the kernel takes one; then it lets further ones knock
    for (QTcpSocket &socket : fill)
        socket.connectToHost(QHostAddress::LocalHost, full.serverPort());
    QTRY_COMPARE(fill.front().state(), QAbstractSocket::ConnectedState);

    const QUrl url(QString("http://127.0.0.1:%1/").arg(full.serverPort()));
    RecordedReply reply(m_client->send(postTo(url), {.connect = 200ms}, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Timeout);
    QCOMPARE(reply.message(),
        QString("127.0.0.1:%1 could not be reached within 0.2 seconds. Check the address and the network.")
            .arg(full.serverPort()));
    QVERIFY(reply->error()->retryable);
}

void HttpDeadlinesTest::givesUpASilentServer()
{
    verifyTimeout(Script().raw("").stall(), {.firstByte = 100ms}, "did not begin to answer within 0.1 seconds");
}

void HttpDeadlinesTest::givesUpAHeadThatDrips()
{
    verifyTimeout(Script().raw("HTTP/1.1 200 OK\r\n").sendForever("X: y\r\n", 10ms), {.firstByte = 300ms},
        "did not begin to answer");
}

void HttpDeadlinesTest::givesUpAnEndlessHead()
{
    // Qt's thread may be at it before it tells that the request was sent: then it is the other clock that runs.
    verifyTimeout(Script().raw("HTTP/1.1 200 OK\r\n").sendForever(QByteArray("X: y\r\n").repeated(3000), 2ms),
        {.connect = 300ms, .firstByte = 300ms}, "within 0.3 seconds");
}

void HttpDeadlinesTest::givesUpABodyThatStops()
{
    verifyTimeout(Script().send("half").stall(), {.idle = 100ms},
        "stopped in the middle of its answer and was silent for 0.1 seconds");
    verifyTimeout(Script().stall(), {.firstByte = 300ms, .idle = 50ms}, "did not begin to answer within 0.3 seconds");
}

void HttpDeadlinesTest::stopsABodyThatDripsForEver()
{
    verifyTimeout(
        Script().sendForever("x", 10ms), {.idle = 2s, .total = 400ms}, "was still answering after 0.4 seconds");
}

void HttpDeadlinesTest::tellsADeadlineFromAnAbort()
{
    FakeHttpServer server;
    server.enqueue(Script().raw("").stall());
    RecordedReply reply(m_client->send(postTo(server.url()), {.firstByte = 30s}, nullptr));
    QTRY_COMPARE(server.inFlight(), 1);
    reply->abort();
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Cancelled);
    QTRY_COMPARE(server.inFlight(), 0);
}

void HttpDeadlinesTest::runsNoClockWhileARequestIsQueued()
{
    FakeHttpServer server;
    HttpClient narrow({.maxPerOrigin = 1});
    server.enqueue(Script().raw("").pause(900ms));
    server.enqueue(Script().send("served"));
    RecordedReply first(narrow.send(postTo(server.url()), {}, nullptr));
    RecordedReply second(narrow.send(
        postTo(server.url()), {.connect = 600ms, .firstByte = 600ms, .idle = 600ms, .total = 600ms}, nullptr));
    QVERIFY(second.endsSoon());
    QVERIFY(first.isOver());
    QVERIFY2(!second->error(), qPrintable(second.message()));
    QCOMPARE(second.body, QByteArray("served"));
}

void HttpDeadlinesTest::runsNoIdleClockWhileTheReaderPauses()
{
    FakeHttpServer server;
    server.enqueue(Script().send("half ").pause(50ms).send("whole"));
    RecordedReply reply(m_client->send(postTo(server.url()), {.idle = 300ms}, nullptr));
    connect(
        reply.operator->(), &HttpReply::bytesReceived, this, [&reply] { reply->setPaused(true); },
        Qt::SingleShotConnection);
    QTest::qWait(500);
    QVERIFY(!reply.isOver());
    QCOMPARE(reply.body, QByteArray("half "));
    reply->setPaused(false);
    QVERIFY(reply.endsSoon());
    QVERIFY2(!reply->error(), qPrintable(reply.message()));
    QCOMPARE(reply.body, QByteArray("half whole"));
}

void HttpDeadlinesTest::runsTheIdleClockAgainAfterAPause()
{
    FakeHttpServer server;
    server.enqueue(Script().stall());
    RecordedReply reply(m_client->send(postTo(server.url()), {.firstByte = 200ms}, nullptr));
    reply->setPaused(true); // before there is a head
    QTRY_VERIFY(reply.log.contains("head"));
    QTest::qWait(400);
    QVERIFY(!reply.isOver());
    reply->setPaused(false);
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Timeout);
}

void HttpDeadlinesTest::cleanupTestCase()
{
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000);
}

QTEST_GUILESS_MAIN(HttpDeadlinesTest)
#include "http_deadlines_test.moc"
