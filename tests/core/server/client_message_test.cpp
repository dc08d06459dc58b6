// SPDX-License-Identifier: MIT
#include "core/server/client_message.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;

Q_DECLARE_METATYPE(freshet::ClientMessage)

/// The schema is closed: what it knows is read exactly, everything else is refused with the name of the field.
class ClientMessageTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryMessage_data();
    void readsEveryMessage();
    void refusesWhatIsWrongAndNamesTheField_data();
    void refusesWhatIsWrongAndNamesTheField();
    void refusesTheFieldsOfTheProvidersApis_data();
    void refusesTheFieldsOfTheProvidersApis();
    void carriesTheIdOfARefusedMessage_data();
    void carriesTheIdOfARefusedMessage();
    void shortensAForeignFieldName();
    void refusesEveryCutOffMessage();
};

namespace {

ClientMessage query(const QueryRequest &request) { return QueryMessage{QStringLiteral("1"), request}; }

const QString kHi = QStringLiteral("Hi");

/// Request fields of the seven providers' APIs, and what a tool could want to reach us or the user's files with.
const QByteArrayList kForeignFields{"base_url", "baseUrl", "api_base", "endpoint", "url", "proxy", "headers",
    "extra_headers", "extra_body", "api_key", "apiKey", "key", "token", "authorization", "organization", "project",
    "file", "file_id", "files", "path", "profile", "conversation", "chat_id", "caller", "timeout", "instructions",
    "system", "system_prompt", "systemInstruction", "messages", "input", "prompt", "contents", "images", "image",
    "attachments", "audio", "modalities", "prediction", "frequency_penalty", "presence_penalty", "logit_bias",
    "logprobs", "top_logprobs", "n", "response_format", "service_tier", "stream_options", "tools", "tool_choice",
    "parallel_tool_calls", "functions", "function_call", "user", "metadata", "store", "safety_identifier",
    "prompt_cache_key", "verbosity", "web_search_options", "max_completion_tokens", "max_output_tokens",
    "previous_response_id", "include", "truncation", "background", "text", "reasoning", "thinking", "budget_tokens",
    "stop_sequences", "top_k", "anthropic_version", "betas", "container", "mcp_servers", "generationConfig",
    "safetySettings", "cachedContent", "toolConfig", "thinkingConfig", "candidateCount", "maxOutputTokens",
    "responseMimeType", "responseSchema", "num_ctx", "num_predict", "num_gpu", "num_thread", "keep_alive", "format",
    "raw", "template", "suffix", "context", "think", "mirostat", "mirostat_tau", "tfs_z", "typical_p", "min_p", "top_a",
    "repeat_penalty", "repetition_penalty", "repeat_last_n", "grammar", "json_schema", "cache_prompt", "id_slot",
    "slot_id", "lora", "ttl", "draft_model", "models", "route", "transforms", "plugins", "provider_order", "usage",
    "grammar_json_functions", "backend", "language", "inputs", "parameters", "best_of", "echo", "do_sample",
    "return_full_text", "wait_for_model", "use_cache", "adapter_id", "details"};

} // namespace

