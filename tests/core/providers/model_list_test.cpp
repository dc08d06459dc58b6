// SPDX-License-Identifier: MIT
#include "tests/support/model_list_case.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

Result<QList<ModelInfo>> parsed(Dialect dialect, const QByteArray &body)
{
    const ProviderConfig config{
        .id = "vendor", .name = "Vendor", .dialect = dialect, .baseUrl = QUrl("https://h.example/v1")};
    return listFrom({.status = 200, .body = body}, config);
}

ModelInfo only(Dialect dialect, const QByteArray &entry)
{
    const QByteArray list = dialect == Dialect::Ollama ? "models" : "data";
    const auto models = parsed(dialect, QByteArray("{\"" + list + "\":[" + entry + "]}"));
    return models && models->size() == 1 ? models->first() : ModelInfo{.name = "not one model"};
}

} // namespace

class ModelListTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatABareIdIsFor_data();
    void knowsWhatABareIdIsFor();
    void readsOpenRoutersFacts();
    void readsHuggingFacesProviders();
    void hidesWhatNoProviderServes();
    void findsTheContextWhereverItStands_data();
    void findsTheContextWhereverItStands();
    void stripsGeminisPrefix();
    void readsOllamasCapabilities();
    void guessesForOldOllamas();
    void skipsEntriesThatAreNoModel();
    void failsOnWhatIsNoList_data();
    void failsOnWhatIsNoList();
};

void ModelListTest::knowsWhatABareIdIsFor_data()
{
    QTest::addColumn<bool>("canChat");
    QTest::addColumn<bool>("canEmbed");
    for (const char *id :
        {"gpt-6.2-sol", "gpt-4o", "chatgpt-4o-latest", "o3-mini", "llama3.2", "qwen/qwen3-4b", "my-imagery-model",
            "google/gemma-4-31B-it", "command-r", "o1-pro", "gpt-5-pro", "gpt-5.1-codex-max", "o4-mini-deep-research"})
        QTest::newRow(id) << true << false;
    for (const char *id : {"text-embedding-3-small", "text-embedding-nomic-embed-text-v1.5", "nomic-embed-text",
             "bge-m3", "intfloat/e5-large", "gemini-embedding-2"})
        QTest::newRow(id) << false << true;
    for (const char *id : {"whisper-1", "tts-1", "gpt-4o-transcribe", "gpt-4o-mini-tts", "gpt-realtime-2", "dall-e-3",
             "gpt-image-2", "omni-moderation-latest", "davinci-002", "gpt-3.5-turbo-instruct", "gpt-4o-audio-preview",
             "sora-2", "stablediffusion", "bge-reranker"})
        QTest::newRow(id) << false << QByteArray(id).startsWith("bge");
}

void ModelListTest::knowsWhatABareIdIsFor()
{
    QFETCH(bool, canChat);
    QFETCH(bool, canEmbed);
    const QByteArray id = QTest::currentDataTag();
    const ModelInfo model = only(Dialect::OpenAi, QByteArray("{\"id\":\"" + id + "\",\"object\":\"model\"}"));
    QCOMPARE(model.ref, (ModelRef{"vendor", QString::fromLatin1(id)}));
    QCOMPARE(model.name, QString::fromLatin1(id));
    QCOMPARE(model.origin, ModelOrigin::Live);
    QCOMPARE(model.canChat, canChat);
    QCOMPARE(model.canEmbed, canEmbed);
    QVERIFY(!model.contextTokens && !model.canSee && !model.canReason && !model.priceIn);
}

void ModelListTest::readsOpenRoutersFacts()
{
    const ModelInfo model = only(Dialect::OpenAi,
        R"({"id":"v/m:free","name":"Vendor: M","context_length":200000,"architecture":{"input_modalities":["text","image"],
        "output_modalities":["text"]},"pricing":{"prompt":"0.0000025","completion":"0.00001"},"top_provider":{"context_length":131072,
        "max_completion_tokens":8192},"supported_parameters":["tools","reasoning"]})");
    QCOMPARE(model.name, "Vendor: M");
    QCOMPARE(model.contextTokens, 131072);
    QCOMPARE(model.maxOutputTokens, 8192);
    QCOMPARE(model.priceIn, 2.5);
    QCOMPARE(model.priceOut, 10.0);
    QCOMPARE(model.canSee, true);
    QCOMPARE(model.canUseTools, true);
    QCOMPARE(model.canReason, true);
    QVERIFY(model.canChat);
    const ModelInfo router = only(Dialect::OpenAi,
        R"({"id":"openrouter/auto","context_length":null,"pricing":{"prompt":"-1","completion":"-1"},"supported_parameters":[]})");
    QVERIFY(!router.priceIn && !router.contextTokens);
    QCOMPARE(router.canUseTools, false);
    QVERIFY(!only(Dialect::OpenAi, R"({"id":"v/painter","architecture":{"output_modalities":["image"]}})").canChat);
}

