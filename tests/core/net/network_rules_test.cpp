// SPDX-License-Identifier: MIT
#include "core/net/network_rules.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

namespace {

QString caPath() { return QStringLiteral(FRESHET_TEST_DATA "/tls/self_signed.pem"); }

QString fileWith(const QTemporaryDir &dir, const QByteArray &bytes)
{
    QFile file(dir.filePath("ca.pem"));
    return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class NetworkRulesTest : public QObject {
    Q_OBJECT

private slots:
    void makesProxyAddressesOfWhatPeopleType_data();
    void makesProxyAddressesOfWhatPeopleType();
    void refusesProxiesThatCannotBeUsed_data();
    void refusesProxiesThatCannotBeUsed();
    void looksAtTheProxyOnlyWhereItIsChosen();
    void readsTheCertificatesOfACaFile();
    void namesABrokenCaFile_data();
    void namesABrokenCaFile();
    void checksProxyAndCaFile();
};

void NetworkRulesTest::makesProxyAddressesOfWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("address");
    const auto row = [](const char *typed, const char *address) { QTest::newRow(typed) << typed << address; };
    row("http://proxy.example:3128", "http://proxy.example:3128");
    row("  proxy.example:3128 ", "http://proxy.example:3128");
    row("HTTP://Proxy.Example:8080/", "http://proxy.example:8080");
    row("127.0.0.1:3128", "http://127.0.0.1:3128");
    row("[::1]:3128", "http://[::1]:3128");
    row("socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080");
    row("socks5h://tor.example:9050", "socks5://tor.example:9050");
    row("socks://tor.example:9050", "socks5://tor.example:9050");
}

void NetworkRulesTest::makesProxyAddressesOfWhatPeopleType()
{
    QFETCH(QString, typed);
    QFETCH(QString, address);
    const Result<QUrl> made = proxyAddressFrom(typed);
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QCOMPARE(made->toString(), address);
    QVERIFY(checkProxy({.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = *made}));
}

void NetworkRulesTest::refusesProxiesThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *typed, const char *says) { QTest::newRow(typed) << typed << says; };
    row("", "is missing");
    row("http://me:canary@proxy.example:3128", "user name or a password");
    row("me:canary@proxy.example:3128", "user name or a password");
    row("http://me@proxy.example:3128", "user name or a password");
    row("https://proxy.example:3128", "reached by https");
    row("socks4://proxy.example:1080", "begins with http://");
    row("ftp://proxy.example:21", "begins with http://");
    row("proxy.example", "host and a port");
    row("http://:3128", "host and a port");
    row("http://proxy.example:0", "host and a port");
    row("http://proxy.example:99999", "host and a port");
    row("http://proxy.example:3128/proxy.pac", "configuration script");
    row("http://proxy.example:3128?key=canary", "ends with its port");
}

void NetworkRulesTest::refusesProxiesThatCannotBeUsed()
{
    QFETCH(QString, typed);
    QFETCH(QString, says);
    const Result<QUrl> made = proxyAddressFrom(typed);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::BadRequest);
    QVERIFY2(made.error().message.contains(says), qPrintable(made.error().message));
    QVERIFY2(!made.error().message.contains("canary"), qPrintable(made.error().message));
    QVERIFY(!checkProxy({.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl(typed)}));
}

void NetworkRulesTest::looksAtTheProxyOnlyWhereItIsChosen()
{
    for (const auto proxy : {NetworkChoice::Proxy::System, NetworkChoice::Proxy::None})
        QVERIFY(checkProxy({.proxy = proxy, .proxyUrl = QUrl("ftp://left.over")}));
}

void NetworkRulesTest::readsTheCertificatesOfACaFile()
{
    const auto one = readCaFile(caPath());
    QVERIFY(one);
    QCOMPARE(one->size(), 1);
    QVERIFY(!one->first().isNull());

    const QTemporaryDir dir;
    const auto two = readCaFile(fileWith(dir, "a comment\n" + bytesOf(caPath()) + "\nanother\n" + bytesOf(caPath())));
    QVERIFY(two);
    QCOMPARE(two->size(), 2);
}

void NetworkRulesTest::namesABrokenCaFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no PEM") << QByteArray("hello");
    QTest::newRow("a private key") << bytesOf(QStringLiteral(FRESHET_TEST_DATA "/tls/self_signed.key"));
    QTest::newRow("cut off") << bytesOf(caPath()).first(200);
    QTest::newRow("damaged") << bytesOf(caPath()).replace("MII", "!!!");
    QTest::newRow("huge") << QByteArray(5 * 1024 * 1024, 'x');
}

void NetworkRulesTest::namesABrokenCaFile()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir dir;
    const QString path = fileWith(dir, bytes);
    const auto read = readCaFile(path);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Tls);
    QVERIFY2(read.error().message.contains(path), qPrintable(read.error().message));
}

void NetworkRulesTest::checksProxyAndCaFile()
{
    const QTemporaryDir dir;
    const NetworkChoice good{.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl("http://p:1"), .caFile = caPath()};
    QVERIFY(checkNetwork({}));
    QVERIFY(checkNetwork(good));

    NetworkChoice badProxy = good;
    badProxy.proxyUrl = QUrl("ftp://p:1");
    QCOMPARE(checkNetwork(badProxy).error().kind, ErrorKind::BadRequest);

    for (const QString &path : {dir.filePath("gone.pem"), dir.path(), QStringLiteral("ca.pem")}) {
        NetworkChoice badCa = good;
        badCa.caFile = path;
        const Status status = checkNetwork(badCa);
        QVERIFY(!status);
        QCOMPARE(status.error().kind, ErrorKind::Tls);
        QVERIFY2(status.error().message.contains(path), qPrintable(status.error().message));
    }
}

QTEST_GUILESS_MAIN(NetworkRulesTest)
#include "network_rules_test.moc"
