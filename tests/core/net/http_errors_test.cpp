// SPDX-License-Identifier: MIT
#include "core/net/http_errors.h"

#include <QMetaEnum>
#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class HttpErrorsTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatToDoAboutAFailure_data();
    void saysWhatToDoAboutAFailure();
    void hasASentenceForEveryFailureQtKnows();
    void namesTheProxyInEveryFailureOnTheWay();
    void spellsTimesAndSizesForPeople();
};

void HttpErrorsTest::saysWhatToDoAboutAFailure_data()
{
    QTest::addColumn<QNetworkReply::NetworkError>("code");
    QTest::addColumn<QString>("url");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("retryable");
    QTest::addColumn<QString>("message");

    QTest::newRow("refused here") << QNetworkReply::ConnectionRefusedError << "http://[::1]:11434" << ErrorKind::Network
                                  << false << "Nothing answers at [::1]:11434. Is the server running?";
    QTest::newRow("refused there") << QNetworkReply::ConnectionRefusedError << "https://a.example" << ErrorKind::Network
                                   << true << "Nothing answers at a.example:443. Is the server running?";
    QTest::newRow("no such name") << QNetworkReply::HostNotFoundError << "https://a.example:8443" << ErrorKind::Network
                                  << true
                                  << "The name a.example is not known to the network. Check the address and whether "
                                     "you are online.";
    QTest::newRow("slow to connect") << QNetworkReply::TimeoutError << "https://a.example" << ErrorKind::Timeout << true
                                     << "a.example could not be reached in time. Check the address and the network.";
    QTest::newRow("broken off") << QNetworkReply::RemoteHostClosedError << "http://127.0.0.1:8080" << ErrorKind::Network
                                << true << "The connection to 127.0.0.1:8080 broke off. Try again.";
    QTest::newRow("no TLS at all") << QNetworkReply::SslHandshakeFailedError << "https://a.example" << ErrorKind::Tls
                                   << false
                                   << "No secure connection to a.example could be agreed on. Check that the address "
                                      "really speaks https.";
}

void HttpErrorsTest::saysWhatToDoAboutAFailure()
{
    QFETCH(QNetworkReply::NetworkError, code);
    QFETCH(QString, url);
    QFETCH(ErrorKind, kind);
    QFETCH(bool, retryable);
    QFETCH(QString, message);
    const Error error = http_errors::transport(code, {}, *Origin::of(QUrl(url)));
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.retryable, retryable);
    QCOMPARE(error.message, message);
}

void HttpErrorsTest::hasASentenceForEveryFailureQtKnows()
{
    const auto codes = QMetaEnum::fromType<QNetworkReply::NetworkError>();
    QVERIFY(codes.keyCount() > 30);
    for (int i = 0; i < codes.keyCount(); ++i) {
        const Error error = http_errors::transport(
            QNetworkReply::NetworkError(codes.value(i)), "expired", *Origin::of(QUrl("https://a.example/canary")));
        QVERIFY2(
            error.message.contains("a.example") && !error.message.contains('%') && !error.message.contains("canary"),
            codes.key(i));
    }
}

void HttpErrorsTest::namesTheProxyInEveryFailureOnTheWay()
{
    const QNetworkProxy proxies[] = {QNetworkProxy(QNetworkProxy::HttpProxy, "p.example", 3128, "canary", "canary"),
        QNetworkProxy(QNetworkProxy::Socks5Proxy, "p.example", 3128, "canary", "canary")};
    for (const QNetworkProxy &proxy : proxies) {
        for (const char *const url : {"http://a.example", "https://a.example"}) {
            for (const auto code :
                {QNetworkReply::ConnectionRefusedError, QNetworkReply::HostNotFoundError, QNetworkReply::TimeoutError,
                    QNetworkReply::RemoteHostClosedError, QNetworkReply::UnknownNetworkError,
                    QNetworkReply::ProxyConnectionRefusedError, QNetworkReply::ProxyConnectionClosedError,
                    QNetworkReply::ProxyNotFoundError, QNetworkReply::ProxyTimeoutError,
                    QNetworkReply::ProxyAuthenticationRequiredError, QNetworkReply::UnknownProxyError}) {
                const Error error = http_errors::transport(code, {}, *Origin::of(QUrl(url)), proxy);
                QVERIFY2(error.message.contains("p.example:3128") && error.message.contains("a.example")
                        && !error.message.contains('%') && !error.message.contains("canary"),
                    qPrintable(error.message));
            }
        }
    }
    const Origin origin = *Origin::of(QUrl("https://a.example"));
    QVERIFY(http_errors::deadline(HttpDeadline::Connect, 10s, origin, proxies[0]).message.contains("p.example:3128"));
    QVERIFY(http_errors::noRoute(10s, origin).message.contains("a.example"));
}

void HttpErrorsTest::spellsTimesAndSizesForPeople()
{
    const Origin origin = *Origin::of(QUrl("https://a.example"));
    const auto total = [&](auto time) { return http_errors::deadline(HttpDeadline::Total, time, origin).message; };
    QVERIFY(total(30min).contains("after 30 minutes,"));
    QVERIFY(total(90s).contains("after 90 seconds,"));
    QVERIFY(total(1500ms).contains("after 1.5 seconds,"));
    QVERIFY(http_errors::tooLarge(16 * 1024 * 1024, origin).message.contains("larger than 16 MB,"));
}

QTEST_GUILESS_MAIN(HttpErrorsTest)
#include "http_errors_test.moc"
