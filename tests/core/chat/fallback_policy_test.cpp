// SPDX-License-Identifier: MIT
#include "core/chat/fallback_policy.h"

#include <QTest>

using namespace freshet;

namespace {

WayOfAsking everything()
{
    WayOfAsking way;
    way.request.options = {.temperature = 0.5,
        .topP = 0.5,
        .maxTokens = 10,
        .seed = 1,
        .reasoningEffort = "low",
        .thinkingBudget = 9,
        .stop = {"x"}};
    way.request.messages = {{ChatRole::System, "Be kind"}, {ChatRole::User, "Hi"}};
    way.quirks.hasDeveloperRole = true;
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
    void remembersNoRefusalOfAValue();
    void dropsABudgetThatGeminiCallsByTheNameOfItsEffort();
    void asksForNoSummaryWhereItIsRefused();
    void dropsAllThatOneAnswerRefuses();
    void asksForWhatTheCreditPays();
    void dropsNothingThatWasNotSent();
    void renamesTheTokenLimitThenDropsIt_data();
    void renamesTheTokenLimitThenDropsIt();
    void dropsEffortAndBudgetTogether();
    void asksWithoutTheRefusedRole();
    void asksWithoutARoleOnlyWhereItWasUsed();
    void asksAtTheOtherAddress_data();
    void asksAtTheOtherAddress();
    void startsWithWhatWasLearned();
    void leavesOutWhatWasLearnedForNothing();
    void asksWithoutStreaming_data();
    void asksWithoutStreaming();
    void hasNoOtherWayForOtherErrors();
    void comesToAnEndWhateverTheServerRefuses();
};

void FallbackPolicyTest::dropsTheRefusedParameterOnce_data()
{
    QTest::addColumn<QString>("parameter");
    for (const char *parameter : {"temperature", "top_p", "seed", "stop", "reasoning_effort", "think",
             "thinking_budget", "thinkingBudget", "stream_options"})
        QTest::newRow(parameter) << parameter;
}

void FallbackPolicyTest::dropsTheRefusedParameterOnce()
{
    QFETCH(QString, parameter);
    const auto way = otherWayOfAsking(refused(parameter), everything());
    QVERIFY(way);
    QCOMPARE(way->notes.value(0), QString("sent without " + parameter + ": the model refuses it"));
    const GenerationOptions &options = way->request.options;
    QCOMPARE(!options.temperature, parameter == "temperature");
    QCOMPARE(!options.topP, parameter == "top_p");
    QCOMPARE(!options.seed, parameter == "seed");
    QCOMPARE(options.stop.isEmpty(), parameter == "stop");
    QCOMPARE(options.reasoningEffort.isEmpty(), parameter == "reasoning_effort" || parameter == "think");
    QCOMPARE(!options.thinkingBudget, parameter.startsWith("thinking"));
    QCOMPARE(!way->quirks.asksForUsage, parameter == "stream_options");
    QVERIFY(options.maxTokens);
    QVERIFY(!otherWayOfAsking(refused(parameter), *way));
}

void FallbackPolicyTest::remembersNoRefusalOfAValue()
{
    Error error = refused("reasoning_effort");
    QCOMPARE(otherWayOfAsking(error, everything())->steps.last().kind, FallbackStep::Kind::WithoutParameter);
    for (const char *words : {"'minimal' is not supported. Supported values are: 'low' and 'high'.",
             "Budget 0 is invalid. This model only works in thinking mode."}) {
        error.detail = QString::fromLatin1(words);
        const auto way = otherWayOfAsking(error, everything());
        QCOMPARE(way->steps.last().kind, FallbackStep::Kind::WithoutParameterOnce);
        QVERIFY(way->request.options.reasoningEffort.isEmpty());
    }
}

void FallbackPolicyTest::dropsABudgetThatGeminiCallsByTheNameOfItsEffort()
{
    WayOfAsking way;
    way.request.options.thinkingBudget = 0;
    QVERIFY(!otherWayOfAsking(refused("reasoning_effort"), way));
    way.dialect = Dialect::Gemini;
    QVERIFY(!otherWayOfAsking(refused("reasoning_effort"), way)->request.options.thinkingBudget);
}

void FallbackPolicyTest::asksForNoSummaryWhereItIsRefused()
{
    WayOfAsking way;
    way.request.options.reasoningEffort = "high";
    QVERIFY(!otherWayOfAsking(refused("summary"), way));
    way.dialect = Dialect::OpenAiResponses;
    const auto other = otherWayOfAsking(refused("summary"), way);
    QVERIFY(!other->quirks.asksForSummary);
    QCOMPARE(other->request.options.reasoningEffort, "high");
    QCOMPARE(other->notes.value(0), "sent without asking for a summary of the reasoning: the model refuses it");
    QVERIFY(!otherWayOfAsking(refused("summary"), *other));
}

void FallbackPolicyTest::dropsAllThatOneAnswerRefuses()
{
    Error error = refused("temperature");
    error.otherParameters = {"logprobs", "seed", "temperature"};
    const auto way = otherWayOfAsking(error, everything());
    QVERIFY(!way->request.options.temperature && !way->request.options.seed && way->request.options.topP);
    QCOMPARE(way->steps.size(), 2);
    QCOMPARE(way->notes,
        (QStringList{"sent without temperature: the model refuses it", "sent without seed: the model refuses it"}));
    QVERIFY(!otherWayOfAsking(error, *way));
}

void FallbackPolicyTest::asksForWhatTheCreditPays()
{
    Error error{.kind = ErrorKind::Billing, .affordableTokens = 1200};
    WayOfAsking way;
    const auto other = otherWayOfAsking(error, way);
    QCOMPARE(other->request.options.maxTokens, 1200);
    QCOMPARE(other->notes, QStringList{"asked for at most 1200 tokens: the credit pays for no more"});
    QVERIFY(!otherWayOfAsking(error, *other)); // asked for so many, it says the same
    error.affordableTokens = 800;
    QCOMPARE(otherWayOfAsking(error, *other)->request.options.maxTokens, 800);
    for (const std::optional<int> tokens : {std::optional<int>(), std::optional(63), std::optional(0)}) {
        error.affordableTokens = tokens;
        QVERIFY(!otherWayOfAsking(error, way));
    }
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
    QVERIFY(renamed->notes.value(0).contains(second));
    const auto dropped = otherWayOfAsking(refused(second), *renamed);
    QVERIFY(dropped);
    QVERIFY(!dropped->request.options.maxTokens);
    QVERIFY(!otherWayOfAsking(refused(second), *dropped));
}

void FallbackPolicyTest::dropsEffortAndBudgetTogether()
{
    const auto way = otherWayOfAsking(refused("reasoning"), everything());
    QVERIFY(way);
    QVERIFY(way->request.options.reasoningEffort.isEmpty());
    QVERIFY(!way->request.options.thinkingBudget);
    QVERIFY(!otherWayOfAsking(refused("reasoning"), *way));
}

void FallbackPolicyTest::asksWithoutTheRefusedRole()
{
    const auto first = otherWayOfAsking(refused("developer"), everything());
    QVERIFY(first);
    QVERIFY(!first->quirks.hasDeveloperRole && first->quirks.hasSystemRole);
    QCOMPARE(first->notes.value(0),
        QString("sent the instructions as system messages: the model refuses the developer role"));
    const auto second = otherWayOfAsking(refused("system"), *first);
    QVERIFY(second);
    QVERIFY(!second->quirks.hasSystemRole);
    QCOMPARE(
        second->notes.value(0), QString("sent the instructions within the question: the model has no system role"));
    QVERIFY(!otherWayOfAsking(refused("system"), *second));
    QVERIFY(!otherWayOfAsking(refused("developer"), *second));
    // Templates fail with whatever status.
    QVERIFY(otherWayOfAsking({.kind = ErrorKind::Server, .httpStatus = 500, .parameter = "system"}, everything()));
    // Gemma at Google's: there never was another role.
    WayOfAsking plain = everything();
    plain.quirks.hasDeveloperRole = false;
    QCOMPARE(otherWayOfAsking(refused("developer"), plain)->quirks.hasSystemRole, false);
}

void FallbackPolicyTest::asksWithoutARoleOnlyWhereItWasUsed()
{
    WayOfAsking way = everything();
    way.request.messages.removeFirst();
    QVERIFY(!otherWayOfAsking(refused("system"), way));
    QVERIFY(!otherWayOfAsking(refused("developer"), way));
}

void FallbackPolicyTest::asksAtTheOtherAddress_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<Dialect>("other");
    QTest::addColumn<bool>("hasNativeApi");
    QTest::newRow("OpenAI") << Dialect::OpenAi << Dialect::OpenAiResponses << true;
    QTest::newRow("Gemini") << Dialect::Gemini << Dialect::GeminiInteractions << true;
    QTest::newRow("LM Studio") << Dialect::LmStudio << Dialect::LmStudio << false;
}

