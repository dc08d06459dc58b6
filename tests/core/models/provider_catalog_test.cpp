// SPDX-License-Identifier: MIT
#include "core/models/provider_catalog.h"

#include <QFile>
#include <QTest>

using namespace freshet;

namespace {

/// A catalog of one entry, with @p members added to (or put over) those that it needs.
QByteArray catalogWith(const QByteArray &members)
{
    return R"({"providers":[{"id":"v","name":"V","dialect":"openai")" + members + "}]}";
}

} // namespace

class ProviderCatalogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isCompiledIn();
    void listsTheVendorsInTheirOrder();
    void describesEachVendor();
    void hasADefaultModelThatChats();
    void namesTheModelsOfTheirVendor();
    void readsEveryField();
    void refusesAnEntryThatBreaksARule_data();
    void refusesAnEntryThatBreaksARule();

private:
    QList<ProviderInfo> m_catalog;
    const ProviderInfo &vendor(const ProviderId &id) const;
};

void ProviderCatalogTest::initTestCase()
{
    Q_INIT_RESOURCE(freshet_core_resources);
    QFile file(QStringLiteral(":/freshet/providers/catalog.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto catalog = parseProviderCatalog(file.readAll());
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().message));
    m_catalog = *catalog;
}

const ProviderInfo &ProviderCatalogTest::vendor(const ProviderId &id) const
{
    return *std::find_if(m_catalog.begin(), m_catalog.end(), [&id](const ProviderInfo &info) { return info.id == id; });
}

void ProviderCatalogTest::isCompiledIn()
{
    QFile compiled(QStringLiteral(":/freshet/providers/catalog.json"));
    QFile source(QStringLiteral(FRESHET_TEST_DATA "/../../resources/providers/catalog.json"));
    QVERIFY(compiled.open(QIODevice::ReadOnly) && source.open(QIODevice::ReadOnly));
    QCOMPARE(compiled.readAll(), source.readAll());
}

void ProviderCatalogTest::listsTheVendorsInTheirOrder()
{
    QStringList ids;
    for (const ProviderInfo &info : m_catalog)
        ids << info.id;
    QCOMPARE(ids,
        (QStringList{"openai", "gemini", "ollama", "huggingface", "openrouter", "localai", "lmstudio", "anthropic",
            "openai-compatible", "documents"}));
}

void ProviderCatalogTest::describesEachVendor()
{
    for (const ProviderInfo &info : m_catalog) {
        const bool isHosted = info.defaultBaseUrl.scheme() == QLatin1String("https");
        QCOMPARE(info.needsKey, isHosted);
        QCOMPARE(!info.keyPage.isEmpty(), isHosted);
        QVERIFY2(isHosted || info.keyPrefix.isEmpty(), qPrintable(info.id));
        QVERIFY2(isHosted || info.isLocal || info.id == "openai-compatible", qPrintable(info.id));
    }
    QVERIFY(vendor("openai").quirks.tokenLimitIsMaxCompletionTokens);
    QVERIFY(vendor("openai").quirks.hasDeveloperRole);
    QVERIFY(!vendor("openrouter").quirks.asksForUsage);
    QCOMPARE(vendor("openrouter").headers.size(), 2);
    QVERIFY(vendor("huggingface").quirks.hasFeatureExtraction);
    QVERIFY(!vendor("openai").quirks.hasFeatureExtraction);
    QCOMPARE(vendor("ollama").dialect, Dialect::Ollama);
    QCOMPARE(vendor("lmstudio").dialect, Dialect::LmStudio);
    QCOMPARE(vendor("anthropic").dialect, Dialect::Anthropic);
    QCOMPARE(vendor("documents").dialect, Dialect::Quotes);
    QVERIFY(vendor("openai").quirks.hasOpenAiFamilies && vendor("openai").quirks.hasResponsesApi);
    QVERIFY(vendor("openrouter").quirks.hasReasoningObject);
    for (const auto &[id, prefix] : {std::pair{"openai", "sk-"}, {"huggingface", "hf_"}, {"openrouter", "sk-or-"},
             {"anthropic", "sk-ant-"}, {"gemini", ""}})
        QCOMPARE(vendor(id).keyPrefix, prefix);
    QVERIFY(vendor("openai-compatible").defaultBaseUrl.isEmpty());
}

void ProviderCatalogTest::hasADefaultModelThatChats()
{
    for (const ProviderInfo &info : m_catalog) {
        const auto isDefault = [&info](const ModelInfo &model) { return model.ref.model == info.defaultModel; };
        const auto model = std::find_if(info.models.begin(), info.models.end(), isDefault);
        QVERIFY2(model != info.models.end(), qPrintable(info.id));
        QVERIFY2(model->canChat && model->canSee, qPrintable(info.id));
    }
}

