// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QTcpSocket>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

/// Each clock of HttpLimits (Qt has none of its own that works: M3).
class HttpDeadlinesTest : public QObject {
    Q_OBJECT

private slots:
    void givesUpAHostThatTakesNoConnection();
    void givesUpASilentServer();
    void givesUpAHeadThatDrips();
    void givesUpAnEndlessHead();
    void givesUpABodyThatStops();
    void stopsABodyThatDripsForEver();
    void tellsADeadlineFromAnAbort();
    void runsNoClockWhileARequestIsQueued();
    void runsNoIdleClockWhileTheReaderPauses();

private:
    FakeHttpServer m_server;
    HttpClient m_client{ {} };

    void verifyTimeout(FakeHttpServer& server, const HttpLimits& limits, const QString& words);
};

void HttpDeadlinesTest::verifyTimeout(FakeHttpServer& server, const HttpLimits& limits, const QString& words)
{
    RecordedReply reply(m_client.send(postTo(server.url("/?key=canary")), limits, nullptr));
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
    for (QTcpSocket& socket : fill)
        socket.connectToHost(QHostAddress::LocalHost, full.serverPort());
    QTRY_COMPARE(fill.front().state(), QAbstractSocket::ConnectedState);

    const QUrl url(QString("http://127.0.0.1:%1/").arg(full.serverPort()));
    RecordedReply reply(m_client.send(postTo(url), { .connect = 200ms }, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Timeout);
    QCOMPARE(reply.message(),
        QString("127.0.0.1:%1 could not be reached within 0.2 seconds. Check the address and the network.")
            .arg(full.serverPort()));
    QVERIFY(reply->error()->retryable);
}

void HttpDeadlinesTest::givesUpASilentServer()
{
    m_server.enqueue(Script().raw("").stall());
    verifyTimeout(m_server, { .firstByte = 100ms }, "did not begin to answer within 0.1 seconds");
}

void HttpDeadlinesTest::givesUpAHeadThatDrips()
{
    m_server.enqueue(Script().raw("HTTP/1.1 200 OK\r\n").sendForever("X: y\r\n", 10ms));
    verifyTimeout(m_server, { .firstByte = 300ms }, "did not begin to answer");
}

void HttpDeadlinesTest::givesUpAnEndlessHead()
{
    FakeHttpServer server; // Qt's thread reads it until this goes
    server.enqueue(Script().raw("HTTP/1.1 200 OK\r\n").sendForever(QByteArray("X: y\r\n").repeated(1000)));
    verifyTimeout(server, { .firstByte = 300ms }, "did not begin to answer");
}

void HttpDeadlinesTest::givesUpABodyThatStops()
{
    m_server.enqueue(Script().send("half").stall());
    verifyTimeout(m_server, { .idle = 100ms }, "stopped in the middle of its answer and was silent for 0.1 seconds");
    m_server.enqueue(Script().stall()); // a head alone
    verifyTimeout(m_server, { .idle = 100ms }, "stopped in the middle");
}

void HttpDeadlinesTest::stopsABodyThatDripsForEver()
{
    m_server.enqueue(Script().sendForever("x", 10ms));
    verifyTimeout(m_server, { .idle = 2s, .total = 400ms }, "was still answering after 0.4 seconds");
}

void HttpDeadlinesTest::tellsADeadlineFromAnAbort()
{
    m_server.enqueue(Script().raw("").stall());
    RecordedReply reply(m_client.send(postTo(m_server.url()), { .firstByte = 30s }, nullptr));
    QTRY_COMPARE(m_server.inFlight(), 1);
    reply->abort();
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Cancelled);
    QTRY_COMPARE(m_server.inFlight(), 0);
}

void HttpDeadlinesTest::runsNoClockWhileARequestIsQueued()
{
    HttpClient narrow({ .maxPerOrigin = 1 });
    m_server.enqueue(Script().raw("").pause(900ms));
    m_server.enqueue(Script().send("served"));
    RecordedReply first(narrow.send(postTo(m_server.url()), {}, nullptr));
    RecordedReply second(narrow.send(
        postTo(m_server.url()), { .connect = 600ms, .firstByte = 600ms, .idle = 600ms, .total = 600ms }, nullptr));
    QVERIFY(second.endsSoon());
    QVERIFY(first.isOver());
    QVERIFY2(!second->error(), qPrintable(second.message()));
    QCOMPARE(second.body, QByteArray("served"));
}

void HttpDeadlinesTest::runsNoIdleClockWhileTheReaderPauses()
{
    m_server.enqueue(Script().send("half ").pause(50ms).send("whole"));
    RecordedReply reply(m_client.send(postTo(m_server.url()), { .idle = 300ms }, nullptr));
    QTRY_COMPARE(reply.body, QByteArray("half "));
    reply->setPaused(true);
    QTest::qWait(500);
    QVERIFY(!reply.isOver());
    QCOMPARE(reply.body, QByteArray("half "));
    reply->setPaused(false);
    QVERIFY(reply.endsSoon());
    QVERIFY2(!reply->error(), qPrintable(reply.message()));
    QCOMPARE(reply.body, QByteArray("half whole"));
}

QTEST_GUILESS_MAIN(HttpDeadlinesTest)
#include "http_deadlines_test.moc"
