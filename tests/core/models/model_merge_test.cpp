// SPDX-License-Identifier: MIT
#include "core/models/model_merge.h"

#include <QTest>

using namespace freshet;

namespace {

const QDateTime kNow(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);

ModelInfo model(const QString &id, ModelOrigin origin = ModelOrigin::Live)
{
    return {.ref = {"vendor", id}, .name = id, .origin = origin};
}

ModelInfo gone(const QString &id, const QDateTime &since)
{
    ModelInfo info = model(id, ModelOrigin::Cached);
    info.goneSince = since;
    return info;
}

QList<ModelInfo> many(int count, const QString &prefix)
{
    QList<ModelInfo> models;
    for (int i = 0; i < count; ++i)
        models << model(prefix + QString::number(i));
    return models;
}

QStringList idsOf(const QList<ModelInfo> &models)
{
    QStringList ids;
    for (const ModelInfo &info : models)
        ids << info.ref.model;
    return ids;
}

} // namespace

class ModelMergeTest : public QObject {
    Q_OBJECT

private slots:
    void putsTheCatalogsOrderFirst();
    void fillsInWhatTheProviderDoesNotTell();
    void letsTheUsersWordCount();
    void showsWhatIsInUseThoughNobodyKnowsIt();
    void putsLastWhatWillBeTakenAway();
    void marksWhatIsNoLongerListed();
    void takesTheMarkAwayWhenAModelComesBack();
    void keepsTheFirstDate();
    void dropsWhatHasLongBeenGone();
    void makesRoomForWhatIsKept();
    void keepsKeptModelsBeyondAnyLimit();
};

void ModelMergeTest::putsTheCatalogsOrderFirst()
{
    const auto merged = mergedModels({.catalog = {model("a", ModelOrigin::Static), model("b", ModelOrigin::Static)},
        .listed = {model("z"), model("b")},
        .manual = {model("m", ModelOrigin::Manual)},
        .inUse = {{"vendor", "u"}, {"vendor", "a"}}});
    QCOMPARE(idsOf(merged), (QStringList{"a", "b", "z", "m", "u"}));
    QCOMPARE(merged[0].origin, ModelOrigin::Static);
    QCOMPARE(merged[1].origin, ModelOrigin::Live);
    QCOMPARE(merged[3].origin, ModelOrigin::Manual);
}

void ModelMergeTest::fillsInWhatTheProviderDoesNotTell()
{
    ModelInfo known = model("a", ModelOrigin::Static);
    known.name = "A, the first";
    known.contextTokens = 1000;
    known.priceIn = 1;
    ModelInfo told = model("a");
    told.contextTokens = 2000;
    const ModelInfo merged = mergedModels({.catalog = {known}, .listed = {told}}).first();
    QCOMPARE(merged.name, "A, the first");
    QCOMPARE(merged.contextTokens, 2000);
    QCOMPARE(merged.priceIn, 1.0);
}

void ModelMergeTest::letsTheUsersWordCount()
{
    ModelInfo told = gone("a", kNow);
    told.name = "Model A";
    told.canChat = false;
    told.canEmbed = true;
    told.contextTokens = 2000;
    const auto merged = mergedModels({.listed = {told}, .manual = {model("a", ModelOrigin::Manual)}});
    QCOMPARE(merged.size(), 1);
    QCOMPARE(merged.first().origin, ModelOrigin::Manual);
    QCOMPARE(merged.first().name, "Model A");
    QCOMPARE(merged.first().contextTokens, 2000);
    QCOMPARE(merged.first().goneSince, kNow);
    QVERIFY(merged.first().canEmbed && !merged.first().canChat);
}

void ModelMergeTest::showsWhatIsInUseThoughNobodyKnowsIt()
{
    const auto merged = mergedModels({.inUse = {{"vendor", "u"}}});
    QCOMPARE(merged.first().name, "u");
    QVERIFY(merged.first().canChat && !merged.first().isGone());
}

void ModelMergeTest::putsLastWhatWillBeTakenAway()
{
    ModelInfo retiring = model("a");
    retiring.retiresOn = QDate(2026, 12, 31);
    const auto merged = mergedModels({.catalog = {model("a", ModelOrigin::Static), model("b", ModelOrigin::Static)},
        .listed = {retiring, model("z")},
        .manual = {model("a", ModelOrigin::Manual), model("m", ModelOrigin::Manual)}});
    QCOMPARE(idsOf(merged), (QStringList{"b", "z", "m", "a"}));
    QCOMPARE(merged.last().retiresOn, retiring.retiresOn);
}

void ModelMergeTest::marksWhatIsNoLongerListed()
{
    ModelInfo loaded = model("b");
    loaded.isLoaded = true;
    const FetchedList list = withFetched({model("a"), loaded, model("c")}, {model("c"), model("d")}, {}, kNow);
    QCOMPARE(idsOf(list.models), (QStringList{"c", "d", "a", "b"}));
    QVERIFY(!list.models[0].isGone() && !list.models[1].isGone());
    QCOMPARE(list.models[2].goneSince, kNow);
    QCOMPARE(list.models[2].origin, ModelOrigin::Cached);
    QVERIFY(!list.models[3].isLoaded);
    QCOMPARE(list.added, 1);
    QCOMPARE(list.gone, 2);
}

void ModelMergeTest::takesTheMarkAwayWhenAModelComesBack()
{
    const FetchedList list = withFetched({gone("a", kNow.addDays(-1)), model("b")}, {model("a"), model("b")}, {}, kNow);
    QVERIFY(!list.models[0].isGone());
    QCOMPARE(list.models[0].origin, ModelOrigin::Live);
    QCOMPARE(list.added, 1);
    QCOMPARE(list.gone, 0);
}

void ModelMergeTest::keepsTheFirstDate()
{
    const FetchedList list = withFetched({gone("a", kNow.addDays(-3))}, {model("b")}, {}, kNow);
    QCOMPARE(list.models.last().goneSince, kNow.addDays(-3));
    QCOMPARE(list.gone, 0);
}

void ModelMergeTest::dropsWhatHasLongBeenGone()
{
    const QList<ModelInfo> before{gone("29 days", kNow.addDays(-29)), gone("30 days", kNow.addDays(-30)),
        gone("in use", kNow.addDays(-300)), gone("tomorrow", kNow.addDays(1))};
    const FetchedList list = withFetched(before, {model("a")}, {"in use"}, kNow);
    QCOMPARE(idsOf(list.models), (QStringList{"a", "in use", "29 days", "tomorrow"}));
}

void ModelMergeTest::makesRoomForWhatIsKept()
{
    QList<ModelInfo> before = many(20'000, "old");
    const FetchedList list = withFetched(before, many(19'999, "new"), {"old7", "old19999"}, kNow);
    QCOMPARE(list.models.size(), 20'000);
    QVERIFY(idsOf(list.models).contains("old7") && idsOf(list.models).contains("old19999"));
    QCOMPARE(list.added, 19'999);
    QCOMPARE(list.gone, 20'000);
}

void ModelMergeTest::keepsKeptModelsBeyondAnyLimit()
{
    const QList<ModelInfo> before = many(20'000, "old");
    const QStringList ids = idsOf(before);
    const FetchedList list = withFetched(before, {model("new")}, QSet<QString>(ids.begin(), ids.end()), kNow);
    QVERIFY(list.models.size() >= 20'000);
}

QTEST_GUILESS_MAIN(ModelMergeTest)
#include "model_merge_test.moc"
