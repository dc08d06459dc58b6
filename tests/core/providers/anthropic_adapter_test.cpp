// SPDX-License-Identifier: MIT
#include "core/providers/anthropic_adapter.h"
#include "tests/support/model_list_case.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;

namespace {

ChatRequest plainRequest(const QString &model) { return {.model = {"p", model}, .messages = {{ChatRole::User, "Hi"}}}; }

QJsonValue sentBody(const ChatRequest &request)
{
    const ProviderConfig config{.name = "Anthropic", .baseUrl = QUrl("https://h.example/v1")};
    return QJsonDocument::fromJson(AnthropicAdapter().chatRequest(request, config).body).object();
}

Result<QList<ModelInfo>> parsed(const QByteArray &body)
{
    return test::listFrom({.status = 200, .body = body},
        {.id = "anthropic",
            .name = "Anthropic",
            .dialect = Dialect::Anthropic,
            .baseUrl = QUrl("https://h.example/v1")});
}

} // namespace

class AnthropicAdapterTest : public QObject {
    Q_OBJECT

private slots:
    void tellsHowToThink_data();
    void tellsHowToThink();
    void asksWithATokenLimitAlways();
    void makesMessagesAlternate();
    void namesTheRefusedParameter_data();
    void namesTheRefusedParameter();
    void readsAListOfModels();
    void takesWrongTypesInAListForMissing();
    void failsOnWhatIsNoList();
};

void AnthropicAdapterTest::tellsHowToThink_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("effort");
    QTest::addColumn<int>("budget"); ///< 0: none.
    QTest::addColumn<int>("maxTokens"); ///< 0: not asked for.
    QTest::addColumn<QString>("thinking");
    QTest::addColumn<int>("limit");
    const auto row
        = [](const char *name, const char *model, const char *effort, int budget, int maxTokens, const char *thinking,
              int limit) { QTest::newRow(name) << model << effort << budget << maxTokens << thinking << limit; };
    row("nobody asked", "claude-sonnet-5-5", "", 0, 0, "", 4096);
    row("off", "claude-haiku-4-5", "none", 0, 0, R"({"type":"disabled"})", 4096);
    row("newer", "claude-sonnet-5-5", "high", 0, 0, R"({"display":"summarized","type":"adaptive"} high)", 4096);
    row("newer, minimal", "claude-opus-4-6", "minimal", 0, 0, R"({"display":"summarized","type":"adaptive"} low)",
        4096);
    row("newer, a budget", "claude-opus-5-5", "", 5000, 0, R"({"display":"summarized","type":"adaptive"} )", 4096);
    row("older, an effort", "claude-haiku-4-5-20251001", "low", 0, 0, R"({"budget_tokens":2048,"type":"enabled"})",
        4096);
    row("older, a budget", "claude-3-7-sonnet-latest", "", 5000, 0, R"({"budget_tokens":5000,"type":"enabled"})", 9096);
    row("older, too small", "claude-sonnet-4", "", 10, 0, R"({"budget_tokens":1024,"type":"enabled"})", 4096);
    row("older, a limit below the budget", "claude-opus-4-1", "", 5000, 2000,
        R"({"budget_tokens":1999,"type":"enabled"})", 2000);
    row("older, no room at all", "claude-haiku-4-5", "high", 0, 1024, "", 1024);
}

void AnthropicAdapterTest::tellsHowToThink()
{
    QFETCH(QString, model);
    QFETCH(QString, effort);
    QFETCH(int, budget);
    QFETCH(int, maxTokens);
    QFETCH(QString, thinking);
    QFETCH(int, limit);
    ChatRequest request = plainRequest(model);
    request.options.reasoningEffort = effort;
    if (budget)
        request.options.thinkingBudget = budget;
    if (maxTokens)
        request.options.maxTokens = maxTokens;
    const QJsonValue body = sentBody(request);
    QString sent = QString::fromUtf8(QJsonDocument(body["thinking"].toObject()).toJson(QJsonDocument::Compact));
    sent = sent == QLatin1String("{}") ? QString() : sent;
    if (sent.contains(QLatin1String("adaptive")))
        sent += u' ' + body["output_config"]["effort"].toString();
    QCOMPARE(sent, thinking);
    QCOMPARE(body["max_tokens"].toInt(), limit);
}

