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
using namespace std::chrono_literals;

namespace {

const ProviderId kVendor = "vendor";
const Error kNoNetwork{.kind = ErrorKind::Network, .message = "no network"};
const Error kNoKey{.kind = ErrorKind::Auth, .message = "no key"};
const Error kBusy{.kind = ErrorKind::Overloaded, .message = "busy", .httpStatus = 503, .retryable = true};

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
    void marksWhatIsNoLongerListed();
    void tellsHowManyAreNewAndGone();
    void remembersWhatIsGone();
    void neverLosesAModelInUse();
    void takesModelsByHand();
    void refusesWhatCannotBeAModel();
    void keepsTheOldListWhenAFetchFails();
    void takesAnEmptyListForAFailure();
    void clearsTheErrorWithAGoodFetch();
    void fetchesOnlyWhatIsStale();
    void asksLocalServersMoreOften();
    void asksListsAtDifferentTimes();
    void survivesAnyClock_data();
    void survivesAnyClock();
    void waitsLongerWithEachFailure();
    void waitsAsLongAsTheServerSaid();
    void takesAMissingKeyForNoFailure();
    void asksAgainWithAnotherKey();
    void asksAgainWhatMayPass();
    void asksNotAgainWhatIsRefused();
    void givesUpASecondTryForAnotherKey();
    void asksWhoIsSetUp();
    void asksNobodyUnlessToldTo();
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

    const QDateTime m_start{QDate(2026, 11, 22), QTime(10, 0), Qt::UTC};
    QDateTime m_now;
    double m_jitter = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeModelSource> m_source;
    std::unique_ptr<ModelRefreshService> m_service;
};

void ModelRefreshServiceTest::init()
{
    m_now = m_start;
    m_jitter = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    m_source = std::make_unique<FakeModelSource>();
    restart();
}

void ModelRefreshServiceTest::restart()
{
    m_service.reset();
    m_service = std::make_unique<ModelRefreshService>(*m_source,
        ModelRefreshService::Options{.clock = [this] { return m_now; },
            .jitter = [this] { return m_jitter; },
            .retryWaits = {0ms, 0ms},
            .setUp = {"key in the environment"},
            .cachePath = m_folder->filePath("new/models.json")});
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

void ModelRefreshServiceTest::marksWhatIsNoLongerListed()
{
    m_service->setStaticModels(kVendor, {model("a", ModelOrigin::Static)}, false);
    fetch(QList{model("a"), model("b")});
    m_now = m_now.addDays(1);
    fetch(QList{model("c")});
    const auto state = m_service->state(kVendor);
    QCOMPARE(ids(state), (QStringList{"a", "c", "b"}));
    QCOMPARE(state.models[0].goneSince, m_now);
    QVERIFY(!state.models[1].isGone());
    QCOMPARE(state.models[2].goneSince, m_now);
    m_now = m_now.addDays(30);
    fetch(QList{model("c")});
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"a", "c"})); // the catalog's stays, and stays marked
    QVERIFY(m_service->state(kVendor).models[0].isGone());
}

void ModelRefreshServiceTest::tellsHowManyAreNewAndGone()
{
    fetch(QList{model("a"), model("b")});
    QCOMPARE(m_service->state(kVendor).added, 0); // a first list is nothing new
    fetch(QList{model("b"), model("c"), model("d")});
    QCOMPARE(m_service->state(kVendor).added, 2);
    QCOMPARE(m_service->state(kVendor).gone, 1);
    fetch(failure(kNoNetwork));
    QCOMPARE(m_service->state(kVendor).added, 2);
    fetch(QList{model("b"), model("c"), model("d")});
    QCOMPARE(m_service->state(kVendor).added, 0);
    QCOMPARE(m_service->state(kVendor).gone, 0);
}

void ModelRefreshServiceTest::remembersWhatIsGone()
{
    fetch(QList{model("a"), model("b")});
    fetch(QList{model("b")});
    restart();
    const auto state = m_service->state(kVendor);
    QCOMPARE(ids(state), (QStringList{"b", "a"}));
    QVERIFY(!state.models[0].isGone());
    QCOMPARE(state.models[1].goneSince, m_now);
}

