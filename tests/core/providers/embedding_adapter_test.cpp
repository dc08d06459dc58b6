// SPDX-License-Identifier: MIT
#include "core/providers/embedding_adapter.h"
#include "tests/core/providers/golden.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QtEndian>

#include <cmath>

using namespace freshet;
using namespace freshet::test;

namespace {

const ProviderConfig kGemini{.id = "gemini",
    .name = "Google Gemini",
    .dialect = Dialect::Gemini,
    .baseUrl = QUrl("https://generativelanguage.googleapis.com/v1beta"),
    .key = Secret(kKey)};
const ProviderConfig kOpenAi{.id = "openai", .name = "OpenAI", .baseUrl = QUrl("https://api.openai.com/v1")};
const ProviderConfig kOllama{
    .id = "ollama", .name = "Ollama", .dialect = Dialect::Ollama, .baseUrl = QUrl("http://127.0.0.1:11434")};
const ProviderConfig kHuggingFace{.id = "huggingface",
    .name = "Hugging Face",
    .baseUrl = QUrl("https://router.huggingface.co/v1"),
    .quirks = {.hasFeatureExtraction = true}};

QString embeddingModelOf(const ProviderInfo &info)
{
    for (const ModelInfo &model : info.models) {
        if (model.canEmbed)
            return model.ref.model;
    }
    return "some-model";
}

EmbeddingRequest plainBatch(const QString &model)
{
    return {.model = {"p", model}, .texts = {QString::fromUtf8("Wie heißt \"du\"? 😀\n")}};
}

EmbeddingRequest fullBatch(const QString &model)
{
    return {.model = {"p", model}, .texts = {"One", "Two"}, .purpose = EmbeddingPurpose::Query, .dimensions = 256};
}

QByteArray base64Of(const QList<float> &numbers)
{
    QByteArray bytes;
    for (const float number : numbers) {
        bytes.resize(bytes.size() + 4);
        qToLittleEndian(number, bytes.data() + bytes.size() - 4);
    }
    return '"' + bytes.toBase64() + '"';
}

QByteArray numbersOf(int count)
{
    QByteArray list = "1";
    for (int i = 1; i < count; ++i)
        list += ",1";
    return '[' + list + ']';
}

QByteArray dataOf(const QByteArrayList &entries) { return R"({"data":[)" + entries.join(',') + "]}"; }

Result<QList<EmbeddingVector>> read(const ProviderConfig &config, const QByteArray &body, qsizetype expected)
{
    return embeddingAdapterFor(config)->vectors({.status = 200, .body = body}, expected, config);
}

} // namespace

Q_DECLARE_METATYPE(freshet::ProviderConfig)

class EmbeddingAdapterTest : public QObject {
    Q_OBJECT

private slots:
    void asksAsTheVendorWantsIt_data();
    void asksAsTheVendorWantsIt();
    void asksGeminiInItsOwnDialect();
    void keepsTheKeyOutOfUrlHeadersAndBody();
    void putsTheModelIntoTheAddressSafely_data();
    void putsTheModelIntoTheAddressSafely();
    void asksAnotherHostOfHuggingFaceAsAnyOther();
    void hasNoAdapterWhereThereAreNoEmbeddings();
    void readsWhatServersSend_data();
    void readsWhatServersSend();
    void refusesWhatCannotBeUsed_data();
    void refusesWhatCannotBeUsed();
    void tellsABrokenOffAnswerFromRubbish();
    void readsTheErrorInAGoodStatus_data();
    void readsTheErrorInAGoodStatus();
    void survivesEveryCutOfAnAnswer_data();
    void survivesEveryCutOfAnAnswer();
};

void EmbeddingAdapterTest::asksAsTheVendorWantsIt_data()
{
    QTest::addColumn<QString>("id");
    for (const ProviderInfo &info : catalog()) {
        if (embeddingAdapterFor(configOf(info)))
            QTest::newRow(qPrintable(info.id)) << info.id;
    }
}

