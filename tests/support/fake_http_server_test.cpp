// SPDX-License-Identifier: MIT
#include "tests/support/fake_http_server.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace freshet::test;
using namespace std::chrono_literals;

class FakeHttpServerTest : public QObject {
    Q_OBJECT

private slots:
    void playsAStreamChunkByChunk();
    void hangsUpMidStream();
    void countsAnAbort();
};

void FakeHttpServerTest::playsAStreamChunkByChunk()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().header("content-type", "text/event-stream").sse("a").pause(20ms).sse("b"));
    QNetworkAccessManager network;
    QNetworkRequest request(server.url("/v1/chat"));
    request.setRawHeader("Authorization", "Bearer k");
    QNetworkReply* reply = network.post(request, "{}");
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
    QNetworkReply* reply = network.get(QNetworkRequest(server.url()));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QVERIFY(finished.wait());
    // Not asserted: reply->error(). Qt 6.4 says NoError for many truncated bodies; our parsers must notice.
    QCOMPARE(reply->readAll(), QByteArray("half"));
}

void FakeHttpServerTest::countsAnAbort()
{
    FakeHttpServer server;
    server.enqueue(FakeHttpServer::Script().sse("a").pause(50ms).sse("b"));
    QNetworkAccessManager network;
    QNetworkReply* reply = network.get(QNetworkRequest(server.url()));
    QSignalSpy ready(reply, &QNetworkReply::readyRead);
    QVERIFY(ready.wait());
    reply->abort();
    QTRY_COMPARE(server.abortedConnections(), 1);
}

QTEST_GUILESS_MAIN(FakeHttpServerTest)
#include "fake_http_server_test.moc"
