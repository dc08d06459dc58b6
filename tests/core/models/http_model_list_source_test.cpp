// SPDX-License-Identifier: MIT
#include "core/models/http_model_list_source.h"
#include "core/providers/provider_registry.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/key_encodings.h"
#include "tests/support/provider_sources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;
using namespace std::chrono_literals;

namespace {

constexpr const char *kKey = "test-key-abcdef123456";

QList<ProviderInfo> vendors()
{
    return {{.id = "openai", .name = "OpenAI", .needsKey = true},
        {.id = "ollama", .name = "Ollama", .dialect = Dialect::Ollama},
        {.id = "gemini", .name = "Gemini", .dialect = Dialect::Gemini},
        {.id = "documents",
            .name = "Documents",
            .dialect = Dialect::Quotes,
            .models = {{.ref = {"documents", "quotes"}}}}};
}

} // namespace

class HttpModelListSourceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void fetchesAList();
    void fetchesOllamasList();
    void fetchesEveryPage();
    void asksForAFewDetailsAtATimeAndDoesWithoutThem();
    void givesUpInTime();
    void listsNoModelThatBearsTheKey_data();
    void listsNoModelThatBearsTheKey();
    void tellsWhatWentWrong_data();
    void tellsWhatWentWrong();
    void tellsThatTheServerIsNotThere();
    void answersForTheBuiltInProviderFromTheCatalog();
    void knowsNoOtherProviders();
    void abortsWhenDeleted();
    void mayBeDeletedByWhoeverHearsIt();

private:
    Result<QList<ModelInfo>> fetched(const ProviderId &provider);
    Result<QList<ModelInfo>> fetchedFrom(HttpModelListSource &source, const ProviderId &provider);

    FakeHttpServer m_server;
    HttpClient m_client{{}};
    ProviderRegistry m_registry{vendors(), oneKey(kKey)};
    HttpModelListSource m_source{m_client, m_registry, {}};
};

void HttpModelListSourceTest::init()
{
    QVERIFY(m_registry.setBaseUrl("openai", m_server.url("/v1").toString()));
    QVERIFY(m_registry.setBaseUrl("ollama", m_server.url("").toString()));
    QVERIFY(m_registry.setBaseUrl("gemini", m_server.url("/v1beta").toString()));
}

Result<QList<ModelInfo>> HttpModelListSourceTest::fetched(const ProviderId &provider)
{
    return fetchedFrom(m_source, provider);
}

Result<QList<ModelInfo>> HttpModelListSourceTest::fetchedFrom(HttpModelListSource &source, const ProviderId &provider)
{
    QList<Result<QList<ModelInfo>>> answers;
    QPointer<ModelListFetch> fetch = source.fetchModels(provider, {}, this);
    connect(fetch, &ModelListFetch::finished, this,
        [&answers](const Result<QList<ModelInfo>> &models) { answers.append(models); });
    const bool wasSilent = answers.isEmpty();
    const bool isGone = QTest::qWaitFor([&fetch] { return fetch.isNull(); });
    if (!wasSilent || !isGone || answers.size() != 1)
        return failure({.kind = ErrorKind::Storage, .message = "the fetch broke its contract"});
    return answers.first();
}

void HttpModelListSourceTest::fetchesAList()
{
    m_server.enqueue(Script().send(R"({"data":[{"id":"a"},)").send(R"({"id":"b"}]})"));
    const auto models = fetched("openai");
    QVERIFY2(models, models ? "" : qPrintable(models.error().message));
    QCOMPARE(models->size(), 2);
    QCOMPARE(models->first().ref, (ModelRef{"openai", "a"}));
    QCOMPARE(m_server.requests().last().verb, QByteArray("GET"));
    QCOMPARE(m_server.requests().last().path, QByteArray("/v1/models"));
    QCOMPARE(m_server.requests().last().header("authorization"), QByteArray("Bearer ") + kKey);
}

void HttpModelListSourceTest::fetchesOllamasList()
{
    m_server.enqueue(Script().chunk(R"({"models":[{"name":"llama3.2:latest"}]})").lastChunk());
    m_server.enqueue(Script().chunk(R"({"capabilities":["completion","vision"]})").lastChunk());
    const auto models = fetched("ollama");
    QCOMPARE(models->first().ref.model, "llama3.2:latest");
    QCOMPARE(models->first().canSee, true);
    QCOMPARE(m_server.requests().at(m_server.requests().size() - 2).path, QByteArray("/api/tags"));
    QCOMPARE(m_server.requests().last().path, QByteArray("/api/show"));
    QCOMPARE(m_server.requests().last().body, QByteArray(R"({"model":"llama3.2:latest","verbose":false})"));
}

void HttpModelListSourceTest::fetchesEveryPage()
{
    m_server.enqueue(Script().chunk(R"({"models":[{"name":"models/a"}],"nextPageToken":"p2"})").lastChunk());
    m_server.enqueue(Script().chunk(R"({"models":[{"name":"models/b"}]})").lastChunk());
    QCOMPARE(fetched("gemini")->size(), 2);
    QCOMPARE(m_server.requests().last().path, QByteArray("/v1beta/models?pageSize=1000&pageToken=p2"));
}

void HttpModelListSourceTest::asksForAFewDetailsAtATimeAndDoesWithoutThem()
{
    QByteArrayList tags;
    for (int i = 0; i < 9; ++i)
        tags << "{\"model\":\"m" + QByteArray::number(i) + "\"}";
    FakeHttpServer server;
    server.enqueue(Script().chunk("{\"models\":[" + tags.join(',') + "]}").lastChunk());
    for (int i = 0; i < 9; ++i)
        server.enqueue(Script().stall());
    QVERIFY(m_registry.setBaseUrl("ollama", server.url("").toString()));
    HttpModelListSource hasty(m_client, m_registry, {.total = 100ms});
    const auto models = fetchedFrom(hasty, "ollama");
    QVERIFY2(models, models ? "" : qPrintable(models.error().message));
    QCOMPARE(models->size(), 9);
    QVERIFY2(server.requests().size() <= 1 + 4 + 4, "more than four at once"); // those that gave up made room once
    QVERIFY(m_registry.setBaseUrl("ollama", m_server.url("").toString()));
}

