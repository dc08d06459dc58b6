// SPDX-License-Identifier: MIT
#include "core/models/provider_catalog.h"
#include "core/providers/model_list.h"
#include "core/providers/provider_adapter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;

namespace {

constexpr const char *kKey = "test-key-abcdef123456";

/// The whole request as one JSON, the key replaced by where it goes.
QByteArray shown(const HttpRequest &request)
{
    QJsonObject headers;
    for (const auto &[name, value] : request.headers)
        headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    if (request.credential)
        headers.insert(QString::fromLatin1(request.credential->header),
            QString(
                QString::fromLatin1(request.credential->prefix) + "KEY for " + request.credential->origin.toString()));
    const QJsonObject all{{"verb", QString::fromLatin1(request.verb)}, {"url", request.url.toString()},
        {"headers", headers}, {"body", QJsonDocument::fromJson(request.body).object()}};
    return QJsonDocument(all).toJson();
}

/// UPDATE_GOLDEN=1 writes the file; review the difference before committing it.
void compareWithGolden(const QByteArray &text, const QString &name)
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/") + name);
    if (qEnvironmentVariableIsSet("UPDATE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(QString::fromUtf8(text), QString::fromUtf8(file.readAll()));
}

QList<ProviderInfo> catalog()
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/../../resources/providers/catalog.json"));
    return file.open(QIODevice::ReadOnly) ? parseProviderCatalog(file.readAll()).value_or(QList<ProviderInfo>())
                                          : QList<ProviderInfo>();
}

ProviderConfig configOf(const ProviderInfo &info)
{
    return {.id = info.id,
        .name = info.name,
        .dialect = info.dialect,
        .baseUrl = info.defaultBaseUrl.isEmpty() ? QUrl("http://127.0.0.1:9000/v1") : info.defaultBaseUrl,
        .key = info.needsKey ? Secret(kKey) : Secret(),
        .headers = info.headers,
        .quirks = info.quirks};
}

ChatRequest plainRequest(const QString &model)
{
    return {.model = {"p", model.isEmpty() ? "some-model" : model},
        .messages = {{ChatRole::User, QString::fromUtf8("Wie heißt \"du\"? 😀\n")}}};
}

ChatRequest fullRequest(const QString &model)
{
    ChatRequest request = plainRequest(model);
    request.messages = {{ChatRole::System, "Be short."}, {ChatRole::User, "Hi"}, {ChatRole::Assistant, "Hello"},
        {ChatRole::User, "Bye"}};
    request.options = {.temperature = 0.25,
        .topP = 0.5,
        .maxTokens = 300,
        .seed = 7,
        .reasoningEffort = "low",
        .stop = {"END", "STOP"}};
    request.streaming = StreamMode::Whole;
    return request;
}

/// A system's word, two pictures and an effort, streamed.
ChatRequest pictureRequest(const QString &model)
{
    ChatRequest request = plainRequest(model);
    request.messages = {{ChatRole::System, "Be short."},
        {ChatRole::User, "What is this?", {{"image/png", "PNG bytes"}, {"image/jpeg", "JPEG bytes"}}}};
    request.options.reasoningEffort = "high";
    return request;
}

QString goldenFolder(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Ollama:
        return QStringLiteral("ollama/");
    case Dialect::Gemini:
        return QStringLiteral("gemini/");
    case Dialect::LmStudio:
        return QStringLiteral("lmstudio/");
    case Dialect::Anthropic:
        return QStringLiteral("anthropic/");
    default:
        return QStringLiteral("openai/");
    }
}

QJsonValue sentBody(Dialect dialect, const ChatRequest &request, const ProviderConfig &config)
{
    return QJsonDocument::fromJson(adapterFor(dialect)->chatRequest(request, config).body).object();
}

} // namespace

class AdapterRequestTest : public QObject {
    Q_OBJECT

private slots:
    void asksAsTheVendorWantsIt_data();
    void asksAsTheVendorWantsIt();
    void asksForTheModelList_data() { asksAsTheVendorWantsIt_data(); }
    void asksForTheModelList();
    void keepsTheKeyOutOfUrlHeadersAndBody();
    void givesTheDeveloperRoleToReasoningModelsOnly();
    void asksTheResponsesApi();
    void asksTheResponsesApiForSummariesOfReasoningOnly();
    void sendsAPictureAlone();
    void putsTheSystemsWordsIntoTheQuestionWhereThereIsNoRole_data() { asksAsTheVendorWantsIt_data(); }
    void putsTheSystemsWordsIntoTheQuestionWhereThereIsNoRole();
    void givesOpenRouterABudgetOrAnEffort();
    void tellsWhatIsNotSent();
    void asksOllamaForAWindowThatFits_data();
    void asksOllamaForAWindowThatFits();
    void asksOllamaForNoMoreThanTheModelHas();
    void tellsOllamaHowToThink_data();
    void tellsOllamaHowToThink();
    void tellsOllamaNothingOfThinkingWhereTheModelDoesNot();
    void hasNoAdapterWhereThereIsNoWire();
};

