// SPDX-License-Identifier: MIT
#include "core/models/model_refresh_service.h"
#include "tests/support/fake_model_source.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;

namespace {

const ProviderId kVendor = "vendor";
const Error kNoNetwork{.kind = ErrorKind::Network, .message = "no network"};

ModelInfo model(const QString &id, ModelOrigin origin = ModelOrigin::Live)
{
    return {.ref = {kVendor, id}, .name = id, .origin = origin};
}

QStringList ids(const ModelRefreshService::State &state)
{
    QStringList ids;
    for (const ModelInfo &info : state.models)
        ids << info.ref.model;
    return ids;
}

} // namespace

class ModelRefreshServiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsTheCatalogBeforeAnyFetch();
    void addsLiveModelsToTheCatalogs();
    void completesLiveModelsFromTheCatalog();
    void keepsOfTheOldListOnlyTheCatalogs();
    void keepsTheOldListWhenAFetchFails();
    void takesAnEmptyListForAFailure();
    void clearsTheErrorWithAGoodFetch();
    void fetchesOnlyWhatIsStale();
    void asksLocalServersMoreOften();
    void waitsAfterAFailureUnlessForced();
    void joinsARunningFetch();
    void tellsOfChangesOnly();
    void remembersListsOnDisk();
    void letsNobodyElseReadTheCache();
    void ignoresABrokenCacheAndReplacesIt_data();
    void ignoresABrokenCacheAndReplacesIt();
    void keepsAListForEachAddress();
    void givesUpAFetchFromAnotherAddress();
    void listsAModelOnce();

private:
    void restart();
    void fetch(const Result<QList<ModelInfo>> &models);

    QDateTime m_now;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeModelSource> m_source;
    std::unique_ptr<ModelRefreshService> m_service;
};

void ModelRefreshServiceTest::init()
{
    m_now = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    m_folder = std::make_unique<QTemporaryDir>();
    m_source = std::make_unique<FakeModelSource>();
    restart();
}

void ModelRefreshServiceTest::restart()
{
    m_service.reset();
    m_service = std::make_unique<ModelRefreshService>(*m_source,
        ModelRefreshService::Options{
            .clock = [this] { return m_now; }, .cachePath = m_folder->filePath("new/models.json")});
}

void ModelRefreshServiceTest::fetch(const Result<QList<ModelInfo>> &models)
{
    m_service->refresh(kVendor, ModelRefreshService::Mode::Force);
    m_source->answer(models);
}

void ModelRefreshServiceTest::showsTheCatalogBeforeAnyFetch()
{
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static)}, false);
    const auto state = m_service->state(kVendor);
    QCOMPARE(ids(state), QStringList("a"));
    QVERIFY(state.isStale && !state.isRefreshing && !state.error && !state.refreshedAt.isValid());
    QVERIFY(m_service->state("unknown").models.isEmpty());
}

void ModelRefreshServiceTest::addsLiveModelsToTheCatalogs()
{
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static), model("b", ModelOrigin::Static)}, false);
    fetch(QList{model("z"), model("b")});
    const auto state = m_service->state(kVendor);
    QCOMPARE(ids(state), (QStringList{"a", "b", "z"}));
    QCOMPARE(state.models[0].origin, ModelOrigin::Static);
    QCOMPARE(state.models[1].origin, ModelOrigin::Live);
    QCOMPARE(state.refreshedAt, m_now);
    QVERIFY(!state.isStale);
}

void ModelRefreshServiceTest::completesLiveModelsFromTheCatalog()
{
    ModelInfo known = model("a", ModelOrigin::Static);
    known.name = "A, the first";
    known.contextTokens = 1000;
    known.priceIn = 1;
    ModelInfo told = model("a");
    told.contextTokens = 2000;
    m_service->setStaticModels(kVendor, {known}, false);
    fetch(QList{told});
    const ModelInfo merged = m_service->state(kVendor).models.first();
    QCOMPARE(merged.name, "A, the first");
    QCOMPARE(merged.contextTokens, 2000);
    QCOMPARE(merged.priceIn, 1.0);
}

void ModelRefreshServiceTest::keepsOfTheOldListOnlyTheCatalogs()
{
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static)}, false);
    fetch(QList{model("a"), model("b")});
    fetch(QList{model("c")});
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"a", "c"}));
}

void ModelRefreshServiceTest::keepsTheOldListWhenAFetchFails()
{
    fetch(QList{model("a")});
    const QDateTime refreshedAt = m_now;
    m_now = m_now.addSecs(3600);
    QSignalSpy changed(m_service.get(), &ModelRefreshService::modelsChanged);
    QSignalSpy finished(m_service.get(), &ModelRefreshService::refreshFinished);
    fetch(failure(kNoNetwork));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(changed.count(), 0);
    const auto state = m_service->state(kVendor);
    QCOMPARE(ids(state), QStringList("a"));
    QCOMPARE(state.error, std::optional(kNoNetwork));
    QCOMPARE(state.refreshedAt, refreshedAt);
    QVERIFY(state.isStale);
}

void ModelRefreshServiceTest::takesAnEmptyListForAFailure()
{
    fetch(QList{model("a")});
    fetch(QList<ModelInfo>());
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("a"));
    QCOMPARE(m_service->state(kVendor).error->kind, ErrorKind::Empty);
}

void ModelRefreshServiceTest::clearsTheErrorWithAGoodFetch()
{
    fetch(failure(kNoNetwork));
    fetch(QList{model("a")});
    QVERIFY(!m_service->state(kVendor).error);
}

