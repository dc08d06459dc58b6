// SPDX-License-Identifier: MIT
#include "core/providers/error_classifier.h"
#include "core/providers/retry_after.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr const char *kKey = "test-key-abcdef123456";

ProviderConfig vendor()
{
    return {.id = "vendor", .name = "Vendor", .baseUrl = QUrl("https://api.vendor.example/v1"), .key = Secret(kKey)};
}

HttpResponse answer(int status, const QByteArray &body, const HttpHeaders &headers = {})
{
    return {.status = status, .headers = headers, .body = body};
}

Error classified(int status, const QByteArray &body, const HttpHeaders &headers = {})
{
    return classifiedError(answer(status, body, headers), vendor());
}

} // namespace

class ErrorClassifierTest : public QObject {
    Q_OBJECT

private slots:
    void tellsKindAndWhetherToRepeat_data();
    void tellsKindAndWhetherToRepeat();
    void namesTheRefusedParameter_data();
    void namesTheRefusedParameter();
    void namesAllThatOneAnswerRefuses_data();
    void namesAllThatOneAnswerRefuses();
    void losesNoWordsOfTheServer_data();
    void losesNoWordsOfTheServer();
    void tellsHowLongAnAnswerTheCreditIsEnoughFor();
    void spellsTheWait();
    void namesTheRefusedRole_data();
    void namesTheRefusedRole();
    void knowsRefusedStreamingWhateverTheStatus();
    void tellsThatAnotherAddressServesIt_data();
    void tellsThatAnotherAddressServesIt();
    void keepsAKeyOutOfTheDetailHoweverFarDownItStands();
    void tellsHowLongToWait_data();
    void tellsHowLongToWait();
    void countsADateFromTheArrivalWhereTheServerTellsNoTime();
    void readsTheWaitInTheBody();
    void obeysTheServersWordOnRepeating();
    void neverShowsAKey();
    void writesASentenceAndKeepsTheServersWordsApart();
    void cutsAndCleansTheServersWords();
    void asksForAKeyWhereNoneWasSent();
};

