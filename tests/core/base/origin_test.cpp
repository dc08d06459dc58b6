// SPDX-License-Identifier: MIT
#include "core/base/origin.h"

#include <QTest>

using namespace freshet;

class OriginTest : public QObject {
    Q_OBJECT

private slots:
    void comparesSchemeHostAndPort_data();
    void comparesSchemeHostAndPort();
    void trustsOnlyRealLoopbackNames_data();
    void trustsOnlyRealLoopbackNames();
};

void OriginTest::comparesSchemeHostAndPort_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");

    QTest::newRow("default https port") << "https://API.OpenAI.com/v1"
                                        << "https://api.openai.com";
    QTest::newRow("explicit default port") << "https://api.openai.com:443/v1"
                                           << "https://api.openai.com";
    QTest::newRow("other port") << "https://api.openai.com:8443"
                                << "https://api.openai.com:8443";
    QTest::newRow("plain http") << "http://localhost:11434/"
                                << "http://localhost:11434";
    QTest::newRow("IPv6") << "http://[::1]:1234/v1"
                          << "http://[::1]:1234";
    QTest::newRow("IDNA") << "https://b\u00fccher.example/"
                          << "https://xn--bcher-kva.example";
    QTest::newRow("user info is refused") << "https://user:pw@host/"
                                          << "";
    QTest::newRow("trailing dot is refused") << "https://host./"
                                             << "";
    QTest::newRow("other scheme is refused") << "file:///etc/passwd"
                                             << "";
    QTest::newRow("no host is refused") << "https:///x"
                                        << "";
}

void OriginTest::comparesSchemeHostAndPort()
{
    QFETCH(QString, url);
    QFETCH(QString, origin);
    const auto got = Origin::of(QUrl(url));
    QCOMPARE(got ? got->toString() : QString(), origin);
}

void OriginTest::trustsOnlyRealLoopbackNames_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("loopback");

    QTest::newRow("v4") << "http://127.0.0.1:8080" << true;
    QTest::newRow("v4, another of the range") << "http://127.3.2.1" << true;
    QTest::newRow("v6") << "http://[::1]:8080" << true;
    QTest::newRow("name") << "http://LocalHost" << true;
    QTest::newRow("looks alike") << "http://127.evil.com" << false;
    QTest::newRow("subdomain") << "http://localhost.evil.com" << false;
    QTest::newRow("unspecified") << "http://0.0.0.0" << false;
    QTest::newRow("private range") << "http://192.168.0.1" << false;
    QTest::newRow("public") << "https://api.openai.com" << false;
}

void OriginTest::trustsOnlyRealLoopbackNames()
{
    QFETCH(QString, url);
    QFETCH(bool, loopback);
    const auto origin = Origin::of(QUrl(url));
    QVERIFY(origin);
    QCOMPARE(origin->isLoopback(), loopback);
}

QTEST_GUILESS_MAIN(OriginTest)
#include "origin_test.moc"
