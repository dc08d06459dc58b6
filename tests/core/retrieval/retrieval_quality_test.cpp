// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_service.h"
#include "tests/core/retrieval/judged_questions.h"

#include <QDir>
#include <QMap>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

namespace {

constexpr int kDepth = 10;
constexpr double kSlackInAll = 0.005;
constexpr double kSlackOfLanguage = 0.015; ///< Of some fifty questions, one may be answered a little worse.

constexpr QLatin1String kApart("all"); ///< The questions of all languages, each asked of its own collection.
constexpr QLatin1String kTogether("mixed"); ///< Some of them, asked of one collection of all documents.
constexpr QLatin1String kLong("long"); ///< Judged by its passages, in passage_quality_test.cpp.
constexpr qsizetype kEveryOfThem = 3; ///< More of them would only take longer.

struct QualityFloor {
    QLatin1String name; ///< A folder of tests/data/retrieval_quality, or one of the two names above.
    RankingMeasures least;
};

/// Below these the test fails: what was measured, less the slack. To raise them after a change for the better, run this
/// program and copy the table that it prints. To lower one is to say that search got worse there: only for a change
/// that is worth more elsewhere, and its commit says what it is worth.
constexpr QualityFloor kFloors[] = {
    {QLatin1String("all"), {0.8937, 0.9372, 0.8846}},
    {QLatin1String("ar"), {0.8986, 0.9194, 0.8948}},
    {QLatin1String("de"), {0.8953, 0.9459, 0.8834}},
    {QLatin1String("en"), {0.8817, 0.9071, 0.8941}},
    {QLatin1String("es"), {0.8875, 0.9160, 0.8787}},
    {QLatin1String("fr"), {0.8574, 0.9172, 0.8381}},
    {QLatin1String("ja"), {0.8630, 0.9381, 0.8458}},
    {QLatin1String("mixed"), {0.8666, 0.9117, 0.8601}},
    {QLatin1String("ru"), {0.8644, 0.9136, 0.8481}},
    {QLatin1String("zh"), {0.9191, 0.9612, 0.9056}},
};

} // namespace

Q_DECLARE_METATYPE(RankingMeasures)

/// The project's own documents and judged questions in eight languages: a change that makes search worse fails here.
class RetrievalQualityTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void hasAFloorForEverythingMeasured();
    void isAsGoodAsItWas_data();
    void isAsGoodAsItWas();

private:
    using Measures = QList<RankingMeasures>;
    static QString dataPath() { return QStringLiteral(FRESHET_TEST_DATA "/retrieval_quality"); }
    void index(RetrievalService &service, const CollectionName &collection, const QString &language);
    Measures measure(const QString &name, RetrievalService &service, const QList<JudgedQuestion> &questions);
    void print() const;

    QTemporaryDir m_dir;
    QMap<QString, RankingMeasures> m_measured;
    QMap<QString, QStringList> m_misses; ///< Questions not answered best, for who looks for what was lost.
};

void RetrievalQualityTest::index(RetrievalService &service, const CollectionName &collection, const QString &language)
{
    IndexReply *reply = service.index(
        {.collection = collection, .paths = {}, .jsonlPath = dataPath() + u'/' + language + "/docs.jsonl"}, this);
    QSignalSpy finished(reply, &IndexReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!reply->error());
    QVERIFY(reply->summary().indexed > 0);
    QCOMPARE(reply->summary().failed + reply->summary().skipped, 0);
}

RetrievalQualityTest::Measures RetrievalQualityTest::measure(
    const QString &name, RetrievalService &service, const QList<JudgedQuestion> &questions)
{
    Measures all;
    for (const JudgedQuestion &question : questions) {
        SearchReply *reply = service.search({.query = question.text, .collections = {name}, .topK = 100}, this);
        QSignalSpy finished(reply, &SearchReply::finished);
        if (!finished.wait() || reply->error())
            qFatal("%s cannot be searched for", qPrintable(question.id));
        QStringList ranked;
        for (const Source &source : reply->sources())
            ranked << source.documentId;
        delete reply;
        ranked.removeDuplicates();
        all << RankingMeasures::of(ranked, question.gains, kDepth).value();
        if (all.last().ndcg < 1)
            m_misses[name] << QStringLiteral("%1  %2  %3 -> %4")
                                  .arg(question.id, QString::number(all.last().ndcg, 'f', 3), question.text,
                                      ranked.first(std::min<qsizetype>(4, ranked.size())).join(u' '));
    }
    m_measured.insert(name, RankingMeasures::mean(all));
    return all;
}