void EmbeddingAdapterTest::asksAsTheVendorWantsIt()
{
    QFETCH(QString, id);
    for (const ProviderInfo &info : catalog()) {
        if (info.id != id)
            continue;
        const ProviderConfig config = configOf(info);
        const EmbeddingAdapter *adapter = embeddingAdapterFor(config);
        const QString model = embeddingModelOf(info);
        compareWithGolden(
            shown(adapter->request(plainBatch(model), config)), "embeddings/" + id + ".plain.request.json");
        compareWithGolden(shown(adapter->request(fullBatch(model), config)), "embeddings/" + id + ".full.request.json");
    }
}

void EmbeddingAdapterTest::asksGeminiInItsOwnDialect()
{
    const EmbeddingAdapter *adapter = embeddingAdapterFor(kGemini);
    compareWithGolden(shown(adapter->request(plainBatch("gemini-embedding-2"), kGemini)),
        "embeddings/gemini-native.plain.request.json");
    compareWithGolden(shown(adapter->request(fullBatch("models/gemini-embedding-2"), kGemini)),
        "embeddings/gemini-native.full.request.json");
    QCOMPARE(adapter->limits().texts, 100);
}

void EmbeddingAdapterTest::keepsTheKeyOutOfUrlHeadersAndBody()
{
    for (ProviderConfig config : {kOpenAi, kOllama, kHuggingFace, kGemini}) {
        config.key = Secret(kKey);
        const HttpRequest request = embeddingAdapterFor(config)->request(fullBatch("m"), config);
        QCOMPARE(request.credential->secret.reveal(), QByteArray(kKey));
        QCOMPARE(request.credential->origin, *Origin::of(config.baseUrl));
        QVERIFY(!request.url.toString().contains(kKey) && !request.body.contains(kKey));
        for (const auto &[name, value] : request.headers)
            QVERIFY(!value.contains(kKey));
    }
}

void EmbeddingAdapterTest::putsTheModelIntoTheAddressSafely_data()
{
    QTest::addColumn<ProviderConfig>("config");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("url");
    const QByteArray gemini = "https://generativelanguage.googleapis.com/v1beta/models/";
    const QByteArray huggingFace = "https://router.huggingface.co/hf-inference/models/";
    QTest::newRow("Gemini") << kGemini << "gemini-embedding-2" << gemini + "gemini-embedding-2:batchEmbedContents";
    QTest::newRow("Gemini, what means something in an address")
        << kGemini << "a/b?c#d e%2f:f" << gemini + "a%2Fb%3Fc%23d%20e%252f%3Af:batchEmbedContents";
    QTest::newRow("Hugging Face") << kHuggingFace << "BAAI/bge-m3"
                                  << huggingFace + "BAAI/bge-m3/pipeline/feature-extraction";
    QTest::newRow("Hugging Face, what means something in an address")
        << kHuggingFace << "a/b?c#d e" << huggingFace + "a/b%3Fc%23d%20e/pipeline/feature-extraction";
}

void EmbeddingAdapterTest::putsTheModelIntoTheAddressSafely()
{
    QFETCH(ProviderConfig, config);
    QFETCH(QString, model);
    QFETCH(QByteArray, url);
    QCOMPARE(embeddingAdapterFor(config)->request(plainBatch(model), config).url.toEncoded(), url);
}

void EmbeddingAdapterTest::asksAnotherHostOfHuggingFaceAsAnyOther()
{
    ProviderConfig config = kHuggingFace;
    config.baseUrl = QUrl("http://127.0.0.1:8080/v1");
    QCOMPARE(embeddingAdapterFor(config)->request(plainBatch("m"), config).url.toString(),
        "http://127.0.0.1:8080/v1/embeddings");
    config.baseUrl = QUrl("https://router.huggingface.co.evil.example/v1");
    QVERIFY(embeddingAdapterFor(config)->request(plainBatch("m"), config).url.path().endsWith("/embeddings"));
}