void AdapterRequestTest::asksAsTheVendorWantsIt_data()
{
    QTest::addColumn<QString>("id");
    for (const ProviderInfo &info : catalog()) {
        if (adapterFor(info.dialect))
            QTest::newRow(qPrintable(info.id)) << info.id;
    }
}

void AdapterRequestTest::asksAsTheVendorWantsIt()
{
    QFETCH(QString, id);
    for (const ProviderInfo &info : catalog()) {
        if (info.id != id)
            continue;
        const ProviderAdapter *adapter = adapterFor(info.dialect);
        const QString folder = goldenFolder(info.dialect);
        compareWithGolden(shown(adapter->chatRequest(plainRequest(info.defaultModel), configOf(info))),
            folder + id + ".plain.request.json");
        compareWithGolden(shown(adapter->chatRequest(fullRequest(info.defaultModel), configOf(info))),
            folder + id + ".full.request.json");
        compareWithGolden(shown(adapter->chatRequest(pictureRequest(info.defaultModel), configOf(info))),
            folder + id + ".pictures.request.json");
    }
}

void AdapterRequestTest::asksForTheModelList()
{
    QFETCH(QString, id);
    for (const ProviderInfo &info : catalog()) {
        if (info.id != id)
            continue;
        const HttpRequest request = adapterFor(info.dialect)->modelListReader(configOf(info), {})->next()->request;
        QCOMPARE(request.verb, QByteArray("GET"));
        QVERIFY(request.body.isEmpty());
        static const QHash<Dialect, QString> paths{{Dialect::Ollama, "/api/tags"},
            {Dialect::Gemini, "/models?pageSize=1000"}, {Dialect::Anthropic, "/models?limit=1000"}};
        const QString base = aboveV1(configOf(info)).baseUrl.toString();
        const QString expected = info.dialect == Dialect::LmStudio
            ? QString(base + "/api/v1/models")
            : QString(configOf(info).baseUrl.toString() + paths.value(info.dialect, QStringLiteral("/models")));
        QCOMPARE(request.url.toString(), expected);
        QCOMPARE(request.credential.has_value(), info.needsKey);
    }
}

void AdapterRequestTest::keepsTheKeyOutOfUrlHeadersAndBody()
{
    for (const ProviderInfo &info : catalog()) {
        ProviderConfig config = configOf(info);
        config.key = Secret(kKey);
        if (!adapterFor(info.dialect))
            continue;
        const HttpRequest request = adapterFor(info.dialect)->chatRequest(fullRequest("m"), config);
        QCOMPARE(request.credential->secret.reveal(), QByteArray(kKey));
        QVERIFY(!request.url.toString().contains(kKey) && !request.body.contains(kKey));
        for (const auto &[name, value] : request.headers)
            QVERIFY(!value.contains(kKey));
    }
}

void AdapterRequestTest::givesTheDeveloperRoleToReasoningModelsOnly()
{
    const ProviderConfig config{.baseUrl = QUrl("https://h.example/v1"), .quirks = {.hasDeveloperRole = true}};
    for (const auto &[model, role] :
        {std::pair{"gpt-4.1", "system"}, {"gpt-4o-mini", "system"}, {"gpt-5", "developer"}, {"gpt-5-mini", "developer"},
            {"gpt-5-chat-latest", "system"}, {"gpt-6.2-sol", "developer"}, {"gpt-10", "developer"}, {"o3", "developer"},
            {"o4-mini", "developer"}, {"omni-x", "system"}, {"llama", "system"}}) {
        const HttpRequest request = adapterFor(Dialect::OpenAi)->chatRequest(fullRequest(model), config);
        const QJsonArray messages = QJsonDocument::fromJson(request.body)["messages"].toArray();
        QVERIFY2(messages[0]["role"].toString() == QLatin1String(role), model);
        QCOMPARE(messages[1]["role"].toString(), "user");
    }
}

void AdapterRequestTest::asksTheResponsesApi()
{
    const ProviderAdapter *adapter = adapterFor(Dialect::OpenAiResponses);
    for (const ProviderInfo &info : catalog()) {
        if (!info.quirks.hasResponsesApi)
            continue;
        for (const auto &[name, request] : {std::pair{"plain", plainRequest("gpt-5-pro")},
                 {"full", fullRequest("gpt-5-pro")}, {"pictures", pictureRequest("gpt-5-pro")}})
            compareWithGolden(shown(adapter->chatRequest(request, configOf(info))),
                QStringLiteral("responses/%1.%2.request.json").arg(info.id, name));
        QCOMPARE(adapter->notesOn(fullRequest("gpt-5-pro"), configOf(info)).size(), 4);
    }
}

