// SPDX-License-Identifier: MIT
#include "core/history/history_json.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class HistoryJsonTest : public QObject {
    Q_OBJECT

private slots:
    void bringsAWholeAnswerBack();
    void tellsUntoldFromZero();
    void bringsAnErrorBack();
    void readsWhatItCanOfADamagedText();
};

void HistoryJsonTest::bringsAWholeAnswerBack()
{
    const QueryAnswer answer{.text = "Keys live in the keychain [1].",
        .reasoning = "hm",
        .sources = {Source{.number = 1,
            .documentId = "d",
            .title = "guide.md",
            .path = "/a/guide.md",
            .page = 4,
            .heading = QStringLiteral("Keys \u203a Keychain"),
            .start = 10,
            .end = 30,
            .text = "A key is kept",
            .score = 0.25,
            .alsoIn = {"copy.md", "mirror.md"}}},
        .citations = {Citation{.number = 1,
            .start = 26,
            .end = 29,
            .support = Support::Weak,
            .isUnverified = true,
            .quoteStart = 12,
            .quoteEnd = 25}},
        .toolCalls = {ToolCall{"c", "look", R"({"a":1})"}},
        .finishReason = FinishReason::Length,
        .delivery = Delivery::Pseudo,
        .model = {"ollama", "qwen3:8b"},
        .usage = {.promptTokens = 12, .completionTokens = 5'000'000'000, .costUsd = 0.002},
        .timings = {.retrieval = 3ms, .firstToken = 90ms, .total = 1200ms},
        .notes = {"sent without temperature"}};
    QCOMPARE(answerFromJson(answerToJson(answer), answer.text), answer);
}

void HistoryJsonTest::tellsUntoldFromZero()
{
    QueryAnswer answer;
    answer.usage.promptTokens = 0;
    const QueryAnswer back = answerFromJson(answerToJson(answer), {});
    QCOMPARE(back.usage.promptTokens, std::optional<qint64>(0));
    QVERIFY(!back.usage.completionTokens);
    QVERIFY(!back.usage.costUsd);
    QVERIFY(!back.timings.retrieval);
}

void HistoryJsonTest::bringsAnErrorBack()
{
    const Error error{.kind = ErrorKind::RateLimited,
        .message = "Wait a moment.",
        .httpStatus = 429,
        .retryable = true,
        .retryAfter = 1500ms,
        .parameter = "model",
        .detail = "slow down"};
    QCOMPARE(errorFromJson(errorToJson(error)), std::optional(error));
    QVERIFY(!errorFromJson({}));
}

void HistoryJsonTest::readsWhatItCanOfADamagedText()
{
    QCOMPARE(answerFromJson("{\"reasoning\":", "kept").text, QString("kept"));
    const QueryAnswer answer = answerFromJson(R"({"reasoning":7,"finish_reason":"invented","model":"m"})", "kept");
    QCOMPARE(answer.finishReason, FinishReason::Unknown);
    QCOMPARE(answer.model.model, QString("m"));
}

QTEST_GUILESS_MAIN(HistoryJsonTest)
#include "history_json_test.moc"
