// SPDX-License-Identifier: MIT
#include "core/providers/model_list.h"
#include "tests/support/model_list_case.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace freshet;
using namespace freshet::test;

namespace {

ProviderConfig configOf(Dialect dialect)
{
    return {.id = "vendor", .name = "Vendor", .dialect = dialect, .baseUrl = QUrl("http://h.example/v1")};
}

QStringList idsOf(const Result<QList<ModelInfo>> &models)
{
    QStringList ids;
    for (const ModelInfo &model : models.value_or(QList<ModelInfo>()))
        ids << model.ref.model;
    return ids;
}

QStringList pathsOf(const ListRun &run)
{
    QStringList paths;
    for (const HttpRequest &request : run.requests)
        paths << request.url.path();
    return paths;
}

QString shownModel(const HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object().value("model").toString();
}

/// An older Ollama with these models, whose list tells nothing but names and digests.
Result<HttpResponse> olderOllama(const HttpRequest &request)
{
    if (request.url.path().endsWith("/api/tags"))
        return okBody(R"({"models":[{"model":"qwen3:8b","digest":"d1","details":{"family":"qwen3"}},
            {"model":"nomic-embed-text:latest","digest":"d2"},{"model":"big:cloud","digest":"d3"}]})");
    if (shownModel(request) == QLatin1String("qwen3:8b"))
        return okBody(R"({"capabilities":["completion","tools","thinking"],
            "model_info":{"general.architecture":"qwen3","qwen3.context_length":40960,"other.context_length":7}})");
    return refused(500, ErrorKind::Server);
}

constexpr const char *kNativeList = R"({"models":[
    {"type":"llm","key":"qwen/qwen3-4b","display_name":"Qwen3 4B","max_context_length":40960,
     "loaded_instances":[{"id":"qwen/qwen3-4b","config":{"context_length":8192}}],
     "capabilities":{"vision":false,"trained_for_tool_use":true,"reasoning":{"allowed_options":["off","on"]}}},
    {"type":"llm","key":"gemma-3","display_name":"Gemma 3","max_context_length":131072,"loaded_instances":[],
     "capabilities":{"vision":true,"trained_for_tool_use":false}},
    {"type":"embedding","key":"text-embedding-nomic","max_context_length":2048,"loaded_instances":[]}]})";

} // namespace

class ModelListReaderTest : public QObject {
    Q_OBJECT

private slots:
    void turnsGeminisPages();
    void turnsAnthropicsPages();
    void stopsAtACursorThatComesAgain();
    void stopsAfterAHundredPages();
    void failsWithAPageThatFails();
    void hasNoListBeforeItsEnd();
    void asksOlderOllamasForDetails();
    void asksNotAgainForTheSameFiles();
    void asksNewerOllamasForNothingMore();
    void readsLmStudiosOwnList();
    void readsLmStudiosOlderList();
    void fallsBackToBareIds();
    void asksALmStudioThatIsNotThereOnce();
    void readsLocalAisCapabilities();
    void guessesForOlderLocalAis();
    void tellsWhatALlamaCppRouterHasLoaded();
    void tellsWhenAModelRetires();
    void dropsBadEntriesOneByOne();
    void keepsNoMoreThanTwentyThousand();
};

void ModelListReaderTest::turnsGeminisPages()
{
    const ListRun run = listWith(configOf(Dialect::Gemini), {}, [](const HttpRequest &request) {
        return QUrlQuery(request.url).queryItemValue("pageToken", QUrl::FullyDecoded) == "a b+c&d"
            ? okBody(R"({"models":[{"name":"models/second","supportedGenerationMethods":["generateContent"]}]})")
            : okBody(R"({"models":[{"name":"models/first"}],"nextPageToken":"a b+c&d"})");
    });
    QCOMPARE(idsOf(run.result), (QStringList{"first", "second"}));
    QCOMPARE(run.requests.size(), 2);
    QCOMPARE(run.requests.first().url.query(), "pageSize=1000");
}

void ModelListReaderTest::turnsAnthropicsPages()
{
    const ListRun run = listWith(configOf(Dialect::Anthropic), {}, [](const HttpRequest &request) {
        return request.url.query().contains("after_id=claude-a")
            ? okBody(R"({"data":[{"id":"claude-b"}],"has_more":false,"last_id":"claude-b"})")
            : okBody(R"({"data":[{"id":"claude-a"}],"has_more":true,"last_id":"claude-a"})");
    });
    QCOMPARE(idsOf(run.result), (QStringList{"claude-a", "claude-b"}));
    QCOMPARE(run.requests.size(), 2);
}

