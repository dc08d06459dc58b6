// SPDX-License-Identifier: MIT
#include "core/providers/http_chat_reply.h"
#include "tests/core/providers/wire_case.h"
#include "tests/support/fake_http_server.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;

namespace {

constexpr const char *kKey = "test-key-1234567890";

bool isWritten(const QString &dir)
{
    QFile file(QDir(dir).filePath(QDir(dir).entryList(QDir::Files).value(0)));
    return file.open(QIODevice::ReadOnly) && file.readAll().endsWith("\n\nend\n");
}

/// What the script of tests/support makes of the one log in @p dir.
QByteArray caseFromLog(const QString &dir)
{
    const QStringList logs = QDir(dir).entryList(QDir::Files);
    QProcess script;
    script.start("python3",
        {QStringLiteral(FRESHET_TEST_DATA "/../support/wire_case_from_log.py"), "E900", "recorded",
            QDir(dir).filePath(logs.value(0))});
    script.waitForFinished();
    return script.readAllStandardOutput();
}

} // namespace

/// FRESHET_HTTP_LOG's files can become cases of tests/data/wire.
class RecordingTest : public QObject {
    Q_OBJECT

private slots:
    void becomesACaseThatMeansTheSame_data();
    void becomesACaseThatMeansTheSame();
};

void RecordingTest::becomesACaseThatMeansTheSame_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray key(kKey);
    QTest::newRow("a stream") << 200 << QByteArray("text/event-stream; charset=utf-8")
                              << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"H\\u00e4 \xc3\xa9 " + key
                                     + "\"},\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\n\n");
    QTest::newRow("an error") << 429 << QByteArray("application/json")
                              << QByteArray("{\"error\":\n\n{\"message\":\"slow\\t\"}}");
}

void RecordingTest::becomesACaseThatMeansTheSame()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QTemporaryDir dir;
    FakeHttpServer server;
    server.enqueue(Script()
                       .status(status)
                       .header("Content-Type", type)
                       .header("Retry-After", "7")
                       .header("Set-Cookie", "a=b")
                       .send(body));
    HttpClient client({.logDir = dir.filePath("http")});
    const ProviderConfig config{
        .id = "vendor", .name = "Vendor", .baseUrl = server.url("/v1"), .key = Secret(QByteArray(kKey))};
    const auto reply = std::make_unique<HttpChatReply>(client, config,
        ChatRequest{.model = {"vendor", "m"}, .messages = {{ChatRole::User, "Hi"}}}, HttpLimits{}, nullptr);
    QVERIFY(QSignalSpy(reply.get(), &ChatReply::finished).wait(30'000));

    QTRY_VERIFY(isWritten(dir.filePath("http"))); // the exchange may end after the answer
    const QByteArray text = caseFromLog(dir.filePath("http"));
    QVERIFY2(!text.contains(kKey) && !text.contains("Cookie"), text.constData());
    const QList<WireCase> cases = wireCasesIn(text);
    QCOMPARE(cases.size(), 1);
    const WireCase &recorded = cases.first();
    QCOMPARE(recorded.id, "E900");
    QCOMPARE(recorded.head.status, status);
    QCOMPARE(recorded.head.header("retry-after"), QByteArray("7"));
    QCOMPARE(recorded.bytes(), QByteArray(body).replace(kKey, "[redacted]"));
}

QTEST_GUILESS_MAIN(RecordingTest)
#include "recording_test.moc"
