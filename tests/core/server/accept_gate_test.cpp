// SPDX-License-Identifier: MIT
#include "core/server/accept_gate.h"

#include <QTest>

#include "request_text.h"

using namespace freshet;

namespace {

constexpr quint16 kPort = 8765;
const QByteArray kHost = "127.0.0.1:8765";
const QByteArray kAllowedOrigin = "http://localhost:3000";
const QByteArray kGoodToken = "good-token-0123456789-0123456789-0123456789";

AccessToken tokenWith(TokenScopes scopes) { return {.id = "the-tool", .name = "A tool", .scopes = scopes}; }

/// A gate that knows one token.
AcceptGate gateFor(TokenScopes scopes, const QByteArrayList &origins = {kAllowedOrigin})
{
    return AcceptGate(kPort, origins, [scopes](QByteArrayView presented) {
        return presented == kGoodToken ? std::optional(tokenWith(scopes)) : std::nullopt;
    });
}

const TokenScopes kEverything = TokenScope::Query | TokenScope::Models | TokenScope::Refresh | TokenScope::Documents;

int statusOf(const GateDecision &decision)
{
    const auto *refusal = std::get_if<GateRefusal>(&decision);
    return refusal ? refusal->status : 200;
}

test::HeaderLines withToken(test::HeaderLines headers)
{
    headers.prepend({"Authorization", "Bearer " + kGoodToken});
    headers.prepend({"Host", kHost});
    return headers;
}

/// What the contract says of one path, written down again and not read from the table of routes.
struct KnownPath {
    QByteArray path;
    QByteArray method; ///< Empty: there is nothing at this path.
    TokenScopes scopes; ///< One of them is needed; none: any token will do.
};

const QList<KnownPath> kKnownPaths{
    {"/query/stream", "GET", TokenScope::Query},
    {"/healthz", "GET", {}},
    {"/catalog", "GET", TokenScope::Models},
    {"/providers/openai/models/refresh", "POST", TokenScope::Refresh},
    {"/settings", "GET", TokenScope::Models},
    {"/v1/models", "GET", TokenScope::Models},
    {"/v1/chat/completions", "POST", TokenScope::Query},
    {"/", {}, {}},
    {"/admin", {}, {}},
    {"/healthz/../settings", {}, {}},
    {"/healthz%2f", {}, {}},
};

struct TruthRow {
    QByteArray host, origin, fetchSite, token, method;
    TokenScopes scopes;
    KnownPath known;
};

/// The contract as one plain sequence.
int expectedStatus(const TruthRow &row)
{
    if (row.host != kHost)
        return 403;
    if (!row.origin.isEmpty() && row.origin != kAllowedOrigin)
        return 403;
    if (!row.fetchSite.isEmpty() && row.fetchSite != "none" && row.origin.isEmpty())
        return 403;
    if (row.method == "OPTIONS")
        return 403;
    if (row.token != kGoodToken)
        return 401;
    if (row.known.method.isEmpty())
        return 404;
    if (row.known.method != row.method)
        return 405;
    return row.known.scopes && !(row.known.scopes & row.scopes) ? 403 : 200;
}

RequestHead headOf(const TruthRow &row)
{
    test::HeaderLines headers{{"Host", row.host}};
    if (!row.origin.isEmpty())
        headers << std::pair("Origin", row.origin);
    if (!row.fetchSite.isEmpty())
        headers << std::pair("Sec-Fetch-Site", row.fetchSite);
    if (!row.token.isEmpty())
        headers << std::pair("Authorization", "Bearer " + row.token);
    if (row.known.path == "/query/stream")
        headers << test::handshakeHeaders();
    if (row.known.path == "/v1/chat/completions")
        headers << std::pair("Content-Length", "2");
    return test::requestHead(row.method, row.known.path, headers);
}

} // namespace

class AcceptGateTest : public QObject {
    Q_OBJECT

private slots:
    void decidesEveryCombinationAsTheContractSays();
    void knowsEveryRouteOfTheTable();
    void takesOnlyItsOwnHosts_data();
    void takesOnlyItsOwnHosts();
    void takesExactlyOneHost();
    void takesAnAbsoluteTargetOfItsOwnHostOnly();
    void takesOnlyOriginsOfTheList_data();
    void takesOnlyOriginsOfTheList();
    void takesNoSecondOrigin();
    void neverTakesNullForAnOrigin();
    void asksPagesForAnAllowedOrigin();
    void checksStrangersBeforeTokens();
    void grantsWhatARouteNeeds();
    void tellsWhatAPathTakes();
    void namesTheMissingScope();
    void tellsAWrongTokenFromNone();
    void readsWhatPeopleTypeAsOrigin_data();
    void readsWhatPeopleTypeAsOrigin();
};

