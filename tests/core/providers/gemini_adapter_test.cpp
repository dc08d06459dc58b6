// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"
#include "tests/support/model_list_case.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;

Q_DECLARE_METATYPE(std::optional<bool>)

namespace {

const ProviderConfig kGoogle{.id = "gemini",
    .name = "Gemini",
    .dialect = Dialect::Gemini,
    .baseUrl = QUrl("https://g.example/v1beta"),
    .key = Secret("test-key-abcdef123456")};

ChatRequest request(const QString &model, const QList<ChatMessage> &messages = {{ChatRole::User, "Hi"}})
{
    return {.model = {"gemini", model}, .messages = messages};
}

QJsonObject bodyOf(const ChatRequest &asked, Dialect dialect = Dialect::Gemini, const ProviderConfig &config = kGoogle)
{
    return QJsonDocument::fromJson(adapterFor(dialect)->chatRequest(asked, config).body).object();
}

QJsonObject generationConfig(const ChatRequest &asked) { return bodyOf(asked)["generationConfig"].toObject(); }

QByteArray compact(const QJsonValue &value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                           : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

Result<QList<ModelInfo>> listed(const QByteArray &body)
{
    return test::listFrom({.status = 200, .body = body}, kGoogle);
}

ModelInfo only(const QByteArray &entry)
{
    const auto models = listed(QByteArray("{\"models\":[" + entry + "]}"));
    return models && models->size() == 1 ? models->first() : ModelInfo{.name = "not one model"};
}

} // namespace

class GeminiAdapterTest : public QObject {
    Q_OBJECT

private slots:
    void putsTheModelIntoThePath_data();
    void putsTheModelIntoThePath();
    void sendsTheKeyInAHeaderOfItsOwn();
    void writesTheConversationAsGoogleTakesIt_data();
    void writesTheConversationAsGoogleTakesIt();
    void sendsPicturesInline();
    void putsTheSystemsWordsFirstWhereTheModelHasNoSystemRole();
    void asksForThinkingInTheModelsOwnTerms_data();
    void asksForThinkingInTheModelsOwnTerms();
    void believesWhatIsKnownOfAModelsThinking();
    void leavesOutWhatNewModelsRefuse();
    void sendsFiveStopSequencesAtMost();
    void tellsWhatItLeavesOut();
    void goesOnWhereAnAnswerPaused();
    void asksTheInteractionsApi();
    void asksForTheListOfModels();
    void knowsWhatAModelIsFor_data();
    void knowsWhatAModelIsFor();
    void readsWhatGoogleTellsOfAModel();
    void skipsEntriesThatAreNoModel();
    void failsOnWhatIsNoList();
};

void GeminiAdapterTest::putsTheModelIntoThePath_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("path");
    QTest::newRow("plain") << "gemini-3.8-flash"
                           << "/v1beta/models/gemini-3.8-flash";
    QTest::newRow("with its collection") << "models/gemini-3.8-flash"
                                         << "/v1beta/models/gemini-3.8-flash";
    QTest::newRow("a tuned model") << "tunedModels/my one"
                                   << "/v1beta/tunedModels/my%20one";
    QTest::newRow("a slash and a colon") << "a/b:c"
                                         << "/v1beta/models/a%2Fb%3Ac";
    QTest::newRow("what would end the path") << "a?b#c%2e"
                                             << "/v1beta/models/a%3Fb%23c%252e";
    QTest::newRow("what would leave the path") << "../../x"
                                               << "/v1beta/models/..%2F..%2Fx";
    QTest::newRow("blanks and others") << "ä ~@"
                                       << "/v1beta/models/%C3%A4%20~%40";
}

void GeminiAdapterTest::putsTheModelIntoThePath()
{
    QFETCH(QString, model);
    QFETCH(QString, path);
    ChatRequest asked = request(model);
    QCOMPARE(adapterFor(Dialect::Gemini)->chatRequest(asked, kGoogle).url.toString(QUrl::FullyEncoded),
        QString("https://g.example" + path + ":streamGenerateContent?alt=sse"));
    asked.streaming = StreamMode::Whole;
    QCOMPARE(adapterFor(Dialect::Gemini)->chatRequest(asked, kGoogle).url.toString(QUrl::FullyEncoded),
        QString("https://g.example" + path + ":generateContent"));
}

