// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/packed.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <unistd.h>
#include <utility>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

/// What Qt 6.4 does by itself with answers that are wrong or hostile, each measured once and kept from coming back.
/// The deadlines (M3) and the connection limit (M4, M8) have their own test programs.
class HttpTrapsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanupTestCase();
    void takesNothingToWhereARedirectPoints_data();
    void takesNothingToWhereARedirectPoints();
    void saysNothingSecretInAnyError_data();
    void saysNothingSecretInAnyError();
    void endsWithNoMoreBytesThanCame_data();
    void endsWithNoMoreBytesThanCame();
    void waitsNoLongerThanQtForWhatIsNoChunkSize_data();
    void waitsNoLongerThanQtForWhatIsNoChunkSize();
    void holdsTheServerBackWhileTheReaderPauses();
    void deliversAllThatCameWhileTheReaderPaused_data();
    void deliversAllThatCameWhileTheReaderPaused();
    void takesABodyOfExactlyTheCap();
    void stopsABodyAboveTheCap();
    void unpacksACompressedAnswer();
    void capsWhatItUnpacks();
    void refusesACompressedAnswerThatItCannotUnpack_data();
    void refusesACompressedAnswerThatItCannotUnpack();
    void keepsTheStatusOfACompressedError();
    void sendsLoopbackThroughNoProxy();

private:
    FakeHttpServer m_server;
    std::unique_ptr<HttpClient> m_client = std::make_unique<HttpClient>(HttpClient::Options());

    static HttpRequest requestWithKey(const QUrl &url);
};

HttpRequest HttpTrapsTest::requestWithKey(const QUrl &url)
{
    HttpRequest request = postTo(url, "canary prompt");
    request.credential = Credential{
        .header = "Authorization", .prefix = "Bearer ", .secret = Secret("canary-key"), .origin = *Origin::of(url)};
    return request;
}

void HttpTrapsTest::takesNothingToWhereARedirectPoints_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("named");
    for (const int status : {301, 302, 303, 307, 308}) {
        const auto row = [status](const char *name, const QByteArray &location, const QString &named) {
            QTest::addRow("%d to %s", status, name) << status << location << named;
        };
        row("another port", "OTHER/steal?key=canary", "OTHER");
        row("another host", "http://evil.example/steal?key=canary", "http://evil.example");
        row("another scheme", "https://127.0.0.1/canary", "https://127.0.0.1");
        row("a path", "/other?key=canary", "another path of the same server");
        row("itself", "", "another path of the same server");
        row("a file", "file:///etc/canary", "no web address");
        row("data", "data:text/plain,canary", "no web address");
        row("nonsense", "http://canary@[canary", "no web address");
    }
}

void HttpTrapsTest::takesNothingToWhereARedirectPoints()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, named);
    FakeHttpServer server;
    FakeHttpServer other;
    const QString otherOrigin = Origin::of(other.url())->toString();
    const QByteArray target = location.replace("OTHER", otherOrigin.toUtf8());
    server.setHandler([&](const auto &) { return Script().status(status).header("Location", target); });
    for (const char *const verb : {"POST", "GET"}) {
        HttpRequest request = requestWithKey(server.url("/v1"));
        request.verb = verb;
        if (request.verb == "GET")
            request.body.clear();
        RecordedReply reply(m_client->send(request, {}, nullptr));
        QVERIFY(reply.endsSoon());
        QCOMPARE(reply.kind(), ErrorKind::Protocol);
        QCOMPARE(reply->error()->httpStatus, status);
        QVERIFY2(reply.message().contains(named.replace("OTHER", otherOrigin)), qPrintable(reply.message()));
        QVERIFY2(!reply.message().contains("canary"), qPrintable(reply.message()));
        QVERIFY(reply.body.isEmpty());
    }
    // Qt may ask this server again for a GET, but no other one, and never for a POST.
    const auto isPost = [](const FakeHttpServer::Request &request) { return request.verb == "POST"; };
    QCOMPARE(std::count_if(server.requests().begin(), server.requests().end(), isPost), 1);
    QCOMPARE(other.connections(), 0);
}