void AcceptGateTest::decidesEveryCombinationAsTheContractSays()
{
    const QList<TokenScopes> scopeSets{
        {}, TokenScope::Query, TokenScope::Models, TokenScope::Refresh, TokenScope::Documents, kEverything};
    int rows = 0;
    for (const QByteArray &host : {kHost, QByteArray("evil.example:8765")})
        for (const QByteArray &origin : {QByteArray(), kAllowedOrigin, QByteArray("https://evil.example")})
            for (const QByteArray &site : {QByteArray(), QByteArray("none"), QByteArray("cross-site")})
                for (const QByteArray &token : {QByteArray(), kGoodToken, QByteArray("wrong")})
                    for (const QByteArray &method : QByteArrayList{"GET", "POST", "OPTIONS", "DELETE"})
                        for (const TokenScopes scopes : scopeSets)
                            for (const KnownPath &known : kKnownPaths) {
                                const TruthRow row{host, origin, site, token, method, scopes, known};
                                const int status = statusOf(gateFor(scopes).decide(headOf(row)));
                                const QByteArrayList what{host, origin, site, token, method,
                                    QByteArray::number(int(scopes)), known.path, QByteArray::number(status)};
                                QVERIFY2(status == expectedStatus(row), what.join(" | ").constData());
                                ++rows;
                            }
    QCOMPARE(rows, 2 * 3 * 3 * 3 * 4 * 6 * 11);
}

void AcceptGateTest::knowsEveryRouteOfTheTable()
{
    for (const EndpointRoute &route : kEndpointRoutes) {
        const bool isKnown = std::any_of(kKnownPaths.begin(), kKnownPaths.end(),
            [&](const KnownPath &known) { return findRoute(known.method, known.path).route == &route; });
        QVERIFY2(isKnown, route.path.toByteArray().constData());
    }
}

void AcceptGateTest::takesOnlyItsOwnHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isOurs");
    for (const char *host : {"127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST:8765", "LocalHost:8765"})
        QTest::newRow(host) << QByteArray(host) << true;
    for (const char *host :
        {"127.0.0.1", "localhost", "[::1]", "127.0.0.1:", "localhost:", "127.0.0.1:80", "127.0.0.1:8764",
            "127.0.0.1:08765", "127.0.0.1:87650", "localhost:80", "localhost:0", "localhost:65536", "localhost:+8765",
            "localhost:8765:8765", "localhost.:8765", "localhost..:8765", ".localhost:8765", "127.1:8765",
            "127.0.1:8765", "127.0.0.1.:8765", "127.0.0.2:8765", "127.0.0.01:8765", "127.000.000.001:8765",
            "0177.0.0.1:8765", "0x7f.0.0.1:8765", "0x7f.1:8765", "0x7f000001:8765", "2130706433:8765",
            "017700000001:8765", "127.evil.com:8765", "127.0.0.1.evil.com:8765", "localhost.evil.com:8765",
            "evil.com:8765", "evil-localhost:8765", "localhostevil:8765", "127.0.0.1.nip.io:8765", "localtest.me:8765",
            "localhost.localdomain:8765", "ip6-localhost:8765", "0.0.0.0:8765", "0:8765", "[::]:8765",
            "[0:0:0:0:0:0:0:1]:8765", "[::ffff:127.0.0.1]:8765", "[::1%25lo]:8765", "::1:8765", "[::1]8765",
            "user@127.0.0.1:8765", "user:pw@localhost:8765", "evil.com@127.0.0.1:8765", "127.0.0.1:8765@evil.com",
            "http://127.0.0.1:8765", "//127.0.0.1:8765", "127.0.0.1:8765/", "127.0.0.1:8765 evil.com",
            "127.0.0.1:8765,evil.com", "127.0.0.1:8765, 127.0.0.1:8765", "127.0.0.1 :8765", "127.0.0.1: 8765",
            "127.0.0.1:8765?", "127.0.0.1:8765#", "127.0.0.1%3a8765", "%31%32%37.0.0.1:8765",
            "\xe2\x93\x9b"
            "ocalhost:8765",
            "localhost\xe3\x80\x82:8765", "169.254.169.254:8765", "router.lan:8765", "*", "*:8765", "null", "-", "_"})
        QTest::newRow(host) << QByteArray(host) << false;
    QTest::newRow("(empty)") << QByteArray() << false;
}

void AcceptGateTest::takesOnlyItsOwnHosts()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, isOurs);
    const auto head = test::requestHead("GET", "/healthz", {{"Host", host}, {"Authorization", "Bearer " + kGoodToken}});
    QCOMPARE(statusOf(gateFor(kEverything).decide(head)), isOurs ? 200 : 403);
}