void GeminiAdapterTest::sendsTheKeyInAHeaderOfItsOwn()
{
    for (const Dialect dialect : {Dialect::Gemini, Dialect::GeminiInteractions}) {
        for (const HttpRequest &sent : {adapterFor(dialect)->chatRequest(request("m"), kGoogle),
                 adapterFor(dialect)->modelListReader(kGoogle, {})->next()->request}) {
            QCOMPARE(sent.credential->header, QByteArray("x-goog-api-key"));
            QCOMPARE(sent.credential->prefix, QByteArray());
            QVERIFY(!sent.url.toString().contains("test-key"));
        }
    }
}

void GeminiAdapterTest::writesTheConversationAsGoogleTakesIt_data()
{
    using enum ChatRole;
    QTest::addColumn<QList<ChatMessage>>("messages");
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("neighbours of one role are one")
        << QList<ChatMessage>{{User, "a"}, {User, "b"}, {Assistant, "c"}, {Assistant, "d"}, {User, "e"}}
        << QByteArray(R"([{"parts":[{"text":"a\n\nb"}],"role":"user"},{"parts":[{"text":"c\n\nd"}],"role":"model"},)"
                      R"({"parts":[{"text":"e"}],"role":"user"}])");
    QTest::newRow("nothing empty, and neighbours over a gap are one") << QList<ChatMessage>{
        {User, "a"}, {Assistant, ""}, {User, "b"}} << QByteArray(R"([{"parts":[{"text":"a\n\nb"}],"role":"user"}])");
    QTest::newRow("the user speaks first") << QList<ChatMessage>{{Assistant, "hello"}, {User, "a"}}
                                           << QByteArray(R"([{"parts":[{"text":"a"}],"role":"user"}])");
    QTest::newRow("the system stands apart") << QList<ChatMessage>{{System, "short"}, {User, "a"}}
                                             << QByteArray(R"([{"parts":[{"text":"a"}],"role":"user"}])");
}

void GeminiAdapterTest::writesTheConversationAsGoogleTakesIt()
{
    QFETCH(QList<ChatMessage>, messages);
    QFETCH(QByteArray, contents);
    QCOMPARE(compact(bodyOf(request("m", messages))["contents"]), contents);
}

void GeminiAdapterTest::sendsPicturesInline()
{
    const QList<ChatMessage> messages{{ChatRole::User, "What?", {{"image/png", "abc"}}}};
    QCOMPARE(compact(bodyOf(request("m", messages))["contents"].toArray()[0].toObject()["parts"]),
        QByteArray(R"([{"inlineData":{"data":"YWJj","mimeType":"image/png"}},{"text":"What?"}])"));
    QCOMPARE(
        compact(
            bodyOf(request("m", messages), Dialect::GeminiInteractions)["input"].toArray()[0].toObject()["content"]),
        QByteArray(R"([{"data":"YWJj","mime_type":"image/png","type":"image"},{"text":"What?","type":"text"}])"));
}

void GeminiAdapterTest::putsTheSystemsWordsFirstWhereTheModelHasNoSystemRole()
{
    ProviderConfig config = kGoogle;
    config.quirks.hasSystemRole = false;
    const QList<ChatMessage> messages{{ChatRole::System, "short"}, {ChatRole::User, "a"}};
    const QJsonObject body = bodyOf(request("m", messages), Dialect::Gemini, config);
    QVERIFY(!body.contains("systemInstruction"));
    QCOMPARE(compact(body["contents"]), QByteArray(R"([{"parts":[{"text":"short\n\na"}],"role":"user"}])"));
    QCOMPARE(
        compact(bodyOf(request("m", messages))["systemInstruction"]), QByteArray(R"({"parts":[{"text":"short"}]})"));
}