void ModelListTest::readsHuggingFacesProviders()
{
    const ModelInfo model = only(Dialect::OpenAi,
        R"({"id":"a/b","providers":[{"provider":"x","status":"live","context_length":8192,"pricing":{"input":0.3,"output":0.9}},
        {"provider":"y","status":"live","context_length":32768,"pricing":{"input":0.1,"output":0.5},"supports_tools":true},
        {"provider":"z","status":"error","context_length":999999,"pricing":{"input":0.01,"output":0.01}}]})");
    QCOMPARE(model.contextTokens, 32768);
    QCOMPARE(model.priceIn, 0.1);
    QCOMPARE(model.priceOut, 0.5);
    QCOMPARE(model.canUseTools, true);
}

void ModelListTest::hidesWhatNoProviderServes()
{
    const auto models = parsed(Dialect::OpenAi,
        R"({"data":[{"id":"a/b","providers":[{"provider":"x","status":"error"}]},{"id":"c/d","providers":[]},{"id":"e/f"}]})");
    QCOMPARE(models->size(), 1);
    QCOMPARE(models->first().ref.model, "e/f");
}

void ModelListTest::findsTheContextWhereverItStands_data()
{
    QTest::addColumn<QByteArray>("entry");
    for (const char *entry : {R"({"id":"m","max_model_len":4096})", R"({"id":"m","context_window":4096})",
             R"({"id":"m","max_context_length":4096})", R"({"id":"m","meta":{"n_ctx_train":4096}})",
             R"({"id":"m","meta":{"n_ctx":4096,"n_ctx_train":9999}})", R"({"id":"m","max_input_tokens":4096})",
             R"({"id":"m","context_length":0,"max_input_tokens":4096})",
             R"({"id":"m","context_length":"x","max_input_tokens":4096})"})
        QTest::newRow(entry) << QByteArray(entry);
}

void ModelListTest::findsTheContextWhereverItStands()
{
    QFETCH(QByteArray, entry);
    QCOMPARE(only(Dialect::OpenAi, entry).contextTokens, 4096);
}

void ModelListTest::stripsGeminisPrefix()
{
    QCOMPARE(only(Dialect::OpenAi, R"({"id":"models/gemini-3.8-flash"})").ref.model, "gemini-3.8-flash");
}

void ModelListTest::readsOllamasCapabilities()
{
    const ModelInfo model = only(Dialect::Ollama,
        R"({"name":"qwen3:8b","model":"qwen3:8b","size":1,"details":{"family":"qwen3","context_length":40960},
        "capabilities":["completion","tools","thinking"]})");
    QCOMPARE(model.ref, (ModelRef{"vendor", "qwen3:8b"}));
    QCOMPARE(model.contextTokens, 40960);
    QCOMPARE(model.canSee, false);
    QCOMPARE(model.canUseTools, true);
    QCOMPARE(model.canReason, true);
    QVERIFY(model.canChat && !model.canEmbed);
    const ModelInfo embedder = only(Dialect::Ollama, R"({"name":"x","capabilities":["embedding"]})");
    QVERIFY(embedder.canEmbed && !embedder.canChat);
}

void ModelListTest::guessesForOldOllamas()
{
    QVERIFY(only(Dialect::Ollama, R"({"name":"llama3.2:latest","details":{"families":null}})").canChat);
    QVERIFY(only(Dialect::Ollama, R"({"name":"nomic-embed-text:latest","details":{"family":"nomic-bert"}})").canEmbed);
    QVERIFY(only(Dialect::Ollama, R"({"name":"x:latest","details":{"family":"bert"}})").canEmbed);
}

void ModelListTest::skipsEntriesThatAreNoModel()
{
    const auto models = parsed(Dialect::OpenAi, R"({"data":[null,7,"x",{},{"id":5},{"id":""},{"id":"good"}]})");
    QCOMPARE(models->size(), 1);
    QCOMPARE(parsed(Dialect::OpenAi, R"({"data":[]})")->size(), 0);
    QCOMPARE(parsed(Dialect::OpenAi, R"([{"id":"bare list"}])")->size(), 1);
    QCOMPARE(parsed(Dialect::Ollama, R"({"models":[{},{"name":"good"}]})")->size(), 1);
}

void ModelListTest::failsOnWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Protocol;
    QTest::newRow("a web page") << QByteArray("<html></html>") << ErrorKind::Protocol;
    QTest::newRow("another document") << QByteArray("{\"status\":\"ok\"}") << ErrorKind::Protocol;
    QTest::newRow("a list of the wrong type") << QByteArray(R"({"data":{},"models":{}})") << ErrorKind::Protocol;
    QTest::newRow("an error with 200") << QByteArray(R"x({"error":"Unexpected endpoint or method. (GET /models)"})x")
                                       << ErrorKind::NotFound;
}

void ModelListTest::failsOnWhatIsNoList()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    for (const Dialect dialect : {Dialect::OpenAi, Dialect::Ollama}) {
        const auto models = parsed(dialect, body);
        QVERIFY(!models);
        QCOMPARE(toWord(models.error().kind), toWord(kind));
        QVERIFY(models.error().message.contains("Vendor"));
    }
}

QTEST_GUILESS_MAIN(ModelListTest)
#include "model_list_test.moc"
