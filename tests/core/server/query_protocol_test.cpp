// SPDX-License-Identifier: MIT
#include "core/server/query_protocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

/// Holds the encoders to the contract field by field: names, types, and what is absent when nobody told it.
class QueryProtocolTest : public QObject {
    Q_OBJECT

private slots:
    void encodesEachMessageExactly_data();
    void encodesEachMessageExactly();
    void leavesOutWhatNobodyTold();
    void writesOneLineWhateverTheText();
    void tellsTheAgeOfAListAndNeverANegativeOne();
};

namespace {

QJsonObject parsed(const char *json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        qFatal("the test's own JSON is broken: %s", qPrintable(problem.errorString()));
    return document.object();
}

Source pagedSource()
{
    return {.number = 1,
        .documentId = QStringLiteral("d1"),
        .title = QStringLiteral("Manual"),
        .path = QStringLiteral("/docs/manual.pdf"),
        .page = 4,
        .heading = QStringLiteral("Keys \u203a Keychain"),
        .start = 10,
        .end = 13,
        .text = QStringLiteral("key"),
        .score = 0.5};
}

QueryAnswer wholeAnswer()
{
    Source guide{.number = 3, .documentId = QStringLiteral("g"), .title = QStringLiteral("Guide")};
    return {.text = QStringLiteral("A key [1] [3] [1]."),
        .reasoning = QStringLiteral("hm"),
        .sources = {pagedSource(), guide},
        .citations = {Citation{1, 6, 9, Support::Supported}, Citation{3, 10, 13, Support::Supported},
            Citation{1, 14, 17, Support::Weak}},
        .toolCalls = {ToolCall{QStringLiteral("c1"), QStringLiteral("f"), QStringLiteral("{\"a\":1}")}},
        .finishReason = FinishReason::ToolCalls,
        .delivery = Delivery::NonStreaming,
        .model = {QStringLiteral("openai"), QStringLiteral("gpt")},
        .usage = {.promptTokens = 1, .completionTokens = 2, .reasoningTokens = 3, .cachedTokens = 4, .costUsd = 0.25},
        .timings = {.retrieval = 5ms, .firstToken = 6ms, .total = 7ms},
        .notes = {QStringLiteral("sent without temperature")}};
}

/// One citation with the words that carry it, one in another language than its source, and one of nothing.
QueryAnswer checkedAnswer()
{
    Source source = pagedSource();
    source.alsoIn = {QStringLiteral("copy.md")};
    return {.text = QStringLiteral("A key [1]. Clave [1]. No [7]."),
        .sources = {source},
        .citations = {Citation{.number = 1, .start = 6, .end = 9, .quoteStart = 10, .quoteEnd = 13},
            Citation{.number = 1, .start = 17, .end = 20, .support = Support::Weak, .isUnverified = true},
            Citation{.number = 7, .start = 25, .end = 28, .support = Support::NotFound}},
        .finishReason = FinishReason::Stop,
        .model = {QStringLiteral("p"), QStringLiteral("m")}};
}

} // namespace