void ModelListReaderTest::stopsAtACursorThatComesAgain()
{
    int asked = 0;
    const ListRun run = listWith(configOf(Dialect::Gemini), {}, [&asked](const HttpRequest &) {
        return okBody(
            "{\"models\":[{\"name\":\"models/m" + QByteArray::number(++asked) + "\"}],\"nextPageToken\":\"x\"}");
    });
    QCOMPARE(idsOf(run.result), (QStringList{"m1", "m2"}));
}

void ModelListReaderTest::stopsAfterAHundredPages()
{
    int asked = 0;
    const ListRun run = listWith(configOf(Dialect::Gemini), {}, [&asked](const HttpRequest &) {
        const QByteArray number = QByteArray::number(++asked);
        return okBody("{\"models\":[{\"name\":\"models/m" + number + "\"}],\"nextPageToken\":\"" + number + "\"}");
    });
    QCOMPARE(run.requests.size(), 100);
    QCOMPARE(run.result->size(), 100);
}

void ModelListReaderTest::failsWithAPageThatFails()
{
    int asked = 0;
    const ListRun run = listWith(configOf(Dialect::Gemini), {}, [&asked](const HttpRequest &) -> Result<HttpResponse> {
        return ++asked == 1 ? okBody(R"({"models":[{"name":"models/a"}],"nextPageToken":"x"})")
                            : refused(500, ErrorKind::Server);
    });
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Server);
}

void ModelListReaderTest::hasNoListBeforeItsEnd()
{
    for (const Dialect dialect :
        {Dialect::OpenAi, Dialect::Gemini, Dialect::Anthropic, Dialect::Ollama, Dialect::LmStudio}) {
        const auto reader = adapterFor(dialect)->modelListReader(configOf(dialect), {});
        QVERIFY(!reader->result());
        QVERIFY(reader->next() && !reader->next());
        QCOMPARE(reader->result().error().kind, ErrorKind::Timeout);
    }
    QCOMPARE(listFrom(okBody(R"({"models":[{"name":"models/a"}],"nextPageToken":"x"})"), configOf(Dialect::Gemini))
                 .error()
                 .kind,
        ErrorKind::Timeout);
}

void ModelListReaderTest::asksOlderOllamasForDetails()
{
    const ListRun run = listWith(configOf(Dialect::Ollama), {}, olderOllama);
    QCOMPARE(run.requests.size(), 3); // none for what runs elsewhere
    QCOMPARE(run.requests.at(1).verb, QByteArray("POST"));
    QCOMPARE(shownModel(run.requests.at(1)), "qwen3:8b");
    const QList<ModelInfo> models = *run.result;
    QCOMPARE(idsOf(models), (QStringList{"qwen3:8b", "nomic-embed-text:latest", "big:cloud"}));
    QCOMPARE(models.at(0).contextTokens, 40960);
    QCOMPARE(models.at(0).canUseTools, true);
    QCOMPARE(models.at(0).canReason, true);
    QCOMPARE(models.at(0).canSee, false);
    QVERIFY(models.at(1).canEmbed && !models.at(1).canChat); // guessed: it was not told
}

void ModelListReaderTest::asksNotAgainForTheSameFiles()
{
    const QList<ModelInfo> first = *listWith(configOf(Dialect::Ollama), {}, olderOllama).result;
    const ListRun again = listWith(configOf(Dialect::Ollama), first, olderOllama);
    QCOMPARE(again.requests.size(), 2);
    QCOMPARE(shownModel(again.requests.at(1)), "nomic-embed-text:latest"); // of which nothing was told yet
    QCOMPARE(*again.result, first);
    const ListRun pulled = listWith(configOf(Dialect::Ollama), first, [](const HttpRequest &request) {
        Result<HttpResponse> answer = olderOllama(request);
        if (answer)
            answer->body.replace("\"d1\"", "\"d9\"");
        return answer;
    });
    QCOMPARE(shownModel(pulled.requests.at(1)), "qwen3:8b");
}