void ErrorClassifierTest::tellsKindAndWhetherToRepeat_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("retryable");
    const auto row = [](const char *name, int status, const char *body, ErrorKind kind, bool retryable) {
        QTest::newRow(name) << status << QByteArray(body) << kind << retryable;
    };
    row("an empty body", 500, "", ErrorKind::Server, true);
    row("a conflict", 409, "", ErrorKind::BadRequest, true);
    row("a request time-out", 408, "", ErrorKind::Timeout, true);
    row("not implemented", 501, "", ErrorKind::Server, false);
    row("a plain text", 400, "no such thing", ErrorKind::BadRequest, false);
    row("forbidden", 403, R"({"error":"no"})", ErrorKind::Permission, false);
    row("a spending limit as 403", 403,
        R"({"error":{"code":403,"message":"x","metadata":{"limit_source":"openrouter_guardrail_budget"}}})",
        ErrorKind::Billing, false);
    row("tokens a minute are no context", 429, R"({"error":{"message":"Too many tokens per minute"}})",
        ErrorKind::RateLimited, true);
    row("Gemini's daily quota", 429,
        R"([{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"quota","details":[{"@type":"x","violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}])",
        ErrorKind::Quota, false);
    row("Ollama's weekly limit", 429, R"({"error":"you (ann) have reached your weekly usage limit, upgrade"})",
        ErrorKind::Quota, false);
    row("Gemini's bad key", 400,
        R"({"error":{"code":400,"status":"INVALID_ARGUMENT","message":"bad key","details":[{"reason":"API_KEY_INVALID"}]}})",
        ErrorKind::Auth, false);
    row("a context in words", 400, R"({"error":"prompt is too long"})", ErrorKind::ContextLength, false);
    row("busy Ollama", 503, R"({"error":"server busy, please try again.  maximum pending requests exceeded"})",
        ErrorKind::Overloaded, true);
    row("529", 529, "", ErrorKind::Overloaded, true);
    row("gateway timeout", 504, "<html></html>", ErrorKind::Timeout, true);
    row("request timeout", 408, "", ErrorKind::Timeout, true);
    row("LM Studio without /v1", 200, R"x({"error":"Unexpected endpoint or method. (POST /chat/completions)"})x",
        ErrorKind::NotFound, false);
    row("LiteLLM's code in words", 200, R"({"error":{"message":"litellm.RateLimitError","code":"429"}})",
        ErrorKind::RateLimited, true);
    row("gRPC words", 200, R"({"error":{"message":"x","status":"UNAVAILABLE"}})", ErrorKind::Overloaded, true);
    row("no evidence", 200, R"({"error":"Internal error"})", ErrorKind::Server, false);
    row("a message in a message", 400,
        R"({"error":{"message":"{\"error\":{\"message\":\"m\",\"code\":429}}","code":400}})", ErrorKind::RateLimited,
        true);
    row("a message in an error text", 500,
        R"({"error":"litellm.APIError: GeminiException - {\"error\":{\"message\":\"m\",\"code\":503,\"status\":\"UNAVAILABLE\"}}"})",
        ErrorKind::Overloaded, true);
    row("a message in a plain text", 500, R"(upstream said {"error":{"code":401,"message":"no key"}} to us)",
        ErrorKind::Auth, false);
    row("an upstream without a status", 429, R"({"error":{"message":"{\"error\":{\"message\":\"m\"}}","code":429}})",
        ErrorKind::RateLimited, true);
    row("JSON that is no error", 500, R"({"error":"cannot read {\"code\":401} of the request"})", ErrorKind::Server,
        true);
    row("a wait of six minutes", 429, R"({"error":{"message":"x","retry_after":"360"}})", ErrorKind::RateLimited,
        false);
    row("a wait of five minutes", 429, R"({"error":{"message":"x","retry_after":300}})", ErrorKind::RateLimited, true);
    row("an hour of overload", 503, R"({"error":{"message":"x","retry_after":"1h"}})", ErrorKind::Overloaded, false);
    row("a model that takes an hour", 503, R"({"error":{"code":"model_loading","message":"x"},"retry_after":3600})",
        ErrorKind::ModelLoading, true);
}

void ErrorClassifierTest::tellsKindAndWhetherToRepeat()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(bool, retryable);
    const Error error = classified(status, body);
    QCOMPARE(toWord(error.kind), toWord(kind));
    QCOMPARE(error.retryable, retryable);
    QCOMPARE(error.httpStatus, status);
    QVERIFY(error.message.contains("Vendor"));
}

