// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"
#include "tests/core/net/network_threads.h"
#include "tests/core/net/recorded_reply.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/fake_proxy.h"

#include <QFile>
#include <QScopeGuard>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;
using Proxy = NetworkChoice::Proxy;

/// What HttpRequest::network promises, over real sockets. models.test is a name that only the proxies know.
class HttpNetworkTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void goesThroughTheChosenProxy_data();
    void goesThroughTheChosenProxy();
    void tunnelsHttpsSoThatTheProxyReadsNothing_data();
    void tunnelsHttpsSoThatTheProxyReadsNothing();
    void goesThroughTheSystemsProxyUnlessToldOtherwise();
    void sendsWhatIsForThisMachineThroughNoProxy();
    void namesAProxyThatDoesNotHelp_data();
    void namesAProxyThatDoesNotHelp();
    void signsInToNoProxy_data();
    void signsInToNoProxy();
    void refusesAProxyThatCannotBeUsed();
    void trustsTheCaFile();
    void doesNotLendTheTrustOfOneRequestToAnother();
    void noticesThatTheCaFileChanged();
    void namesACaFileThatBroke();

private:
    NetworkChoice by(const FakeProxy &proxy) const { return {.proxy = Proxy::Manual, .proxyUrl = proxy.url()}; }
    std::unique_ptr<RecordedReply> ask(const QUrl &url, const NetworkChoice &network);

    std::unique_ptr<HttpClient> m_client = std::make_unique<HttpClient>(HttpClient::Options());
};

namespace {

QString tlsFile(const char *name) { return QStringLiteral(FRESHET_TEST_DATA "/tls/") + QLatin1String(name); }

QSslConfiguration serverTls(const char *name)
{
    QFile certificate(tlsFile(name) + ".pem");
    QFile key(tlsFile(name) + ".key");
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        qFatal("no certificate to test with");
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(&certificate));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return tls;
}

QUrl withHost(QUrl url, const QString &host)
{
    url.setHost(host);
    return url;
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

void kinds()
{
    QTest::addColumn<FakeProxy::Kind>("kind");
    QTest::newRow("http") << FakeProxy::Kind::Http;
    QTest::newRow("socks5") << FakeProxy::Kind::Socks5;
}

void copyOver(const QString &from, const QString &to)
{
    QFile::remove(to);
    if (!QFile::copy(from, to))
        qFatal("cannot copy");
}

} // namespace

void HttpNetworkTest::initTestCase()
{
    for (const char *variable : {"http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"})
        qunsetenv(variable);
}

void HttpNetworkTest::cleanupTestCase()
{
    m_client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 60'000);
}

std::unique_ptr<RecordedReply> HttpNetworkTest::ask(const QUrl &url, const NetworkChoice &network)
{
    HttpRequest request = postTo(url, "canary prompt");
    request.network = network;
    auto reply = std::make_unique<RecordedReply>(m_client->send(request, {}, nullptr));
    if (!reply->endsSoon())
        qWarning("no end came");
    return reply;
}

void HttpNetworkTest::goesThroughTheChosenProxy_data() { kinds(); }

void HttpNetworkTest::goesThroughTheChosenProxy()
{
    QFETCH(FakeProxy::Kind, kind);
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("answer"); });
    const FakeProxy proxy(kind, server.url().port());
    const QUrl url = withHost(server.url("/v1/chat"), "models.test");
    const auto reply = ask(url, by(proxy));
    QVERIFY2(!(*reply)->error(), qPrintable(reply->message()));
    QCOMPARE(reply->body, QByteArray("answer"));
    QCOMPARE(proxy.targets(), QStringList(url.host() + ':' + QString::number(url.port())));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().path, QByteArray("/v1/chat"));
    QCOMPARE(server.requests().first().body, QByteArray("canary prompt"));
}

void HttpNetworkTest::tunnelsHttpsSoThatTheProxyReadsNothing_data() { kinds(); }

void HttpNetworkTest::tunnelsHttpsSoThatTheProxyReadsNothing()
{
    QFETCH(FakeProxy::Kind, kind);
    FakeHttpServer server(serverTls("models_test"));
    server.setHandler([](const auto &) { return Script().send("answer"); });
    const FakeProxy proxy(kind, server.url().port());
    const QUrl url = withHost(server.url("/v1/chat"), "models.test");

    NetworkChoice network = by(proxy);
    const auto distrusted = ask(url, network);
    QCOMPARE(distrusted->kind(), ErrorKind::Tls);
    QVERIFY(server.requests().isEmpty());

    network.caFile = tlsFile("models_test.pem");
    const auto reply = ask(url, network);
    QVERIFY2(!(*reply)->error(), qPrintable(reply->message()));
    QCOMPARE(reply->body, QByteArray("answer"));
    QCOMPARE(proxy.targets().last(), "models.test:" + QString::number(url.port()));
    for (const QByteArray &head : proxy.heads())
        QVERIFY2(head.startsWith("CONNECT models.test:") && !head.contains("/v1/chat"), head.constData());
}