void HttpModelListSourceTest::givesUpInTime()
{
    FakeHttpServer slow; // of its own: how far such a question comes is not known
    slow.enqueue(Script().stall());
    HttpModelListSource hasty(m_client, m_registry, {.total = 50ms});
    QVERIFY(m_registry.setBaseUrl("openai", slow.url("/v1").toString()));
    QCOMPARE(fetchedFrom(hasty, "openai").error().kind, ErrorKind::Timeout);
    slow.setHandler([](const FakeHttpServer::Request &request) {
        return request.path.contains("p2")
            ? Script().stall()
            : Script().chunk(R"({"models":[{"name":"models/a"}],"nextPageToken":"p2"})").lastChunk();
    });
    QVERIFY(m_registry.setBaseUrl("gemini", slow.url("/v1beta").toString()));
    QCOMPARE(fetchedFrom(hasty, "gemini").error().kind, ErrorKind::Timeout); // half a list is none
}

void HttpModelListSourceTest::listsNoModelThatBearsTheKey_data()
{
    QTest::addColumn<QString>("written");
    QTest::newRow("capitals") << QString(kKey).toUpper();
    const auto encodings = encodingsOf(kKey);
    for (const auto &[name, written] : encodings)
        QTest::newRow(name) << QString::fromLatin1(written);
}

void HttpModelListSourceTest::listsNoModelThatBearsTheKey()
{
    QFETCH(QString, written);
    const QJsonArray entries{QJsonObject{{"id", "good"}}, QJsonObject{{"id", QString("x-" + written)}},
        QJsonObject{{"id", "y"}, {"name", QString("Model " + written)}}};
    m_server.enqueue(Script().chunk(QJsonDocument(QJsonObject{{"data", entries}}).toJson()).lastChunk());
    const auto models = fetched("openai");
    QVERIFY(models);
    QCOMPARE(models->size(), 1);
    QCOMPARE(models->first().ref.model, "good");

    const QJsonObject error{{"message", QString("No such key: " + written)}, {"param", written}};
    m_server.enqueue(Script().status(400).send(QJsonDocument(QJsonObject{{"error", error}}).toJson()));
    const Error told = fetched("openai").error();
    for (QString words : {told.message, told.detail, told.parameter})
        QVERIFY2(!words.remove(QChar(u'\0')).contains(QString(written).remove(QChar(u'\0')), Qt::CaseInsensitive),
            qPrintable(words));
}

void HttpModelListSourceTest::tellsWhatWentWrong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("a wrong key") << 401 << QByteArray(R"({"error":{"message":"bad key test-key-abcdef123456"}})")
                                 << ErrorKind::Auth;
    QTest::newRow("a server error") << 500 << QByteArray() << ErrorKind::Server;
    QTest::newRow("a web page") << 200 << QByteArray("<html></html>") << ErrorKind::Protocol;
    QTest::newRow("a list that was cut off") << 200 << QByteArray(R"({"data":[{"id":"a"},{"i)") << ErrorKind::Protocol;
}

void HttpModelListSourceTest::tellsWhatWentWrong()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    m_server.enqueue(Script().status(status).send(body));
    const auto models = fetched("openai");
    QVERIFY(!models);
    QCOMPARE(toWord(models.error().kind), toWord(kind));
    QVERIFY(!models.error().message.contains(kKey) && !models.error().detail.contains(kKey));
}

void HttpModelListSourceTest::tellsThatTheServerIsNotThere()
{
    QVERIFY(m_registry.setBaseUrl("openai", "http://127.0.0.1:1/v1"));
    QCOMPARE(fetched("openai").error().kind, ErrorKind::Network);
    QVERIFY(m_registry.setBaseUrl("openai", m_server.url("/v1").toString()));
}

void HttpModelListSourceTest::answersForTheBuiltInProviderFromTheCatalog()
{
    const qsizetype before = m_server.requests().size();
    QCOMPARE(fetched("documents")->first().ref.model, "quotes");
    QCOMPARE(m_server.requests().size(), before);
}

void HttpModelListSourceTest::knowsNoOtherProviders()
{
    QCOMPARE(fetched("unknown").error().kind, ErrorKind::BadRequest);
}

void HttpModelListSourceTest::abortsWhenDeleted()
{
    const int before = m_server.abortedConnections();
    const qsizetype requests = m_server.requests().size();
    m_server.enqueue(Script().send("{").stall());
    QPointer<ModelListFetch> fetch = m_source.fetchModels("openai", {}, this);
    QTRY_COMPARE(m_server.requests().size(), requests + 1);
    delete fetch;
    QTRY_COMPARE(m_server.abortedConnections(), before + 1);
}

void HttpModelListSourceTest::mayBeDeletedByWhoeverHearsIt()
{
    m_server.enqueue(FakeHttpServer::Script().send(R"({"data":[{"id":"a"}]})"));
    QPointer<ModelListFetch> fetch = m_source.fetchModels("openai", {}, this);
    connect(fetch, &ModelListFetch::finished, this, [&fetch] { delete fetch; });
    QTRY_VERIFY(fetch.isNull());
}

QTEST_GUILESS_MAIN(HttpModelListSourceTest)
#include "http_model_list_source_test.moc"