/// What was measured, and kFloors as it would be with that.
void RetrievalQualityTest::print() const
{
    QString table;
    for (auto it = m_measured.cbegin(); it != m_measured.cend(); ++it) {
        qInfo("%-5s  nDCG@10 %.4f  recall@10 %.4f  MRR %.4f", qPrintable(it.key()), it->ndcg, it->recall,
            it->reciprocalRank);
        const double slack = it.key() == kApart || it.key() == kTogether ? kSlackInAll : kSlackOfLanguage;
        table += QStringLiteral("    {QLatin1String(\"%1\"), {%2, %3, %4}},\n")
                     .arg(it.key())
                     .arg(it->ndcg - slack, 0, 'f', 4)
                     .arg(it->recall - slack, 0, 'f', 4)
                     .arg(it->reciprocalRank - slack, 0, 'f', 4);
    }
    qInfo("As floors:\n%s", qPrintable(table));
}

void RetrievalQualityTest::initTestCase()
{
    QStringList languages = QDir(dataPath()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    languages.removeOne(kLong);
    RetrievalService apart(m_dir.filePath("apart.db"));
    RetrievalService together(m_dir.filePath("together.db"));
    for (const QString &language : languages) {
        index(apart, language, language);
        index(together, kTogether, language);
    }
    QList<JudgedQuestion> questions;
    Measures measured;
    for (const QString &language : languages) {
        const QList<JudgedQuestion> own = judgedQuestions(dataPath() + u'/' + language);
        questions << own;
        measured << measure(language, apart, own);
    }
    m_measured.insert(kApart, RankingMeasures::mean(measured));
    QList<JudgedQuestion> some;
    for (qsizetype i = 0; i < questions.size(); i += kEveryOfThem)
        some << questions.at(i);
    measure(kTogether, together, some);
    print();
}

void RetrievalQualityTest::hasAFloorForEverythingMeasured()
{
    QStringList names;
    for (const QualityFloor &floor : kFloors)
        names << floor.name;
    names.sort();
    QCOMPARE(names, QStringList(m_measured.keys()));
}

void RetrievalQualityTest::isAsGoodAsItWas_data()
{
    QTest::addColumn<RankingMeasures>("least");

    for (const QualityFloor &floor : kFloors)
        QTest::newRow(floor.name.data()) << floor.least;
}

void RetrievalQualityTest::isAsGoodAsItWas()
{
    QFETCH(RankingMeasures, least);

    const QString name = QTest::currentDataTag();
    const RankingMeasures now = m_measured.value(name);
    const bool isAsGood
        = now.ndcg >= least.ndcg && now.recall >= least.recall && now.reciprocalRank >= least.reciprocalRank;
    QVERIFY2(isAsGood,
        qPrintable(
            QStringLiteral("%1: nDCG@10 %2 (at least %3), recall@10 %4 (%5), MRR %6 (%7). Not answered best:\n%8")
                .arg(name)
                .arg(now.ndcg, 0, 'f', 4)
                .arg(least.ndcg, 0, 'f', 4)
                .arg(now.recall, 0, 'f', 4)
                .arg(least.recall, 0, 'f', 4)
                .arg(now.reciprocalRank, 0, 'f', 4)
                .arg(least.reciprocalRank, 0, 'f', 4)
                .arg(m_misses.value(name).join(u'\n'))));
}

QTEST_GUILESS_MAIN(RetrievalQualityTest)
#include "retrieval_quality_test.moc"
