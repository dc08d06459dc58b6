// SPDX-License-Identifier: MIT
#include "core/server/openai_request.h"

#include <QTest>

using namespace freshet;

/// What OpenAI's clients send is read as a query; what it asks for and we cannot do is refused, never dropped.
class OpenAiRequestTest : public QObject {
    Q_OBJECT

private slots:
    void readsMessages_data();
    void readsMessages();
    void readsTheModel_data();
    void readsTheModel();
    void readsEveryOption();
    void streamsOnlyWhenAsked();
    void ignoresWhatDoesNotTouchTheAnswer_data();
    void ignoresWhatDoesNotTouchTheAnswer();
    void refusesWhatItCannotHonour_data();
    void refusesWhatItCannotHonour();
    void readsPictures();
    void refusesBodiesThatAreNoObject_data();
    void refusesBodiesThatAreNoObject();
};

namespace {

const QByteArray kHello = R"("messages":[{"role":"user","content":"Hi"}])";

Result<openai::ChatCall> parsed(const QByteArray &members)
{
    return openai::parseChatCall(QByteArray("{" + members + "}"));
}

QueryRequest plainQuery() { return {.question = QStringLiteral("Hi"), .streaming = StreamMode::Whole}; }

} // namespace

void OpenAiRequestTest::readsMessages_data()
{
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("instructions");
    QTest::addColumn<QList<ChatMessage>>("history");

    const QString hi = QStringLiteral("Hi");
    QTest::newRow("a question") << QByteArray(R"({"role":"user","content":"Hi"})") << hi << QString()
                                << QList<ChatMessage>();
    QTest::newRow("system and developer") << QByteArray(R"({"role":"system","content":"Be brief."},
        {"role":"user","content":"Hi"},{"role":"developer","content":[{"type":"text","text":"Be kind."}]})")
                                          << hi << QStringLiteral("Be brief.\n\nBe kind.") << QList<ChatMessage>();
    QTest::newRow("a chat") << QByteArray(R"({"role":"user","content":"a"},{"role":"assistant","content":"b"},
        {"role":"user","content":"Hi"})")
                            << hi << QString()
                            << QList<ChatMessage>{
                                   {ChatRole::User, QStringLiteral("a")}, {ChatRole::Assistant, QStringLiteral("b")}};
    QTest::newRow("parts") << QByteArray(R"({"role":"user","content":[{"type":"text","text":"Hi"},
        {"type":"text","text":"you","cache_control":{"type":"ephemeral"}}]})")
                           << QStringLiteral("Hi\nyou") << QString() << QList<ChatMessage>();
    QTest::newRow("an answer as the client was given it")
        << QByteArray(R"({"role":"user","content":"a","name":"Ann"},
        {"role":"assistant","content":null,"refusal":"No.","annotations":[],"audio":null,"function_call":null,
         "tool_calls":[],"reasoning_content":"hm"},{"role":"user","content":"Hi"})")
        << hi << QString()
        << QList<ChatMessage>{{ChatRole::User, QStringLiteral("a")}, {ChatRole::Assistant, QString()}};
}

void OpenAiRequestTest::readsMessages()
{
    QFETCH(QByteArray, messages);
    QFETCH(QString, question);
    QFETCH(QString, instructions);
    QFETCH(QList<ChatMessage>, history);
    const auto call = parsed("\"messages\":[" + messages + "]");
    QVERIFY2(call, call ? "" : qPrintable(call.error().message));
    QCOMPARE(call->query.question, question);
    QCOMPARE(call->query.instructions, instructions);
    QCOMPARE(call->query.history, history);
}

void OpenAiRequestTest::readsTheModel_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<ModelRef>("expected");
    const auto row = [](const char *model, const char *provider, const char *name) {
        QTest::newRow(model) << QByteArray(model) << ModelRef{QString::fromLatin1(provider), QString::fromLatin1(name)};
    };
    row("\"ollama/llama3.2:1b\"", "ollama", "llama3.2:1b");
    row("\"openrouter/meta-llama/llama-3:free\"", "openrouter", "meta-llama/llama-3:free");
    row("\"ollama\"", "ollama", "");
    row("\"ollama/\"", "ollama", "");
    row("null", "", "");
}

void OpenAiRequestTest::readsTheModel()
{
    QFETCH(QByteArray, model);
    QFETCH(ModelRef, expected);
    const auto call = parsed(kHello + ",\"model\":" + model);
    QVERIFY(call);
    QCOMPARE(call->query.model, expected);
    QCOMPARE(call->model, QString::fromUtf8(model == "null" ? QByteArray() : model.mid(1, model.size() - 2)));
}