void ClientMessageTest::readsEveryMessage_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<ClientMessage>("expected");

    QTest::newRow("query") << QByteArray(R"({"type":"query","id":"1","query":"Hi"})") << query({.question = kHi});
    QTest::newRow("query with everything")
        << QByteArray(R"({"type":"query","id":"1","query":"Hi",
        "history":[{"role":"user","content":"a"},{"role":"assistant","content":""},{"role":"system","content":"s"},
                   {"role":"system","content":"t"}],
        "provider":"openrouter","model":"org/m:free","retrieval":{"enabled":true,"collection":"c","top_k":50},
        "options":{"temperature":0,"top_p":1.0,"max_tokens":1,"reasoning_effort":"low","seed":-9007199254740993,
                   "stop":["a","b"],"stream":false}})")
        << query({.question = kHi,
               .instructions = QStringLiteral("s\n\nt"),
               .history = {{ChatRole::User, QStringLiteral("a")}, {ChatRole::Assistant, QString()}},
               .model = {QStringLiteral("openrouter"), QStringLiteral("org/m:free")},
               .retrieval = {.isEnabled = true, .collections = {QStringLiteral("c")}, .topK = 50},
               .options = {.temperature = 0.0,
                   .topP = 1.0,
                   .maxTokens = 1,
                   .seed = -9007199254740993,
                   .reasoningEffort = QStringLiteral("low"),
                   .stop = {QStringLiteral("a"), QStringLiteral("b")}},
               .streaming = StreamMode::Whole});
    QTest::newRow("query, nulls are absent") << QByteArray(R"({"type":"query","id":"1","query":"Hi","history":null,
        "provider":null,"model":null,"retrieval":{"enabled":null,"collection":null,"top_k":null},
        "options":{"temperature":null,"stop":null,"seed":null,"stream":null}})")
                                             << query({.question = kHi});
    QTest::newRow("query, without retrieval")
        << QByteArray(R"({"type":"query","id":"1","query":"Hi","retrieval":{"enabled":false}})")
        << query({.question = kHi, .retrieval = {.isEnabled = false}});
    QTest::newRow("query, one stop word")
        << QByteArray(R"({"type":"query","id":"1","query":"Hi","options":{"stop":"x","stream":true}})")
        << query({.question = kHi, .options = {.stop = {QStringLiteral("x")}}});
    QTest::newRow("query, id of 64 characters")
        << QByteArray(
               R"({"type":"query","query":"Hi","id":")" + QByteArray(64 * 2, ' ').replace("  ", "\xc3\xa4") + "\"}")
        << ClientMessage(QueryMessage{QString(64, QChar(0xe4)), {.question = kHi}});
    QTest::newRow("cancel") << QByteArray(R"({"type":"cancel","id":"x"})")
                            << ClientMessage(CancelMessage{QStringLiteral("x")});
    QTest::newRow("resume") << QByteArray(R"({"type":"resume","id":"s","after":2147483647})")
                            << ClientMessage(ResumeMessage{QStringLiteral("s"), 2147483647});
    QTest::newRow("resume from the beginning")
        << QByteArray(R"({"type":"resume","id":"s"})") << ClientMessage(ResumeMessage{QStringLiteral("s"), 0});
    QTest::newRow("catalog") << QByteArray(R"({"type":"catalog"})") << ClientMessage(CatalogMessage{});
    QTest::newRow("catalog of one") << QByteArray(R"({"type":"catalog","id":"c","provider":"ollama"})")
                                    << ClientMessage(CatalogMessage{QStringLiteral("c"), QStringLiteral("ollama")});
    QTest::newRow("refresh") << QByteArray(R"({"type":"refresh","provider":"ollama"})")
                             << ClientMessage(RefreshMessage{{}, QStringLiteral("ollama"), false});
    QTest::newRow("refresh now") << QByteArray(R"({"type":"refresh","id":"r","provider":"ollama","force":true})")
                                 << ClientMessage(RefreshMessage{QStringLiteral("r"), QStringLiteral("ollama"), true});
    QTest::newRow("settings") << QByteArray(R"({"type":"settings","id":"s"})")
                              << ClientMessage(SettingsMessage{QStringLiteral("s")});
    QTest::newRow("search") << QByteArray(R"({"type":"search","query":"Hi"})")
                            << ClientMessage(SearchMessage{{}, {.query = kHi}});
    QTest::newRow("search in one collection")
        << QByteArray(R"({"type":"search","id":"s","query":"Hi","collection":"c d","top_k":1})")
        << ClientMessage(SearchMessage{QStringLiteral("s"), {kHi, {QStringLiteral("c d")}, 1}});
}

void ClientMessageTest::readsEveryMessage()
{
    QFETCH(QByteArray, frame);
    QFETCH(ClientMessage, expected);
    const ClientMessageResult result = decodeClientMessage(frame);
    QVERIFY2(result.message, result.message ? "" : qPrintable(result.message.error().message));
    QVERIFY(*result.message == expected);
}