void QueryProtocolTest::encodesEachMessageExactly_data()
{
    QTest::addColumn<QJsonObject>("message");
    QTest::addColumn<QJsonObject>("expected");

    QTest::newRow("accepted") << protocol::accepted(QStringLiteral("s1"), {QStringLiteral("p"), QStringLiteral("m")},
        true) << parsed(R"({"type":"accepted","stream_id":"s1","provider":"p","model":"m","retrieval":true})");
    QTest::newRow("phase") << protocol::phase({.phase = Phase::LoadingModel,
        .progress = 0.5,
        .attempt = 2,
        .wait = 1500ms,
        .reason = QStringLiteral("Busy.")})
                           << parsed(R"({"type":"phase","phase":"loading_model","progress":0.5,"attempt":2,
                                         "wait_ms":1500,"reason":"Busy."})");
    QTest::newRow("sources") << protocol::sources({pagedSource()})
                             << parsed(R"({"type":"sources","sources":[{"n":1,"document_id":"d1","title":"Manual",
                                 "path":"/docs/manual.pdf","page":4,"heading":"Keys \u203a Keychain","start":10,
                                 "end":13,"text":"key","score":0.5}]})");
    QTest::newRow("passages") << protocol::passages({}) << parsed(R"({"type":"passages","passages":[]})");
    QTest::newRow("reasoning") << protocol::reasoning(QStringLiteral("so"))
                               << parsed(R"({"type":"reasoning","text":"so"})");
    QTest::newRow("token") << protocol::token(QStringLiteral(" a\n")) << parsed(R"({"type":"token","text":" a\n"})");
    QTest::newRow("restarted") << protocol::restarted(QStringLiteral("No streaming."))
                               << parsed(R"({"type":"restarted","reason":"No streaming."})");
    QTest::newRow("final") << protocol::final(wholeAnswer()) << parsed(R"({"type":"final",
        "answer":"A key [1] [3] [1].","reasoning":"hm",
        "sources":[{"n":1,"document_id":"d1","title":"Manual","path":"/docs/manual.pdf","page":4,
                    "heading":"Keys \u203a Keychain","start":10,"end":13,"text":"key","score":0.5,"support":"weak"},
                   {"n":3,"document_id":"g","title":"Guide","path":"","heading":"","start":0,"end":0,"text":"",
                    "score":0,"support":"supported"}],
        "citations":[{"n":1,"start":6,"end":9,"support":"supported"},{"n":3,"start":10,"end":13,"support":"supported"},
                     {"n":1,"start":14,"end":17,"support":"weak"}],
        "tool_calls":[{"id":"c1","name":"f","arguments":"{\"a\":1}"}],
        "finish_reason":"tool_calls","delivery":"non_streaming","provider":"openai","model":"gpt",
        "usage":{"prompt_tokens":1,"completion_tokens":2,"reasoning_tokens":3,"cached_tokens":4,"cost_usd":0.25},
        "timings":{"retrieval_ms":5,"first_token_ms":6,"total_ms":7},"notes":["sent without temperature"]})");
    Source doubled = pagedSource();
    doubled.alsoIn = {QStringLiteral("copy.md"), QStringLiteral("old.md")};
    QTest::newRow("a source that others say too")
        << protocol::passages({doubled}) << parsed(R"({"type":"passages","passages":[{"n":1,
        "document_id":"d1","title":"Manual","path":"/docs/manual.pdf","page":4,"heading":"Keys \u203a Keychain",
        "start":10,"end":13,"text":"key","score":0.5,"also_in":["copy.md","old.md"]}]})");
    QTest::newRow("a final whose citations were looked at")
        << protocol::final(checkedAnswer()) << parsed(R"({"type":"final",
        "answer":"A key [1]. Clave [1]. No [7].","reasoning":"",
        "sources":[{"n":1,"document_id":"d1","title":"Manual","path":"/docs/manual.pdf","page":4,
                    "heading":"Keys \u203a Keychain","start":10,"end":13,"text":"key","score":0.5,"support":"weak",
                    "also_in":["copy.md"]}],
        "citations":[{"n":1,"start":6,"end":9,"support":"supported","quote_start":10,"quote_end":13},
                     {"n":1,"start":17,"end":20,"support":"weak","unverified":true},
                     {"n":7,"start":25,"end":28,"support":"not_found"}],
        "finish_reason":"stop","delivery":"native","provider":"p","model":"m","usage":{},
        "timings":{"total_ms":0},"notes":[]})");
    QTest::newRow("error") << protocol::error({.kind = ErrorKind::RateLimited,
                                                  .message = QStringLiteral("Wait."),
                                                  .httpStatus = 429,
                                                  .retryable = true,
                                                  .retryAfter = 2s,
                                                  .parameter = QStringLiteral("x"),
                                                  .detail = QStringLiteral("not for others")},
        QStringLiteral("Hel"))
                           << parsed(R"({"type":"error","kind":"rate_limited","message":"Wait.","retryable":true,
                                         "retry_after_ms":2000,"http_status":429,"partial":"Hel"})");
    QTest::newRow("document, failed") << protocol::document({.path = QStringLiteral("/a"),
        .state = DocumentState::Failed,
        .error = Error{.kind = ErrorKind::Storage, .message = QStringLiteral("No.")}})
                                      << parsed(R"({"type":"document","path":"/a","state":"failed","passages":0,
                                          "error":{"kind":"storage","message":"No.","retryable":false}})");
    QTest::newRow("summary") << protocol::summary(QStringLiteral("c"), {1, 2, 3, 4, 5, 6})
                             << parsed(R"({"type":"summary","collection":"c","indexed":1,"unchanged":2,"skipped":3,
                                           "failed":4,"passages":5,"removed":6})");

    const QDateTime fetched(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    const ModelInfo full{.ref = {QStringLiteral("openrouter"), QStringLiteral("m1")},
        .name = QStringLiteral("Model 1"),
        .origin = ModelOrigin::Live,
        .contextTokens = 131072,
        .maxOutputTokens = 8192,
        .canSee = false,
        .canUseTools = true,
        .canReason = true,
        .priceIn = 0.1,
        .priceOut = 0.4};
    const ModelInfo bare{.ref = {QStringLiteral("openrouter"), QStringLiteral("m2")},
        .name = QStringLiteral("m2"),
        .origin = ModelOrigin::Cached,
        .goneSince = fetched,
        .retiresOn = QDate(2026, 12, 31)};
    QTest::newRow("catalog") << protocol::catalog(
        {{.id = QStringLiteral("openrouter"),
             .name = QStringLiteral("OpenRouter"),
             .isConfigured = true,
             .baseUrl = QUrl(QStringLiteral("https://openrouter.ai/api/v1")),
             .refreshedAt = fetched,
             .isStale = false,
             .models = {full, bare}},
            {.id = QStringLiteral("openai-compatible"),
                .name = QStringLiteral("Other"),
                .error
                = Error{.kind = ErrorKind::Network, .message = QStringLiteral("Unreachable."), .retryable = true}}},
        fetched.addSecs(12)) << parsed(R"({"type":"catalog","providers":[
        {"id":"openrouter","name":"OpenRouter","configured":true,"streaming":"native",
         "base_url":"https://openrouter.ai/api/v1","refreshed_at":"2026-11-22T10:00:00Z","age_s":12,"stale":false,
         "error":null,"models":[
            {"id":"m1","name":"Model 1","origin":"live","gone":false,"context":131072,"max_output":8192,"chat":true,
             "embedding":false,"vision":false,"tools":true,"reasoning":true,"price_in":0.1,"price_out":0.4},
            {"id":"m2","name":"m2","origin":"cached","gone":true,"retires_on":"2026-12-31","chat":true,"embedding":false}]},
        {"id":"openai-compatible","name":"Other","configured":false,"streaming":"native","stale":true,
         "error":{"kind":"network","message":"Unreachable.","retryable":true},"models":[]}]})");
}