void GeminiAdapterTest::asksForThinkingInTheModelsOwnTerms_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("effort");
    QTest::addColumn<int>("budget"); ///< -9: not asked for.
    QTest::addColumn<QByteArray>("config");
    const auto row = [](const char *model, const char *effort, int budget, const char *config) {
        QTest::addRow("%s, %s, %d", model, effort, budget) << model << effort << budget << QByteArray(config);
    };
    row("gemini-3.8-flash", "", -9, R"({"includeThoughts":true})");
    row("gemini-3.8-flash", "none", -9, R"({"includeThoughts":true,"thinkingLevel":"low"})");
    row("gemini-3.8-flash", "medium", -9, R"({"includeThoughts":true,"thinkingLevel":"medium"})");
    row("gemini-3.5-flash", "minimal", -9, R"({"includeThoughts":true,"thinkingLevel":"minimal"})");
    row("gemini-3.1-pro-preview", "none", -9, R"({"includeThoughts":true,"thinkingLevel":"low"})");
    row("models/gemini-4-argon", "xhigh", -9, R"({"includeThoughts":true,"thinkingLevel":"high"})");
    row("gemini-4-argon", "", 0, R"({"includeThoughts":true,"thinkingLevel":"low"})");
    row("gemini-4-argon", "", 1000, R"({"includeThoughts":true,"thinkingLevel":"low"})");
    row("gemini-4-argon", "low", 9000, R"({"includeThoughts":true,"thinkingLevel":"high"})");
    row("gemini-4-argon", "", -1, R"({"includeThoughts":true})");
    row("gemma-4-31b-it", "high", -9, R"({"includeThoughts":true,"thinkingLevel":"high"})");
    row("gemini-2.5-flash-lite", "", -9, R"({"includeThoughts":true})");
    row("gemini-2.5-flash-lite", "none", -9, R"({"includeThoughts":true,"thinkingBudget":0})");
    row("gemini-2.5-flash-lite", "minimal", -9, R"({"includeThoughts":true,"thinkingBudget":512})");
    row("gemini-2.5-flash-lite", "low", -9, R"({"includeThoughts":true,"thinkingBudget":1024})");
    row("gemini-2.5-flash-lite", "medium", -9, R"({"includeThoughts":true,"thinkingBudget":8192})");
    row("gemini-2.5-flash-lite", "xhigh", -9, R"({"includeThoughts":true,"thinkingBudget":24576})");
    row("gemini-2.5-pro", "none", -9, R"({"includeThoughts":true,"thinkingBudget":128})");
    row("gemini-2.5-pro", "xhigh", -9, R"({"includeThoughts":true,"thinkingBudget":32768})");
    row("gemini-2.5-flash", "high", 77, R"({"includeThoughts":true,"thinkingBudget":77})");
    row("gemini-2.0-flash", "", -9, "{}");
    row("gemma-3-27b-it", "", -9, "{}");
    row("some-model", "high", -9, R"({"includeThoughts":true,"thinkingLevel":"high"})");
}

void GeminiAdapterTest::asksForThinkingInTheModelsOwnTerms()
{
    QFETCH(QString, model);
    QFETCH(QString, effort);
    QFETCH(int, budget);
    QFETCH(QByteArray, config);
    ChatRequest asked = request(model);
    asked.options.reasoningEffort = effort;
    if (budget != -9)
        asked.options.thinkingBudget = budget;
    QCOMPARE(compact(generationConfig(asked)["thinkingConfig"]), config);
}

void GeminiAdapterTest::believesWhatIsKnownOfAModelsThinking()
{
    ChatRequest asked = request("gemini-3.8-flash");
    asked.known = ModelInfo{.canReason = false};
    QVERIFY(!bodyOf(asked).contains("generationConfig"));
    asked = request("some-model");
    asked.known = ModelInfo{.canReason = true};
    QVERIFY(generationConfig(asked)["thinkingConfig"].toObject()["includeThoughts"].toBool());
}

void GeminiAdapterTest::leavesOutWhatNewModelsRefuse()
{
    for (const auto &[model, isSent] : {std::pair{"gemini-4-argon", false}, {"models/gemini-4-argon", false},
             {"gemini-10", false}, {"gemini-3.8-flash", true}, {"gemma-4-31b-it", true}}) {
        ChatRequest asked = request(model);
        asked.options = {.temperature = 0.5, .topP = 0.5, .maxTokens = 9, .seed = 3};
        const QJsonObject config = generationConfig(asked);
        QCOMPARE(config.contains("temperature"), isSent);
        QCOMPARE(config.contains("topP"), isSent);
        QCOMPARE(config["maxOutputTokens"].toInt(), 9);
        QCOMPARE(config["seed"].toInt(), 3);
    }
}