void HttpTrapsTest::saysNothingSecretInAnyError_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("failed");
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 canary\r\nContent-Length: 0\r\n\r\n") << false;
    QTest::newRow("404 that names the address") << QByteArray("HTTP/1.1 404 No\r\nX: canary\r\n\r\ncanary") << false;
    QTest::newRow("no answer") << QByteArray() << true;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-canary\r\n\r\n") << true;
    QTest::newRow("bad status") << QByteArray("HTTP/1.1 canary OK\r\n\r\n") << true;
    QTest::newRow("broken off head") << QByteArray("HTTP/1.1 200 OK\r\nX: canary") << true;
    QTest::newRow("short body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncanary") << true;
    QTest::newRow("gzip") << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\ncanary") << true;
    QTest::newRow("redirect") << QByteArray("HTTP/1.1 307 No\r\nLocation: /canary\r\n\r\n") << true;
}

void HttpTrapsTest::saysNothingSecretInAnyError()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, failed);
    FakeHttpServer server;
    server.setHandler([&answer](const auto &) { return Script().raw(answer).pause(20ms).closeCleanly(); });
    RecordedReply reply(m_client->send(requestWithKey(server.url("/canary?key=canary")), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY2(!reply.message().contains("canary", Qt::CaseInsensitive), qPrintable(reply.message()));
    if (!failed || QByteArray(QTest::currentDataTag()) != "short body") // Qt reports that one only most of the time
        QCOMPARE(reply->error().has_value(), failed);
    if (reply->error())
        QVERIFY(reply.message().endsWith('.') && reply->error()->detail.isEmpty());
}

void HttpTrapsTest::endsWithNoMoreBytesThanCame_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("sent");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("bad chunk size") << ok + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n"
                                    << QByteArray("abc");
    QTest::newRow("chunk bigger than said") << ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"
                                            << QByteArray("abc");
    QTest::newRow("last chunk missing") << ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n" << QByteArray("abc");
    QTest::newRow("huge chunk") << ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc"
                                << QByteArray("abc");
    QTest::newRow("cut off, delimited by the close") << ok + "\r\nabc" << QByteArray("abc");
    QTest::newRow("short of its length") << ok + "Content-Length: 10\r\n\r\nabc" << QByteArray("abc");
    QTest::newRow("longer than its length") << ok + "Content-Length: 2\r\n\r\nabc" << QByteArray("abc");
    QTest::newRow("two lengths") << ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc" << QByteArray("abc");
    QTest::newRow("negative length") << ok + "Content-Length: -1\r\n\r\nabc" << QByteArray("abc");
    QTest::newRow("length and chunks") << ok
            + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
              "3\r\nabc\r\n0\r\n\r\n" << QByteArray("abc");
}

