// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QTest>

#include <deque>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

class HttpLanesTest : public QObject {
    Q_OBJECT

private slots:
    void cleanupTestCase();
    void costsNoThreadBeforeTheFirstRequest();
    void runsAHundredStreamsAtOnce();
    void queuesInOrderBeyondTheCap();
    void letsAnotherOriginPassAQueue();
    void reusesAConnection();
    void letsSpareManagersGo();
    void isNotHeldUpByAnEndlessHead();
    void goesQuicklyInTheMiddleOfAnEndlessHead();

private:
    static Script endlessHead();
};

Script HttpLanesTest::endlessHead()
{
    // Faster than Qt reads a head (about 2 MB/s), but not so fast that it has seconds to read when the server is gone.
    return Script().raw("HTTP/1.1 200 OK\r\n").sendForever(QByteArray("X-Filler: 0123456789\r\n").repeated(800), 2ms);
}

void HttpLanesTest::costsNoThreadBeforeTheFirstRequest()
{
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000);
    HttpClient client({});
    QTest::qWait(20);
    QCOMPARE(networkThreads(), 0);
}

void HttpLanesTest::runsAHundredStreamsAtOnce()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("first ").stall(); });
    HttpClient client({});
    std::deque<RecordedReply> replies;
    for (int i = 0; i < 100; ++i)
        replies.emplace_back(client.send(postTo(server.url()), {}, nullptr));
    QTRY_COMPARE(server.inFlight(), 100);
    QCOMPARE(server.peakInFlight(), 100);
    for (const RecordedReply &reply : replies)
        QTRY_COMPARE(reply.body, QByteArray("first "));
    QCOMPARE(networkThreads(), 20);
}

void HttpLanesTest::queuesInOrderBeyondTheCap()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().raw("HTTP/1.1 200 OK\r\n").pause(20ms).send("\r\n"); });
    HttpClient client({.maxPerOrigin = 2});
    std::deque<RecordedReply> replies;
    for (int i = 0; i < 8; ++i)
        replies.emplace_back(client.send(postTo(server.url(QString("/%1").arg(i))), {}, nullptr));
    replies.at(5)->abort();
    for (const RecordedReply &reply : replies)
        QVERIFY(reply.endsSoon());
    QCOMPARE(server.peakInFlight(), 2);
    QCOMPARE(server.requests().size(), 7);
    // Two run side by side, so neighbours may swap; no request overtakes more than one other.
    const QByteArrayList sent{"/0", "/1", "/2", "/3", "/4", "/6", "/7"};
    for (qsizetype i = 0; i < sent.size(); ++i)
        QVERIFY(qAbs(sent.indexOf(server.requests().at(i).path) - i) <= 1);
    QCOMPARE(replies.at(5).log, QStringList{"finished"});
}

void HttpLanesTest::letsAnotherOriginPassAQueue()
{
    FakeHttpServer busy;
    FakeHttpServer idle;
    busy.setHandler([](const auto &) { return Script().stall(); });
    idle.setHandler([](const auto &) { return Script().send("here"); });
    HttpClient client({.maxPerOrigin = 1});
    RecordedReply running(client.send(postTo(busy.url()), {}, nullptr));
    RecordedReply queued(client.send(postTo(busy.url()), {}, nullptr));
    RecordedReply other(client.send(postTo(idle.url()), {}, nullptr));
    QVERIFY(other.endsSoon());
    QCOMPARE(other.body, QByteArray("here"));
    QVERIFY(queued.log.isEmpty());
}

void HttpLanesTest::reusesAConnection()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().chunk("x").lastChunk().keepAlive(); });
    HttpClient client({});
    for (int i = 0; i < 10; ++i) {
        RecordedReply reply(client.send(postTo(server.url()), {}, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY(!reply->error());
    }
    QCOMPARE(server.requests().size(), 10);
    // Not always one: Qt tells the end of an answer a moment before its connection is free again.
    QVERIFY2(server.connections() < 6, qPrintable(QString::number(server.connections())));
}

void HttpLanesTest::letsSpareManagersGo()
{
    FakeHttpServer server;
    HttpClient client({.idleLaneLife = 100ms});
    server.setHandler([](const auto &) { return Script().send("x").stall(); });
    std::deque<RecordedReply> stopped;
    for (int i = 0; i < 4; ++i)
        stopped.emplace_back(client.send(postTo(server.url()), {}, nullptr));
    QTRY_COMPARE(server.inFlight(), 4);

    server.setHandler([](const auto &) { return Script().chunk("x").pause(50ms).lastChunk().keepAlive(); });
    std::deque<RecordedReply> ended;
    for (int i = 0; i < 12; ++i)
        ended.emplace_back(client.send(postTo(server.url()), {}, nullptr));
    for (const RecordedReply &reply : ended)
        QVERIFY(reply.endsSoon());
    QTRY_COMPARE(networkThreads(), 1); // four run, three managers more are spare
    stopped.clear();
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000); // given up in the middle: not kept either

    server.setHandler([](const auto &) { return Script().send("again"); });
    RecordedReply again(client.send(postTo(server.url()), {}, nullptr));
    QVERIFY(again.endsSoon());
    QCOMPARE(again.body, QByteArray("again"));
}

void HttpLanesTest::isNotHeldUpByAnEndlessHead()
{
    FakeHttpServer evil;
    FakeHttpServer good;
    evil.enqueue(endlessHead());
    good.setHandler([](const auto &) { return Script().send("good"); });
    HttpClient client({});
    RecordedReply lost(client.send(postTo(evil.url()), {.connect = 200ms, .firstByte = 200ms}, nullptr));
    QVERIFY(lost.endsSoon());
    QCOMPARE(lost.kind(), ErrorKind::Timeout);
    RecordedReply reply(client.send(postTo(good.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.body, QByteArray("good"));
}

void HttpLanesTest::goesQuicklyInTheMiddleOfAnEndlessHead()
{
    FakeHttpServer evil;
    // The server stands still while the client goes, so there must be seconds to read in what it sent before.
    evil.enqueue(Script().raw("HTTP/1.1 200 OK\r\n").sendForever(QByteArray("X-Filler: 0123456789\r\n").repeated(800)));
    auto client = std::make_unique<HttpClient>(HttpClient::Options());
    RecordedReply reply(client->send(postTo(evil.url()), {}, nullptr));
    QTRY_VERIFY(evil.bytesSent() > 3'000'000);
    QElapsedTimer timer;
    timer.start();
    client.reset();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed()))); // QNetworkAccessManager: 5000
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.kind(), ErrorKind::Cancelled);
}

void HttpLanesTest::cleanupTestCase() { QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000); }

QTEST_GUILESS_MAIN(HttpLanesTest)
#include "http_lanes_test.moc"