void AnthropicAdapterTest::asksWithATokenLimitAlways()
{
    ChatRequest request = plainRequest("m");
    const auto limit = [&] { return sentBody(request)["max_tokens"].toInt(); };
    QCOMPARE(limit(), 4096);
    request.known = ModelInfo{.maxOutputTokens = 8000};
    QCOMPARE(limit(), 8000);
    request.known->maxOutputTokens = 128'000;
    QCOMPARE(limit(), 32'000);
    request.options.maxTokens = 100'000;
    QCOMPARE(limit(), 100'000);
    request.options = {.seed = 1, .reasoningEffort = "high"};
    request.known->canReason = false;
    QVERIFY(sentBody(request)["thinking"].isUndefined());
    QCOMPARE(AnthropicAdapter().notesOn(request, {.name = "Anthropic"}),
        (QStringList{"sent without thinking: m does not think", "sent without seed: Anthropic does not take it"}));
}

void AnthropicAdapterTest::makesMessagesAlternate()
{
    ChatRequest request = plainRequest("m");
    request.messages = {{ChatRole::System, " "}, {ChatRole::User, "a"}, {ChatRole::User, "b"},
        {ChatRole::Assistant, " "}, {ChatRole::User, " ", {{"image/png", "x"}}}};
    const QJsonValue body = sentBody(request);
    QVERIFY(body["system"].isUndefined());
    QCOMPARE(body["messages"].toArray().size(), 1);
    QCOMPARE(body["messages"][0]["content"].toArray().size(), 2);
    request.messages = {{ChatRole::User, "", {{"image/png", "x"}}}};
    const QJsonValue picture = sentBody(request);
    QCOMPARE(picture["messages"][0]["content"].toArray().size(), 1); // an empty text is refused
}

void AnthropicAdapterTest::namesTheRefusedParameter_data()
{
    QTest::addColumn<QString>("parameter");
    QTest::newRow("temperature: Extra inputs are not permitted") << "temperature";
    QTest::newRow("output_config.effort: Extra inputs are not permitted") << "effort";
    QTest::newRow("`top_p` is deprecated for this model.") << "top_p";
    QTest::newRow("`temperature` and `top_p` cannot both be specified for this model.") << "top_p";
    QTest::newRow("`temperature` may only be set to 1 when thinking is enabled.") << "temperature";
    QTest::newRow("messages: text content blocks must be non-empty") << "";
    QTest::newRow("max_tokens: 200000 > 64000, which is the maximum allowed") << "";
}

void AnthropicAdapterTest::namesTheRefusedParameter()
{
    QFETCH(QString, parameter);
    const QJsonObject told{{"type", "invalid_request_error"}, {"message", QTest::currentDataTag()}};
    const Error error = AnthropicAdapter().errorFrom(
        {.status = 400, .body = QJsonDocument(QJsonObject{{"type", "error"}, {"error", told}}).toJson()},
        {.name = "Anthropic"});
    QCOMPARE(error.kind, ErrorKind::BadRequest);
    QCOMPARE(error.parameter, parameter);
}

void AnthropicAdapterTest::readsAListOfModels()
{
    const auto models
        = parsed(R"({"data":[{"type":"model","id":"claude-x","display_name":"Claude X","max_input_tokens":200000,
        "max_tokens":64000,"capabilities":{"image_input":{"supported":true},"thinking":{"supported":false}}},
        {"type":"model","id":"claude-y"}],"has_more":false})");
    QVERIFY(models);
    QCOMPARE(*models,
        (QList<ModelInfo>{{.ref = {"anthropic", "claude-x"},
                              .name = "Claude X",
                              .origin = ModelOrigin::Live,
                              .contextTokens = 200'000,
                              .maxOutputTokens = 64'000,
                              .canSee = true,
                              .canReason = false},
            {.ref = {"anthropic", "claude-y"}, .name = "claude-y", .origin = ModelOrigin::Live}}));
}

void AnthropicAdapterTest::takesWrongTypesInAListForMissing()
{
    const auto models = parsed(R"({"data":[null,7,{},{"id":5},{"id":""},{"id":"m","display_name":null,"max_tokens":-1,
        "max_input_tokens":"many","capabilities":{"image_input":true,"thinking":{"supported":"yes"}}}]})");
    QCOMPARE(*models, (QList<ModelInfo>{{.ref = {"anthropic", "m"}, .name = "m", .origin = ModelOrigin::Live}}));
}

void AnthropicAdapterTest::failsOnWhatIsNoList()
{
    for (const char *body : {"", "<html></html>", R"({"data":{}})", "7"})
        QCOMPARE(parsed(body).error().kind, ErrorKind::Protocol);
    QCOMPARE(parsed(R"({"type":"error","error":{"type":"authentication_error","message":"no"}})").error().kind,
        ErrorKind::Auth);
}

QTEST_GUILESS_MAIN(AnthropicAdapterTest)
#include "anthropic_adapter_test.moc"
