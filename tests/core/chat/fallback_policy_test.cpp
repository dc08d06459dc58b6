// SPDX-License-Identifier: MIT
#include "core/chat/fallback_policy.h"

#include <QTest>

using namespace freshet;

namespace {

WayOfAsking everything()
{
    WayOfAsking way;
    way.request.options
        = {.temperature = 0.5, .topP = 0.5, .maxTokens = 10, .seed = 1, .reasoningEffort = "low", .stop = {"x"}};
    return way;
}

Error refused(const QString &parameter)
{
    return {.kind = ErrorKind::BadRequest, .httpStatus = 400, .parameter = parameter};
}

} // namespace

class FallbackPolicyTest : public QObject {
    Q_OBJECT

private slots:
    void dropsTheRefusedParameterOnce_data();
    void dropsTheRefusedParameterOnce();
    void dropsNothingThatWasNotSent();
    void renamesTheTokenLimitThenDropsIt_data();
    void renamesTheTokenLimitThenDropsIt();
    void asksWithoutStreaming_data();
    void asksWithoutStreaming();
    void hasNoOtherWayForOtherErrors();
    void comesToAnEndWhateverTheServerRefuses();
};

void FallbackPolicyTest::dropsTheRefusedParameterOnce_data()
{
    QTest::addColumn<QString>("parameter");
    for (const char *parameter :
        {"temperature", "top_p", "seed", "stop", "reasoning_effort", "think", "stream_options"})
        QTest::newRow(parameter) << parameter;
}

void FallbackPolicyTest::dropsTheRefusedParameterOnce()
{
    QFETCH(QString, parameter);
    const auto way = otherWayOfAsking(refused(parameter), everything());
    QVERIFY(way);
    QCOMPARE(way->note, QString("sent without " + parameter + ": the model refuses it"));
    const GenerationOptions &options = way->request.options;
    QCOMPARE(!options.temperature, parameter == "temperature");
    QCOMPARE(!options.topP, parameter == "top_p");
    QCOMPARE(!options.seed, parameter == "seed");
    QCOMPARE(options.stop.isEmpty(), parameter == "stop");
    QCOMPARE(options.reasoningEffort.isEmpty(), parameter == "reasoning_effort" || parameter == "think");
    QCOMPARE(!way->quirks.asksForUsage, parameter == "stream_options");
    QVERIFY(!otherWayOfAsking(refused(parameter), *way));
}

void FallbackPolicyTest::dropsNothingThatWasNotSent()
{
    for (const char *parameter :
        {"temperature", "top_p", "seed", "stop", "reasoning_effort", "max_tokens", "messages", "model", ""})
        QVERIFY2(!otherWayOfAsking(refused(parameter), WayOfAsking()), parameter);
}

void FallbackPolicyTest::renamesTheTokenLimitThenDropsIt_data()
{
    QTest::addColumn<bool>("isNewName");
    QTest::newRow("max_tokens first") << false;
    QTest::newRow("max_completion_tokens first") << true;
}

void FallbackPolicyTest::renamesTheTokenLimitThenDropsIt()
{
    QFETCH(bool, isNewName);
    const QString first = isNewName ? "max_completion_tokens" : "max_tokens";
    const QString second = isNewName ? "max_tokens" : "max_completion_tokens";
    WayOfAsking way = everything();
    way.quirks.tokenLimitIsMaxCompletionTokens = isNewName;
    QVERIFY(!otherWayOfAsking(refused(second), way)); // not the name that was sent
    const auto renamed = otherWayOfAsking(refused(first), way);
    QVERIFY(renamed);
    QCOMPARE(renamed->quirks.tokenLimitIsMaxCompletionTokens, !isNewName);
    QCOMPARE(renamed->request.options.maxTokens, 10);
    QVERIFY(renamed->note.contains(second));
    const auto dropped = otherWayOfAsking(refused(second), *renamed);
    QVERIFY(dropped);
    QVERIFY(!dropped->request.options.maxTokens);
    QVERIFY(!otherWayOfAsking(refused(second), *dropped));
}

void FallbackPolicyTest::asksWithoutStreaming_data()
{
    QTest::addColumn<Error>("error");
    QTest::newRow("streaming refused") << refused("stream");
    QTest::newRow("not implemented") << Error{.kind = ErrorKind::Server, .httpStatus = 501, .parameter = "stream"};
    for (const ErrorKind kind : {ErrorKind::Protocol, ErrorKind::Truncated, ErrorKind::Empty})
        QTest::newRow(toWord(kind).data()) << Error{.kind = kind, .httpStatus = 200};
}

void FallbackPolicyTest::asksWithoutStreaming()
{
    QFETCH(Error, error);
    const auto way = otherWayOfAsking(error, everything());
    QVERIFY(way);
    QCOMPARE(way->request.streaming, StreamMode::Whole);
    QVERIFY(!way->note.isEmpty());
    QVERIFY(!otherWayOfAsking(error, *way));
}

void FallbackPolicyTest::hasNoOtherWayForOtherErrors()
{
    for (const ErrorKind kind : {ErrorKind::Auth, ErrorKind::RateLimited, ErrorKind::Server, ErrorKind::Timeout,
             ErrorKind::Network, ErrorKind::NotFound, ErrorKind::ContextLength, ErrorKind::Cancelled})
        QVERIFY(!otherWayOfAsking({.kind = kind, .parameter = "temperature"}, everything()));
    // A redirect, or what the transport refused: asked differently, the same would come.
    for (const int status : {0, 301})
        QVERIFY(!otherWayOfAsking({.kind = ErrorKind::Protocol, .httpStatus = status}, everything()));
}

void FallbackPolicyTest::comesToAnEndWhateverTheServerRefuses()
{
    WayOfAsking way = everything();
    int steps = 0;
    for (bool found = true; found && steps < 100;) {
        found = false;
        for (const char *parameter : {"temperature", "top_p", "seed", "stop", "think", "max_tokens",
                 "max_completion_tokens", "stream", "stream_options"}) {
            if (const auto next = otherWayOfAsking(refused(parameter), way)) {
                way = *next;
                found = true;
                ++steps;
            }
        }
    }
    QCOMPARE(steps, 8); // five parameters, the limit renamed and dropped, streaming and with it stream_options
}

QTEST_GUILESS_MAIN(FallbackPolicyTest)
#include "fallback_policy_test.moc"