void ClientMessageTest::refusesWhatIsWrongAndNamesTheField_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("field");
    const auto row = [](const QByteArray &frame, const char *field) {
        QTest::newRow(frame.isEmpty() ? "nothing" : frame.left(150).constData()) << frame << QString::fromLatin1(field);
    };
    const auto queryRow = [&](const QByteArray &members, const char *field) {
        row(R"({"type":"query","id":"1","query":"Hi",)" + members + "}", field);
    };
    for (const char *noObject : {"", "1", "null", "\"query\"", "[]", "{", "hello", R"([{"type":"settings"}])",
             R"({"type":"settings"} {"type":"settings"})", R"({"type":NaN})", "{\"type\":\"\xff\"}"})
        row(noObject, "");
    row(R"({})", "type");
    row(R"({"type":null})", "type");
    row(R"({"type":7})", "type");
    row(R"({"type":"hello"})", "type");
    row(R"({"type":"Query","id":"1","query":"Hi"})", "type");
    row(R"({"type":"query","query":"Hi"})", "id");
    row(R"({"type":"query","id":"","query":"Hi"})", "id");
    row(R"({"type":"query","id":1,"query":"Hi"})", "id");
    row(R"({"type":"query","id":"a\nb","query":"Hi"})", "id");
    row(R"({"type":"query","id":"a\u202eb","query":"Hi"})", "id");
    row(R"({"type":"query","id":"\ud83d","query":"Hi"})", "id");
    row(R"({"type":"query","query":"Hi","id":")" + QByteArray(65, 'a') + "\"}", "id");
    row(R"({"type":"query","id":"1"})", "query");
    row(R"({"type":"query","id":"1","query":" \n"})", "query");
    row(R"({"type":"query","id":"1","query":["Hi"]})", "query");
    queryRow(R"("history":{})", "history");
    queryRow(R"("history":["Hi"])", "history");
    queryRow(R"("history":[{"role":"user","content":"a"},{"role":"tool","content":"a"}])", "history[1].role");
    queryRow(R"("history":[{"content":"a"}])", "history[0].role");
    queryRow(R"("history":[{"role":"user"}])", "history[0].content");
    queryRow(R"("history":[{"role":"user","content":[]}])", "history[0].content");
    queryRow(R"("history":[{"role":"user","content":"a","name":"b"}])", "history[0].name");
    queryRow(R"("provider":7)", "provider");
    queryRow(R"("model":"")", "model");
    queryRow(R"("model":"a\u0000b")", "model");
    queryRow(R"("retrieval":true)", "retrieval");
    queryRow(R"("retrieval":{"enabled":1})", "retrieval.enabled");
    queryRow(R"("retrieval":{"collection":["c"]})", "retrieval.collection");
    queryRow(R"("retrieval":{"top_k":0})", "retrieval.top_k");
    queryRow(R"("retrieval":{"top_k":51})", "retrieval.top_k");
    queryRow(R"("retrieval":{"top_k":1.5})", "retrieval.top_k");
    queryRow(R"("retrieval":{"path":"/etc"})", "retrieval.path");
    queryRow(R"("options":[])", "options");
    queryRow(R"("options":{"temperature":2.01})", "options.temperature");
    queryRow(R"("options":{"temperature":-0.1})", "options.temperature");
    queryRow(R"("options":{"temperature":"1"})", "options.temperature");
    queryRow(R"("options":{"top_p":1.1})", "options.top_p");
    queryRow(R"("options":{"max_tokens":0})", "options.max_tokens");
    queryRow(R"("options":{"max_tokens":1e10})", "options.max_tokens");
    queryRow(R"("options":{"max_tokens":1.5})", "options.max_tokens");
    queryRow(R"("options":{"seed":1.5})", "options.seed");
    queryRow(R"("options":{"seed":1e300})", "options.seed");
    queryRow(R"("options":{"stop":[1]})", "options.stop");
    queryRow(R"("options":{"stop":[""]})", "options.stop");
    queryRow(R"("options":{"stop":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]})",
        "options.stop");
    queryRow(R"("options":{"reasoning_effort":1})", "options.reasoning_effort");
    queryRow(R"("options":{"stream":"yes"})", "options.stream");
    row(R"({"type":"cancel"})", "id");
    row(R"({"type":"cancel","id":"1","query":"Hi"})", "query");
    row(R"({"type":"resume","after":1})", "id");
    row(R"({"type":"resume","id":"1","after":-1})", "after");
    row(R"({"type":"resume","id":"1","after":2147483648})", "after");
    row(R"({"type":"catalog","provider":{}})", "provider");
    row(R"({"type":"refresh"})", "provider");
    row(R"({"type":"refresh","provider":"a","force":"yes"})", "force");
    row(R"({"type":"settings","set":{}})", "set");
    row(R"({"type":"search"})", "query");
    row(R"({"type":"search","query":"Hi","top_k":1000})", "top_k");
}

