// SPDX-License-Identifier: MIT
#include "ui/knowledge/index_queue.h"
#include "ui/knowledge/indexing_bar.h"
#include "ui/knowledge/reason_words.h"

#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace std::chrono_literals;

class ReasonWordsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void tellsEachReasonWithItsPartOfTheScore();
    void leavesOutWhatAddsNothing();
    void saysThatAModelDoesNotCount();
    void estimatesTheTimeThatIsLeft_data();
    void estimatesTheTimeThatIsLeft();
    void saysTimesAsPeopleDo();
};

static QStringList wordsOf(const QList<ReasonRow> &rows)
{
    QStringList words;
    for (const ReasonRow &row : rows)
        words << row.words;
    return words;
}

void ReasonWordsTest::tellsEachReasonWithItsPartOfTheScore()
{
    const QList<ReasonRow> rows = reasonRows({.words = {{"walrus", 3, true}, {"ice", 2, true}, {"thick", 4, false}},
        .coverage = 0.555,
        .wordScore = 0.5,
        .nearness = 0.1,
        .pieceScore = 0.3,
        .documentScore = 0.2,
        .titleScore = 0.05,
        .vectorScore = 0.4,
        .score = 1.45,
        .similarity = 0.81,
        .vectorWeight = 0.5});
    QCOMPARE(rows,
        (QList<ReasonRow>{{"Words of the query in it: walrus, ice", ""},
            {"Words of the query that it lacks: thick", ""},
            {"Covers 56 % of the query, by how much its words tell", ""}, {"Its words, the rarer the more", "0.500"},
            {"of which: they stand together as in the query", "0.100"},
            {"Pieces of words, as other forms and compounds share them", "0.300"},
            {"Its whole document is about these words", "0.200"},
            {"Its title or heading says what the query says", "0.050"},
            {"Near in meaning: similarity 0.810, at a weight of 0.500", "0.400"}, {"Score together", "1.450"}}));
}

void ReasonWordsTest::leavesOutWhatAddsNothing()
{
    QCOMPARE(wordsOf(reasonRows({.words = {{"walrus", 3, true}}, .coverage = 1, .wordScore = 0.7, .score = 0.7})),
        (QStringList{"Words of the query in it: walrus", "Covers 100 % of the query, by how much its words tell",
            "Its words, the rarer the more", "Score together"}));
}

void ReasonWordsTest::saysThatAModelDoesNotCount()
{
    QVERIFY(
        wordsOf(reasonRows({.score = 0.7, .similarity = 0.3}))
            .contains("Similarity in meaning 0.300, which does not count: the model does not agree with the words"));
}

void ReasonWordsTest::estimatesTheTimeThatIsLeft_data()
{
    QTest::addColumn<int>("done");
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("elapsedMs");
    QTest::addColumn<int>("seconds"); // -1: nothing is said

    QTest::newRow("too few files say nothing") << 4 << 100 << 60'000 << -1;
    QTest::newRow("too little time says nothing") << 50 << 100 << 1000 << -1;
    QTest::newRow("as long as before for as many") << 50 << 50 << 30'000 << 30;
    QTest::newRow("three times as many") << 10 << 30 << 10'000 << 30;
    QTest::newRow("never no time") << 1000 << 1 << 10'000 << 1;
    QTest::newRow("nothing is left") << 50 << 0 << 10'000 << -1;
}

void ReasonWordsTest::estimatesTheTimeThatIsLeft()
{
    QFETCH(int, done);
    QFETCH(int, left);
    QFETCH(int, elapsedMs);
    QFETCH(int, seconds);
    const auto remaining = remainingTime(done, left, std::chrono::milliseconds(elapsedMs));
    QCOMPARE(remaining ? static_cast<int>(remaining->count()) : -1, seconds);
}

void ReasonWordsTest::saysTimesAsPeopleDo()
{
    QCOMPARE(remainingWords(12s), "less than a minute left");
    QCOMPARE(remainingWords(70s), "about a minute left");
    QCOMPARE(remainingWords(130s), "about 2 minutes left");
    QCOMPARE(remainingWords(2h), "about 2 hours left");
}

QTEST_MAIN(ReasonWordsTest)
#include "reason_words_test.moc"