void ErrorClassifierTest::namesTheRefusedParameter_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("parameter");
    const auto row
        = [](const char *body, const char *parameter) { QTest::newRow(body) << QByteArray(body) << parameter; };
    row(R"({"error":{"message":"no","param":"temperature","code":"unsupported_value"}})", "temperature");
    row(R"({"error":{"message":"Your organization must be verified to generate reasoning summaries.","param":"reasoning.summary","code":"unsupported_value"}})",
        "summary");
    row(R"({"error":{"message":"no","param":"reasoning.effort","code":"unsupported_value"}})", "reasoning");
    row(R"({"error":{"message":"Unknown parameter: 'stream_options'","param":"stream_options.include_usage"}})",
        "stream_options");
    row(R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'."}})",
        "max_tokens");
    row(R"({"detail":[{"loc":["body","top_p"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]})",
        "top_p");
    row(R"({"error":{"message":"Unrecognized request argument supplied: seed","param":null}})", "seed");
    row(R"({"detail":[{"loc":["body","top_p"],"msg":"Input should be less than 1"},{"loc":["body","seed"],"msg":"Extra inputs are not permitted"}]})",
        "seed");
    row(R"({"detail":[{"loc":["body","ChatRequest","stop"],"msg":"extra fields not permitted"}]})", "stop");
    row(R"({"detail":[{"loc":["body","temperature"],"msg":"Input should be less than 2"}]})", "");
    row(R"({"errors":[{"message":"Unknown parameter","param":"seed"}]})", "seed");
    row(R"({"error":{"code":400,"message":"Provider returned error","metadata":{"provider_name":"p","raw":"{\"error\":{\"message\":\"no\",\"param\":\"top_p\",\"code\":\"unsupported_parameter\"}}"}}})",
        "top_p");
    row(R"({"error":{"code":400,"message":"Provider returned error","metadata":{"raw":"Unsupported parameter: 'seed'"}}})",
        "seed");
    row(R"x({"error":{"message":"litellm.UnsupportedParamsError: openai does not support parameters: ['temperature', 'top_p'], for model=m"}})x",
        "temperature");
    row(R"({"error":"this model does not support streaming"})", "stream");
    row(R"({"error":"\"llama3.2\" does not support thinking"})", "think");
    row(R"({"error":{"message":"'stream' is not supported with this model."}})", "stream");
    row(R"({"error":"Streaming responses are not supported"})", "stream");
    row(R"({"error":"something else: went wrong"})", "");
    // Out of its range: left out, it would change what was asked for.
    row(R"({"error":{"message":"Invalid value: 5. Must be at least 16.","param":"max_tokens","code":"integer_below_min_value"}})",
        "");
    row(R"({"error":{"message":"Expected a value <= 2","param":"temperature","code":"decimal_above_max_value"}})", "");
}

void ErrorClassifierTest::namesTheRefusedParameter()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, parameter);
    const Error error = classified(400, body);
    QCOMPARE(error.kind, ErrorKind::BadRequest);
    QCOMPARE(error.parameter, parameter);
}

void ErrorClassifierTest::namesAllThatOneAnswerRefuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("parameters");
    const auto row
        = [](const char *body, const QStringList &names) { QTest::newRow(body) << QByteArray(body) << names; };
    row(R"({"detail":[{"loc":["body","temperature"],"msg":"Extra inputs are not permitted"},{"loc":["body","top_p"],"msg":"Extra inputs are not permitted"},{"loc":["body","temperature"],"msg":"Extra inputs are not permitted"},{"loc":["body","n"],"msg":"must be 1"}]})",
        {"temperature", "top_p"});
    row(R"({"error":{"message":"Unrecognized request arguments supplied: seed, top_p and stop"}})",
        {"seed", "top_p", "stop"});
    row(R"({"error":{"message":"Unsupported parameters: 'temperature', 'top_p' with this model."}})",
        {"temperature", "top_p"});
    row(R"x({"error":{"message":"litellm.UnsupportedParamsError: openai does not support parameters: ['temperature', 'top_p'], for model=m"}})x",
        {"temperature", "top_p"});
    row(R"({"error":{"message":"Unsupported parameter: temperature, please leave it out"}})", {"temperature"});
    row(R"({"errors":[{"message":"unknown field","field":"seed"},{"message":"unknown field","field":"stop"}]})",
        {"seed", "stop"});
    row(R"({"error":{"code":400,"status":"INVALID_ARGUMENT","message":"x","details":[{"fieldViolations":[{"field":"generation_config.temperature","description":"not supported"},{"field":"generation_config.top_p","description":"not supported"}]}]}})",
        {"temperature", "top_p"});
}

void ErrorClassifierTest::namesAllThatOneAnswerRefuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, parameters);
    const Error error = classified(400, body);
    QCOMPARE(QStringList(error.parameter) + error.otherParameters, parameters);
    QVERIFY(classified(429, body).otherParameters.isEmpty()); // no refusal
}

