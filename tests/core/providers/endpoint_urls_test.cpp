// SPDX-License-Identifier: MIT
#include "core/providers/base_url.h"
#include "core/providers/embedding_adapter.h"
#include "core/providers/endpoint_urls.h"
#include "core/providers/model_list_reader.h"
#include "core/providers/provider_adapter.h"

#include <QTest>

using namespace freshet;

namespace {

constexpr Dialect kWireDialects[] = {Dialect::OpenAi, Dialect::OpenAiResponses, Dialect::Gemini,
    Dialect::GeminiInteractions, Dialect::Ollama, Dialect::LmStudio, Dialect::Anthropic};

ProviderConfig at(const QString &typed, Dialect dialect)
{
    return {.id = "p", .name = "P", .dialect = dialect, .baseUrl = normalizedBaseUrl(typed, dialect).value_or(QUrl())};
}

QUrl urlFor(EndpointPurpose purpose, const QList<EndpointUrl> &urls)
{
    for (const EndpointUrl &url : urls) {
        if (url.purpose == purpose)
            return url.url;
    }
    return {};
}

} // namespace

class EndpointUrlsTest : public QObject {
    Q_OBJECT

private slots:
    void namesWhatTheAdaptersAskFor_data();
    void namesWhatTheAdaptersAskFor();
    void readsAsAPersonExpects_data();
    void readsAsAPersonExpects();
    void makesTheSameBaseOfEachOfThem_data() { namesWhatTheAdaptersAskFor_data(); }
    void makesTheSameBaseOfEachOfThem();
    void isEmptyWhereThereIsNoServer();
};

void EndpointUrlsTest::namesWhatTheAdaptersAskFor_data()
{
    QTest::addColumn<Dialect>("dialect");
    for (const Dialect dialect : kWireDialects)
        QTest::addRow("dialect %d", int(dialect)) << dialect;
}

/// Other questions than endpointUrls() asks: longer, with options, several texts.
void EndpointUrlsTest::namesWhatTheAdaptersAskFor()
{
    QFETCH(Dialect, dialect);
    const ProviderConfig config = at("https://h.example/below", dialect);
    const auto urls = endpointUrls(config, {.chat = "m/1:x", .embedding = "e/2"});
    ChatRequest question{.model = {"p", "m/1:x"},
        .messages = {{ChatRole::System, "Be brief."}, {ChatRole::User, "Why?"}},
        .options = {.temperature = 0.5, .maxTokens = 100}};
    const ProviderAdapter &adapter = *adapterFor(dialect);
    QCOMPARE(urlFor(EndpointPurpose::StreamedChat, urls), adapter.chatRequest(question, config).url);
    question.streaming = StreamMode::Whole;
    QCOMPARE(urlFor(EndpointPurpose::Chat, urls), adapter.chatRequest(question, config).url);
    QCOMPARE(urlFor(EndpointPurpose::ModelList, urls), adapter.modelListReader(config, {})->next()->request.url);
    const EmbeddingAdapter *const embeddings = embeddingAdapterFor(config);
    const EmbeddingRequest texts{.model = {"p", "e/2"}, .texts = {"a", "b"}};
    QCOMPARE(urlFor(EndpointPurpose::Embeddings, urls), embeddings ? embeddings->request(texts, config).url : QUrl());
    QCOMPARE(urls.size(), embeddings ? 4 : 3);
}

void EndpointUrlsTest::readsAsAPersonExpects_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QStringList>("urls");
    QTest::newRow("OpenAI") << "api.openai.com" << Dialect::OpenAi
                            << QStringList{"https://api.openai.com/v1/models",
                                   "https://api.openai.com/v1/chat/completions",
                                   "https://api.openai.com/v1/chat/completions",
                                   "https://api.openai.com/v1/embeddings"};
    QTest::newRow("Ollama") << "localhost:11434/v1" << Dialect::Ollama
                            << QStringList{"http://localhost:11434/api/tags", "http://localhost:11434/api/chat",
                                   "http://localhost:11434/api/chat", "http://localhost:11434/api/embed"};
    QTest::newRow("Gemini") << "https://g.example" << Dialect::Gemini
                            << QStringList{"https://g.example/v1beta/models?pageSize=1000",
                                   "https://g.example/v1beta/models/MODEL:generateContent",
                                   "https://g.example/v1beta/models/MODEL:streamGenerateContent?alt=sse",
                                   "https://g.example/v1beta/models/MODEL:batchEmbedContents"};
    QTest::newRow("Hugging Face's router, without its quirk")
        << "https://router.huggingface.co/v1/chat/completions" << Dialect::OpenAi
        << QStringList{"https://router.huggingface.co/v1/models", "https://router.huggingface.co/v1/chat/completions",
               "https://router.huggingface.co/v1/chat/completions", "https://router.huggingface.co/v1/embeddings"};
}

void EndpointUrlsTest::readsAsAPersonExpects()
{
    QFETCH(QString, typed);
    QFETCH(Dialect, dialect);
    QFETCH(QStringList, urls);
    QStringList got;
    const auto found = endpointUrls(at(typed, dialect));
    for (const EndpointUrl &url : found)
        got << url.url.toString(QUrl::FullyEncoded);
    QCOMPARE(got, urls);
}

/// Whichever of them is pasted, list, chat and embeddings stay together.
void EndpointUrlsTest::makesTheSameBaseOfEachOfThem()
{
    QFETCH(Dialect, dialect);
    for (const char *typed : {"https://h.example", "https://h.example/below/v1", "http://127.0.0.1:8080"}) {
        const ProviderConfig config = at(typed, dialect);
        const auto urls = endpointUrls(config);
        QVERIFY(!urls.isEmpty());
        for (const EndpointUrl &url : urls) {
            const auto base = normalizedBaseUrl(url.url.toString(QUrl::FullyEncoded), dialect);
            QVERIFY(base);
            QCOMPARE(base->toString(), config.baseUrl.toString());
        }
    }
}

void EndpointUrlsTest::isEmptyWhereThereIsNoServer()
{
    QVERIFY(endpointUrls({.id = "documents", .dialect = Dialect::Quotes}).isEmpty());
    QVERIFY(endpointUrls({.id = "openai-compatible"}).isEmpty());
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(EndpointUrlsTest)
#include "endpoint_urls_test.moc"