void HttpNetworkTest::goesThroughTheSystemsProxyUnlessToldOtherwise()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("answer"); });
    const FakeProxy ofSystem(FakeProxy::Kind::Http, server.url().port());
    qputenv("http_proxy", ofSystem.url().toEncoded());
    const auto reset = qScopeGuard([] { qunsetenv("http_proxy"); });
    const QUrl url = withHost(server.url(), "0.0.0.0"); // reaches this machine, but is no loopback address

    QCOMPARE(ask(url, {})->body, QByteArray("answer"));
    QCOMPARE(ofSystem.targets().size(), 1);
    QCOMPARE(ask(url, {.proxy = Proxy::None})->body, QByteArray("answer"));
    QCOMPARE(ofSystem.targets().size(), 1);
    const FakeProxy own(FakeProxy::Kind::Socks5, server.url().port());
    QCOMPARE(ask(url, by(own))->body, QByteArray("answer"));
    QCOMPARE(own.targets().size(), 1);
    QCOMPARE(ofSystem.targets().size(), 1);
    QCOMPARE(server.requests().size(), 3);
}

void HttpNetworkTest::sendsWhatIsForThisMachineThroughNoProxy()
{
    FakeHttpServer server;
    server.setHandler([](const auto &) { return Script().send("answer"); });
    const FakeProxy proxy(FakeProxy::Kind::Http, server.url().port());
    qputenv("http_proxy", proxy.url().toEncoded());
    const auto reset = qScopeGuard([] { qunsetenv("http_proxy"); });
    for (const NetworkChoice &network : {NetworkChoice(), by(proxy)}) {
        for (const char *const host : {"127.0.0.1", "localhost"})
            QCOMPARE(ask(withHost(server.url(), host), network)->body, QByteArray("answer"));
    }
    QCOMPARE(proxy.targets(), QStringList());
}

void HttpNetworkTest::namesAProxyThatDoesNotHelp_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("http") << "http"
                          << "http://models.test/v1"
                          << "takes no connection, so models.test was not reached";
    QTest::newRow("https") << "http"
                           << "https://models.test/v1"
                           << "did not let us through to models.test.";
    QTest::newRow("socks5") << "socks5"
                            << "https://models.test/v1"
                            << "did not let us through to models.test.";
    QTest::newRow("socks5, http") << "socks5"
                                  << "http://models.test/v1"
                                  << "did not let us through to models.test.";
}

void HttpNetworkTest::namesAProxyThatDoesNotHelp()
{
    QFETCH(QString, scheme);
    QFETCH(QString, url);
    QFETCH(QString, says);
    const QString proxy = QStringLiteral("127.0.0.1:%1").arg(freePort());
    const auto reply = ask(QUrl(url), {.proxy = Proxy::Manual, .proxyUrl = QUrl(scheme + "://" + proxy)});
    QCOMPARE(reply->kind(), ErrorKind::Network);
    QVERIFY2(reply->message().startsWith("The proxy " + proxy + ' ' + says), qPrintable(reply->message()));
}

void HttpNetworkTest::signsInToNoProxy_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("http") << "http://models.test/v1";
    QTest::newRow("https") << "https://models.test/v1";
}

void HttpNetworkTest::signsInToNoProxy()
{
    QFETCH(QString, url);
    FakeProxy proxy(FakeProxy::Kind::Http, freePort());
    proxy.answerWith("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"canary\"\r\nContent-Length: 0\r\n\r\n");
    const auto reply = ask(QUrl(url), by(proxy));
    QCOMPARE(reply->kind(), ErrorKind::Network);
    QVERIFY2(reply->message().contains("asks for a user name and a password"), qPrintable(reply->message()));
    QVERIFY2(reply->message().contains(proxy.url().authority()), qPrintable(reply->message()));
    QVERIFY(!(*reply)->error()->retryable);
    QCOMPARE(proxy.heads().size(), 1);
    QVERIFY(!proxy.heads().first().toLower().contains("proxy-authorization"));

    proxy.answerWith("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    if (QUrl(url).scheme() == "https") { // else it cannot be told from an answer of the server
        const auto denied = ask(QUrl(url), by(proxy));
        QCOMPARE(denied->kind(), ErrorKind::Network);
        QVERIFY2(denied->message().contains(proxy.url().authority()), qPrintable(denied->message()));
    }
}

