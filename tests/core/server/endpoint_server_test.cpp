// SPDX-License-Identifier: MIT
#include "tests/core/server/endpoint_fixture.h"

#include <QElapsedTimer>
#include <QTcpServer>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

/// The gate's own tables are in accept_gate_test; here is what only real sockets show.
class EndpointServerTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void letsNobodyInWithoutAToken_data();
    void letsNobodyInWithoutAToken();
    void refusesAWebPageUnlessItsOriginIsAllowed();
    void takesTheTokenAsSubprotocol();
    void answersAWrongTokenLate();
    void letsGoodTokensInWhileSomebodyGuesses();
    void goesOnWhileSomebodyConnectsWithoutEnd();
    void dropsClientsThatDripTheirHead();
    void refusesAHeadThatIsTooLarge();
    void closesWhatIsBeyondItsConnections();
    void closesAMessageThatIsTooLarge();
    void closesFramesThatTheStandardForbids_data();
    void closesFramesThatTheStandardForbids();
    void knowsTheGapsOfThisQt();
    void listensOnThisMachineOnly();
    void saysThatThePortIsTaken();
    void endsAllWithItself();

private:
    void upgrade(RawClient &client);

    std::unique_ptr<EndpointFixture> m_fixture;
};

void EndpointServerTest::init() { m_fixture = std::make_unique<EndpointFixture>(); }
void EndpointServerTest::cleanup() { m_fixture.reset(); }

void EndpointServerTest::upgrade(RawClient &client)
{
    client.socket.write(RawClient::request(*m_fixture, "GET /query/stream", {}, kUpgrade));
    QTRY_VERIFY(client.received.contains("\"hello\""));
    client.received.clear();
}

void EndpointServerTest::letsNobodyInWithoutAToken_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const EndpointRoute &route : kEndpointRoutes) {
        QByteArray path = route.path.toByteArray();
        path.replace("{id}", "fake");
        const QByteArray line = route.method.toByteArray() + ' ' + path;
        QTest::newRow(line.constData()) << line;
    }
}

void EndpointServerTest::letsNobodyInWithoutAToken()
{
    QFETCH(QByteArray, line);
    RawClient client(*m_fixture);
    client.socket.write(line + " HTTP/1.1\r\nHost: " + m_fixture->hostName() + "\r\n" + kUpgrade + "\r\n");
    QTRY_VERIFY(client.isClosed);
    QCOMPARE(client.status(), 401);
    QVERIFY(m_fixture->endpoint.connections().isEmpty());
}

void EndpointServerTest::refusesAWebPageUnlessItsOriginIsAllowed()
{
    const QByteArray request
        = RawClient::request(*m_fixture, "GET /query/stream", {}, kUpgrade + "Origin: http://localhost:3000\r\n");
    RawClient stranger(*m_fixture);
    stranger.socket.write(request);
    QTRY_VERIFY(stranger.isClosed);
    QCOMPARE(stranger.status(), 403);

    m_fixture->settings.set(keys::serverOrigins, {"http://localhost:3000"});
    RawClient page(*m_fixture);
    page.socket.write(request);
    QTRY_COMPARE(page.status(), 101);
}

void EndpointServerTest::takesTheTokenAsSubprotocol()
{
    RawClient client(*m_fixture);
    client.socket.write("GET /query/stream HTTP/1.1\r\nHost: " + m_fixture->hostName() + "\r\n" + kUpgrade
        + "Sec-WebSocket-Protocol: freshet.v1, bearer." + m_fixture->token + "\r\n\r\n");
    QTRY_COMPARE(client.status(), 101);
    QVERIFY(client.head().contains("Sec-WebSocket-Protocol: freshet.v1\r\n") || client.head().endsWith("freshet.v1"));
    QVERIFY(!client.received.contains(m_fixture->token));
}

void EndpointServerTest::answersAWrongTokenLate()
{
    RawClient client(*m_fixture);
    QElapsedTimer clock;
    clock.start();
    client.socket.write(RawClient::request(*m_fixture, "GET /healthz").replace(m_fixture->token, QByteArray(43, 'x')));
    QTRY_VERIFY(client.isClosed);
    QCOMPARE(client.status(), 401);
    QVERIFY(clock.elapsed() >= 240);
}

