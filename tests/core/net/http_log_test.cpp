// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "core/net/http_log.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

class HttpLogTest : public QObject {
    Q_OBJECT

private slots:
    void cleanupTestCase();
    void writesAnExchangeThatOnlyTheUserCanRead();
    void holdsNoSecret();
    void blotsTheKeyOutHoweverTheAnswerIsCut();
    void blotsOutAKeyThatTheAnswerCutsOff();
    void writesOneFileForEachExchange();
    void writesNothingUnlessAsked();
    void doesWithoutWhenItCannotWrite();

private:
    static QByteArray allFilesIn(const QString &dir);
};

QByteArray HttpLogTest::allFilesIn(const QString &dir)
{
    QByteArray all;
    for (const QFileInfo &info : QDir(dir).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += info.fileName().toUtf8() + '\n' + file.readAll();
    }
    return all;
}

void HttpLogTest::writesAnExchangeThatOnlyTheUserCanRead()
{
    QTemporaryDir home;
    const QString dir = home.filePath("logs/http");
    FakeHttpServer server;
    server.enqueue(Script().header("Content-Type", "text/event-stream").sse("a").pause(10ms).sse("b"));
    HttpClient client({.logDir = dir});
    RecordedReply reply(client.send(postTo(server.url("/v1/chat"), "{\"model\":\"m\"}"), {}, nullptr));
    QVERIFY(reply.endsSoon());

    const QFileInfoList files = QDir(dir).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(QFileInfo(dir).permissions() & (QFile::Permissions(0x00ff)), QFile::Permissions());
    const QByteArray written = allFilesIn(dir);
    const QByteArray expected = "POST " + server.url("/v1/chat").toEncoded()
        + "\nContent-Type: application/json\n\n{\"model\":\"m\"}\n\n"
          "HTTP 200\nContent-Type: text/event-stream\nConnection: close\n\ndata: a\n\ndata: b\n\n\n\nend\n";
    QVERIFY2(written.endsWith(expected), written.constData());
}

void HttpLogTest::holdsNoSecret()
{
    QTemporaryDir dir;
    FakeHttpServer server;
    server.setHandler([](const FakeHttpServer::Request &request) {
        return Script()
            .status(request.path.startsWith("/bad") ? 400 : 200)
            .header("Set-Cookie", "session=canary-cookie")
            .header("X-Echo", "you are canary-key")
            .header("Link", "</next?api_key=canary-item>; rel=next")
            .send("Incorrect API key provided: canary-key. You are canary-key-access of canary-extra.");
    });
    HttpClient client({.logDir = dir.path()});
    for (const char *const path : {"/good?key=canary-item&alt=sse&access_token=canary-item", "/bad?x=canary-key"}) {
        HttpRequest request = postTo(server.url(path), "body with canary-key in it");
        request.headers.emplaceBack("X-Goog-Api-Key", "canary-other");
        request.headers.emplaceBack("api-key", "canary-other");
        request.headers.emplaceBack("Authorization", "Basic canary-other");
        request.headers.emplaceBack("Cookie", "canary-other");
        request.headers.emplaceBack("X-Session-Token", "canary-other");
        request.credential = Credential{.header = "X-Plain-Name",
            .prefix = "Bearer ",
            .secret = Secret("canary-key"),
            .origin = *Origin::of(server.url())};
        for (const char *const value : {"canary-key-access", "canary-extra", "1"}) // one begins like the key
            request.extraHeaders.append({.header = QByteArray("X-Extra-").append(value[0] == '1' ? "Flag" : "Id"),
                .prefix = {},
                .secret = Secret(value),
                .origin = *Origin::of(server.url())});
        RecordedReply reply(client.send(request, {}, nullptr));
        QVERIFY(reply.endsSoon());
        QVERIFY(!reply->error());
    }
    const QByteArray written = allFilesIn(dir.path());
    QVERIFY2(!written.contains("canary"), written.constData());
    QVERIFY2(written.contains("/good?key=[redacted]&alt=sse&access_token=[redacted]\n"), written.constData());
    QVERIFY(written.contains("X-Plain-Name: Bearer [redacted]\n"));
    QVERIFY(written.contains("X-Extra-Id: [redacted]\n"));
    QVERIFY(written.contains("X-Extra-Flag: [redacted]\n"));
    QVERIFY(written.contains("Incorrect API key provided: [redacted]. You are [redacted] of [redacted]."));
}

void HttpLogTest::blotsTheKeyOutHoweverTheAnswerIsCut()
{
    const QByteArray answer = "<<sk-sk-canary-sk-canary>>";
    HttpRequest request{.url = QUrl("https://a.example/")};
    request.credential = Credential{.header = "X", .secret = Secret("sk-canary"), .origin = {}};
    for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
        QTemporaryDir dir;
        const auto log = HttpLog::open(dir.path(), request);
        log->writeBody(answer.first(cut));
        log->writeBody(answer.sliced(cut));
        log->writeEnd({});
        QVERIFY2(allFilesIn(dir.path()).endsWith("<<sk-[redacted]-[redacted]>>\n\nend\n"),
            allFilesIn(dir.path()).constData());
    }
}

void HttpLogTest::blotsOutAKeyThatTheAnswerCutsOff()
{
    QTemporaryDir dir;
    HttpRequest request{.url = QUrl("https://a.example/")};
    request.credential = Credential{.header = "X", .secret = Secret("sk-canary"), .origin = {}};
    const auto log = HttpLog::open(dir.path(), request);
    log->writeBody("the key is sk-canar");
    log->writeEnd(Error{.kind = ErrorKind::Network, .message = "It broke off."});
    QVERIFY2(allFilesIn(dir.path()).endsWith("the key is [redacted]\n\nnetwork: It broke off.\n"),
        allFilesIn(dir.path()).constData());
}

void HttpLogTest::writesOneFileForEachExchange()
{
    QTemporaryDir dir;
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("x").stall(); });
    HttpClient client({.logDir = dir.path()});
    RecordedReply first(client.send(postTo(server.url()), {}, nullptr));
    RecordedReply second(client.send(postTo(server.url()), {}, nullptr));
    RecordedReply refused(client.send(postTo(QUrl("file:///")), {}, nullptr));
    QTRY_COMPARE(server.inFlight(), 2);
    first->abort();
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 2);
    QTRY_VERIFY(allFilesIn(dir.path()).contains("cancelled: The request was stopped.\n"));
}

void HttpLogTest::writesNothingUnlessAsked()
{
    HttpRequest request{.url = QUrl("https://a.example/")};
    QVERIFY(!HttpLog::open({}, request));
}

void HttpLogTest::doesWithoutWhenItCannotWrite()
{
    FakeHttpServer server;
    server.enqueue(Script().send("x"));
    HttpClient client({.logDir = "/proc/none/such"});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("^Cannot write the HTTP log to /proc/none/such/"));
    RecordedReply reply(client.send(postTo(server.url()), {}, nullptr));
    QVERIFY(reply.endsSoon());
    QVERIFY(!reply->error());
    QCOMPARE(reply.body, QByteArray("x"));
}

void HttpLogTest::cleanupTestCase() { QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000); }

QTEST_GUILESS_MAIN(HttpLogTest)
#include "http_log_test.moc"