void ModelRefreshServiceTest::neverLosesAModelInUse()
{
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:1/v1"));
    m_service->setModelsInUse({{kVendor, "chosen"}, {"other", "x"}, {kVendor, {}}});
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("chosen"));
    fetch(QList{model("a"), model("chosen")});
    fetch(QList{model("a")});
    m_now = m_now.addDays(100);
    fetch(QList{model("a")});
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"a", "chosen"}));
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:2/v1"));
    m_source->answer(QList{model("b")});
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"b", "chosen"}));
    m_service->setModelsInUse({});
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("b"));
    QVERIFY(m_service->state("other").models.isEmpty());
}

void ModelRefreshServiceTest::takesModelsByHand()
{
    QSignalSpy changed(m_service.get(), &ModelRefreshService::manualModelsChanged);
    QVERIFY(m_service->addManualModel({kVendor, "mine"}));
    QVERIFY(m_service->addManualModel({kVendor, "mine"}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_service->manualModels(), (QList<ModelRef>{{kVendor, "mine"}}));
    QCOMPARE(m_service->model({kVendor, "mine"})->origin, ModelOrigin::Manual);
    fetch(QList{model("a")});
    fetch(failure(kNoNetwork));
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"a", "mine"}));
    QVERIFY(!m_service->model({kVendor, "mine"})->isGone());
    m_service->removeManualModel({kVendor, "mine"});
    QVERIFY(!m_service->model({kVendor, "mine"}));
    m_service->setManualModels({{kVendor, "x"}, {kVendor, "x"}, {kVendor, "bad\n"}});
    QCOMPARE(m_service->manualModels(), (QList<ModelRef>{{kVendor, "x"}}));
    QCOMPARE(changed.count(), 3);
}

void ModelRefreshServiceTest::refusesWhatCannotBeAModel()
{
    for (const QString &id : {QString(), QString(" "), QString("a\nb"), QString(300, u'x')})
        QVERIFY(!m_service->addManualModel({kVendor, id}));
    QVERIFY(!m_service->addManualModel({{}, "a"}));
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

void ModelRefreshServiceTest::asksListsAtDifferentTimes()
{
    m_jitter = 1;
    fetch(QList{model("a")});
    m_now = m_now.addSecs(479);
    QVERIFY(!m_service->state(kVendor).isStale);
    m_now = m_now.addSecs(1); // a fifth before ten minutes are over
    QVERIFY(m_service->state(kVendor).isStale);
}

void ModelRefreshServiceTest::survivesAnyClock_data()
{
    QTest::addColumn<QDateTime>("other");
    QTest::newRow("a year on") << m_start.addYears(1);
    QTest::newRow("a year back") << m_start.addYears(-1);
    QTest::newRow("1970") << QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
    QTest::newRow("2038") << QDateTime(QDate(2038, 1, 20), QTime(0, 0), Qt::UTC);
    QTest::newRow("2100") << QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
}

void ModelRefreshServiceTest::survivesAnyClock()
{
    QFETCH(QDateTime, other);
    fetch(QList{model("a")});
    m_now = other;
    for (int i = 0; i < 3; ++i) // asked once, not again and again
        m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 2);
    m_source->answer(failure(kNoNetwork));
    m_now = m_start; // and a failure in another time keeps nobody waiting
    m_service->setStaticModels(kVendor, {}, true);
    m_now = m_now.addSecs(61);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 3);
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("a"));
}

void ModelRefreshServiceTest::waitsLongerWithEachFailure()
{
    fetch(failure(kNoNetwork));
    int asked = 1;
    for (const int pause : {30, 60, 120, 240, 480, 960, 1800, 1800}) {
        m_now = m_now.addSecs(pause - 1);
        m_service->refresh(kVendor);
        QCOMPARE(m_source->fetches, asked);
        m_now = m_now.addSecs(1);
        m_service->refresh(kVendor);
        QCOMPARE(m_source->fetches, ++asked);
        m_source->answer(failure(kNoNetwork));
    }
    fetch(failure(kNoNetwork)); // who asks for it is not kept waiting
    QCOMPARE(m_source->fetches, ++asked);
    fetch(QList{model("a")});
    fetch(failure(kNoNetwork));
    m_now = m_now.addSecs(600);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, asked + 3);
}

void ModelRefreshServiceTest::waitsAsLongAsTheServerSaid()
{
    fetch(failure({.kind = ErrorKind::RateLimited, .httpStatus = 429, .retryAfter = std::chrono::minutes(5)}));
    m_now = m_now.addSecs(299);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 1);
    m_now = m_now.addSecs(1);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 2);
}