void OpenAiRequestTest::readsEveryOption()
{
    const auto call = parsed(kHello + R"(,"temperature":2,"top_p":0.5,"max_tokens":10,"max_completion_tokens":20,
        "seed":7,"stop":["a","b"],"reasoning_effort":"high","stream":true,
        "stream_options":{"include_usage":true,"include_obfuscation":false},
        "retrieval":{"enabled":true,"collection":"guide","top_k":3})");
    QVERIFY(call);
    QVERIFY(call->isStreamed());
    QVERIFY(call->wantsUsage);
    const QueryRequest expected{.question = QStringLiteral("Hi"),
        .retrieval = {.isEnabled = true, .collections = {QStringLiteral("guide")}, .topK = 3},
        .options = {.temperature = 2.0,
            .topP = 0.5,
            .maxTokens = 20,
            .seed = 7,
            .reasoningEffort = QStringLiteral("high"),
            .stop = {QStringLiteral("a"), QStringLiteral("b")}}};
    QVERIFY(call->query == expected);
}

void OpenAiRequestTest::streamsOnlyWhenAsked()
{
    for (const char *members : {"", R"(,"stream":false)", R"(,"stream":null,"stream_options":null)"}) {
        const auto call = parsed(kHello + members);
        QVERIFY(call);
        QVERIFY(!call->isStreamed());
        QVERIFY(!call->wantsUsage);
        QVERIFY(call->query == plainQuery());
    }
}

void OpenAiRequestTest::ignoresWhatDoesNotTouchTheAnswer_data()
{
    QTest::addColumn<QByteArray>("member");
    for (const char *member : {R"("user":"me")", R"("metadata":{"a":"b"})", R"("store":true)",
             R"("parallel_tool_calls":false)", R"("service_tier":"auto")", R"("safety_identifier":"x")",
             R"("prompt_cache_key":"x")", R"("prediction":{"type":"content","content":"x"})",
             R"("frequency_penalty":0)", R"("frequency_penalty":0.0)", R"("presence_penalty":0)", R"("n":1)",
             R"("logprobs":false)", R"("top_logprobs":0)", R"("logit_bias":{})", R"("tools":[])", R"("functions":[])",
             R"("tool_choice":"none")", R"("tool_choice":"auto")", R"("response_format":{"type":"text"})",
             R"("modalities":["text"])", R"("audio":null)", R"("verbosity":"medium")", R"("tools":null)"})
        QTest::newRow(member) << QByteArray(member);
}

void OpenAiRequestTest::ignoresWhatDoesNotTouchTheAnswer()
{
    QFETCH(QByteArray, member);
    const auto call = parsed(kHello + "," + member);
    QVERIFY2(call, call ? "" : qPrintable(call.error().message));
    QVERIFY(call->query == plainQuery());
}