void GeminiAdapterTest::sendsFiveStopSequencesAtMost()
{
    ChatRequest asked = request("m");
    asked.options.stop = {"1", "2", "3", "4", "5", "6"};
    QCOMPARE(generationConfig(asked)["stopSequences"].toArray().size(), 5);
    QCOMPARE(
        bodyOf(asked, Dialect::GeminiInteractions)["generation_config"].toObject()["stop_sequences"].toArray().size(),
        5);
}

void GeminiAdapterTest::tellsWhatItLeavesOut()
{
    const auto notes = [](const ChatRequest &asked, Dialect dialect = Dialect::Gemini) {
        return adapterFor(dialect)->notesOn(asked, kGoogle).join(u'|');
    };
    ChatRequest asked = request("gemini-4-argon");
    QCOMPARE(notes(asked), QString());
    asked.options = {.temperature = 0.5, .topP = 0.5};
    QCOMPARE(notes(asked),
        "sent without temperature: gemini-4-argon does not take it|sent without top_p: gemini-4-argon does not take "
        "it");
    asked.model.model = "gemini-3.8-flash";
    QCOMPARE(notes(asked), QString());
    QVERIFY(notes(asked, Dialect::GeminiInteractions).contains("temperature"));
    asked.options = {.thinkingBudget = 100, .stop = {"1", "2", "3", "4", "5", "6"}};
    QCOMPARE(notes(asked),
        "sent with the first 5 stop texts only: Gemini takes no more|"
        "sent with a thinking level instead of a budget: gemini-3.8-flash takes no budget");
    asked.model.model = "gemini-2.5-flash-lite";
    QVERIFY(!notes(asked).contains("budget"));
}

void GeminiAdapterTest::goesOnWhereAnAnswerPaused()
{
    ChatRequest asked = request("m");
    QVERIFY(!bodyOf(asked).contains("continuationToken"));
    asked.continuation = "dG9r";
    QCOMPARE(bodyOf(asked)["continuationToken"].toString(), "dG9r");
}

void GeminiAdapterTest::asksTheInteractionsApi()
{
    ChatRequest asked = request("models/gemini-5-x",
        {{ChatRole::System, "short"}, {ChatRole::User, "a"}, {ChatRole::Assistant, "b"}, {ChatRole::User, "c"}});
    asked.options = {.temperature = 0.5, .maxTokens = 9, .seed = 3, .reasoningEffort = "medium"};
    const HttpRequest sent = adapterFor(Dialect::GeminiInteractions)->chatRequest(asked, kGoogle);
    QCOMPARE(sent.url, QUrl("https://g.example/v1beta/interactions"));
    QCOMPARE(sent.body,
        QByteArray(
            R"({"generation_config":{"max_output_tokens":9,"seed":3,"thinking_level":"medium","thinking_summaries":"auto"},)"
            R"("input":[{"content":[{"text":"a","type":"text"}],"type":"user_input"},)"
            R"({"content":[{"text":"b","type":"text"}],"type":"model_output"},)"
            R"({"content":[{"text":"c","type":"text"}],"type":"user_input"}],)"
            R"("model":"gemini-5-x","store":false,"stream":true,"system_instruction":"short"})"));
}

void GeminiAdapterTest::asksForTheListOfModels()
{
    for (const Dialect dialect : {Dialect::Gemini, Dialect::GeminiInteractions})
        QCOMPARE(adapterFor(dialect)->modelListReader(kGoogle, {})->next()->request.url,
            QUrl("https://g.example/v1beta/models?pageSize=1000"));
}