void FallbackPolicyTest::asksAtTheOtherAddress()
{
    QFETCH(Dialect, dialect);
    QFETCH(Dialect, other);
    QFETCH(bool, hasNativeApi);
    WayOfAsking way = everything();
    way.dialect = dialect;
    const auto found = otherWayOfAsking({.kind = ErrorKind::NotFound, .httpStatus = 404, .parameter = "endpoint"}, way);
    QVERIFY(found);
    QCOMPARE(found->dialect, other);
    QCOMPARE(found->quirks.hasNativeApi, hasNativeApi);
    QVERIFY(found->notes.value(0).startsWith("asked "));
    QVERIFY(!otherWayOfAsking(refused("endpoint"), *found));
    for (const Dialect only : {Dialect::Ollama, Dialect::Anthropic, Dialect::Quotes}) {
        way.dialect = only;
        QVERIFY(!otherWayOfAsking(refused("endpoint"), way));
    }
}

void FallbackPolicyTest::startsWithWhatWasLearned()
{
    WayOfAsking way = everything();
    for (const char *parameter : {"temperature", "max_tokens", "developer", "system", "endpoint", "stream"})
        way = *otherWayOfAsking(refused(parameter), way);
    QStringList notes;
    const WayOfAsking learned = withLearnedSteps(everything(), way.steps, notes);
    QCOMPARE(learned.request, way.request);
    QCOMPARE(learned.quirks, way.quirks);
    QCOMPARE(learned.dialect, way.dialect);
    QCOMPARE(learned.steps, way.steps);
    QCOMPARE(notes,
        (QStringList{"sent without temperature: the model refused it earlier",
            "sent with max_completion_tokens: the model refused max_tokens earlier",
            "sent the instructions as system messages: the model refused the developer role earlier",
            "sent the instructions within the question: the model refused the system role earlier",
            "asked through the Responses API: the model was not served by the usual one earlier",
            "asked without streaming: the server did not stream this model earlier"}));
    QVERIFY(!otherWayOfAsking(refused("max_completion_tokens"), learned)->request.options.maxTokens);
}