void ProviderCatalogTest::namesTheModelsOfTheirVendor()
{
    for (const ProviderInfo &info : m_catalog) {
        QSet<QString> ids;
        for (const ModelInfo &model : info.models) {
            QCOMPARE(model.ref.provider, info.id);
            QCOMPARE(model.origin, ModelOrigin::Static);
            QVERIFY2(model.canChat != model.canEmbed, qPrintable(model.ref.model));
            QVERIFY2(!ids.contains(model.ref.model), qPrintable(model.ref.model));
            ids.insert(model.ref.model);
        }
    }
}

void ProviderCatalogTest::readsEveryField()
{
    const auto catalog
        = parseProviderCatalog(catalogWith(R"(,"base_url":"https://v.example/v1","needs_key":true,"local":true,
        "key_page":"https://v.example/keys","key_prefix":"v-","headers":{"X-A":"b"},
        "quirks":{"token_limit":"max_completion_tokens","asks_for_usage":false,"developer_role":true,
        "openai_families":true,"responses_api":true,"reasoning_object":true,"embeddings":"feature_extraction"},"default_model":"m",
        "models":[{"id":"m","name":"M","context":10,"max_output":5,"chat":false,"embedding":true,"input":["text","image"],"tools":false,
        "reasoning":true,"price_in":0.5,"price_out":1}])"));
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().message));
    const ProviderInfo expected{.id = "v",
        .name = "V",
        .defaultBaseUrl = QUrl("https://v.example/v1"),
        .needsKey = true,
        .isLocal = true,
        .keyPage = QUrl("https://v.example/keys"),
        .keyPrefix = "v-",
        .headers = {{"X-A", "b"}},
        .quirks = {.tokenLimitIsMaxCompletionTokens = true,
            .asksForUsage = false,
            .hasDeveloperRole = true,
            .hasFeatureExtraction = true,
            .hasOpenAiFamilies = true,
            .hasResponsesApi = true,
            .hasReasoningObject = true},
        .defaultModel = "m",
        .models = {{.ref = {"v", "m"},
            .name = "M",
            .contextTokens = 10,
            .maxOutputTokens = 5,
            .canChat = false,
            .canEmbed = true,
            .canSee = true,
            .canUseTools = false,
            .canReason = true,
            .priceIn = 0.5,
            .priceOut = 1}}};
    QVERIFY(catalog->first() == expected);
}

void ProviderCatalogTest::refusesAnEntryThatBreaksARule_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("x");
    QTest::newRow("no list") << QByteArray(R"({"providers":{}})");
    QTest::newRow("no id") << QByteArray(R"({"providers":[{"name":"V","dialect":"openai"}]})");
    QTest::newRow("an unknown dialect") << QByteArray(R"({"providers":[{"id":"v","name":"V","dialect":"latin"}]})");
    QTest::newRow("twice the same id") << QByteArray(
        R"({"providers":[{"id":"v","name":"V","dialect":"openai"},{"id":"v","name":"W","dialect":"openai"}]})");
    QTest::newRow("a misspelt member") << catalogWith(R"(,"need_key":true)");
    QTest::newRow("a misspelt quirk") << catalogWith(R"(,"quirks":{"developper_role":true})");
    QTest::newRow("a misspelt model member") << catalogWith(R"(,"models":[{"id":"m","contxt":1}])");
    QTest::newRow("a modality that nobody knows") << catalogWith(R"(,"models":[{"id":"m","input":["smell"]}])");
    QTest::newRow("a model without id") << catalogWith(R"(,"models":[{"name":"M"}])");
    QTest::newRow("a default model that is not listed") << catalogWith(R"(,"default_model":"x","models":[{"id":"m"}])");
    QTest::newRow("a base URL that is not normal") << catalogWith(R"(,"base_url":"https://v.example/v1/")");
    QTest::newRow("a key without a page for it")
        << catalogWith(R"(,"base_url":"https://v.example/v1","needs_key":true)");
}

void ProviderCatalogTest::refusesAnEntryThatBreaksARule()
{
    QFETCH(QByteArray, json);
    const auto catalog = parseProviderCatalog(json);
    QVERIFY(!catalog);
    QVERIFY(catalog.error().message.contains("catalog is broken at"));
}

QTEST_GUILESS_MAIN(ProviderCatalogTest)
#include "provider_catalog_test.moc"