void EndpointServerTest::letsGoodTokensInWhileSomebodyGuesses()
{
    constexpr int kGuesses = 10'000;
    constexpr int kAtOnce = 100;
    m_fixture->settings.set(keys::serverConnections, 256);
    const QByteArray guess
        = RawClient::request(*m_fixture, "GET /healthz").replace(m_fixture->token, QByteArray(43, 'x'));
    int answered = 0;
    qint64 longestWait = 0;
    QElapsedTimer whole;
    whole.start();
    for (int guessed = 0; guessed < kGuesses; guessed += kAtOnce) {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < kAtOnce; ++i) {
            clients.push_back(std::make_unique<RawClient>(*m_fixture));
            clients.back()->socket.write(guess);
        }
        if (guessed % 2000 == 0) {
            QElapsedTimer clock;
            clock.start();
            RawClient good(*m_fixture);
            good.socket.write(RawClient::request(*m_fixture, "GET /healthz"));
            QTRY_VERIFY(good.isClosed);
            QCOMPARE(good.body(), "ok");
            longestWait = std::max(longestWait, clock.elapsed());
        }
        for (const auto &client : clients) {
            QTRY_VERIFY(client->isClosed);
            QVERIFY(client->received.isEmpty() || client->status() == 401);
            answered += client->received.isEmpty() ? 0 : 1;
        }
    }
    QVERIFY2(answered >= 20, qPrintable(QString::number(answered)));
    const qint64 most = 20 + 1 + whole.elapsed() / 1000; // one a second, behind the first
    QVERIFY2(answered <= most, qPrintable(QString::number(answered)));
    QVERIFY2(longestWait < 2000, qPrintable(QString::number(longestWait)));
}

void EndpointServerTest::goesOnWhileSomebodyConnectsWithoutEnd()
{
    constexpr int kConnects = 5000;
    constexpr int kAtOnce = 100;
    m_fixture->provider.enqueue(streamHead().sse(spoken("one")).sse(spoken(" two")).stall());
    SocketClient user(*m_fixture);
    user.ask("q", "Count");
    QTRY_COMPARE(user.text("q"), "one two");
    std::vector<std::unique_ptr<SocketClient>> others; // all that may be connected
    for (int i = 1; i < m_fixture->settings.get(keys::serverConnections); ++i) {
        others.push_back(std::make_unique<SocketClient>(*m_fixture));
        QTRY_VERIFY(others.back()->isIn());
    }
    for (int connected = 0; connected < kConnects; connected += kAtOnce) {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < kAtOnce; ++i)
            clients.push_back(std::make_unique<RawClient>(*m_fixture));
        for (const auto &client : clients) {
            QTRY_VERIFY(client->isClosed);
            QVERIFY(client->received.isEmpty());
        }
    }
    QVERIFY(!user.isClosed());
    user.send({{"type", "cancel"}, {"id", "q"}});
    QTRY_VERIFY(user.isOver("q"));
}

void EndpointServerTest::dropsClientsThatDripTheirHead()
{
    std::vector<std::unique_ptr<RawClient>> drippers;
    m_fixture->settings.set(keys::serverConnections, 256);
    for (int i = 0; i < 200; ++i)
        drippers.push_back(std::make_unique<RawClient>(*m_fixture));
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&drippers] {
        for (const auto &client : drippers)
            client->socket.write("GET / HTTP/1.1\r\nX: ");
    });
    for (const auto &client : drippers)
        client->socket.write("GET /he");
    QElapsedTimer clock;
    clock.start();
    RawClient good(*m_fixture);
    good.socket.write(RawClient::request(*m_fixture, "GET /healthz"));
    QTRY_COMPARE(good.body(), "ok");
    const auto areAllGone = [&drippers] {
        return std::all_of(drippers.begin(), drippers.end(), [](const auto &client) { return client->isClosed; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(areAllGone(), 10'000);
    QVERIFY(clock.elapsed() >= 2900);
    QCOMPARE(drippers.front()->status(), 408);
}

void EndpointServerTest::refusesAHeadThatIsTooLarge()
{
    RawClient client(*m_fixture);
    client.socket.write("GET /healthz HTTP/1.1\r\nX: " + QByteArray(64 * 1024, 'x'));
    QTRY_VERIFY(client.isClosed);
    QCOMPARE(client.status(), 431);
}

void EndpointServerTest::closesWhatIsBeyondItsConnections()
{
    m_fixture->settings.set(keys::serverConnections, 3);
    std::vector<std::unique_ptr<SocketClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<SocketClient>(*m_fixture));
        QTRY_COMPARE(clients.back()->messages().size(), 1);
    }
    RawClient beyond(*m_fixture);
    QTRY_VERIFY(beyond.isClosed);
    QVERIFY(beyond.received.isEmpty());

    clients.pop_back();
    QTRY_COMPARE(m_fixture->endpoint.connections().size(), 2);
    SocketClient next(*m_fixture);
    QTRY_COMPARE(next.messages().size(), 1);
}

void EndpointServerTest::closesAMessageThatIsTooLarge()
{
    SocketClient client(*m_fixture);
    QTRY_COMPARE(client.messages().size(), 1);
    client.socket().setOutgoingFrameSize(2 * 1024 * 1024);
    client.sendText(QString(300 * 1024, u'x')); // one frame, over 256 KiB
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);

    SocketClient inPieces(*m_fixture);
    QTRY_COMPARE(inPieces.messages().size(), 1);
    inPieces.socket().setOutgoingFrameSize(200 * 1024);
    inPieces.socket().sendTextMessage(QString(1100 * 1024, u'x')); // each frame may pass, together they are over 1 MiB
    QTRY_VERIFY(inPieces.isClosed());
    QCOMPARE(inPieces.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void EndpointServerTest::closesFramesThatTheStandardForbids_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("bad UTF-8") << clientFrame(0x81, "\xff\xfe") << 1007;
    QTest::newRow("reserved bit") << clientFrame(0xc1, "{}") << 1002;
    QTest::newRow("reserved opcode") << clientFrame(0x83, "{}") << 1002;
    QTest::newRow("continuation of nothing") << clientFrame(0x80, "{}") << 1002;
    QTest::newRow("fragmented ping") << clientFrame(0x09, "x") << 1002;
    QTest::newRow("long ping") << clientFrame(0x89, QByteArray(126, 'x')) << 1002;
    QTest::newRow("binary") << clientFrame(0x82, "{}") << 1003;
}

void EndpointServerTest::closesFramesThatTheStandardForbids()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    RawClient client(*m_fixture);
    upgrade(client);
    client.socket.write(bytes);
    QTRY_VERIFY(client.isClosed);
    QVERIFY(client.received.size() >= 4);
    QCOMPARE(quint8(client.received.at(0)), quint8(0x88)); // close
    const int told = quint8(client.received.at(2)) << 8 | quint8(client.received.at(3));
    QCOMPARE(told, code);
}