void EmbeddingAdapterTest::hasNoAdapterWhereThereAreNoEmbeddings()
{
    QVERIFY(!embeddingAdapterFor({.dialect = Dialect::Anthropic}));
    QVERIFY(!embeddingAdapterFor({.dialect = Dialect::Quotes}));
}

void EmbeddingAdapterTest::readsWhatServersSend_data()
{
    QTest::addColumn<ProviderConfig>("config");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<EmbeddingVector>>("expected");
    const QList<EmbeddingVector> one{{0.6F, 0.8F}};
    const QList<EmbeddingVector> two{{0.6F, 0.8F}, {1, 0}};

    const QByteArray first = R"({"object":"embedding","index":0,"embedding":[3,4]})";
    const QByteArray second = R"({"index":1,"embedding":[2,0]})";
    QTest::newRow("OpenAI") << kOpenAi << dataOf({first, second}) << two;
    QTest::newRow("OpenAI, in another order") << kOpenAi << dataOf({second, first}) << two;
    QTest::newRow("OpenAI, without an index")
        << kOpenAi << dataOf({R"({"embedding":[3,4]})", R"({"embedding":[2,0]})"}) << two;
    QTest::newRow("OpenAI, an index of the wrong type")
        << kOpenAi << dataOf({R"({"index":"x","embedding":[3,4]})", R"({"index":null,"embedding":[2,0]})"}) << two;
    QTest::newRow("OpenAI, base64") << kOpenAi
                                    << dataOf({R"({"index":0,"embedding":)" + base64Of({3, 4}) + "}", second}) << two;
    QTest::newRow("OpenAI, with usage and what nobody knows")
        << kOpenAi
        << R"({"object":"list","model":null,"usage":{"prompt_tokens":0},"error":null,"x":[1],"data":[)" + first + "]}"
        << one;
    QTest::newRow("llama-server's own") << kOpenAi << QByteArray(R"([{"index":0,"embedding":[[3,4]]}])") << one;
    QTest::newRow("llama-server's own, a vector for each token")
        << kOpenAi << QByteArray(R"([{"index":0,"embedding":[[2,4],[4,4]]}])") << one;
    QTest::newRow("tiny and huge numbers")
        << kOpenAi << dataOf({R"({"embedding":[3e-30,4e-30]})", R"({"embedding":[3e38,0]})"}) << two;

    QTest::newRow("Ollama") << kOllama << QByteArray(R"({"model":"m","embeddings":[[3,4],[2,0]],"total_duration":1})")
                            << two;
    QTest::newRow("Gemini") << kGemini << QByteArray(R"({"embeddings":[{"values":[3,4]},{"values":[2,0]}]})") << two;

    QTest::newRow("Hugging Face") << kHuggingFace << QByteArray("[[3,4],[2,0]]") << two;
    QTest::newRow("Hugging Face, one vector alone") << kHuggingFace << QByteArray("[3,4]") << one;
    QTest::newRow("Hugging Face, one vector in a list") << kHuggingFace << QByteArray("[[3,4]]") << one;
    QTest::newRow("Hugging Face, tokens") << kHuggingFace << QByteArray("[[[2,4],[4,4]],[[2,0]]]") << two;
    QTest::newRow("Hugging Face, tokens of one text") << kHuggingFace << QByteArray("[[[2,4],[4,4]]]") << one;
    QTest::newRow("Hugging Face, tokens of one text, not in a list")
        << kHuggingFace << QByteArray("[[2,4],[4,4]]") << one;
    QTest::newRow("Hugging Face, tokens in one list more")
        << kHuggingFace << QByteArray("[[[[2,4],[4,4]]],[[[2,0]]]]") << two;
}