void ModelListReaderTest::asksNewerOllamasForNothingMore()
{
    const ListRun run = listWith(configOf(Dialect::Ollama), {}, [](const HttpRequest &) {
        return okBody(R"({"models":[{"model":"m","capabilities":["completion","vision"],
            "details":{"context_length":4096}}]})");
    });
    QCOMPARE(run.requests.size(), 1);
    QCOMPARE(run.result->first().canSee, true);
}

void ModelListReaderTest::readsLmStudiosOwnList()
{
    const ListRun run
        = listWith(configOf(Dialect::LmStudio), {}, [](const HttpRequest &) { return okBody(kNativeList); });
    QCOMPARE(pathsOf(run), QStringList("/api/v1/models"));
    const QList<ModelInfo> models = *run.result;
    QCOMPARE(idsOf(models), (QStringList{"qwen/qwen3-4b", "gemma-3", "text-embedding-nomic"}));
    QCOMPARE(models.at(0).name, "Qwen3 4B");
    QCOMPARE(models.at(0).isLoaded, true);
    QCOMPARE(models.at(0).contextTokens, 8192); // what is in use, not what it was made for
    QCOMPARE(models.at(0).canUseTools, true);
    QCOMPARE(models.at(0).canReason, true);
    QCOMPARE(models.at(1).isLoaded, false);
    QCOMPARE(models.at(1).contextTokens, 131072);
    QCOMPARE(models.at(1).canSee, true);
    QVERIFY(!models.at(1).canReason);
    QVERIFY(models.at(1).canChat && models.at(2).canEmbed && !models.at(2).canChat);
}

void ModelListReaderTest::readsLmStudiosOlderList()
{
    const ListRun run = listWith(configOf(Dialect::LmStudio), {}, [](const HttpRequest &request) {
        return request.url.path() == "/api/v0/models"
            ? okBody(R"({"data":[{"id":"a","type":"vlm","state":"loaded","max_context_length":32768,
                "loaded_context_length":4096,"capabilities":["tool_use"]},
                {"id":"b","type":"embeddings","state":"not-loaded","max_context_length":2048}]})")
            : okBody(R"x({"error":"Unexpected endpoint or method. (GET /api/v1/models)"})x");
    });
    QCOMPARE(pathsOf(run), (QStringList{"/api/v1/models", "/api/v0/models"}));
    const QList<ModelInfo> models = *run.result;
    QCOMPARE(models.at(0).contextTokens, 4096);
    QCOMPARE(models.at(0).canSee, true);
    QCOMPARE(models.at(0).canUseTools, true);
    QVERIFY(models.at(1).canEmbed && !models.at(1).canChat);
    QCOMPARE(models.at(1).isLoaded, false);
}

void ModelListReaderTest::fallsBackToBareIds()
{
    const ListRun run
        = listWith(configOf(Dialect::LmStudio), {}, [](const HttpRequest &request) -> Result<HttpResponse> {
              return request.url.path() == "/v1/models" ? okBody(R"({"data":[{"id":"a"}]})") : refused(404);
          });
    QCOMPARE(pathsOf(run), (QStringList{"/api/v1/models", "/api/v0/models", "/v1/models"}));
    QCOMPARE(idsOf(run.result), QStringList("a"));
    ProviderConfig older = configOf(Dialect::LmStudio);
    older.quirks.hasNativeApi = false;
    QCOMPARE(pathsOf(listWith(older, {}, [](const HttpRequest &) { return refused(404); })), QStringList("/v1/models"));
}

void ModelListReaderTest::asksALmStudioThatIsNotThereOnce()
{
    for (const auto &[status, kind] : {std::pair{0, ErrorKind::Network}, {401, ErrorKind::Auth}}) {
        const ListRun run = listWith(configOf(Dialect::LmStudio), {},
            [status = status, kind = kind](const HttpRequest &) { return refused(status, kind); });
        QCOMPARE(run.requests.size(), 1);
        QCOMPARE(run.result.error().kind, kind);
    }
}