void ErrorClassifierTest::losesNoWordsOfTheServer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *body, const char *detail) { QTest::newRow(body) << QByteArray(body) << detail; };
    row(R"({"errors":[{"message":"one"},{"message":"two"}]})", "one; two");
    row(R"({"errors":["one","two"]})", "one; two");
    row(R"({"detail":{"message":"why"}})", "why");
    row(R"({"detail":{"error":{"message":"why"}}})", "why");
    row(R"({"detail":{"error":"why"}})", "why");
    row(R"({"message":["temperature must be a number","n too"]})", "temperature must be a number; n too");
    row(R"({"error":["one","two"]})", "one; two");
    row(R"({"error":{"detail":"why"}})", "why");
    row(R"({"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":\"why\"}"}}})",
        "Provider returned error: why");
    row(R"({"error":{"message":"Provider returned error","metadata":{"raw":{"detail":"why"}}}})",
        "Provider returned error: why");
    row(R"({"error":{"message":"Provider returned error","metadata":{"raw":"why\n"}}})",
        "Provider returned error: why\n");
    row(R"({"error":{"message":"Provider returned error","metadata":{"raw":"<html><title>502 no</title></html>"}}})",
        "Provider returned error: 502 no");
    row(R"({"error":{"message":"why","metadata":{"raw":7}}})", "why");
    row(R"({"error":"{\"error\":{\"message\":\"why\"}}"})", "why");
    row(R"({"error":"{\"error\":{\"code\":400}}"})", "{\"error\":{\"code\":400}}");
}

void ErrorClassifierTest::losesNoWordsOfTheServer()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, detail);
    QCOMPARE(classified(400, body).detail, detail);
}

void ErrorClassifierTest::tellsHowLongAnAnswerTheCreditIsEnoughFor()
{
    const auto tokens = [](int status, const QByteArray &words) {
        return classified(status, R"({"error":{"message":")" + words + R"("}})").affordableTokens;
    };
    QCOMPARE(tokens(402, "You requested up to 8192 tokens, but can only afford 3112. Upgrade"), 3112);
    QCOMPARE(tokens(402, "can only afford 1,204 tokens"), 1204);
    QCOMPARE(tokens(402, "can only afford 0"), std::nullopt);
    QCOMPARE(tokens(402, "can only afford 99999999999999"), std::nullopt);
    QCOMPARE(tokens(402, "no credit"), std::nullopt);
    QCOMPARE(tokens(400, "can only afford 3112"), std::nullopt);
}

void ErrorClassifierTest::spellsTheWait()
{
    const auto words = [](const QByteArray &seconds) {
        return classified(429, {}, {{"Retry-After", seconds}}).message;
    };
    for (const auto &[seconds, spelled] :
        {std::pair("1", "wait 1 second."), std::pair("0.2", "wait 1 second."), std::pair("2", "wait 2 seconds."),
            std::pair("120", "wait 120 seconds."), std::pair("121", "wait 3 minutes."),
            std::pair("7200", "wait 120 minutes."), std::pair("57600", "wait 16 hours.")})
        QVERIFY2(words(seconds).endsWith(spelled), qPrintable(words(seconds)));
}

void ErrorClassifierTest::namesTheRefusedRole_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("parameter");
    const auto row
        = [](const char *words, const char *parameter) { QTest::newRow(words) << QString(words) << parameter; };
    for (const char *words : {"System role not supported", "system role is not supported by this template",
             "Conversation roles must alternate user/assistant/user/assistant/...",
             "After the optional system message, conversation roles must alternate user/assistant/user/...",
             "Jinja Exception: Only user and assistant roles are supported!",
             "Only user, assistant and tool roles are supported",
             "Developer instruction is not enabled for models/gemma-3",
             "System messages are not supported by this model", "system prompt is not supported",
             "This model does not support system messages.",
             "'messages[0].role' does not support 'system' with this model.", "Unexpected role 'system'",
             "messages with role 'system' are not allowed"})
        row(words, "system");
    for (const char *words :
        {"'developer' is not one of ['system', 'assistant', 'user', 'function'] - 'messages.0.role'",
            "Unknown role: developer", "Unexpected message role: 'developer'",
            "Unsupported value: 'messages[0].role' does not support 'developer' with this model.",
            "the developer role is not supported"})
        row(words, "developer");
    for (const char *words : {"Your operating system is not supported", "The role of the developer is unclear",
             "system failure", "You are a system that does not support developers"})
        row(words, "");
}