void EmbeddingAdapterTest::readsWhatServersSend()
{
    QFETCH(ProviderConfig, config);
    QFETCH(QByteArray, body);
    QFETCH(QList<EmbeddingVector>, expected);
    const auto vectors = read(config, body, expected.size());
    QVERIFY2(vectors, vectors ? "" : qPrintable(vectors.error().message));
    QCOMPARE(vectors->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(vectors->at(i).size(), expected.at(i).size());
        for (qsizetype j = 0; j < expected.at(i).size(); ++j)
            QVERIFY2(std::abs(vectors->at(i).at(j) - expected.at(i).at(j)) < 1e-6F, qPrintable(QString::number(i)));
    }
}

void EmbeddingAdapterTest::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<ProviderConfig>("config");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count");
    const auto one = [](const QByteArray &embedding) { return dataOf({R"({"embedding":)" + embedding + "}"}); };

    QTest::newRow("nothing") << kOpenAi << QByteArray() << 1;
    QTest::newRow("a web page") << kOpenAi << QByteArray("<html><title>Hi</title></html>") << 1;
    QTest::newRow("text") << kOpenAi << QByteArray("hello") << 1;
    QTest::newRow("an empty object") << kOpenAi << QByteArray("{}") << 1;
    QTest::newRow("data of another type") << kOpenAi << QByteArray(R"({"data":{"embedding":[1]}})") << 1;
    QTest::newRow("an entry of another type") << kOpenAi << QByteArray(R"({"data":[[1,2]]})") << 1;
    QTest::newRow("nested too deep") << kOpenAi << QByteArray(R"({"data":)") + QByteArray(100'000, '[') << 1;
    QTest::newRow("no vectors") << kOpenAi << dataOf({}) << 1;
    QTest::newRow("one is missing") << kOpenAi << one("[1]") << 2;
    QTest::newRow("one too many") << kOpenAi << dataOf({R"({"embedding":[1]})", R"({"embedding":[1]})"}) << 1;
    QTest::newRow("the same index twice")
        << kOpenAi << dataOf({R"({"index":0,"embedding":[1]})", R"({"index":0,"embedding":[1]})"}) << 2;
    QTest::newRow("an index too high") << kOpenAi << dataOf({R"({"index":5,"embedding":[1]})"}) << 1;
    QTest::newRow("an empty vector") << kOpenAi << one("[]") << 1;
    QTest::newRow("null") << kOpenAi << one("null") << 1;
    QTest::newRow("a number alone") << kOpenAi << one("7") << 1;
    QTest::newRow("NaN") << kOpenAi << one("[1,NaN]") << 1;
    QTest::newRow("infinity") << kOpenAi << one("[1,-Infinity]") << 1;
    QTest::newRow("out of a double's range") << kOpenAi << one("[1,1e999]") << 1;
    QTest::newRow("out of a float's range") << kOpenAi << one("[1,1e39]") << 1;
    QTest::newRow("a word among the numbers") << kOpenAi << one(R"([1,"2"])") << 1;
    QTest::newRow("all zeros") << kOpenAi << one("[0,0,-0.0]") << 1;
    QTest::newRow("too many dimensions") << kOpenAi << one(numbersOf(8193)) << 1;
    QTest::newRow("different lengths") << kOpenAi << dataOf({R"({"embedding":[1,2]})", R"({"embedding":[1,2,3]})"})
                                       << 2;
    QTest::newRow("base64 that is none") << kOpenAi << one(R"("!!!!")") << 1;
    QTest::newRow("base64 of a part of a number") << kOpenAi << one(R"("AAAAAAA=")") << 1;
    QTest::newRow("base64 of NaN") << kOpenAi << one(base64Of({1, std::nanf("")})) << 1;
    QTest::newRow("base64 of nothing") << kOpenAi << one(R"("")") << 1;
    QTest::newRow("base64 of too many dimensions") << kOpenAi << one(base64Of(QList<float>(8193, 1))) << 1;
    QTest::newRow("tokens of different lengths") << kOpenAi << one("[[1,2],[1]]") << 1;
    QTest::newRow("tokens and numbers") << kOpenAi << one("[[1],2]") << 1;
    QTest::newRow("tokens that cancel out") << kOpenAi << one("[[1,2],[-1,-2]]") << 1;
    QTest::newRow("Ollama, for an empty input") << kOllama << QByteArray(R"({"embeddings":[]})") << 1;
    QTest::newRow("Ollama, a flat list") << kOllama << QByteArray(R"({"embeddings":[1,2]})") << 2;
    QTest::newRow("Gemini, no values") << kGemini << QByteArray(R"({"embeddings":[{},{"values":[1]}]})") << 2;
    QTest::newRow("Hugging Face, an object") << kHuggingFace << QByteArray(R"({"x":[1]})") << 1;
    QTest::newRow("Hugging Face, empty lists in lists")
        << kHuggingFace << QByteArray(30, '[') + QByteArray(30, ']') << 1;
    QTest::newRow("Hugging Face, fewer than texts") << kHuggingFace << QByteArray("[[1,2]]") << 2;
}

void EmbeddingAdapterTest::refusesWhatCannotBeUsed()
{
    QFETCH(ProviderConfig, config);
    QFETCH(QByteArray, body);
    QFETCH(int, count);
    const auto vectors = read(config, body, count);
    QVERIFY(!vectors);
    QCOMPARE(vectors.error().kind, ErrorKind::Protocol);
    QVERIFY(vectors.error().message.startsWith(config.name));
}

void EmbeddingAdapterTest::tellsABrokenOffAnswerFromRubbish()
{
    const auto cutOff = read(kOpenAi, R"({"data":[{"embedding":[0.1,0.2)", 1);
    QCOMPARE(cutOff.error().kind, ErrorKind::Network);
    QVERIFY(cutOff.error().retryable);
    QVERIFY(!read(kOpenAi, R"({"data":x,"and":"so on"})", 1).error().retryable);
}

void EmbeddingAdapterTest::readsTheErrorInAGoodStatus_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("an object") << QByteArray(R"({"error":{"message":"Rate limit","code":429}})")
                               << ErrorKind::RateLimited;
    QTest::newRow("in a list") << QByteArray(R"([{"error":{"status":"UNAUTHENTICATED","message":"x"}}])")
                               << ErrorKind::Auth;
    QTest::newRow("a string, beside vectors")
        << QByteArray(R"({"error":"context length exceeded","data":[{"embedding":[1]}]})") << ErrorKind::ContextLength;
}

