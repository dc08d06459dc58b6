// SPDX-License-Identifier: MIT
#include "core/server/accept_gate.h"

#include <QTest>

#include "request_text.h"

using namespace freshet;

namespace {

const QByteArray kToken = "good-token-0123456789-0123456789-0123456789";
const test::HeaderLines kFromTool{{"Host", "localhost:8765"}, {"Authorization", "Bearer " + kToken}};

/// The status of a request to a gate that knows one token, which may do everything; 200 for a grant.
int statusOf(const QByteArray &method, const QByteArray &target, const test::HeaderLines &headers)
{
    const AcceptGate gate(8765, {}, [](QByteArrayView presented) {
        return presented == kToken
            ? std::optional(AccessToken{.id = "tool", .scopes = TokenScope::Query | TokenScope::Refresh})
            : std::nullopt;
    });
    const GateDecision decision = gate.decide(test::requestHead(method, target, headers));
    const auto *refusal = std::get_if<GateRefusal>(&decision);
    return refusal ? refusal->status : 200;
}

int healthWith(const test::HeaderLines &headers)
{
    return statusOf("GET", "/healthz", test::HeaderLines{{"Host", "localhost:8765"}} + headers);
}

test::HeaderLines without(const test::HeaderLines &headers, const QByteArray &name)
{
    test::HeaderLines rest = headers;
    rest.removeIf([&](const auto &header) { return header.first == name; });
    return rest;
}

} // namespace

/// What comes with a request whose host and origin are good: token, handshake, body.
class AcceptGateRequestTest : public QObject {
    Q_OBJECT

private slots:
    void readsATokenInEitherPlace_data();
    void readsATokenInEitherPlace();
    void takesNoTokenInAnAddress_data();
    void takesNoTokenInAnAddress();
    void takesOtherParametersInAnAddress();
    void takesOnlyAWholeHandshake_data();
    void takesOnlyAWholeHandshake();
    void takesOnlyABodyOfAClearLength_data();
    void takesOnlyABodyOfAClearLength();
    void tellsNothingOfAPathToWhoHasNoToken();
};

void AcceptGateRequestTest::readsATokenInEitherPlace_data()
{
    QTest::addColumn<QByteArrayList>("authorizations");
    QTest::addColumn<QByteArray>("protocols");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArrayList &authorizations, const QByteArray &protocols,
                         int status) { QTest::newRow(name) << authorizations << protocols << status; };
    row("header", {"Bearer " + kToken}, {}, 200);
    row("header, another case", {"bEARER " + kToken}, {}, 200);
    row("header, two spaces", {"Bearer  " + kToken}, {}, 200);
    row("subprotocol", {}, "freshet.v1, bearer." + kToken, 200);
    row("subprotocol, other order", {}, "bearer." + kToken + ",freshet.v1", 200);
    row("both, the same", {"Bearer " + kToken}, "freshet.v1, bearer." + kToken, 200);
    row("nothing", {}, {}, 401);
    row("only the protocol", {}, "freshet.v1", 401);
    row("another scheme", {"Basic " + kToken}, {}, 401);
    row("no scheme", {kToken}, {}, 401);
    row("only a scheme", {"Bearer"}, {}, 401);
    row("empty", {""}, {}, 401);
    row("no token", {"Bearer "}, {}, 401);
    row("short", {"Bearer " + kToken.chopped(1)}, {}, 401);
    row("long", {"Bearer " + kToken + "9"}, {}, 401);
    row("another case of the token", {"Bearer " + kToken.toUpper()}, {}, 401);
    row("a list", {"Bearer " + kToken + ", Bearer " + kToken}, {}, 401);
    row("quoted", {"Bearer \"" + kToken + "\""}, {}, 401);
    row("with parameters", {"Bearer " + kToken + " x"}, {}, 401);
    row("wrong subprotocol", {}, "freshet.v1, bearer.wrong", 401);
    row("empty subprotocol", {}, "freshet.v1, bearer.", 401);
    row("subprotocol of another case", {}, "freshet.v1, Bearer." + kToken, 401);
    row("two headers", {"Bearer " + kToken, "Bearer " + kToken}, {}, 400);
    row("two headers, one wrong", {"Bearer wrong", "Bearer " + kToken}, {}, 400);
    row("header and another subprotocol", {"Bearer " + kToken}, "freshet.v1, bearer.wrong", 400);
    row("another header and subprotocol", {"Bearer wrong"}, "freshet.v1, bearer." + kToken, 400);
    row("a bad header and subprotocol", {"Basic x"}, "freshet.v1, bearer." + kToken, 400);
    row("two subprotocols", {}, "bearer.wrong, bearer." + kToken, 400);
}