void ErrorClassifierTest::namesTheRefusedRole()
{
    QFETCH(QString, words);
    QFETCH(QString, parameter);
    const QByteArray body
        = QJsonDocument(QJsonObject{{"error", QJsonObject{{"message", words}}}}).toJson(QJsonDocument::Compact);
    for (const int status : {400, 404, 422, 500})
        QCOMPARE(classified(status, body).parameter, parameter);
    QCOMPARE(classified(429, body).parameter, QString()); // no refusal
}

void ErrorClassifierTest::knowsRefusedStreamingWhateverTheStatus()
{
    for (const int status : {400, 404, 405, 500, 501})
        QCOMPARE(classified(status, R"({"error":"streaming is not supported"})").parameter, "stream");
    QCOMPARE(classified(429, R"({"error":"streaming is not supported"})").parameter, "");
}

void ErrorClassifierTest::tellsThatAnotherAddressServesIt_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isElsewhere");
    const auto row = [](const char *name, Dialect dialect, int status, const char *body, bool isElsewhere) {
        QTest::newRow(name) << dialect << status << QByteArray(body) << isElsewhere;
    };
    row("404 names /responses", Dialect::OpenAi, 404,
        R"({"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions."}})",
        true);
    row("400 names /responses", Dialect::OpenAi, 400,
        R"({"error":{"message":"Function tools are not supported. Please use /v1/responses instead.","param":"reasoning_effort"}})",
        true);
    row("404 names /completions", Dialect::OpenAi, 404,
        R"({"error":{"message":"This is not a chat model. Did you mean to use v1/completions?"}})", false);
    row("500 names /responses", Dialect::OpenAi, 500, R"({"error":{"message":"v1/responses failed"}})", false);
    row("from /responses itself", Dialect::OpenAiResponses, 404, R"({"error":{"message":"use v1/responses"}})", false);
    row("LM Studio before 0.4", Dialect::LmStudio, 200,
        R"x({"error":"Unexpected endpoint or method. (POST /api/v1/chat)"})x", true);
    row("a proxy's 404", Dialect::LmStudio, 404, "<html><title>404 Not Found</title></html>", true);
    row("an empty 404", Dialect::LmStudio, 404, "", true);
    row("405", Dialect::LmStudio, 405, R"({"detail":"Method Not Allowed"})", true);
    row("501", Dialect::LmStudio, 501, "", true);
    row("no models loaded", Dialect::LmStudio, 404, R"({"error":"No models loaded. Please load a model."})", false);
    row("no such model", Dialect::LmStudio, 404,
        R"({"error":{"type":"model_not_found","message":"\"m\" is unknown","code":"model_not_found"}})", false);
    row("a bad request", Dialect::LmStudio, 400, R"({"error":"bad"})", false);
    row("another dialect's 404", Dialect::OpenAi, 404, "", false);
}

void ErrorClassifierTest::tellsThatAnotherAddressServesIt()
{
    QFETCH(Dialect, dialect);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isElsewhere);
    ProviderConfig config = vendor();
    config.dialect = dialect;
    QCOMPARE(classifiedError(answer(status, body), config).parameter == "endpoint", isElsewhere);
    config.quirks.hasNativeApi = false; // it was not asked there
    if (dialect == Dialect::LmStudio)
        QVERIFY(classifiedError(answer(status, body), config).parameter != "endpoint");
}