void OpenAiRequestTest::refusesWhatItCannotHonour_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("field");
    const auto row = [](const QByteArray &members, const char *field) {
        QTest::newRow(members.left(150).constData()) << members << QString::fromLatin1(field);
    };
    const auto extra = [&](const QByteArray &member, const char *field) { row(kHello + "," + member, field); };
    const auto last = [&](const QByteArray &message, const char *field) {
        row(R"("messages":[{"role":"user","content":"a"},)" + message + "]", field);
    };
    row(R"("model":"ollama")", "messages");
    row(R"("messages":[])", "messages");
    row(R"("messages":"Hi")", "messages");
    row(R"("messages":["Hi"])", "messages[0].role");
    row(R"("messages":[{"role":"system","content":"a"}])", "messages");
    last(R"({"role":"assistant","content":"The answer is"})", "messages");
    last(R"({"role":"user","content":" "})", "messages");
    last(R"({"role":"user","content":null})", "messages[1].content");
    last(R"({"role":"user"})", "messages[1].content");
    last(R"({"role":"user","content":7})", "messages[1].content");
    last(R"({"role":"user","content":["a"]})", "messages[1].content[0].type");
    last(R"({"role":"user","content":[{"type":"text"}]})", "messages[1].content[0].text");
    last(R"({"role":"user","content":[{"type":"input_audio","input_audio":{}}]})", "messages[1].content[0].type");
    last(R"({"role":"user","content":[{"type":"file","file":{"file_id":"x"}}]})", "messages[1].content[0].type");
    last(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]})",
        "messages[1].content[0].image_url");
    last(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]})",
        "messages[1].content[0].image_url");
    last(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/svg+xml;base64,AAAA"}}]})",
        "messages[1].content[0].image_url");
    last(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png,AAAA"}}]})",
        "messages[1].content[0].image_url");
    last(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,A*AA"}}]})",
        "messages[1].content[0].image_url");
    last(R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,"}}]})",
        "messages[1].content[0].image_url");
    last(R"({"role":"user","content":[{"type":"image_url"}]})", "messages[1].content[0].image_url");
    last(R"({"role":"system","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]})",
        "messages[1].content[0].type");
    last(R"({"role":"tool","content":"4","tool_call_id":"c"})", "messages[1].role");
    last(R"({"role":"assistant","tool_calls":[{"id":"c"}]},{"role":"user","content":"a"})", "messages[1].tool_calls");
    last(R"({"role":"user","content":"a","path":"/etc/passwd"})", "messages[1].path");
    extra(R"("model":7)", "model");
    extra(R"("model":"")", "model");
    extra(R"("n":2)", "n");
    extra(R"("frequency_penalty":0.5)", "frequency_penalty");
    extra(R"("presence_penalty":-1)", "presence_penalty");
    extra(R"("logprobs":true)", "logprobs");
    extra(R"("top_logprobs":3)", "top_logprobs");
    extra(R"("logit_bias":{"50256":-100})", "logit_bias");
    extra(R"("tools":[{"type":"function"}])", "tools");
    extra(R"("tool_choice":"required")", "tool_choice");
    extra(R"("functions":[{}])", "functions");
    extra(R"("response_format":{"type":"json_object"})", "response_format");
    extra(R"("modalities":["text","audio"])", "modalities");
    extra(R"("audio":{"voice":"x"})", "audio");
    extra(R"("web_search_options":{})", "web_search_options");
    extra(R"("verbosity":"low")", "verbosity");
    extra(R"("top_k":40)", "top_k");
    extra(R"("temperature":3)", "temperature");
    extra(R"("max_completion_tokens":0)", "max_completion_tokens");
    extra(R"("stream":1)", "stream");
    extra(R"("stream_options":{"include_usage":"yes"})", "stream_options.include_usage");
    extra(R"("stream_options":{"x":1})", "stream_options.x");
    extra(R"("retrieval":{"top_k":51})", "retrieval.top_k");
    extra(R"("base_url":"http://evil.example")", "base_url");
    extra(R"("api_key":"x")", "api_key");
    extra(R"("extra_headers":{})", "extra_headers");
}

void OpenAiRequestTest::refusesWhatItCannotHonour()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, field);
    const auto call = parsed(members);
    QVERIFY(!call);
    QCOMPARE(call.error().kind, ErrorKind::BadRequest);
    QCOMPARE(call.error().parameter, field);
    QVERIFY(call.error().message.contains(field));
    QVERIFY(call.error().message.endsWith(u'.'));
}

void OpenAiRequestTest::readsPictures()
{
    const auto call = parsed(R"("messages":[
        {"role":"user","content":[{"type":"image_url","image_url":"data:image/jpg;base64,/9j/"}]},
        {"role":"assistant","content":"A cat."},
        {"role":"user","content":[{"type":"text","text":"And these?"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw==","detail":"low"}},
            {"type":"image_url","image_url":{"url":"DATA:IMAGE/WEBP;BASE64,UklGRg=="}}]}])");
    QVERIFY2(call, call ? "" : qPrintable(call.error().message));
    QCOMPARE(call->query.question, QStringLiteral("And these?"));
    QCOMPARE(call->query.images,
        (QList<ChatImage>{{"image/png", QByteArray("\x89PNG")}, {"image/webp", QByteArray("RIFF")}}));
    QCOMPARE(call->query.history.size(), 2);
    QCOMPARE(call->query.history.first().images, (QList<ChatImage>{{"image/jpeg", QByteArray("\xff\xd8\xff")}}));
}

void OpenAiRequestTest::refusesBodiesThatAreNoObject_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("cut off") << QByteArray("{" + kHello);
    QTest::newRow("bad UTF-8") << QByteArray("{\"model\":\"\xff\"," + kHello + "}");
    QTest::newRow("too deep") << QByteArray(
        "{" + kHello + ",\"user\":" + QByteArray(70, '[') + QByteArray(70, ']') + "}");
}

void OpenAiRequestTest::refusesBodiesThatAreNoObject()
{
    QFETCH(QByteArray, body);
    const auto call = openai::parseChatCall(body);
    QVERIFY(!call);
    QCOMPARE(call.error().kind, ErrorKind::BadRequest);
    QVERIFY(call.error().parameter.isEmpty());
}

QTEST_GUILESS_MAIN(OpenAiRequestTest)
#include "openai_request_test.moc"
