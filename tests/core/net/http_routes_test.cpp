// SPDX-License-Identifier: MIT
#include "core/net/http_routes.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

using namespace freshet;
using namespace std::chrono_literals;
using Proxy = NetworkChoice::Proxy;

class HttpRoutesTest : public QObject {
    Q_OBJECT

private slots:
    void asksTheSystemOnAnotherThread();
    void doesNotAskTheSystemWhereItNeedNot();
    void doesNotWaitForASystemThatHangs();
    void answersAsCancelledWhenItGoes();
    void answersNobodyOnceTheContextIsGone();
    void takesTheFirstProxyThatItCanUse();
    void trustsOnlyTheCaFileWhereThatIsWanted();
};

namespace {

const QUrl &remoteUrl()
{
    static const QUrl url(QStringLiteral("https://a.example/v1"));
    return url;
}

HttpRoutes::Done into(std::optional<Result<HttpRoute>> &answer)
{
    return [&answer](const Result<HttpRoute> &route) { answer = route; };
}

} // namespace

void HttpRoutesTest::asksTheSystemOnAnotherThread()
{
    std::atomic<QThread *> askedOn = nullptr;
    HttpRoutes routes(10s, [&askedOn](const QNetworkProxyQuery &query) -> QList<QNetworkProxy> {
        askedOn = QThread::currentThread();
        return {QNetworkProxy(QNetworkProxy::HttpProxy, query.peerHostName(), 3128)};
    });
    std::optional<Result<HttpRoute>> answer;
    routes.find(remoteUrl(), {}, this, into(answer));
    QTRY_VERIFY(answer);
    QVERIFY(askedOn.load() && askedOn.load() != thread());
    QCOMPARE((*answer)->proxy, QNetworkProxy(QNetworkProxy::HttpProxy, "a.example", 3128));
}

void HttpRoutesTest::doesNotAskTheSystemWhereItNeedNot()
{
    std::atomic_int asked = 0;
    HttpRoutes routes(10s, [&asked](const auto &) -> QList<QNetworkProxy> {
        ++asked;
        return {};
    });
    const NetworkChoice manual{.proxy = Proxy::Manual, .proxyUrl = QUrl("socks5://127.0.0.1:1080")};
    const std::pair<QUrl, NetworkChoice> quick[] = {{QUrl("http://127.0.0.1:11434/api"), {}},
        {QUrl("http://localhost:1234/v1"), {}}, {remoteUrl(), {.proxy = Proxy::None}}, {remoteUrl(), manual}};
    for (const auto &[url, choice] : quick) {
        std::optional<Result<HttpRoute>> answer;
        routes.find(url, choice, this, into(answer));
        QVERIFY(answer); // at once
        QVERIFY(*answer);
        QCOMPARE((*answer)->proxy.type(),
            choice.proxy == Proxy::Manual ? QNetworkProxy::Socks5Proxy : QNetworkProxy::NoProxy);
    }
    QCOMPARE(asked.load(), 0);
}

void HttpRoutesTest::doesNotWaitForASystemThatHangs()
{
    QSemaphore gate;
    HttpRoutes routes(20ms, [&gate](const auto &) -> QList<QNetworkProxy> {
        gate.acquire();
        return {};
    });
    const auto open = qScopeGuard([&gate] { gate.release(); });
    std::optional<Result<HttpRoute>> answer;
    routes.find(remoteUrl(), {}, this, into(answer));
    QVERIFY(!answer);
    QTRY_VERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, ErrorKind::Network);
    QVERIFY2(answer->error().message.contains("a.example"), qPrintable(answer->error().message));
}

void HttpRoutesTest::answersAsCancelledWhenItGoes()
{
    QSemaphore gate;
    const auto open = qScopeGuard([&gate] { gate.release(); });
    std::optional<Result<HttpRoute>> answer;
    {
        HttpRoutes routes(10s, [&gate](const auto &) -> QList<QNetworkProxy> {
            gate.tryAcquire(1, 100);
            return {};
        });
        routes.find(remoteUrl(), {}, this, into(answer));
    }
    QVERIFY(answer);
    QCOMPARE(answer->error().kind, ErrorKind::Cancelled);
}

void HttpRoutesTest::answersNobodyOnceTheContextIsGone()
{
    HttpRoutes routes(10s, [](const auto &) { return QList<QNetworkProxy>(); });
    int answers = 0;
    std::optional<Result<HttpRoute>> later;
    {
        QObject context;
        routes.find(remoteUrl(), {}, &context, [&answers](const auto &) { ++answers; });
    }
    routes.find(remoteUrl(), {}, this, into(later));
    QTRY_VERIFY(later);
    QCOMPARE(answers, 0);
}

void HttpRoutesTest::takesTheFirstProxyThatItCanUse()
{
    QList<QNetworkProxy> proxies{QNetworkProxy(QNetworkProxy::FtpCachingProxy, "ftp.example", 21),
        QNetworkProxy(QNetworkProxy::Socks5Proxy, "s.example", 1080), QNetworkProxy(QNetworkProxy::NoProxy)};
    HttpRoutes routes(10s, [proxies](const auto &) { return proxies; });
    std::optional<Result<HttpRoute>> answer;
    routes.find(remoteUrl(), {}, this, into(answer));
    QTRY_VERIFY(answer);
    QCOMPARE((*answer)->proxy.hostName(), "s.example");
}

void HttpRoutesTest::trustsOnlyTheCaFileWhereThatIsWanted()
{
    NetworkChoice choice{.proxy = Proxy::None, .caFile = QStringLiteral(FRESHET_TEST_DATA "/tls/authority.pem")};
    const QList<QSslCertificate> own = QSslCertificate::fromPath(choice.caFile);
    const QList<QSslCertificate> systems = QSslConfiguration::systemCaCertificates();
    QVERIFY(own.size() == 1 && !systems.isEmpty()); // packaging/install_packages run installs ca-certificates
    HttpRoutes routes;
    QStringList trusts;
    for (const auto trust : {NetworkChoice::Trust::SystemToo, NetworkChoice::Trust::OnlyCaFile,
             NetworkChoice::Trust::SystemToo, NetworkChoice::Trust::OnlyCaFile}) {
        choice.trust = trust;
        std::optional<Result<HttpRoute>> answer;
        routes.find(remoteUrl(), choice, this, into(answer));
        QTRY_VERIFY(answer);
        QVERIFY(*answer && (*answer)->tls);
        const bool isOnly = trust == NetworkChoice::Trust::OnlyCaFile;
        QCOMPARE((*answer)->tls->caCertificates(), isOnly ? own : systems + own);
        trusts << (*answer)->trust;
    }
    QCOMPARE(trusts.at(0), trusts.at(2));
    QCOMPARE(trusts.at(1), trusts.at(3));
    QVERIFY(trusts.at(0) != trusts.at(1)); // so that no connection serves both
}

QTEST_GUILESS_MAIN(HttpRoutesTest)
#include "http_routes_test.moc"