void ModelRefreshServiceTest::takesAMissingKeyForNoFailure()
{
    m_service->refresh(kVendor);
    m_source->answer(failure(kNoKey));
    QVERIFY(!m_service->state(kVendor).error);
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 2);
    m_service->refresh(kVendor, ModelRefreshService::Mode::Force); // joins, and waits for a word
    m_source->answer(failure(kNoKey));
    QCOMPARE(m_service->state(kVendor).error, std::optional(kNoKey));
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 3);
}

void ModelRefreshServiceTest::asksAgainWithAnotherKey()
{
    fetch(QList{model("a")});
    fetch(failure({.kind = ErrorKind::Auth, .httpStatus = 401}));
    m_service->accessChanged(kVendor);
    QCOMPARE(m_source->fetches, 3);
    QVERIFY(!m_service->state(kVendor).error);
    const QPointer<ModelListFetch> outdated = m_source->running;
    m_service->accessChanged(kVendor);
    QCOMPARE(m_source->fetches, 4);
    emit outdated->finished(QList{model("of the older key")});
    QVERIFY(m_service->state(kVendor).isRefreshing);
    m_source->answer(QList{model("b")});
    QCOMPARE(ids(m_service->state(kVendor)), (QStringList{"b", "a"}));
}

void ModelRefreshServiceTest::asksAgainWhatMayPass()
{
    QSignalSpy finished(m_service.get(), &ModelRefreshService::refreshFinished);
    m_service->refresh(kVendor);
    for (int tries = 1; tries <= 2; ++tries) {
        m_source->answer(failure(kBusy));
        QVERIFY(m_service->state(kVendor).isRefreshing);
        QTRY_COMPARE(m_source->fetches, tries + 1);
    }
    m_source->answer(failure(kBusy));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(m_service->state(kVendor).error, std::optional(kBusy));
    m_service->refresh(kVendor, ModelRefreshService::Mode::Force);
    m_source->answer(failure(kBusy));
    QTRY_COMPARE(m_source->fetches, 5);
    m_source->answer(QList{model("a")});
    QCOMPARE(ids(m_service->state(kVendor)), QStringList("a"));
}

void ModelRefreshServiceTest::asksNotAgainWhatIsRefused()
{
    for (const Error &error :
        {Error{.kind = ErrorKind::Auth, .httpStatus = 401}, Error{.kind = ErrorKind::NotFound, .httpStatus = 404},
            Error{.kind = ErrorKind::RateLimited, .retryable = true, .retryAfter = std::chrono::minutes(1)}}) {
        fetch(failure(error));
        QVERIFY(!m_service->state(kVendor).isRefreshing);
    }
}

void ModelRefreshServiceTest::givesUpASecondTryForAnotherKey()
{
    m_service->refresh(kVendor);
    m_source->answer(failure(kBusy));
    m_service->accessChanged(kVendor);
    QCOMPARE(m_source->fetches, 2);
    QTest::qWait(1); // the older try's timer has no wait, and would be here now
    QCOMPARE(m_source->fetches, 2);
}

void ModelRefreshServiceTest::asksWhoIsSetUp()
{
    for (const char *id : {"never asked", "asked before", "in use", "key in the environment"})
        m_service->setStaticModels(id, {}, false);
    m_service->refresh("asked before");
    m_source->answer(QList{model("a")});
    m_service->setModelsInUse({{"in use", "x"}});
    QSignalSpy started(m_service.get(), &ModelRefreshService::refreshStarted);
    m_service->refreshStale();
    QSet<QString> asked;
    for (const QList<QVariant> &arguments : started)
        asked << arguments.first().toString();
    QCOMPARE(asked, (QSet<QString>{"in use", "key in the environment"}));
    m_now = m_now.addSecs(600);
    m_service->refreshStale();
    QCOMPARE(started.last().first().toString(), "asked before");
}

void ModelRefreshServiceTest::asksNobodyUnlessToldTo()
{
    m_service->setAutomaticRefresh(ModelRefreshService::Automatic::Off);
    m_service->setModelsInUse({{kVendor, "x"}});
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:1/v1"));
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:2/v1"));
    m_service->accessChanged(kVendor);
    m_service->refreshStale();
    m_service->refresh(kVendor);
    QCOMPARE(m_source->fetches, 0);
    m_service->refresh(kVendor, ModelRefreshService::Mode::Force);
    QCOMPARE(m_source->fetches, 1);
    m_service->accessChanged(kVendor); // what was asked for is asked for still
    QCOMPARE(m_source->fetches, 2);
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
    full.retiresOn = QDate(2026, 12, 31);
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
