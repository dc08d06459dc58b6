// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_service.h"
#include "tests/core/retrieval/judged_questions.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

namespace {

constexpr int kDepth = 10;
constexpr double kSlack = 0.015; ///< One of the questions may be answered a little worse.

struct PassageFloor {
    QLatin1String kind; ///< What the ids of its questions begin with.
    RankingMeasures least;
};

/// Below these the test fails: what was measured, less the slack. A document's share of 0 or 2 in the ranking falls
/// below them, a doubled share of title and heading, and the square root of idf. To raise them after a change for the
/// better, run this program and copy the table that it prints. To lower one is to say that search got worse there: only
/// for a change that is worth more elsewhere, and its commit says what it is worth.
constexpr PassageFloor kPassageFloors[] = {
    {QLatin1String("compound"), {0.6593, 0.7350, 0.6350}},
    {QLatin1String("heading"), {0.8382, 0.9850, 0.7930}},
    {QLatin1String("other"), {0.9690, 0.9850, 0.9633}},
    {QLatin1String("own"), {0.9662, 0.9850, 0.9600}},
};

/// As tests/data/retrieval_quality/long/qrels.tsv names a passage: "booklet-1#The red light".
QString passageName(const Source &passage)
{
    return QFileInfo(passage.path).completeBaseName() + u'#'
        + passage.heading.sliced(passage.heading.lastIndexOf(u'›') + 1).trimmed();
}

} // namespace

Q_DECLARE_METATYPE(RankingMeasures)

/// The right passage of documents that are all alike but for what they are about: a change that finds the wrong one of
/// its neighbours fails here. (retrieval_quality_test asks for whole, short documents.)
class PassageQualityTest : public QObject {
    Q_OBJECT

private slots:
    void cutsEachSectionIntoAPassage();
    void isAsGoodAsItWas_data();
    void isAsGoodAsItWas();

private:
    static QString dataPath() { return QStringLiteral(FRESHET_TEST_DATA "/retrieval_quality/long"); }
    QList<Source> found(const QString &query, int count);

    QTemporaryDir m_dir;
    RetrievalService m_retrieval{m_dir.filePath("index.db")};
};

QList<Source> PassageQualityTest::found(const QString &query, int count)
{
    const std::unique_ptr<SearchReply> reply(
        m_retrieval.search({.query = query, .collections = {"long"}, .topK = count}, this));
    QSignalSpy finished(reply.get(), &SearchReply::finished);
    if (!finished.wait() || reply->error())
        qFatal("\"%s\" cannot be searched for", qPrintable(query));
    return reply->sources();
}

/// What the judgements rest on.
void PassageQualityTest::cutsEachSectionIntoAPassage()
{
    const std::unique_ptr<IndexReply> reply(
        m_retrieval.index({.collection = "long", .paths = {dataPath() + "/documents"}, .jsonlPath = {}}, this));
    QSignalSpy finished(reply.get(), &IndexReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!reply->error());
    QCOMPARE(reply->summary().indexed, 17);
    QCOMPARE(reply->summary().passages, 17 * 7);
    QCOMPARE(passageName(found("lukewarm water and dried in the shade", 1).value(0)), "booklet-1#Cleaning the filter");
}

void PassageQualityTest::isAsGoodAsItWas_data()
{
    QTest::addColumn<RankingMeasures>("least");

    for (const PassageFloor &floor : kPassageFloors)
        QTest::newRow(floor.kind.data()) << floor.least;
}

void PassageQualityTest::isAsGoodAsItWas()
{
    QFETCH(RankingMeasures, least);

    const QString kind = QTest::currentDataTag();
    QList<RankingMeasures> all;
    QStringList misses; // for who looks for what was lost
    const QList<JudgedQuestion> questions = judgedQuestions(dataPath());
    for (const JudgedQuestion &question : questions) {
        if (question.id.section(u'-', 0, 0) != kind)
            continue;
        QStringList ranked;
        for (const Source &passage : found(question.text, 100))
            ranked << passageName(passage);
        all << RankingMeasures::of(ranked, question.gains, kDepth).value();
        if (all.last().ndcg < 1)
            misses << QStringLiteral("%1  %2  %3 -> %4")
                          .arg(question.id, QString::number(all.last().ndcg, 'f', 3), question.text,
                              ranked.first(std::min<qsizetype>(4, ranked.size())).join(QStringLiteral(", ")));
    }
    const RankingMeasures now = RankingMeasures::mean(all);
    qInfo("%lld questions: nDCG@10 %.4f  recall@10 %.4f  MRR %.4f", static_cast<long long>(all.size()), now.ndcg,
        now.recall, now.reciprocalRank);
    qInfo("As floors: {%.4f, %.4f, %.4f}", now.ndcg - kSlack, now.recall - kSlack, now.reciprocalRank - kSlack);
    const bool isAsGood
        = now.ndcg >= least.ndcg && now.recall >= least.recall && now.reciprocalRank >= least.reciprocalRank;
    if (!isAsGood) {
        for (const QString &miss : std::as_const(misses)) // a failure's message has no room for them
            qInfo("Not answered best: %s", qPrintable(miss));
    }
    QVERIFY(isAsGood);
}

QTEST_GUILESS_MAIN(PassageQualityTest)
#include "passage_quality_test.moc"