void AcceptGateTest::takesExactlyOneHost()
{
    const AcceptGate gate = gateFor(kEverything);
    QCOMPARE(statusOf(gate.decide(test::requestHead("GET", "/healthz", withToken({{"Host", kHost}})))), 403);
    QCOMPARE(statusOf(gate.decide(test::requestHead("GET", "/healthz", withToken({{"Host", "evil.com"}})))), 403);
    QCOMPARE(
        statusOf(gate.decide(test::requestHead("GET", "/healthz", {{"Authorization", "Bearer " + kGoodToken}}))), 403);
}

void AcceptGateTest::takesAnAbsoluteTargetOfItsOwnHostOnly()
{
    const AcceptGate gate = gateFor(kEverything);
    const auto status = [&](const QByteArray &target) {
        return statusOf(gate.decide(test::requestHead("GET", target, withToken({}))));
    };
    QCOMPARE(status("http://127.0.0.1:8765/healthz"), 200);
    for (const char *target : {"http://evil.com/healthz", "http://evil.com:8765/healthz", "http://127.0.0.1/healthz",
             "http://localhost:8765/healthz", "http://u@127.0.0.1:8765/healthz", "http://[::1]:8765/healthz"})
        QCOMPARE(status(target), 403);
}

void AcceptGateTest::takesOnlyOriginsOfTheList_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("isAllowed");
    for (const char *origin : {"http://localhost:3000", "moz-extension://0a1b-2c"})
        QTest::newRow(origin) << QByteArray(origin) << true;
    for (const char *origin : {"null", "Null", "file://", "file:///", "http://localhost", "https://localhost:3000",
             "http://localhost:3001", "http://localhost:30000", "http://localhost:300", "http://localhost:3000/",
             "http://localhost:3000/a", "http://localhost:3000?", "http://localhost:3000#", "HTTP://localhost:3000",
             "http://LOCALHOST:3000", "http://localhost.:3000", "http://localhost.evil.com:3000",
             "http://evil.localhost:3000", "http://u@localhost:3000", "http://localhost:3000@evil.com",
             "http://localhost:3000.evil.com", "//localhost:3000", "localhost:3000", "localhost",
             "http://127.0.0.1:3000", "http://[::1]:3000", "http://127.0.0.1:8765", "http://localhost:8765",
             "http://evil.com", "https://evil.com:3000", "http://localhost:3000 http://evil.com",
             "http://localhost:3000, http://evil.com", "http://evil.com http://localhost:3000", "moz-extension://",
             "moz-extension://0a1b-2c/", "moz-extension://0a1b-2d", "chrome-extension://0a1b-2c", "ws://localhost:3000",
             "http:/localhost:3000", "http:localhost:3000", "data:", "about:blank", "blob:http://localhost:3000", "*",
             "http://*", "http%3a//localhost:3000", "http://localhost%3a3000", "app://local", "tauri://localhost"})
        QTest::newRow(origin) << QByteArray(origin) << false;
    QTest::newRow("(empty)") << QByteArray() << false;
}

void AcceptGateTest::takesOnlyOriginsOfTheList()
{
    QFETCH(QByteArray, origin);
    QFETCH(bool, isAllowed);
    const RequestHead head = test::requestHead("GET", "/healthz", withToken({{"Origin", origin}}));
    const QByteArrayList listed{kAllowedOrigin, "moz-extension://0a1b-2c"};
    QCOMPARE(statusOf(gateFor(kEverything, listed).decide(head)), isAllowed ? 200 : 403);
    QCOMPARE(statusOf(gateFor(kEverything, {}).decide(head)), 403);
}

void AcceptGateTest::takesNoSecondOrigin()
{
    const auto head
        = test::requestHead("GET", "/healthz", withToken({{"Origin", kAllowedOrigin}, {"Origin", kAllowedOrigin}}));
    QCOMPARE(statusOf(gateFor(kEverything).decide(head)), 403);
}

void AcceptGateTest::neverTakesNullForAnOrigin()
{
    const AcceptGate gate = gateFor(kEverything, {"null", ""});
    QCOMPARE(statusOf(gate.decide(test::requestHead("GET", "/healthz", withToken({{"Origin", "null"}})))), 403);
    QCOMPARE(statusOf(gate.decide(test::requestHead("GET", "/healthz", withToken({{"Origin", ""}})))), 403);
}

