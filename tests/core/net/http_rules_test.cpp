// SPDX-License-Identifier: MIT
#include "core/net/http_rules.h"

#include <QNetworkRequest>
#include <QTest>

using namespace freshet;

class HttpRulesTest : public QObject {
    Q_OBJECT

private slots:
    void sendsAKeyOnlyToItsOriginAndUnreadably_data();
    void sendsAKeyOnlyToItsOriginAndUnreadably();
    void takesAnyUsableAddressWithoutAKey_data();
    void takesAnyUsableAddressWithoutAKey();
    void refusesHeadersThatCouldSmuggle_data();
    void refusesHeadersThatCouldSmuggle();
    void sendsExtraHeadersOnlyToTheirOriginAndUnreadably_data();
    void sendsExtraHeadersOnlyToTheirOriginAndUnreadably();
    void sendsExtraHeadersInPlaceOfItsOwn();
    void switchesOffWhatQtDoesByItself();
};

namespace {

HttpRequest requestTo(const QString &url) { return {.url = QUrl(url)}; }

HttpRequest requestWithKey(const QString &url, const QString &keyOrigin, const QString &key = "canary-key")
{
    HttpRequest request = requestTo(url);
    request.credential = Credential{.header = "Authorization",
        .prefix = "Bearer ",
        .secret = Secret(key),
        .origin = Origin::of(QUrl(keyOrigin)).value_or(Origin())};
    return request;
}

void verifyRefused(const HttpRequest &request)
{
    const Status status = checkHttpRequest(request);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::BadRequest);
    QVERIFY(!status.error().message.isEmpty());
    QVERIFY2(!status.error().message.contains("canary"), qPrintable(status.error().message));
    QVERIFY(!status.error().retryable);
}

} // namespace

void HttpRulesTest::sendsAKeyOnlyToItsOriginAndUnreadably_data()
{
    QTest::addColumn<QString>("keyOrigin");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *keyOrigin, const char *url, bool allowed) {
        QTest::addRow("%s -> %s", keyOrigin, url) << QString(keyOrigin) << QString(url) << allowed;
    };

    row("https://a.example", "https://a.example/v1/chat?x=1", true);
    row("https://a.example", "https://A.Example:443/v1", true);
    row("https://a.example:8443", "https://a.example:8443/", true);
    row("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1", true);
    row("http://127.8.9.1", "http://127.8.9.1/", true);
    row("http://localhost:1234", "http://localhost:1234/v1", true);
    row("http://[::1]:8080", "http://[::1]:8080/v1", true);
    row("http://[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]/", true);
    row("https://xn--bcher-kva.example", "https://b\u00fccher.example/", true);

    row("https://a.example", "https://b.example/", false);
    row("https://a.example", "https://a.example.evil.example/", false);
    row("https://a.example", "https://sub.a.example/", false);
    row("https://a.example", "https://a.example:444/", false);
    row("https://a.example", "http://a.example/", false);
    row("https://a.example", "http://a.example:443/", false);
    row("https://a.example", "https://a.example./", false);
    row("https://a.example", "https://canary@a.example/", false);
    row("https://a.example", "https://a.example@b.example/", false);
    row("https://a.example", "ftp://a.example/", false);
    row("https://127.0.0.1", "https://127.0.0.2/", false);
    row("http://localhost:1234", "http://127.0.0.1:1234/", false);
    row("http://127.0.0.1:1", "http://127.0.0.1:2/", false);

    // The right origin, but anyone on the way could read the key.
    row("http://a.example", "http://a.example/", false);
    row("http://192.168.1.20:11434", "http://192.168.1.20:11434/", false);
    row("http://127.evil.example", "http://127.evil.example/", false);
    row("http://localhost.evil.example", "http://localhost.evil.example/", false);
    row("http://0.0.0.0:11434", "http://0.0.0.0:11434/", false);
    row("http://evil.localhost", "http://evil.localhost/", false);
}

void HttpRulesTest::sendsAKeyOnlyToItsOriginAndUnreadably()
{
    QFETCH(QString, keyOrigin);
    QFETCH(QString, url);
    QFETCH(bool, allowed);

    const HttpRequest request = requestWithKey(url, keyOrigin);
    if (!allowed) {
        verifyRefused(request);
        return;
    }
    QVERIFY(checkHttpRequest(request));
    QCOMPARE(toNetworkRequest(request).rawHeader("Authorization"), QByteArray("Bearer canary-key"));
}

void HttpRulesTest::sendsExtraHeadersOnlyToTheirOriginAndUnreadably_data()
{
    sendsAKeyOnlyToItsOriginAndUnreadably_data();
}

void HttpRulesTest::sendsExtraHeadersOnlyToTheirOriginAndUnreadably()
{
    QFETCH(QString, keyOrigin);
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    HttpRequest request = requestTo(url);
    request.extraHeaders.append({.header = "X-Access",
        .prefix = {},
        .secret = Secret("canary"),
        .origin = Origin::of(QUrl(keyOrigin)).value_or(Origin())});
    if (!allowed) {
        verifyRefused(request);
        return;
    }
    QVERIFY(checkHttpRequest(request));
    QCOMPARE(toNetworkRequest(request).rawHeader("X-Access"), QByteArray("canary"));
}

