// SPDX-License-Identifier: MIT
#include "core/providers/http_chat_reply.h"
#include "tests/core/providers/wire_case.h"
#include "tests/core/providers/wire_outcome.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/packed.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

namespace {

enum class Framing { AsListed, OneWrite, ByteByByte };

constexpr std::chrono::milliseconds kPacketGap = 20ms; ///< Two packets, and not one, for @flush.
constexpr int kPauseScale = 125; ///< What a case tells in seconds is played in hundredths of one.
constexpr std::chrono::milliseconds kIdleLimit = 1s; ///< More than a pause, less than all pauses of E072.
constexpr std::chrono::milliseconds kFirstByteLimit = 300ms; ///< For a server that never says anything.

QByteArrayList inPieces(const QByteArray &bytes, qsizetype size)
{
    QByteArrayList pieces;
    for (qsizetype at = 0; at < bytes.size(); at += std::min(size, bytes.size() - at))
        pieces << bytes.mid(at, size);
    return pieces;
}

QByteArrayList writesOf(const WireCase &wireCase, Framing framing)
{
    const QByteArray body = wireCase.isCompressed ? packed(wireCase.bytes()) : wireCase.bytes();
    switch (framing) {
    case Framing::OneWrite:
        return inPieces(body, std::max<qsizetype>(1, body.size()));
    case Framing::ByteByByte:
        return inPieces(body, 1);
    case Framing::AsListed:
        return wireCase.pieceSize || wireCase.isCompressed ? inPieces(body, wireCase.pieceSize.value_or(7))
                                                           : wireCase.writes;
    }
    Q_UNREACHABLE();
}

Script scriptFor(const WireCase &wireCase, Framing framing)
{
    Script script;
    script.status(wireCase.head.status);
    if (wireCase.head.headers.isEmpty())
        script.header("Content-Type", "text/event-stream");
    for (const auto &[name, value] : wireCase.head.headers)
        script.header(name, value);
    if (wireCase.isCompressed)
        script.header("Content-Encoding", "gzip");
    qsizetype number = 0;
    for (const QByteArray &write : writesOf(wireCase, framing)) {
        if (framing == Framing::AsListed && wireCase.pauseBefore.contains(number))
            script.pause(wireCase.pauseBefore.value(number) / kPauseScale);
        script.chunk(write);
        if (framing == Framing::AsListed && wireCase.flushedAfter.contains(number))
            script.pause(kPacketGap);
        ++number;
    }
    switch (wireCase.end) {
    case WireCase::End::Close:
        return wireCase.bytes().isEmpty() ? script.closeCleanly() : script.lastChunk();
    case WireCase::End::Hang:
        return script.stall();
    case WireCase::End::Reset:
        return script.pause(kPacketGap).reset(); // RST throws away what was not read yet
    case WireCase::End::CloseWithoutLastChunk:
        return script.closeCleanly();
    }
    Q_UNREACHABLE();
}

WireOutcome outcomeOf(const HttpChatReply &reply)
{
    WireOutcome outcome{.text = reply.text(),
        .reasoning = reply.reasoning(),
        .usage = reply.usage(),
        .continuation = reply.continuation()};
    if (reply.error())
        outcome.error = reply.error();
    else
        outcome.end = ChatEnd{.reason = reply.finishReason(), .usage = reply.usage(), .toolCalls = reply.toolCalls()};
    return outcome;
}

} // namespace

/// The cases of tests/data/wire again, over real sockets: with their directives, and cut in three ways.
class WireServerTest : public QObject {
    Q_OBJECT

private slots:
    void meansTheSameOverSockets_data();
    void meansTheSameOverSockets();
    void canBeStoppedWhileTheServerIsSilent();

private:
    HttpClient m_client{{}};
};

void WireServerTest::meansTheSameOverSockets_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<WireCase>("wireCase");
    QTest::addColumn<Framing>("framing");
    for (const auto &[dialect, name] : wireDialects()) {
        for (const WireCase &wireCase : wireCases(name)) {
            const auto add = [&, dialect = dialect](const char *how, Framing framing) {
                QTest::addRow("%s %s, %s", qPrintable(wireCase.id), qPrintable(wireCase.title), how)
                    << dialect << wireCase << framing;
            };
            add("as listed", Framing::AsListed);
            add("in one write", Framing::OneWrite);
            add("byte by byte", Framing::ByteByByte);
        }
    }
}

void WireServerTest::meansTheSameOverSockets()
{
    QFETCH(Dialect, dialect);
    QFETCH(WireCase, wireCase);
    QFETCH(Framing, framing);
    FakeHttpServer server;
    server.enqueue(scriptFor(wireCase, framing));
    const ProviderConfig config{.id = "vendor",
        .name = "Vendor",
        .dialect = dialect,
        .baseUrl = server.url("/v1"),
        .key = Secret("test-key-1234567890")};
    HttpLimits limits{.firstByte = kFirstByteLimit, .idle = kIdleLimit};
    if (wireCase.end != WireCase::End::Hang)
        limits.firstByte = 60s; // not what this case is about
    if (wireCase.end != WireCase::End::Hang && wireCase.pauseBefore.isEmpty())
        limits.idle = 60s;
    const ChatRequest request{.model = {"vendor", "m"}, .messages = {{ChatRole::User, "Hi"}}};
    const auto reply = std::make_unique<HttpChatReply>(m_client, config, request, limits, nullptr);
    QVERIFY(QSignalSpy(reply.get(), &ChatReply::finished).wait(30'000));

    QJsonObject expected = wireCase.expected;
    if (wireCase.end == WireCase::End::Hang && !expected.contains("finish") && !expected.contains("error"))
        expected.insert("error", "Timeout");
    const QString difference = differenceFrom(expected, outcomeOf(*reply));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void WireServerTest::canBeStoppedWhileTheServerIsSilent()
{
    FakeHttpServer server;
    server.enqueue(Script().header("Content-Type", "text/event-stream").chunk(": hello\n\n").stall());
    const ProviderConfig config{.id = "vendor", .name = "Vendor", .baseUrl = server.url("/v1")};
    const ChatRequest request{.model = {"vendor", "m"}, .messages = {{ChatRole::User, "Hi"}}};
    const auto reply = std::make_unique<HttpChatReply>(m_client, config, request, HttpLimits{}, nullptr);
    QTRY_COMPARE(server.inFlight(), 1);
    reply->abort();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QTRY_COMPARE(server.abortedConnections(), 1);
}

Q_DECLARE_METATYPE(freshet::test::WireCase)
Q_DECLARE_METATYPE(freshet::Dialect)
Q_DECLARE_METATYPE(Framing)

QTEST_GUILESS_MAIN(WireServerTest)
#include "wire_server_test.moc"