void ModelRefreshServiceTest::fetchesOnlyWhatIsStale()
{
    fetch(QList{model("a")});
    QCOMPARE(m_source->fetches, 1);
    m_now = m_now.addSecs(599);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 1);
    m_now = m_now.addSecs(1);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 2);
}

void ModelRefreshServiceTest::asksLocalServersMoreOften()
{
    m_service->setStaticModels(kVendor, {}, true);
    fetch(QList{model("a")});
    m_now = m_now.addSecs(60);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 2);
}

void ModelRefreshServiceTest::waitsAfterAFailureUnlessForced()
{
    fetch(failure(kNoNetwork));
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 1);
    fetch(failure(kNoNetwork));
    QCOMPARE(m_source->fetches, 2);
    m_now = m_now.addSecs(60);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 3);
}

void ModelRefreshServiceTest::joinsARunningFetch()
{
    QSignalSpy finished(m_service.get(), &ModelRefreshService::refreshFinished);
    m_service->refresh(kVendor);
    m_service->refresh(kVendor, ModelRefreshService::Mode::Force);
    QCOMPARE(m_source->fetches, 1);
    QVERIFY(m_service->state(kVendor).isRefreshing);
    m_source->answer(QList{model("a")});
    QVERIFY(!m_service->state(kVendor).isRefreshing);
    QCOMPARE(finished.count(), 1);
}

void ModelRefreshServiceTest::tellsOfChangesOnly()
{
    QSignalSpy changed(m_service.get(), &ModelRefreshService::modelsChanged);
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static)}, false);
    fetch(QList{model("b")});
    fetch(QList{model("b")});
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static)}, false);
    QCOMPARE(changed.count(), 2);
}

void ModelRefreshServiceTest::remembersListsOnDisk()
{
    ModelInfo full = model("a");
    full.name = QString::fromUtf8("Ä");
    full.contextTokens = 8192;
    full.maxOutputTokens = 100;
    full.canEmbed = true;
    full.canSee = false;
    full.canReason = true;
    full.priceOut = 0.25;
    fetch(QList{full});
    restart();
    const auto state = m_service->state(kVendor);
    full.origin = ModelOrigin::Cached;
    QCOMPARE(state.models.size(), 1);
    QVERIFY(state.models.first() == full);
    QCOMPARE(state.refreshedAt, m_now);
    QVERIFY(!state.isStale);
}

void ModelRefreshServiceTest::letsNobodyElseReadTheCache()
{
    fetch(QList{model("a")});
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_folder->filePath("new/models.json")) & others));
}

void ModelRefreshServiceTest::ignoresABrokenCacheAndReplacesIt_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"version":2,"lists":[{"provider":"vendor","refr)");
    QTest::newRow("of another version") << QByteArray(
        R"({"version":1,"lists":[{"provider":"vendor","refreshed_at":"2026-11-22T09:00:00Z","models":[{"id":"old"}]}]})");
    QTest::newRow("without a time") << QByteArray(
        R"({"version":2,"lists":[{"provider":"vendor","models":[{"id":"old"}]}]})");
    QTest::newRow("of wrong types") << QByteArray(
        R"({"version":2,"lists":[{"provider":"vendor","refreshed_at":7,"models":"x"}]})");
    QTest::newRow("models without ids") << QByteArray(
        R"({"version":2,"lists":[{"provider":"vendor","refreshed_at":"2026-11-22T09:00:00Z","models":[{},null]}]})");
}

void ModelRefreshServiceTest::ignoresABrokenCacheAndReplacesIt()
{
    QFETCH(QByteArray, content);
    QVERIFY(QDir(m_folder->path()).mkpath("new"));
    QFile file(m_folder->filePath("new/models.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    restart();
    QVERIFY(m_service->state(kVendor).models.isEmpty());
    fetch(QList{model("a")});
    restart();
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("a"));
}

void ModelRefreshServiceTest::keepsAListForEachAddress()
{
    const QUrl first("http://127.0.0.1:1/v1");
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static)}, false);
    m_service->setBaseUrl(kVendor, first);
    fetch(QList{model("b")});
    m_service->setBaseUrl(kVendor, first);
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"a", "b"}));
    restart();
    m_service->setBaseUrl(kVendor, first);
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("b"));
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:2/v1"));
    QCOMPARE(ids(m_service->state(kVendor)), QStringList());
    QVERIFY(m_service->state(kVendor).isStale);
    QVERIFY(!m_service->state(kVendor).refreshedAt.isValid());
    fetch(QList{model("c")});
    restart();
    m_service->setBaseUrl(kVendor, first);
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("b"));
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:2/v1"));
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("c"));
}

void ModelRefreshServiceTest::givesUpAFetchFromAnotherAddress()
{
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:1/v1"));
    QSignalSpy finished(m_service.get(), &ModelRefreshService::refreshFinished);
    m_service->refresh(kVendor);
    const QPointer<ModelListFetch> outdated = m_source->running;
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:2/v1"));
    QCOMPARE(m_source->fetches, 2);
    emit outdated->finished(QList{model("old")});
    QCOMPARE(finished.count(), 0);
    m_source->answer(QList{model("new")});
    QCOMPARE(finished.count(), 1);
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("new"));
    QTRY_VERIFY(outdated.isNull());
}

void ModelRefreshServiceTest::listsAModelOnce()
{
    fetch(QList{model("a"), model("a")});
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("a"));
}

QTEST_GUILESS_MAIN(ModelRefreshServiceTest)
#include "model_refresh_service_test.moc"