void HttpRulesTest::sendsExtraHeadersInPlaceOfItsOwn()
{
    HttpRequest request = requestWithKey("https://a.example", "https://a.example");
    request.headers = {{"X-Title", "Freshet"}};
    const Origin origin = *Origin::of(request.url);
    request.extraHeaders = {{.header = "x-title", .prefix = {}, .secret = Secret("mine"), .origin = origin},
        {.header = "User-Agent", .prefix = {}, .secret = Secret("other"), .origin = origin}};
    QVERIFY(checkHttpRequest(request));
    const QNetworkRequest sent = toNetworkRequest(request);
    QCOMPARE(sent.rawHeader("X-Title"), QByteArray("mine"));
    QCOMPARE(sent.rawHeader("User-Agent"), QByteArray("other"));
    QCOMPARE(sent.rawHeader("Accept-Encoding"), QByteArray("identity"));

    request.extraHeaders.first().secret = Secret("canary\r\nHost: evil");
    verifyRefused(request);
    request.extraHeaders.first() = {.header = "X Y", .prefix = {}, .secret = Secret("canary"), .origin = origin};
    verifyRefused(request);
}

void HttpRulesTest::takesAnyUsableAddressWithoutAKey_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *url, bool allowed) { QTest::newRow(url) << QString(url) << allowed; };

    row("https://a.example/v1", true);
    row("http://192.168.1.20:11434/v1", true);
    row("http://a.example/", true);
    row("", false);
    row("a.example", false);
    row("//a.example/", false);
    row("http://", false);
    row("http:///v1", false);
    row("http://a.example:99999/", false);
    row("http://canary:canary@a.example/", false);
    row("file:///etc/passwd", false);
    row("data:text/plain,x", false);
    row("qrc:/x", false);
    row("ws://a.example/", false);
}

void HttpRulesTest::takesAnyUsableAddressWithoutAKey()
{
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    if (allowed)
        QVERIFY(checkHttpRequest(requestTo(url)));
    else
        verifyRefused(requestTo(url));
}

void HttpRulesTest::refusesHeadersThatCouldSmuggle_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("allowed");

    QTest::newRow("plain") << QByteArray("X-Title") << QByteArray("Freshet \"1\" \t~") << true;
    QTest::newRow("empty value") << QByteArray("X-Title") << QByteArray() << true;
    QTest::newRow("CRLF") << QByteArray("X") << QByteArray("canary\r\nHost: evil") << false;
    QTest::newRow("LF") << QByteArray("X") << QByteArray("canary\nHost: evil") << false;
    QTest::newRow("CR") << QByteArray("X") << QByteArray("canary\rHost: evil") << false;
    QTest::newRow("NUL") << QByteArray("X") << QByteArray("can\0ary", 7) << false;
    QTest::newRow("DEL") << QByteArray("X") << QByteArray("canary\x7f") << false;
    QTest::newRow("ESC") << QByteArray("X") << QByteArray("\x1b[2J") << false;
    QTest::newRow("beyond ASCII") << QByteArray("X") << QByteArray("canary \xc3\xbc") << false;
    QTest::newRow("no name") << QByteArray() << QByteArray("x") << false;
    QTest::newRow("colon in the name") << QByteArray("X: y") << QByteArray("x") << false;
    QTest::newRow("line end in the name") << QByteArray("X\r\nY") << QByteArray("x") << false;
    QTest::newRow("blank in the name") << QByteArray("X ") << QByteArray("x") << false;
}

void HttpRulesTest::refusesHeadersThatCouldSmuggle()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, allowed);

    HttpRequest plain = requestTo("https://a.example/");
    plain.headers.emplaceBack(name, value);
    HttpRequest prefixed = requestWithKey("https://a.example/", "https://a.example/");
    prefixed.credential->header = name;
    prefixed.credential->prefix = value;
    HttpRequest keyed = requestWithKey("https://a.example/", "https://a.example/", QString::fromUtf8(value));
    keyed.credential->header = name;
    for (const HttpRequest &request : {plain, prefixed, keyed}) {
        if (allowed)
            QVERIFY(checkHttpRequest(request));
        else
            verifyRefused(request);
    }
}

void HttpRulesTest::switchesOffWhatQtDoesByItself()
{
    HttpRequest asked = requestTo("https://a.example/");
    asked.headers.emplaceBack("accept-encoding", "br");
    const QNetworkRequest request = toNetworkRequest(asked);
    const auto attribute = [&request](QNetworkRequest::Attribute name) { return request.attribute(name, -1).toInt(); };
    QCOMPARE(attribute(QNetworkRequest::RedirectPolicyAttribute), int(QNetworkRequest::ManualRedirectPolicy));
    QCOMPARE(attribute(QNetworkRequest::Http2AllowedAttribute), 0);
    QCOMPARE(attribute(QNetworkRequest::CookieLoadControlAttribute), int(QNetworkRequest::Manual));
    QCOMPARE(attribute(QNetworkRequest::CookieSaveControlAttribute), int(QNetworkRequest::Manual));
    QCOMPARE(attribute(QNetworkRequest::AuthenticationReuseAttribute), int(QNetworkRequest::Manual));
    QCOMPARE(attribute(QNetworkRequest::CacheLoadControlAttribute), int(QNetworkRequest::AlwaysNetwork));
    QCOMPARE(attribute(QNetworkRequest::CacheSaveControlAttribute), 0);
    QCOMPARE(request.rawHeader("Accept-Encoding"), QByteArray("identity"));
}

QTEST_GUILESS_MAIN(HttpRulesTest)
#include "http_rules_test.moc"
