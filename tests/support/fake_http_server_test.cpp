// SPDX-License-Identifier: MIT
#include "tests/support/fake_http_server.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <utility>

using namespace freshet::test;
using namespace std::chrono_literals;

class FakeHttpServerTest : public QObject {
    Q_OBJECT

private slots:
    void playsAStreamChunkByChunk();
    void hangsUpMidStream();
    void holdsUntilItIsReleased();
    void countsAnAbort();
    void keepsAConnectionForTheNextRequest();
    void answersByHandlerAndCountsWhatRunsAtOnce();
    void sendsForeverOnlyAsFastAsTheClientReads();
};

void FakeHttpServerTest::playsAStreamChunkByChunk()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().header("content-type", "text/event-stream").sse("a").pause(20ms).sse("b"));
    QNetworkAccessManager network;
    QNetworkRequest request(server.url("/v1/chat"));
    request.setRawHeader("Authorization", "Bearer k");
    QNetworkReply *reply = network.post(request, "{}");
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QSignalSpy ready(reply, &QNetworkReply::readyRead);
    QVERIFY(finished.wait());
    QVERIFY(ready.count() >= 2);
    QCOMPARE(reply->readAll(), QByteArray("data: a\n\ndata: b\n\n"));
    QCOMPARE(server.requests().at(0).path, QByteArray("/v1/chat"));
    QCOMPARE(server.requests().at(0).header("authorization"), QByteArray("Bearer k"));
    QCOMPARE(server.requests().at(0).body, QByteArray("{}"));
}

void FakeHttpServerTest::hangsUpMidStream()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().header("content-length", "1000").send("half").pause(10ms).hangUp());
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QVERIFY(finished.wait());
    // Not asserted: reply->error(). Qt 6.4 says NoError for many truncated bodies; our parsers must notice.
    QCOMPARE(reply->readAll(), QByteArray("half"));
}

void FakeHttpServerTest::holdsUntilItIsReleased()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().chunk("a").hold().chunk("b").hold().chunk("c").lastChunk());
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));
    QByteArray got;
    connect(reply, &QNetworkReply::readyRead, this, [&got, reply] { got += reply->readAll(); });
    QTRY_COMPARE(got, QByteArray("a"));
    QNetworkReply *other = network.get(QNetworkRequest(server.url())); // holds up nobody else
    QTRY_VERIFY(other->isFinished());
    QCOMPARE(got, QByteArray("a"));
    server.release();
    QTRY_COMPARE(got, QByteArray("ab")); // up to the next one
    QVERIFY(!reply->isFinished());
    server.release();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(got, QByteArray("abc"));
}

void FakeHttpServerTest::countsAnAbort()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().sse("a").pause(50ms).sse("b"));
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));
    QSignalSpy ready(reply, &QNetworkReply::readyRead);
    QVERIFY(ready.wait());
    reply->abort();
    QTRY_COMPARE(server.abortedConnections(), 1);
}

void FakeHttpServerTest::keepsAConnectionForTheNextRequest()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().chunk("a").chunk("b").lastChunk().keepAlive());
    server.enqueue(FakeHttpServer::Script().raw("HTTP/1.1 204 Nothing\r\n\r\n"));
    QNetworkAccessManager network;
    QNetworkReply *first = network.get(QNetworkRequest(server.url()));
    QTRY_VERIFY(first->isFinished());
    QCOMPARE(first->readAll(), QByteArray("ab"));
    QNetworkReply *second = network.get(QNetworkRequest(server.url("/two")));
    QTRY_VERIFY(second->isFinished());
    QCOMPARE(second->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 204);
    QCOMPARE(server.requests().at(1).path, QByteArray("/two"));
    QCOMPARE(server.connections(), 1);
}

void FakeHttpServerTest::answersByHandlerAndCountsWhatRunsAtOnce()
{
    FakeHttpServer server;
    server.setHandler([](const FakeHttpServer::Request &request) {
        return FakeHttpServer::Script().pause(request.path == "/slow" ? 100ms : 0ms).send(request.path);
    });
    QNetworkAccessManager network;
    QNetworkReply *slow = network.get(QNetworkRequest(server.url("/slow")));
    QTRY_COMPARE(server.inFlight(), 1);
    QNetworkReply *fast = network.get(QNetworkRequest(server.url("/fast")));
    QTRY_VERIFY(fast->isFinished());
    QVERIFY(!slow->isFinished());
    QTRY_VERIFY(slow->isFinished());
    QCOMPARE(slow->readAll() + fast->readAll(), QByteArray("/slow/fast"));
    QCOMPARE(server.peakInFlight(), 2);
    QCOMPARE(server.inFlight(), 0);
}

void FakeHttpServerTest::sendsForeverOnlyAsFastAsTheClientReads()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().sendForever(QByteArray(10'000, 'x')));
    QTcpSocket client;
    client.setReadBufferSize(1);
    client.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(server.url().port()));
    client.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(server.bytesSent() > 100'000);
    auto kernelIsFull = [&server, before = qint64(0)]() mutable {
        const qint64 last = std::exchange(before, server.bytesSent());
        return last == server.bytesSent();
    };
    QTRY_VERIFY(kernelIsFull());
    QVERIFY(server.bytesSent() < 32 * 1024 * 1024);
    client.abort();
    QTRY_COMPARE(server.abortedConnections(), 1);
}

QTEST_GUILESS_MAIN(FakeHttpServerTest)
#include "fake_http_server_test.moc"