void AcceptGateRequestTest::readsATokenInEitherPlace()
{
    QFETCH(QByteArrayList, authorizations);
    QFETCH(QByteArray, protocols);
    test::HeaderLines headers;
    for (const QByteArray &authorization : authorizations)
        headers << std::pair("Authorization", authorization);
    if (!protocols.isEmpty())
        headers << std::pair("Sec-WebSocket-Protocol", protocols);
    QTEST(healthWith(headers), "status");
}

void AcceptGateRequestTest::takesNoTokenInAnAddress_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"token=x", "TOKEN=x", "access_token=x", "access-token=x", "accessToken=x", "api_key=x",
             "apikey=x", "api-key=x", "x-api-key=x", "key=x", "bearer=x", "authorization=Bearer+x", "auth=x",
             "auth_token=x", "jwt=x", "secret=x", "password=x", "token", "token=", "a=b&token=x", "a=b;token=x",
             "&&token=x", "%74oken=x", "to%6ben=x", "a=b&api%5Fkey=x"})
        QTest::newRow(query) << QByteArray(query);
    QTest::newRow("our token under any name") << "a=" + kToken;
    QTest::newRow("what could be a token, and is none") << "a=" + QByteArray(43, 'x'); // so that guesses learn nothing
    QTest::newRow("our token, encoded") << "a=%67" + kToken.sliced(1);
    QTest::newRow("our token alone") << kToken;
}

void AcceptGateRequestTest::takesNoTokenInAnAddress()
{
    QFETCH(QByteArray, query);
    QCOMPARE(statusOf("GET", "/healthz?" + query, kFromTool), 400);
    QCOMPARE(statusOf("GET", "/nowhere?" + query, {{"Host", "localhost:8765"}}), 400);
    QCOMPARE(statusOf("GET", "http://localhost:8765/healthz?" + query, kFromTool), 400);
}

void AcceptGateRequestTest::takesOtherParametersInAnAddress()
{
    for (const char *query : {"", "provider=openai", "a", "tokens=5", "max_tokens=5", "keyboard=x", "a=token", "a=key"})
        QCOMPARE(statusOf("GET", QByteArray("/healthz?") + query, kFromTool), 200);
}

void AcceptGateRequestTest::takesOnlyAWholeHandshake_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArrayList &values, int status) {
        QTest::addRow("%s: %s", name, values.join(" + ").constData()) << QByteArray(name) << values << status;
    };
    row("Connection", {"keep-alive, Upgrade"}, 200);
    row("Connection", {"upgrade"}, 200);
    row("Connection", {"keep-alive", "Upgrade"}, 200);
    row("Connection", {"keep-alive"}, 426);
    row("Connection", {"close"}, 426);
    row("Connection", {}, 426);
    row("Upgrade", {"WebSocket"}, 200);
    row("Upgrade", {"h2c"}, 426);
    row("Upgrade", {"websockets"}, 426);
    row("Upgrade", {}, 426);
    row("Sec-WebSocket-Version", {"8"}, 426);
    row("Sec-WebSocket-Version", {"013"}, 426);
    row("Sec-WebSocket-Version", {"13, 8"}, 426);
    row("Sec-WebSocket-Version", {"13", "13"}, 426);
    row("Sec-WebSocket-Version", {}, 426);
    row("Sec-WebSocket-Key", {}, 400);
    row("Sec-WebSocket-Key", {""}, 400);
    row("Sec-WebSocket-Key", {"dGhlIHNhbXBsZSBub25jZQ"}, 400);
    row("Sec-WebSocket-Key", {"dGhlIHNhbXBsZSBub25j"}, 400);
    row("Sec-WebSocket-Key", {"dGhlIHNhbXBsZSBub25jZSEh"}, 400);
    row("Sec-WebSocket-Key", {"dGhlIHNhbXBsZSBub25!ZQ=="}, 400);
    row("Sec-WebSocket-Key", {"dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="}, 400);
    row("Content-Length", {"0"}, 200);
    row("Content-Length", {"1"}, 400);
    row("Sec-WebSocket-Protocol", {"freshet.v1"}, 200);
    row("Sec-WebSocket-Protocol", {"chat"}, 200);
    row("Sec-WebSocket-Protocol", {"bearer." + kToken}, 400);
    row("Sec-WebSocket-Protocol", {"chat, bearer." + kToken}, 400);
    row("Sec-WebSocket-Protocol", {"freshet.v1", "bearer." + kToken}, 200);
    row("Expect", {"100-continue"}, 417);
}

