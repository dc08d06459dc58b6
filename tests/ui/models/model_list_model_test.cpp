// SPDX-License-Identifier: MIT
#include "core/providers/provider_registry.h"
#include "core/settings/settings_store.h"
#include "tests/support/fake_model_source.h"
#include "tests/support/processor_timer.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_list_model.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

namespace {

ModelInfo live(const ProviderId &provider, const QString &id)
{
    return {.ref = {provider, id}, .name = id, .origin = ModelOrigin::Live};
}

} // namespace

class ModelListModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void groupsModelsByProviderWithWhatIsKnownOfThem();
    void showsNoModelOfALocalServerThatDidNotListIt();
    void followsARefreshLive();
    void tellsTheAgeAndTheTroubleOfAList();
    void keepsTheModelsOfAServerThatIsDown();
    void tellsSinceWhenAModelIsNotListed();
    void leadsToTheSettingsWhereAKeyIsMissing();
    void findsModelsByAnyWord();
    void showsFavouritesFirst();
    void opensAHundredThousandRowsQuickly();
    void saysAgesAndSizesAsPeopleDo();

private:
    QStringList rows() const;
    QString detailOf(const QString &text) const;

    QDateTime m_now = QDateTime(QDate(2026, 3, 11), QTime(9, 0), Qt::UTC);
    test::FakeModelSource m_source;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<ModelRefreshService> m_models;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<FavouriteModels> m_favourites;
    std::unique_ptr<ModelListModel> m_list;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void ModelListModelTest::init()
{
    m_tester.reset();
    m_list.reset();
    m_favourites.reset();
    const QList<ProviderInfo> catalog{{.id = "openai", .name = "OpenAI", .needsKey = true},
        {.id = "ollama", .name = "Ollama", .isLocal = true},
        {.id = "documents", .name = "Quotes from documents", .dialect = Dialect::Quotes}};
    m_registry = std::make_unique<ProviderRegistry>(catalog, KeySource());
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("s.ini"));
    m_favourites = std::make_unique<FavouriteModels>(*m_settings);
    const Clock clock = [this] { return m_now; };
    m_models = std::make_unique<ModelRefreshService>(m_source, ModelRefreshService::Options{.clock = clock});
    ModelInfo known{.ref = {"openai", "gpt-x"}, .name = "GPT X", .contextTokens = 131072};
    ModelInfo embedding{.ref = {"openai", "embed"}, .name = "Embed", .canChat = false};
    m_models->setStaticModels("openai", {known, embedding}, false);
    m_models->setStaticModels("ollama", {ModelInfo{.ref = {"ollama", "maybe"}, .name = "Maybe"}}, true);
    m_list = std::make_unique<ModelListModel>(*m_models, *m_registry, *m_favourites, clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_list.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

QStringList ModelListModelTest::rows() const
{
    QStringList rows;
    for (int row = 0; row < m_list->rowCount(); ++row)
        rows << m_list->index(row).data().toString();
    return rows;
}

QString ModelListModelTest::detailOf(const QString &text) const
{
    const int row = static_cast<int>(rows().indexOf(text));
    return row < 0 ? QString("no such row") : m_list->index(row).data(RowDetail).toString();
}

void ModelListModelTest::groupsModelsByProviderWithWhatIsKnownOfThem()
{
    QCOMPARE(rows(), (QStringList{"Quotes from documents", "OpenAI", "GPT X", "Set up first", "Ollama"}));
    QCOMPARE(detailOf("GPT X"), QString("128k"));
    QCOMPARE(m_list->rowOf({"openai", "gpt-x"}), 2);
    QCOMPARE(m_list->index(0).data(ModelListModel::ModelRole).value<ModelRef>(), (ModelRef{kQuotesProvider, {}}));
    QVERIFY(!m_list->index(1).flags().testFlag(Qt::ItemIsSelectable));
}

void ModelListModelTest::showsNoModelOfALocalServerThatDidNotListIt()
{
    m_models->refresh("ollama");
    m_source.answer("ollama", QList<ModelInfo>{live("ollama", "qwen3:8b")});
    QVERIFY(rows().contains("qwen3:8b"));
    QVERIFY(!rows().contains("Maybe"));
}

void ModelListModelTest::followsARefreshLive()
{
    m_models->refresh("ollama");
    m_list->setFilter({});
    QCOMPARE(detailOf("Ollama"), QString("looking…"));
    m_source.answer("ollama", QList<ModelInfo>{live("ollama", "a"), live("ollama", "b")});
    QCOMPARE(rows(), (QStringList{"Quotes from documents", "OpenAI", "GPT X", "Ollama", "a", "b"}));
    QCOMPARE(detailOf("Ollama"), QString("just now"));
}

void ModelListModelTest::tellsTheAgeAndTheTroubleOfAList()
{
    QCOMPARE(detailOf("OpenAI"), QString("built-in list"));
    m_models->refresh("openai");
    m_source.answer("openai", QList<ModelInfo>{live("openai", "gpt-x")});
    m_now = m_now.addSecs(2 * 3600);
    m_list->setFilter({});
    QCOMPARE(detailOf("OpenAI"), QString("2 hours ago"));
    m_models->refresh("openai", ModelRefreshService::Mode::Force);
    m_source.answer("openai", failure({.kind = ErrorKind::Network, .message = "OpenAI cannot be reached."}));
    QCOMPARE(detailOf("OpenAI"), QString("OpenAI cannot be reached."));
    QVERIFY(rows().contains("GPT X")); // the old list stays
}

void ModelListModelTest::keepsTheModelsOfAServerThatIsDown()
{
    m_models->refresh("ollama");
    m_source.answer("ollama", failure({.kind = ErrorKind::Network, .message = "Ollama is not running."}));
    QCOMPARE(detailOf("Ollama"), QString("not running"));
    m_models->refresh("ollama", ModelRefreshService::Mode::Force);
    QCOMPARE(detailOf("Ollama"), QString("looking…")); // at once, not only when it is done
    m_source.answer("ollama", QList<ModelInfo>{live("ollama", "a")});
    m_models->refresh("ollama", ModelRefreshService::Mode::Force);
    m_source.answer("ollama", failure({.kind = ErrorKind::Network, .message = "Ollama is not running."}));
    QVERIFY(rows().contains("a"));
    QCOMPARE(detailOf("Ollama"), QString("Ollama is not running."));
}

void ModelListModelTest::tellsSinceWhenAModelIsNotListed()
{
    for (const char *id : {"a", "b"}) {
        m_models->refresh("ollama", ModelRefreshService::Mode::Force);
        m_source.answer("ollama", QList<ModelInfo>{live("ollama", id)});
    }
    QVERIFY2(detailOf("a").startsWith("not listed since "), qPrintable(detailOf("a")));
    QCOMPARE(detailOf("b"), QString());
}

void ModelListModelTest::leadsToTheSettingsWhereAKeyIsMissing()
{
    m_list->setTrouble("openai", Error{.kind = ErrorKind::Auth, .message = "OpenAI needs a key."});
    QCOMPARE(rows(), (QStringList{"Quotes from documents", "Set up first", "OpenAI", "Ollama"}));
    QCOMPARE(detailOf("OpenAI"), QString("needs a key"));
    QCOMPARE(m_list->index(2).data(ModelListModel::SetUpRole).toString(), QString("openai"));
    QVERIFY(!m_list->index(2).data(ModelListModel::ModelRole).isValid());
    m_list->setTrouble("openai", std::nullopt);
    QVERIFY(rows().contains("GPT X"));
}

void ModelListModelTest::findsModelsByAnyWord()
{
    m_list->setFilter("openai X");
    QCOMPARE(rows(), (QStringList{"OpenAI", "GPT X"}));
    m_list->setFilter("gpt-x");
    QCOMPARE(rows().size(), 2);
    m_list->setFilter("nothing like it");
    QCOMPARE(m_list->rowCount(), 0);
}

void ModelListModelTest::showsFavouritesFirst()
{
    m_models->refresh("openai");
    m_source.answer("openai", QList<ModelInfo>{live("openai", "a"), live("openai", "b/c")});
    m_favourites->toggle({"openai", "b/c"});
    QCOMPARE(rows().mid(0, 4), (QStringList{"Favourites", "b/c", "Quotes from documents", "OpenAI"}));
    QCOMPARE(detailOf("b/c"), QString("OpenAI"));
    QCOMPARE(rows().count("b/c"), 1);
    m_list->setFilter("openai c");
    QCOMPARE(rows(), (QStringList{"Favourites", "b/c"}));
    m_list->setFilter({});
    const FavouriteModels afterRestart(*m_settings);
    QVERIFY(afterRestart.contains({"openai", "b/c"}));
    m_favourites->toggle({"openai", "b/c"});
    QCOMPARE(rows().at(0), QString("Quotes from documents"));
}

void ModelListModelTest::opensAHundredThousandRowsQuickly()
{
    QList<ModelInfo> many;
    for (int i = 0; i < 100'000; ++i)
        many << live("ollama", "model-" + QString::number(i));
    m_tester.reset(); // it reads every row
    m_models->setStaticModels("openai", many, false);
    const test::ProcessorTimer clock;
    m_list->setFilter({});
    QVERIFY2(clock.elapsedMs() < 1000, qPrintable(QString::number(clock.elapsedMs())));
    QVERIFY(m_list->rowCount() > 100'000);
}

void ModelListModelTest::saysAgesAndSizesAsPeopleDo()
{
    using namespace std::chrono_literals;
    QCOMPARE(agoWords(-10s), QString("just now"));
    QCOMPARE(agoWords(59s), QString("just now"));
    QCOMPARE(agoWords(60s), QString("a minute ago"));
    QCOMPARE(agoWords(59min), QString("59 minutes ago"));
    QCOMPARE(agoWords(25h), QString("25 hours ago"));
    QCOMPARE(agoWords(72h), QString("3 days ago"));
    QCOMPARE(tokenWords(131072), QString("128k"));
    QCOMPARE(tokenWords(200'000), QString("200k"));
    QCOMPARE(tokenWords(1'048'576), QString("1M"));
    QCOMPARE(tokenWords(512), QString("512"));
}

QTEST_GUILESS_MAIN(ModelListModelTest)
#include "model_list_model_test.moc"