void AcceptGateTest::asksPagesForAnAllowedOrigin()
{
    const AcceptGate gate = gateFor(kEverything);
    const auto status = [&](const test::HeaderLines &headers) {
        return statusOf(gate.decide(test::requestHead("GET", "/healthz", withToken(headers))));
    };
    QCOMPARE(status({{"Sec-Fetch-Site", "none"}}), 200);
    for (const char *site : {"cross-site", "same-site", "same-origin", "None", "", "other"}) {
        QCOMPARE(status({{"Sec-Fetch-Site", site}}), 403);
        QCOMPARE(status({{"Sec-Fetch-Site", site}, {"Origin", kAllowedOrigin}}), 200);
        QCOMPARE(status({{"Sec-Fetch-Site", "none"}, {"Sec-Fetch-Site", site}}), 403);
    }
}

void AcceptGateTest::checksStrangersBeforeTokens()
{
    const AcceptGate gate = gateFor(kEverything);
    const auto decision
        = gate.decide(test::requestHead("GET", "/healthz", {{"Host", "evil.com"}, {"Authorization", "Bearer wrong"}}));
    const auto refusal = std::get<GateRefusal>(decision);
    QCOMPARE(refusal.status, 403);
    QCOMPARE(refusal.kind, ErrorKind::Permission);
    QCOMPARE(refusal.pace, GateRefusal::Pace::AtOnce); // so that a web page cannot make the limiter throttle
}

void AcceptGateTest::grantsWhatARouteNeeds()
{
    const AcceptGate gate = gateFor(kEverything);
    const auto refresh = std::get<GateGrant>(gate.decide(
        test::requestHead("POST", "/providers/mon%20serveur/models/refresh", withToken({{"Content-Length", "15"}}))));
    QCOMPARE(refresh.route->action, EndpointAction::RefreshModels);
    QCOMPARE(refresh.token, "the-tool");
    QCOMPARE(refresh.id, "mon serveur");
    QCOMPARE(refresh.bodyBytes, 15);
    const auto stream = std::get<GateGrant>(
        gate.decide(test::requestHead("GET", "/query/stream", withToken(test::handshakeHeaders()))));
    QCOMPARE(stream.route->kind, EndpointRoute::Kind::WebSocket);
    QCOMPARE(stream.bodyBytes, 0);
}

void AcceptGateTest::tellsWhatAPathTakes()
{
    const auto refusal = std::get<GateRefusal>(
        gateFor(kEverything).decide(test::requestHead("DELETE", "/v1/chat/completions", withToken({}))));
    QCOMPARE(refusal.status, 405);
    const test::HeaderLines expected{{"Allow", "POST"}};
    QCOMPARE(refusal.headers, expected);
}

void AcceptGateTest::namesTheMissingScope()
{
    const auto refusal
        = std::get<GateRefusal>(gateFor(TokenScope::Query).decide(test::requestHead("GET", "/catalog", withToken({}))));
    QCOMPARE(refusal.kind, ErrorKind::UnauthorizedScope);
    QVERIFY(refusal.message.contains("models"));
}

void AcceptGateTest::tellsAWrongTokenFromNone()
{
    const AcceptGate gate = gateFor(kEverything);
    const auto none = std::get<GateRefusal>(gate.decide(test::requestHead("GET", "/healthz", {{"Host", kHost}})));
    QCOMPARE(none.status, 401);
    QCOMPARE(none.pace, GateRefusal::Pace::AtOnce);
    const auto wrong = std::get<GateRefusal>(
        gate.decide(test::requestHead("GET", "/healthz", {{"Host", kHost}, {"Authorization", "Bearer canary"}})));
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.kind, ErrorKind::Auth);
    QCOMPARE(wrong.pace, GateRefusal::Pace::Delayed);
    QVERIFY(!wrong.message.contains("canary"));
}

void AcceptGateTest::readsWhatPeopleTypeAsOrigin_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("origin");
    QTest::newRow("as it is") << "http://localhost:3000" << QByteArray("http://localhost:3000");
    QTest::newRow("a slash, spaces") << " http://localhost:3000/ " << QByteArray("http://localhost:3000");
    QTest::newRow("its own port") << "https://Example.com:443" << QByteArray("https://example.com");
    QTest::newRow("extension") << "moz-extension://0A1b-2c/" << QByteArray("moz-extension://0a1b-2c");
    QTest::newRow("desktop program") << "app://obsidian.md" << QByteArray("app://obsidian.md");
    for (const char *none : {"", "*", "null", "localhost", "localhost:3000", "http://", "http://*", "http://a/b",
             "http://a?b", "http://a#b", "http://u@a", "file://", "file://a", "data:text", "javascript:x", "app://",
             "http://a http://b"})
        QTest::addRow("none: '%s'", none) << QString::fromLatin1(none) << QByteArray();
}

void AcceptGateTest::readsWhatPeopleTypeAsOrigin()
{
    QFETCH(QString, typed);
    QTEST(originFromTyped(typed).value_or(QByteArray()), "origin");
}

QTEST_APPLESS_MAIN(AcceptGateTest)
#include "accept_gate_test.moc"