void AcceptGateRequestTest::takesOnlyAWholeHandshake()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArrayList, values);
    test::HeaderLines headers = without(kFromTool + test::handshakeHeaders(), name);
    for (const QByteArray &value : values)
        headers << std::pair(name, value);
    QTEST(statusOf("GET", "/query/stream", headers), "status");
}

void AcceptGateRequestTest::takesOnlyABodyOfAClearLength_data()
{
    QTest::addColumn<test::HeaderLines>("headers");
    QTest::addColumn<int>("withBody"); ///< POST /v1/chat/completions
    QTest::addColumn<int>("optional"); ///< POST /providers/a/models/refresh
    QTest::addColumn<int>("bodiless"); ///< GET /healthz
    using H = test::HeaderLines;
    QTest::newRow("none") << H{} << 411 << 200 << 200;
    QTest::newRow("empty") << H{{"Content-Length", "0"}} << 200 << 200 << 200;
    QTest::newRow("some") << H{{"Content-Length", "7"}} << 200 << 200 << 400;
    QTest::newRow("the largest") << H{{"Content-Length", "1048576"}} << 200 << 200 << 400;
    QTest::newRow("too large") << H{{"Content-Length", "1048577"}} << 413 << 413 << 400;
    QTest::newRow("far too large") << H{{"Content-Length", "99999999999999999999999"}} << 413 << 413 << 400;
    QTest::newRow("two") << H{{"Content-Length", "7"}, {"Content-Length", "7"}} << 400 << 400 << 400;
    for (const char *length : {"", "-1", "+7", "0x7", "7,7", "7;", "1e3", "7.0", "\xd9\xa7"})
        QTest::addRow("'%s'", length) << H{{"Content-Length", length}} << 400 << 400 << 400;
    QTest::newRow("chunked") << H{{"Transfer-Encoding", "chunked"}} << 411 << 411 << 411;
    QTest::newRow("both") << H{{"Transfer-Encoding", "chunked"}, {"Content-Length", "7"}} << 400 << 400 << 400;
    QTest::newRow("expecting") << H{{"Content-Length", "7"}, {"Expect", "100-continue"}} << 417 << 417 << 417;
}

void AcceptGateRequestTest::takesOnlyABodyOfAClearLength()
{
    QFETCH(test::HeaderLines, headers);
    headers = kFromTool + headers;
    QTEST(statusOf("POST", "/v1/chat/completions", headers), "withBody");
    QTEST(statusOf("POST", "/providers/a/models/refresh", headers), "optional");
    QTEST(statusOf("GET", "/healthz", headers), "bodiless");
}

void AcceptGateRequestTest::tellsNothingOfAPathToWhoHasNoToken()
{
    const AcceptGate gate(8765, {}, [](QByteArrayView) { return std::nullopt; });
    for (const test::HeaderLines &token : {test::HeaderLines{}, test::HeaderLines{{"Authorization", "Bearer x"}}}) {
        const test::HeaderLines headers = test::HeaderLines{{"Host", "localhost:8765"}} + token;
        const auto known = std::get<GateRefusal>(gate.decide(test::requestHead("GET", "/healthz", headers)));
        for (const char *method : {"GET", "POST", "DELETE", "BREW"}) {
            for (const char *target : {"/", "/nowhere", "/query/stream", "/a/../b", "/v1/chat/completions"})
                QCOMPARE(std::get<GateRefusal>(gate.decide(test::requestHead(method, target, headers))), known);
        }
    }
}

QTEST_APPLESS_MAIN(AcceptGateRequestTest)
#include "accept_gate_request_test.moc"