void AdapterRequestTest::asksTheResponsesApiForSummariesOfReasoningOnly()
{
    const ProviderConfig config{.baseUrl = QUrl("https://h.example/v1")};
    QCOMPARE(sentBody(Dialect::OpenAiResponses, plainRequest("o3-pro"), config)["reasoning"].toObject(),
        (QJsonObject{{"summary", "auto"}}));
    QVERIFY(sentBody(Dialect::OpenAiResponses, plainRequest("gpt-4o"), config)["reasoning"].isUndefined());
}

void AdapterRequestTest::sendsAPictureAlone()
{
    ChatRequest request = plainRequest("m");
    request.messages = {{ChatRole::User, "", {{"image/png", "x"}}}};
    const QJsonValue body = sentBody(Dialect::OpenAi, request, {.baseUrl = QUrl("https://h.example/v1")});
    const QJsonArray parts = body["messages"][0]["content"].toArray();
    QCOMPARE(parts.size(), 1);
    QCOMPARE(parts[0]["type"].toString(), "image_url");
}

void AdapterRequestTest::putsTheSystemsWordsIntoTheQuestionWhereThereIsNoRole()
{
    QFETCH(QString, id);
    for (const ProviderInfo &info : catalog()) {
        if (info.id != id)
            continue;
        ProviderConfig config = configOf(info);
        config.quirks.hasSystemRole = false;
        ChatRequest request = plainRequest("m");
        request.messages = {{ChatRole::System, "Be short."}, {ChatRole::User, "Hi"}, {ChatRole::Assistant, "Hello"},
            {ChatRole::User, "Bye"}};
        const QByteArray body = adapterFor(info.dialect)->chatRequest(request, config).body;
        QVERIFY2(body.contains(R"("Be short.\n\nHi")"), body.constData());
        QVERIFY2(!body.contains("system") && !body.contains("developer"), body.constData());
    }
}

void AdapterRequestTest::givesOpenRouterABudgetOrAnEffort()
{
    const ProviderConfig config{
        .name = "OpenRouter", .baseUrl = QUrl("https://h.example/v1"), .quirks = {.hasReasoningObject = true}};
    ChatRequest request = plainRequest("m");
    request.options.reasoningEffort = "minimal";
    QCOMPARE(sentBody(Dialect::OpenAi, request, config)["reasoning"].toObject(), (QJsonObject{{"effort", "minimal"}}));
    QVERIFY(adapterFor(Dialect::OpenAi)->notesOn(request, config).isEmpty());
    request.options.thinkingBudget = 2000;
    QCOMPARE(sentBody(Dialect::OpenAi, request, config)["reasoning"].toObject(), (QJsonObject{{"max_tokens", 2000}}));
    QCOMPARE(adapterFor(Dialect::OpenAi)->notesOn(request, config),
        QStringList("sent without a reasoning effort: OpenRouter takes it or a thinking budget"));
    QVERIFY(sentBody(Dialect::OpenAi, request, config)["reasoning_effort"].isUndefined());
}

void AdapterRequestTest::tellsWhatIsNotSent()
{
    const ProviderConfig openAi{
        .name = "OpenAI", .baseUrl = QUrl("https://h.example/v1"), .quirks = {.hasOpenAiFamilies = true}};
    ChatRequest request = plainRequest("gpt-6.1-sol");
    QVERIFY(adapterFor(Dialect::OpenAi)->notesOn(request, openAi).isEmpty());
    request.options = {.temperature = 0.5, .thinkingBudget = 100};
    QCOMPARE(adapterFor(Dialect::OpenAi)->notesOn(request, openAi),
        (QStringList{"sent without temperature: gpt-6.1-sol does not take it",
            "sent without a thinking budget: OpenAI does not take it"}));
    QVERIFY(sentBody(Dialect::OpenAi, request, openAi)["temperature"].isUndefined());
    const ProviderConfig other{.name = "Other", .baseUrl = QUrl("https://h.example/v1")};
    QCOMPARE(sentBody(Dialect::OpenAi, request, other)["temperature"].toDouble(), 0.5);
}