/// Fails when a newer Qt has mended them; then SECURITY.md can say so, and this test what RFC 6455 asks for.
void EndpointServerTest::knowsTheGapsOfThisQt()
{
    const QByteArray text = R"({"type":"nonsense","id":"x"})";
    RawClient unmasked(*m_fixture);
    upgrade(unmasked);
    unmasked.socket.write(QByteArray(1, char(0x81)) + QByteArray(1, char(text.size())) + text);
    QTRY_VERIFY(unmasked.received.contains("bad_request")); // section 5.1 asks for a close

    RawClient allowed(*m_fixture);
    allowed.socket.write(RawClient::request(*m_fixture, "GET /query/stream", {}, kUpgrade));
    QTRY_COMPARE(allowed.status(), 101);
    QVERIFY(allowed.head().contains("Access-Control-Allow-")); // nobody asked for it

    RawClient split(*m_fixture);
    upgrade(split);
    const QByteArray umlaut = R"({"type":"cancel","id":"ü"})";
    const qsizetype inside = umlaut.indexOf('\xc3') + 1;
    split.socket.write(clientFrame(0x01, umlaut.left(inside)) + clientFrame(0x80, umlaut.mid(inside)));
    QTRY_VERIFY(!split.received.isEmpty());
    QVERIFY(!split.received.contains("\xc3\xbc")); // section 8.1: the character should have come through
}

void EndpointServerTest::listensOnThisMachineOnly()
{
    QTcpServer elsewhere; // free there, since ours is bound to 127.0.0.1 alone
    QVERIFY(elsewhere.listen(QHostAddress("127.0.0.2"), m_fixture->endpoint.port()));
}

void EndpointServerTest::saysThatThePortIsTaken()
{
    LocalEndpoint second({.queries = m_fixture->queries,
                             .retrieval = m_fixture->retrieval,
                             .models = m_fixture->models,
                             .providers = m_fixture->registry,
                             .settings = m_fixture->settings,
                             .view = m_fixture->view},
        {.tokenFile = m_fixture->dir.filePath("other.json"), .port = m_fixture->endpoint.port()});
    const Status status = second.start();
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Network);
    QVERIFY(status.error().message.contains(QString::number(m_fixture->endpoint.port())));
    QVERIFY(!second.isListening() && second.error());
}

void EndpointServerTest::endsAllWithItself()
{
    m_fixture->provider.enqueue(streamHead().sse(spoken("on and on")).stall());
    SocketClient client(*m_fixture);
    client.ask("q", "?");
    QTRY_COMPARE(client.text("q"), "on and on");
    const quint16 port = m_fixture->endpoint.port();
    m_fixture->endpoint.stop();
    QTRY_VERIFY(client.isClosed());
    QTRY_COMPARE(m_fixture->provider.abortedConnections(), 1);
    QTcpServer next;
    QVERIFY(next.listen(QHostAddress::LocalHost, port));
}

QTEST_GUILESS_MAIN(EndpointServerTest)
#include "endpoint_server_test.moc"