void FallbackPolicyTest::leavesOutWhatWasLearnedForNothing()
{
    QStringList notes;
    const WayOfAsking plain{.request = {.streaming = StreamMode::Whole}, .dialect = Dialect::Ollama};
    const WayOfAsking same = withLearnedSteps(plain,
        {{.kind = FallbackStep::Kind::WithoutParameter, .parameter = "temperature"},
            {.kind = FallbackStep::Kind::WithoutParameter, .parameter = "messages"},
            {.kind = FallbackStep::Kind::OtherTokenLimitName, .parameter = "max_tokens"},
            {.kind = FallbackStep::Kind::WithoutSystemRole}, {.kind = FallbackStep::Kind::WithoutStreaming},
            {.kind = FallbackStep::Kind::WithoutNativeApi}, {.kind = FallbackStep::Kind::OtherDialect}},
        notes);
    QCOMPARE(same.steps, QList<FallbackStep>());
    QCOMPARE(same.request, plain.request);
    QCOMPARE(notes, QStringList());
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
    QVERIFY(!way->notes.value(0).isEmpty());
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
        for (const char *parameter : {"temperature", "top_p", "seed", "stop", "think", "thinking_budget", "max_tokens",
                 "max_completion_tokens", "developer", "system", "endpoint", "stream", "stream_options"}) {
            if (const auto next = otherWayOfAsking(refused(parameter), way)) {
                way = *next;
                found = true;
                ++steps;
            }
        }
    }
    // Six parameters, the limit renamed and dropped, two roles, the API, streaming and with it stream_options.
    QCOMPARE(steps, 12);
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(FallbackPolicyTest)
#include "fallback_policy_test.moc"