void AdapterRequestTest::asksOllamaForAWindowThatFits_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("answerTokens");
    QTest::addColumn<int>("window"); ///< 0: not sent.
    const auto letters = [](int count) { return QString(count, u'a'); };
    QTest::newRow("a short question") << letters(100) << 0 << 0;
    QTest::newRow("what just fits") << letters(2048 * 3) << 0 << 0;
    QTest::newRow("one token more") << letters(2049 * 3) << 0 << 12'288;
    QTest::newRow("a long answer") << letters(300) << 5000 << 6144;
    QTest::newRow("a book") << letters(300'000) << 0 << 108'544;
    QTest::newRow("Chinese") << QString(30'000, QChar(0x4e2d)) << 0 << 38'912; // up to a token each
}

void AdapterRequestTest::asksOllamaForAWindowThatFits()
{
    QFETCH(QString, prompt);
    QFETCH(int, answerTokens);
    QFETCH(int, window);
    ChatRequest request = plainRequest("m");
    request.messages
        = {{ChatRole::System, prompt.first(prompt.size() / 2)}, {ChatRole::User, prompt.sliced(prompt.size() / 2)}};
    if (answerTokens)
        request.options.maxTokens = answerTokens;
    const HttpRequest sent
        = adapterFor(Dialect::Ollama)->chatRequest(request, {.baseUrl = QUrl("http://127.0.0.1:11434")});
    const QJsonValue told = QJsonDocument::fromJson(sent.body)["options"]["num_ctx"];
    QCOMPARE(told, window ? QJsonValue(window) : QJsonValue(QJsonValue::Undefined));
}

void AdapterRequestTest::asksOllamaForNoMoreThanTheModelHas()
{
    const ProviderConfig config{.baseUrl = QUrl("http://127.0.0.1:11434")};
    ChatRequest request = plainRequest("m");
    request.messages = {{ChatRole::User, QString(300'000, u'a')}};
    request.known = ModelInfo{.contextTokens = 40'960};
    QCOMPARE(sentBody(Dialect::Ollama, request, config)["options"]["num_ctx"].toInt(), 40'960);
    QCOMPARE(adapterFor(Dialect::Ollama)->notesOn(request, config).size(), 1);
    request.known->contextTokens = 131'072;
    QCOMPARE(sentBody(Dialect::Ollama, request, config)["options"]["num_ctx"].toInt(), 108'544);
    QVERIFY(adapterFor(Dialect::Ollama)->notesOn(request, config).isEmpty());
    request.known->contextTokens = 0; // nobody's window
    QCOMPARE(sentBody(Dialect::Ollama, request, config)["options"]["num_ctx"].toInt(), 108'544);
}

void AdapterRequestTest::tellsOllamaHowToThink_data()
{
    QTest::addColumn<QString>("effort");
    QTest::addColumn<QJsonValue>("think");
    QTest::newRow("nobody asked") << "" << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("none") << "none" << QJsonValue(false);
    QTest::newRow("minimal") << "minimal" << QJsonValue("low");
    QTest::newRow("medium") << "medium" << QJsonValue("medium");
    QTest::newRow("xhigh") << "xhigh" << QJsonValue("max");
    QTest::newRow("max") << "max" << QJsonValue("max");
    QTest::newRow("a word of tomorrow") << "ultra" << QJsonValue("ultra");
    QTest::newRow("gpt-oss none") << "none" << QJsonValue("low");
    QTest::newRow("gpt-oss max") << "max" << QJsonValue("high");
}

void AdapterRequestTest::tellsOllamaHowToThink()
{
    QFETCH(QString, effort);
    QFETCH(QJsonValue, think);
    ChatRequest request = plainRequest(QByteArray(QTest::currentDataTag()).startsWith("gpt-oss") ? "gpt-oss:20b" : "m");
    request.options.reasoningEffort = effort;
    const HttpRequest sent
        = adapterFor(Dialect::Ollama)->chatRequest(request, {.baseUrl = QUrl("http://127.0.0.1:11434")});
    QCOMPARE(QJsonDocument::fromJson(sent.body)["think"], think);
}

void AdapterRequestTest::tellsOllamaNothingOfThinkingWhereTheModelDoesNot()
{
    const ProviderConfig config{.baseUrl = QUrl("http://127.0.0.1:11434")};
    ChatRequest request = plainRequest("llama3.2");
    request.known = ModelInfo{.canReason = false};
    request.options = {.reasoningEffort = "high", .thinkingBudget = 1000};
    QVERIFY(sentBody(Dialect::Ollama, request, config)["think"].isUndefined());
    QCOMPARE(adapterFor(Dialect::Ollama)->notesOn(request, config),
        (QStringList{"sent without thinking: llama3.2 does not think",
            "sent without a thinking budget: Ollama takes an effort instead"}));
    request.options = {.reasoningEffort = "none"};
    QVERIFY(adapterFor(Dialect::Ollama)->notesOn(request, config).isEmpty());
}

void AdapterRequestTest::hasNoAdapterWhereThereIsNoWire() { QVERIFY(!adapterFor(Dialect::Quotes)); }

QTEST_GUILESS_MAIN(AdapterRequestTest)
#include "adapter_request_test.moc"