void GeminiAdapterTest::knowsWhatAModelIsFor_data()
{
    QTest::addColumn<QByteArray>("methods");
    QTest::addColumn<bool>("canChat");
    QTest::addColumn<bool>("canEmbed");
    QTest::addColumn<std::optional<bool>>("canSee");
    const QByteArray generate = R"(["generateContent","countTokens"])";
    QTest::newRow("gemini-3.8-flash") << generate << true << false << std::optional(true);
    QTest::newRow("gemma-3-27b-it") << generate << true << false << std::optional(true);
    QTest::newRow("gemma-3-1b-it") << generate << true << false << std::optional(false);
    QTest::newRow("gemma-2-9b") << generate << true << false << std::optional(false);
    QTest::newRow("gemma-4-31b-it") << generate << true << false << std::optional(true);
    for (const char *id : {"gemini-3-pro-image", "gemini-2.5-flash-preview-tts", "gemini-2.5-flash-native-audio-latest",
             "gemini-3-flash-live", "gemini-2.5-computer-use-preview", "gemini-robotics-er-2", "deep-research-pro",
             "aqa", "lyria-4"})
        QTest::newRow(id) << generate << false << false << std::optional<bool>();
    QTest::newRow("gemini-embedding-2") << QByteArray(R"(["embedContent","countTextTokens"])") << false << true
                                        << std::optional<bool>();
    QTest::newRow("imagen-5") << QByteArray(R"(["predict"])") << false << false << std::optional<bool>();
    QTest::newRow("gemini-live") << QByteArray(R"(["bidiGenerateContent"])") << false << false << std::optional<bool>();
    QTest::newRow("gemini-x") << QByteArray(R"({"generateContent":true})") << false << false << std::optional<bool>();
}

void GeminiAdapterTest::knowsWhatAModelIsFor()
{
    QFETCH(QByteArray, methods);
    QFETCH(bool, canChat);
    QFETCH(bool, canEmbed);
    QFETCH(std::optional<bool>, canSee);
    const ModelInfo model = only(QByteArray("{\"name\":\"models/") + QTest::currentDataTag()
        + "\",\"supportedGenerationMethods\":" + methods + "}");
    QCOMPARE(model.ref.model, QTest::currentDataTag());
    QCOMPARE(model.canChat, canChat);
    QCOMPARE(model.canEmbed, canEmbed);
    QVERIFY(model.canSee == canSee);
}

void GeminiAdapterTest::readsWhatGoogleTellsOfAModel()
{
    const ModelInfo model = only(
        R"({"name":"models/gemini-3.8-flash","displayName":"Gemini 3.8 Flash","inputTokenLimit":1048576,"outputTokenLimit":65536,
        "supportedGenerationMethods":["generateContent"],"thinking":true})");
    QCOMPARE(model.ref, (ModelRef{"gemini", "gemini-3.8-flash"}));
    QCOMPARE(model.name, "Gemini 3.8 Flash");
    QCOMPARE(model.origin, ModelOrigin::Live);
    QCOMPARE(model.contextTokens, 1048576);
    QCOMPARE(model.maxOutputTokens, 65536);
    QCOMPARE(model.canReason, true);
    const ModelInfo bare = only(R"({"name":"tunedModels/x","displayName":7,"inputTokenLimit":"9","thinking":"yes"})");
    QCOMPARE(bare.ref.model, "tunedModels/x");
    QCOMPARE(bare.name, "tunedModels/x");
    QVERIFY(!bare.contextTokens && !bare.maxOutputTokens && !bare.canReason);
}

void GeminiAdapterTest::skipsEntriesThatAreNoModel()
{
    QCOMPARE(listed(R"({"models":[null,7,"x",{},{"name":5},{"name":"models/"},{"name":"models/good"}]})")->size(), 1);
    QCOMPARE(listed(R"({"models":[],"nextPageToken":"x"})")->size(), 0);
}

void GeminiAdapterTest::failsOnWhatIsNoList()
{
    for (const char *body : {"", "<html></html>", "{\"models\":{}}", "{\"data\":[]}", "7"}) {
        QVERIFY2(!listed(body), body);
        QCOMPARE(listed(body).error().kind, ErrorKind::Protocol);
    }
    QCOMPARE(listed(R"([{"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}}])").error().kind,
        ErrorKind::Permission);
}

QTEST_GUILESS_MAIN(GeminiAdapterTest)
#include "gemini_adapter_test.moc"