void ErrorClassifierTest::keepsAKeyOutOfTheDetailHoweverFarDownItStands()
{
    const ProviderConfig config{.name = "Vendor", .key = Secret("canary-secret-0123456789")};
    const Error error = classifiedError(
        HttpResponse{.status = 500, .body = QByteArray(480, 'x') + " canary-secret-0123456789 " + QByteArray(900, 'y')},
        config);
    QVERIFY2(!error.detail.contains("canary"), qPrintable(error.detail));
}

void ErrorClassifierTest::tellsHowLongToWait_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<std::optional<milliseconds>>("wait");
    const std::pair date{QByteArray("Date"), QByteArray("Sun, 22 Nov 2026 10:00:00 GMT")};
    const auto row = [](const char *name, const HttpHeaders &headers, std::optional<milliseconds> wait) {
        QTest::newRow(name) << headers << wait;
    };
    row("nothing", {}, std::nullopt);
    row("seconds", {{"Retry-After", "7"}}, 7000ms);
    row("part of a second", {{"Retry-After", "0.5"}}, 500ms);
    row("milliseconds win", {{"Retry-After", "7"}, {"Retry-After-Ms", "1250"}}, 1250ms);
    row("a date", {date, {"Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT"}}, 30s);
    row("a date that is over", {date, {"Retry-After", "Sun, 22 Nov 2026 09:00:00 GMT"}}, 0ms);
    row("a date without a clock", {{"Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT"}}, std::nullopt);
    row("a negative number", {{"Retry-After", "-3"}}, 0ms);
    row("rubbish", {{"Retry-After", "soon"}}, std::nullopt);
    row("a duration", {{"x-ratelimit-reset-requests", "1m2.5s"}}, 62500ms);
    row("milliseconds as a duration", {{"x-ratelimit-reset-tokens", "547ms"}}, 547ms);
    row("only what is used up",
        {{"x-ratelimit-remaining-requests", "10"}, {"x-ratelimit-reset-requests", "1h30m"},
            {"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "6s"}},
        6s);
    row("milliseconds since 1970", {date, {"X-RateLimit-Reset", "1795341610000"}}, 10s);
    row("an ISO date", {date, {"x-ratelimit-reset-tokens", "2026-11-22T10:01:00Z"}}, 60s);
}

void ErrorClassifierTest::tellsHowLongToWait()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(std::optional<milliseconds>, wait);
    QCOMPARE(retryAfterIn(answer(429, {}, headers)), wait);
}

void ErrorClassifierTest::countsADateFromTheArrivalWhereTheServerTellsNoTime()
{
    HttpResponse response = answer(429, {}, {{"Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT"}});
    response.receivedAt = QDateTime({2026, 11, 22}, {10, 0, 10}, Qt::UTC);
    QCOMPARE(retryAfterIn(response), 20s);
    response.headers.emplaceBack("Date", "Sun, 22 Nov 2026 10:00:00 GMT"); // its own clock is what it means
    QCOMPARE(retryAfterIn(response), 30s);
}