void HttpNetworkTest::refusesAProxyThatCannotBeUsed()
{
    FakeHttpServer server;
    for (const QString &address : {QString(), QStringLiteral("ftp://p.example:21"), QStringLiteral("http://u:p@h:1")}) {
        const auto reply = ask(server.url(), {.proxy = Proxy::Manual, .proxyUrl = QUrl(address)});
        QCOMPARE(reply->kind(), ErrorKind::BadRequest);
    }
    QVERIFY(server.requests().isEmpty());
}

void HttpNetworkTest::trustsTheCaFile()
{
    FakeHttpServer server(serverTls("self_signed"));
    server.setHandler([](const auto &) { return Script().send("answer"); });
    QCOMPARE(ask(server.url(), {})->kind(), ErrorKind::Tls);
    QCOMPARE(ask(server.url(), {.caFile = tlsFile("models_test.pem")})->kind(), ErrorKind::Tls);
    QVERIFY(server.requests().isEmpty());
    const auto reply = ask(server.url(), {.caFile = tlsFile("self_signed.pem")});
    QVERIFY2(!(*reply)->error(), qPrintable(reply->message()));
    QCOMPARE(reply->body, QByteArray("answer"));

    const NetworkChoice only{.caFile = tlsFile("self_signed.pem"), .trust = NetworkChoice::Trust::OnlyCaFile};
    QCOMPARE(ask(server.url(), only)->body, QByteArray("answer"));

    // It is trusted for what it says, and not for another name.
    FakeHttpServer other(serverTls("models_test"));
    QCOMPARE(ask(other.url(), {.caFile = tlsFile("models_test.pem")})->kind(), ErrorKind::Tls);
}

void HttpNetworkTest::doesNotLendTheTrustOfOneRequestToAnother()
{
    FakeHttpServer server(serverTls("self_signed"));
    server.setHandler([](const auto &) { return Script().header("Content-Length", "1").send("a").keepAlive(); });
    const NetworkChoice trusting{.caFile = tlsFile("self_signed.pem")};
    QCOMPARE(ask(server.url(), trusting)->body, QByteArray("a"));
    QCOMPARE(ask(server.url(), trusting)->body, QByteArray("a"));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.connections(), 1); // is kept, so the next one could use it
    QCOMPARE(ask(server.url(), {})->kind(), ErrorKind::Tls);
    QCOMPARE(ask(server.url(), trusting)->body, QByteArray("a"));
    QCOMPARE(server.requests().size(), 3);
}

void HttpNetworkTest::noticesThatTheCaFileChanged()
{
    FakeHttpServer server(serverTls("self_signed"));
    server.setHandler([](const auto &) { return Script().header("Content-Length", "1").send("a").keepAlive(); });
    const QTemporaryDir dir;
    const NetworkChoice network{.caFile = dir.filePath("ca.pem")};
    copyOver(tlsFile("models_test.pem"), network.caFile);
    QCOMPARE(ask(server.url(), network)->kind(), ErrorKind::Tls);
    copyOver(tlsFile("self_signed.pem"), network.caFile);
    QCOMPARE(ask(server.url(), network)->body, QByteArray("a"));
    copyOver(tlsFile("models_test.pem"), network.caFile);
    QCOMPARE(ask(server.url(), network)->kind(), ErrorKind::Tls);
}

void HttpNetworkTest::namesACaFileThatBroke()
{
    FakeHttpServer server(serverTls("self_signed"));
    server.setHandler([](const auto &) { return Script().send("answer"); });
    const QTemporaryDir dir;
    const NetworkChoice network{.caFile = dir.filePath("ca.pem")};
    copyOver(tlsFile("self_signed.pem"), network.caFile);
    QCOMPARE(ask(server.url(), network)->body, QByteArray("answer"));
    copyOver(tlsFile("self_signed.key"), network.caFile);
    const auto broken = ask(server.url(), network);
    QFile::remove(network.caFile);
    const auto gone = ask(server.url(), network);
    for (const auto &reply : {broken.get(), gone.get()}) {
        QCOMPARE(reply->kind(), ErrorKind::Tls);
        QVERIFY2(reply->message().contains(network.caFile), qPrintable(reply->message()));
    }
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(HttpNetworkTest)
#include "http_network_test.moc"