void ModelListReaderTest::readsLocalAisCapabilities()
{
    ProviderConfig config = configOf(Dialect::OpenAi);
    config.quirks.tellsLoadStatus = true;
    const ListRun run = listWith(config, {}, [](const HttpRequest &request) {
        return request.url.path() == "/v1/models"
            ? okBody(R"({"data":[{"id":"a"},{"id":"painter"},{"id":"vectors"},{"id":"loose"}]})")
            : okBody(R"({"data":[{"id":"a","capabilities":["chat","vision","tools"]},
                {"id":"painter","capabilities":["image"]},{"id":"vectors","capabilities":["embeddings"]}]})");
    });
    QCOMPARE(pathsOf(run), (QStringList{"/v1/models", "/v1/models/capabilities"}));
    const QList<ModelInfo> models = *run.result;
    QVERIFY(models.at(0).canChat && *models.at(0).canSee && *models.at(0).canUseTools && !*models.at(0).canReason);
    QVERIFY(!models.at(1).canChat && !models.at(1).canEmbed);
    QVERIFY(!models.at(2).canChat && models.at(2).canEmbed);
    QVERIFY(models.at(3).canChat && !models.at(3).canSee);
}

void ModelListReaderTest::guessesForOlderLocalAis()
{
    ProviderConfig config = configOf(Dialect::OpenAi);
    config.quirks.tellsLoadStatus = true;
    const ListRun run = listWith(config, {}, [](const HttpRequest &request) -> Result<HttpResponse> {
        return request.url.path() == "/v1/models" ? okBody(R"({"data":[{"id":"a"},{"id":"bge-m3"}]})") : refused(404);
    });
    QCOMPARE(idsOf(run.result), (QStringList{"a", "bge-m3"}));
    QVERIFY(run.result->at(1).canEmbed);
}

void ModelListReaderTest::tellsWhatALlamaCppRouterHasLoaded()
{
    const auto models = listFrom(okBody(R"({"data":[{"id":"a","owned_by":"llamacpp","status":{"value":"loaded"}},
        {"id":"b","status":{"value":"unloaded"}},{"id":"c"}]})"),
        configOf(Dialect::OpenAi));
    QCOMPARE(models->at(0).isLoaded, true);
    QCOMPARE(models->at(1).isLoaded, false);
    QVERIFY(!models->at(2).isLoaded);
}

void ModelListReaderTest::tellsWhenAModelRetires()
{
    const ListRun run = listWith(configOf(Dialect::OpenAi), {}, [](const HttpRequest &) {
        return okBody(R"({"data":[{"id":"stays","shutdown_date":null},{"id":"goes","shutdown_date":"2026-12-31"},
            {"id":"routed","expiration_date":"2027-01-15T00:00:00Z"},{"id":"odd","shutdown_date":"soon"}]})");
    });
    QVERIFY(run.result);
    QList<QDate> days;
    for (const ModelInfo &model : *run.result)
        days << model.retiresOn;
    QCOMPARE(days, (QList<QDate>{{}, {2026, 12, 31}, {2027, 1, 15}, {}}));
}

void ModelListReaderTest::dropsBadEntriesOneByOne()
{
    const QByteArray megabyte(1 << 20, 'x');
    const auto models = listFrom(okBody(R"({"data":[{"id":"good"},{"id":"a\u0000b"},{"id":"\u202egnp"},{"id":" blank "},
        {"id":"good","name":"again"},{"id":"../../etc/passwd"},{"id":"x\ny"},{"id":"名 前"},{"id":")"
                                     + megabyte + R"("},{"id":"last","name":"<b>\u001b[31m</b>"}]})"),
        configOf(Dialect::OpenAi));
    QCOMPARE(idsOf(models), (QStringList{"good", "../../etc/passwd", QString::fromUtf8("名 前"), "last"}));
    QCOMPARE(models->first().name, "good");
    QCOMPARE(models->last().name, "<b>[31m</b>");
    QVERIFY(isSoundModelId(QString(256, u'x')) && !isSoundModelId(QString(257, u'x')));
}

void ModelListReaderTest::keepsNoMoreThanTwentyThousand()
{
    QByteArray body = "{\"data\":[";
    for (int i = 0; i < 25'000; ++i)
        body += "{\"id\":\"m" + QByteArray::number(i) + "\"},";
    body.chop(1);
    QCOMPARE(listFrom(okBody(body + "]}"), configOf(Dialect::OpenAi))->size(), 20'000);
}

QTEST_GUILESS_MAIN(ModelListReaderTest)
#include "model_list_reader_test.moc"