void ErrorClassifierTest::readsTheWaitInTheBody()
{
    // Retry-After beats it, the reset of a limit does not.
    const QByteArray body = R"({"error":{"message":"x","metadata":{"retry_after":2}}})";
    QCOMPARE(classifiedError(answer(429, body, {{"Retry-After", "7"}}), {}).retryAfter, 7s);
    QCOMPARE(classifiedError(answer(429, body, {{"x-ratelimit-reset-tokens", "6m0s"}}), {}).retryAfter, 2s);
    QCOMPARE(classified(429, R"({"error":{"code":429,"message":"x","details":[{"retryDelay":"34.5s"}]}})").retryAfter,
        34500ms);
    QCOMPARE(classified(429, R"({"error":{"message":"Please retry in 900ms."}})").retryAfter, 900ms);
    QCOMPARE(classified(429, R"({"error":{"message":"x","metadata":{"retry_after":2}}})").retryAfter, 2000ms);
    QCOMPARE(classified(429, R"({"error":{"message":"x","metadata":{"retry_after_ms":1500}}})").retryAfter, 1500ms);
    QCOMPARE(classified(429, R"({"error":{"message":"x","metadata":{"retry_after":"2.5"}}})").retryAfter, 2500ms);
    QCOMPARE(classified(429, R"({"error":{"message":"x","availability":{"retry_after":"12s"}}})").retryAfter, 12s);
    QCOMPARE(classified(429, R"({"message":"x","retry_after":"soon"})").retryAfter, std::nullopt);
    QCOMPARE(classified(429, R"({"message":"x","retry_after":"nan"})").retryAfter, std::nullopt);
    QCOMPARE(classified(429, R"({"message":"x","retry_after":-1})").retryAfter, std::nullopt);
    const QByteArray loading = R"({"error":{"code":"model_loading","message":"x"},"loading":{"eta_seconds":ETA}})";
    QCOMPARE(classified(503, QByteArray(loading).replace("ETA", "12")).retryAfter, 12s);
    QCOMPARE(classified(503, QByteArray(loading).replace("ETA", "\"7\"")).retryAfter, 7s);
    QCOMPARE(classified(503, QByteArray(loading).replace("ETA", "900")).retryAfter, 30s); // asked again before
    QCOMPARE(classified(503, R"({"error":"Model m is currently loading","estimated_time":20.5})").retryAfter, 20500ms);
    QCOMPARE(classified(429, R"({"error":{"message":"x"}})").retryAfter, std::nullopt);
}

void ErrorClassifierTest::obeysTheServersWordOnRepeating()
{
    QVERIFY(!classified(500, "", {{"x-should-retry", "false"}}).retryable);
    QVERIFY(classified(400, "", {{"x-should-retry", "true"}}).retryable);
    QVERIFY(!classified(409, "", {{"x-should-retry", "false"}}).retryable);
    QVERIFY(!classified(429, "", {{"x-should-retry", "false"}}).retryable);
}

void ErrorClassifierTest::neverShowsAKey()
{
    const QByteArray echo = QByteArray("{\"error\":{\"message\":\"bad key ") + kKey
        + " or sk-proj-ABCdef123_456 or hf_ABCDEFG or Bearer abc.def\",\"param\":\"" + kKey + "\"}}";
    for (const int status : {400, 401, 500}) {
        const Error error = classified(status, echo);
        for (const QString &shown : {error.message, error.detail, error.parameter}) {
            for (const char *secret : {kKey, "sk-proj", "hf_ABC", "abc.def"})
                QVERIFY2(!shown.contains(secret), qPrintable(shown));
        }
    }
    QVERIFY(classified(401, echo).detail.contains("bad key [key]"));
}

void ErrorClassifierTest::writesASentenceAndKeepsTheServersWordsApart()
{
    const Error error = classified(500, R"({"error":{"message":"stack trace"}})");
    QCOMPARE(error.message, "Vendor (api.vendor.example) failed with an internal error (HTTP 500). Try again.");
    QCOMPARE(error.detail, "stack trace");
    const Error gateway
        = classified(502, "<html><head><title>502 Bad\n Gateway</title></head><body><b>x</b></body></html>");
    QCOMPARE(gateway.detail, "502 Bad Gateway");
}

void ErrorClassifierTest::cutsAndCleansTheServersWords()
{
    QCOMPARE(classified(500, QByteArray(2000, 'x')).detail.size(), 500);
    QCOMPARE(classified(500, QByteArray("a\x1b[31mb\0c", 9)).detail, "a[31mbc");
}

void ErrorClassifierTest::asksForAKeyWhereNoneWasSent()
{
    ProviderConfig config = vendor();
    QVERIFY(classifiedError(answer(401, ""), config).message.contains("did not accept the API key"));
    config.key = Secret();
    QVERIFY(classifiedError(answer(401, ""), config).message.contains("asks for an API key"));
}

Q_DECLARE_METATYPE(std::optional<std::chrono::milliseconds>)

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(ErrorClassifierTest)
#include "error_classifier_test.moc"