void HttpTrapsTest::endsWithNoMoreBytesThanCame()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, sent);
    for (const bool isReset : {false, true}) {
        FakeHttpServer server;
        Script script = Script().raw(answer).pause(20ms);
        server.enqueue(isReset ? script.reset() : script.closeCleanly());
        RecordedReply reply(m_client->send(postTo(server.url()), {}, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY2(sent.startsWith(reply.body), reply.body.constData());
        QCOMPARE(reply.log.count("finished"), 1);
        QCOMPARE(reply.log.constLast(), QString("finished"));
        if (reply->error())
            QVERIFY(reply.kind() == ErrorKind::Network || reply.kind() == ErrorKind::Protocol);
    }
}

void HttpTrapsTest::waitsNoLongerThanQtForWhatIsNoChunkSize_data()
{
    QTest::addColumn<QByteArray>("chunks");
    QTest::addColumn<bool>("isSeen");
    QTest::newRow("a word, and more") << QByteArray("ZZ\r\nabc") << true;
    QTest::newRow("a word, and an empty line") << QByteArray("ZZ\r\n\r\n") << true;
    QTest::newRow("a word after a good chunk") << QByteArray("3\r\nabc\r\nZZ\r\ndef") << true;
    QTest::newRow("a number beyond all") << QByteArray("ffffffffffffffffff\r\nabc") << true;
    // Qt reads these as a last chunk, or as a chunk, whose end is to come, and has no signal that tells it apart from
    // a server that thinks. The deadline ends them.
    QTest::newRow("a word, then silence") << QByteArray("ZZ\r\n") << false;
    QTest::newRow("the beginning of a word, then silence") << QByteArray("ZZ") << false;
    QTest::newRow("a negative number") << QByteArray("-3\r\nabc\r\n") << false;
    QTest::newRow("no chunks at all") << QByteArray("data: {}\n\n") << false;
}

void HttpTrapsTest::waitsNoLongerThanQtForWhatIsNoChunkSize()
{
    QFETCH(QByteArray, chunks);
    QFETCH(bool, isSeen);
    FakeHttpServer server;
    server.enqueue(
        Script().raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").pause(20ms).send(chunks).stall());
    const HttpLimits limits{.firstByte = isSeen ? 60s : 300ms};
    RecordedReply reply(m_client->send(postTo(server.url()), limits, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply->error().has_value(), !isSeen); // whether the answer is whole, its own end mark tells
    if (!isSeen)
        QCOMPARE(reply.kind(), ErrorKind::Timeout);
}

void HttpTrapsTest::holdsTheServerBackWhileTheReaderPauses()
{
    const auto residentBytes = [] {
        QFile statm("/proc/self/statm");
        const bool isOpen = statm.open(QIODevice::ReadOnly);
        return isOpen ? statm.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : -1;
    };
    FakeHttpServer server;
    server.enqueue(Script().sendForever(QByteArray(64 * 1024, 'x')));
    RecordedReply reply(m_client->send(postTo(server.url()), {.maxBody = 1LL << 40}, nullptr));
    connect(
        reply.operator->(), &HttpReply::bytesReceived, this, [&reply] { reply->setPaused(true); },
        Qt::SingleShotConnection);
    QTRY_VERIFY(!reply.body.isEmpty());
    const qsizetype before = reply.body.size();
    const qint64 memory = residentBytes();
    auto serverWaits = [&server, known = qint64(0)]() mutable {
        const qint64 last = std::exchange(known, server.bytesSent());
        return last == server.bytesSent();
    };
    QTRY_VERIFY(serverWaits());
    QTest::qWait(200);
    QCOMPARE(reply.body.size(), before);
    QVERIFY2(server.bytesSent() < 32 * 1024 * 1024, "more than the kernel's buffers and ours");
    QVERIFY(residentBytes() - memory < 8 * 1024 * 1024);

    reply->setPaused(false);
    QTRY_VERIFY(server.bytesSent() > 64 * 1024 * 1024);
    QVERIFY(reply.body.size() > 32 * 1024 * 1024);
}

void HttpTrapsTest::deliversAllThatCameWhileTheReaderPaused_data()
{
    QTest::addColumn<QByteArray>("framing");
    QTest::newRow("length") << QByteArray("length");
    QTest::newRow("chunks") << QByteArray("chunks");
    QTest::newRow("close") << QByteArray("close");
}

void HttpTrapsTest::deliversAllThatCameWhileTheReaderPaused()
{
    QFETCH(QByteArray, framing);
    const QByteArray body = QByteArray("0123456789abcdef").repeated(100'000);
    FakeHttpServer server;
    server.enqueue(framing == "chunks" ? Script().chunk(body).lastChunk()
            : framing == "length"      ? Script().header("content-length", QByteArray::number(body.size())).send(body)
                                       : Script().send(body));
    RecordedReply reply(m_client->send(postTo(server.url()), {}, nullptr));
    reply->setPaused(true);
    QTRY_VERIFY(reply.log.contains("head"));
    QTRY_COMPARE(server.inFlight(), 0);
    QTest::qWait(100);
    QVERIFY(reply.body.isEmpty() && !reply.isOver());
    reply->setPaused(false);
    QVERIFY(reply.endsSoon());
    QVERIFY2(!reply->error(), qPrintable(reply.message()));
    QVERIFY(reply.body == body);
}

void HttpTrapsTest::takesABodyOfExactlyTheCap()
{
    m_server.enqueue(Script().send(QByteArray(100'000, 'x')));
    RecordedReply reply(m_client->send(postTo(m_server.url()), {.maxBody = 100'000}, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY(!reply->error());
    QCOMPARE(reply.body.size(), 100'000);
}

void HttpTrapsTest::stopsABodyAboveTheCap()
{
    FakeHttpServer server;
    server.enqueue(Script().send(QByteArray(100'001, 'x')));
    server.enqueue(Script().sendForever("endless "));
    for (const qint64 cap : {100'000, 2 * 1024 * 1024}) {
        RecordedReply reply(m_client->send(postTo(server.url()), {.maxBody = cap}, nullptr));
        QVERIFY(reply.endsSoon());
        QCOMPARE(reply.kind(), ErrorKind::Protocol);
        const QString size = cap == 100'000 ? "100000 bytes" : "2 MB";
        QVERIFY2(reply.message().contains("is larger than " + size), qPrintable(reply.message()));
        QCOMPARE(reply.body.size(), cap);
    }
    QTRY_COMPARE(server.inFlight(), 0);
}

void HttpTrapsTest::unpacksACompressedAnswer()
{
    m_server.enqueue(Script().header("Content-Encoding", "gzip").send(packed("hello")));
    RecordedReply reply(m_client->send(postTo(m_server.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY(!reply->error());
    QCOMPARE(reply.body, QByteArray("hello"));

    m_server.enqueue(Script().status(400).header("Content-Encoding", "gzip").send(packed("what is wrong")));
    RecordedReply refusal(m_client->send(postTo(m_server.url()), {}, nullptr));
    QVERIFY(refusal.endsSoon());
    QCOMPARE(refusal->response().body, QByteArray("what is wrong"));

    m_server.enqueue(Script().header("Content-Encoding", "gzip").send("no gzip at all"));
    RecordedReply damaged(m_client->send(postTo(m_server.url()), {}, nullptr));
    QVERIFY(damaged.endsSoon());
    QCOMPARE(damaged.kind(), ErrorKind::Protocol);
    QVERIFY2(damaged.message().contains("damaged"), qPrintable(damaged.message()));
}

void HttpTrapsTest::capsWhatItUnpacks()
{
    m_server.enqueue(Script().header("Content-Encoding", "gzip").send(packed(QByteArray(50'000'000, 'x'))));
    RecordedReply reply(m_client->send(postTo(m_server.url()), {.maxBody = 1'000'000}, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.body.size(), 1'000'000);
    QVERIFY(reply->error());
}

void HttpTrapsTest::refusesACompressedAnswerThatItCannotUnpack_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<bool>("refused");
    QTest::newRow("anything unknown") << QByteArray("x-rot13") << true;
    QTest::newRow("twice") << QByteArray("gzip, br") << true;
    QTest::newRow("identity") << QByteArray("Identity") << false;
}

void HttpTrapsTest::refusesACompressedAnswerThatItCannotUnpack()
{
    QFETCH(QByteArray, encoding);
    QFETCH(bool, refused);
    // "hello" and a newline, as gzip(1) packs them
    const QByteArray packed = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9e7020020303a3606000000");
    m_server.enqueue(Script().header("Content-Encoding", encoding).send(packed));
    RecordedReply reply(m_client->send(postTo(m_server.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply->error().has_value(), refused);
    QCOMPARE(reply.body, refused ? QByteArray() : packed);
    if (refused) {
        QCOMPARE(reply.kind(), ErrorKind::Protocol);
        QVERIFY2(reply.message().contains("compressed data"), qPrintable(reply.message()));
        QVERIFY(!reply.log.contains("head"));
    }
}

void HttpTrapsTest::keepsTheStatusOfACompressedError()
{
    m_server.enqueue(Script().status(503).header("Content-Encoding", "br").send("\x1f\x8b"));
    RecordedReply reply(m_client->send(postTo(m_server.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY(!reply->error());
    QCOMPARE(reply->response().status, 503);
    QVERIFY(reply->response().body.isEmpty());
}

void HttpTrapsTest::sendsLoopbackThroughNoProxy()
{
    FakeHttpServer proxy;
    const auto restore = qScopeGuard([before = qgetenv("http_proxy")] { qputenv("http_proxy", before); });
    qputenv("http_proxy", Origin::of(proxy.url())->toString().toUtf8());
    m_server.enqueue(Script().send("direct"));
    RecordedReply reply(m_client->send(requestWithKey(m_server.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QCOMPARE(reply.body, QByteArray("direct"));
    QCOMPARE(proxy.connections(), 0);
}

void HttpTrapsTest::cleanupTestCase()
{
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000);
}

QTEST_GUILESS_MAIN(HttpTrapsTest)
#include "http_traps_test.moc"