void EmbeddingAdapterTest::readsTheErrorInAGoodStatus()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    for (const ProviderConfig &config : {kOpenAi, kOllama, kGemini, kHuggingFace}) {
        const auto vectors = read(config, body, 1);
        QVERIFY(!vectors);
        QCOMPARE(vectors.error().kind, kind);
    }
}

void EmbeddingAdapterTest::survivesEveryCutOfAnAnswer_data()
{
    QTest::addColumn<ProviderConfig>("config");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("OpenAI") << kOpenAi << dataOf({R"({"index":0,"embedding":[0.5,-1e-3]})"});
    QTest::newRow("base64") << kOpenAi << dataOf({R"({"index":0,"embedding":)" + base64Of({3, 4}) + "}"});
    QTest::newRow("Ollama") << kOllama << QByteArray(R"({"embeddings":[[0.5,-1e-3]]})");
    QTest::newRow("Gemini") << kGemini << QByteArray(R"({"embeddings":[{"values":[0.5,-1e-3]}]})");
    QTest::newRow("Hugging Face") << kHuggingFace << QByteArray("[[[0.5,-1e-3],[1,2]]]");
}

void EmbeddingAdapterTest::survivesEveryCutOfAnAnswer()
{
    QFETCH(ProviderConfig, config);
    QFETCH(QByteArray, body);
    QVERIFY(read(config, body, 1));
    for (qsizetype length = 0; length < body.size(); ++length)
        QVERIFY2(!read(config, body.first(length), 1), qPrintable(QString::number(length)));
}

QTEST_GUILESS_MAIN(EmbeddingAdapterTest)
#include "embedding_adapter_test.moc"