void ClientMessageTest::refusesWhatIsWrongAndNamesTheField()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, field);
    const ClientMessageResult result = decodeClientMessage(frame);
    QVERIFY(!result.message);
    const Error &error = result.message.error();
    QCOMPARE(error.kind, ErrorKind::BadRequest);
    QCOMPARE(error.parameter, field);
    QVERIFY(error.message.contains(field));
    QVERIFY(error.message.endsWith(u'.'));
    QVERIFY(!error.retryable);
}

void ClientMessageTest::refusesTheFieldsOfTheProvidersApis_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("field");
    const auto row = [](const QByteArray &frame, const QString &field, const char *where) {
        QTest::newRow(qPrintable(QString(field + QLatin1String(where)))) << frame << field;
    };
    const QByteArray query = R"({"type":"query","id":"1","query":"Hi",)";
    for (const QByteArray &name : kForeignFields) {
        const QByteArray member = '"' + name + "\":1";
        const QString field = QString::fromLatin1(name);
        row(query + member + "}", field, " of a query");
        row(query + "\"options\":{" + member + "}}", QStringLiteral("options.") + field, "");
        if (name != "top_k")
            row(query + "\"retrieval\":{" + member + "}}", QStringLiteral("retrieval.") + field, "");
        row(query + R"("history":[{"role":"user","content":"a",)" + member + "}]}",
            QStringLiteral("history[0].") + field, "");
        row(R"({"type":"refresh","provider":"ollama",)" + member + "}", field, " of a refresh");
        row(R"({"type":"settings",)" + member + "}", field, " of the settings");
    }
}

void ClientMessageTest::refusesTheFieldsOfTheProvidersApis()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, field);
    const ClientMessageResult result = decodeClientMessage(frame);
    QVERIFY(!result.message);
    QCOMPARE(result.message.error().parameter, field);
    QCOMPARE(
        result.message.error().message, QStringLiteral("The field \"%1\" is not known here; leave it out.").arg(field));
}

void ClientMessageTest::carriesTheIdOfARefusedMessage_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("id");
    QTest::newRow("unknown type") << QByteArray(R"({"type":"x","id":"7"})") << QStringLiteral("7");
    QTest::newRow("no type") << QByteArray(R"({"id":"7"})") << QStringLiteral("7");
    QTest::newRow("unknown field") << QByteArray(R"({"type":"query","id":"7","query":"a","key":"b"})")
                                   << QStringLiteral("7");
    QTest::newRow("an id that is none") << QByteArray(R"({"type":"x","id":"a\u0007"})") << QString();
    QTest::newRow("a number") << QByteArray(R"({"type":"x","id":7})") << QString();
    QTest::newRow("no JSON") << QByteArray("{") << QString();
}

void ClientMessageTest::carriesTheIdOfARefusedMessage()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, id);
    const ClientMessageResult result = decodeClientMessage(frame);
    QVERIFY(!result.message);
    QCOMPARE(result.id, id);
}

void ClientMessageTest::shortensAForeignFieldName()
{
    const QByteArray name = "x\\u001b[31m" + QByteArray(100'000, 'y');
    const auto result = decodeClientMessage(QByteArray(R"({"type":"settings",")" + name + "\":1}"));
    QVERIFY(!result.message);
    QVERIFY(result.message.error().message.size() < 200);
    QVERIFY(!result.message.error().message.contains(QChar(0x1b)));
    QVERIFY(!result.message.error().parameter.contains(QChar(0x1b)));
}

void ClientMessageTest::refusesEveryCutOffMessage()
{
    const QByteArray whole
        = R"({"type":"query","id":"1","query":"H\u00e4\n","options":{"stop":["a"],"seed":1},"history":[]})";
    QVERIFY(decodeClientMessage(whole).message);
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!decodeClientMessage(whole.first(size)).message, whole.first(size).constData());
}

QTEST_GUILESS_MAIN(ClientMessageTest)
#include "client_message_test.moc"