void QueryProtocolTest::encodesEachMessageExactly()
{
    QFETCH(QJsonObject, message);
    QFETCH(QJsonObject, expected);
    QCOMPARE(QJsonDocument(message).toJson(), QJsonDocument(expected).toJson());
}

void QueryProtocolTest::leavesOutWhatNobodyTold()
{
    QCOMPARE(protocol::phase({.phase = Phase::Waiting}).keys(),
        (QStringList{QStringLiteral("phase"), QStringLiteral("type")}));

    const QJsonObject final = protocol::final({.text = QStringLiteral("a")});
    QVERIFY(!final.contains(QStringLiteral("tool_calls")));
    QCOMPARE(final.value(QStringLiteral("usage")).toObject(), QJsonObject());
    QCOMPARE(final.value(QStringLiteral("timings")).toObject().keys(), QStringList{QStringLiteral("total_ms")});
    QVERIFY(final.value(QStringLiteral("notes")).isArray());

    const QJsonObject error = protocol::error({.kind = ErrorKind::Network}, QString());
    QCOMPARE(error.keys(),
        (QStringList{
            QStringLiteral("kind"), QStringLiteral("message"), QStringLiteral("retryable"), QStringLiteral("type")}));
    QVERIFY(!protocol::source({.number = 1}).contains(QStringLiteral("page")));
}

void QueryProtocolTest::writesOneLineWhateverTheText()
{
    const QString text = QStringLiteral("a\nb\r\n\x1b[31m\u2028\U0001F600\"\\");
    const QByteArray line = protocol::line(protocol::token(text));
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY(!line.contains('\x1b'));
    QCOMPARE(QJsonDocument::fromJson(line).object().value(QStringLiteral("text")).toString(), text);
}

void QueryProtocolTest::tellsTheAgeOfAListAndNeverANegativeOne()
{
    const QDateTime fetched(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    const auto ageAt = [&fetched](const QDateTime &now) {
        const QJsonObject catalog = protocol::catalog({{.id = QStringLiteral("p"), .refreshedAt = fetched}}, now);
        return catalog.value(QStringLiteral("providers")).toArray().at(0).toObject().value(QStringLiteral("age_s"));
    };
    QCOMPARE(ageAt(fetched.addSecs(90)).toInt(-1), 90);
    QCOMPARE(ageAt(fetched.addSecs(-5)).toInt(-1), 0); // the clock was set back
}

QTEST_GUILESS_MAIN(QueryProtocolTest)
#include "query_protocol_test.moc"
