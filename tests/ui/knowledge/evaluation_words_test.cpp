// SPDX-License-Identifier: MIT
#include "tests/core/evaluation/evaluation_samples.h"
#include "ui/knowledge/evaluation_words.h"

#include <QTest>

#include <algorithm>

using namespace freshet;

/// What is said about questions and runs, without a window.
class EvaluationWordsTest : public QObject {
    Q_OBJECT

private slots:
    void putsFirstWhatOneLooksFor();
    void showsNoPlacesOfAQuestionThatIsAnotherNow();
    void measuresTwoRunsBesideEachOther();
    void comparesRunsOfDifferentDepthsFairly();
    void tellsWhatWasSearchedOtherwise();
    void saysInAWordWhatBecameOfAQuestion_data();
    void saysInAWordWhatBecameOfAQuestion();
    void saysWhatCameInItsPlace();
    void namesDocumentsThatAreGone();
    void sumsUpWhatRoseAndFell();
    void saysWhatToDoWhereThereIsNothing();

private:
    static EvaluationView view(const EvaluationRun &before, const EvaluationRun &after);
};

EvaluationView EvaluationWordsTest::view(const EvaluationRun &before, const EvaluationRun &after)
{
    EvaluationView view{.collection = "house", .before = before, .after = after};
    view.before->number = 1;
    view.after->number = 2;
    for (const QuestionOutcome &outcome : after.outcomes)
        view.questions << outcome.question;
    return view;
}

void EvaluationWordsTest::putsFirstWhatOneLooksFor()
{
    EvaluationView shown = view(sampleRun({sampleOutcome("same", {1}), sampleOutcome("rose", {3}),
                                    sampleOutcome("lost", {0}), sampleOutcome("fell", {1})}),
        sampleRun({sampleOutcome("same", {1}), sampleOutcome("rose", {1}), sampleOutcome("lost", {0}),
            sampleOutcome("fell", {2})}));
    shown.questions.prepend(sampleQuestion("fresh"));
    QStringList ids;
    for (const EvaluationRow &row : evaluationRows(shown))
        ids << row.question.id;
    QCOMPARE(ids, (QStringList{"fell", "lost", "rose", "same", "fresh"}));
}

void EvaluationWordsTest::showsNoPlacesOfAQuestionThatIsAnotherNow()
{
    EvaluationView shown = view(sampleRun({sampleOutcome("a", {1})}), sampleRun({sampleOutcome("a", {2})}));
    shown.questions[0].text = "Something else?";
    const EvaluationRow row = evaluationRows(shown).value(0);
    QVERIFY(!row.after && !row.change);
    QCOMPARE(placesWords(row.after), QString());
    QCOMPARE(stateWords(row), "Not asked yet");
}

void EvaluationWordsTest::measuresTwoRunsBesideEachOther()
{
    const QList<MeasureRow> rows = measureRows(view(sampleRun({sampleOutcome("a", {1}, 4), sampleOutcome("b", {2}, 6)}),
        sampleRun({sampleOutcome("a", {1}, 4), sampleOutcome("b", {0}, 3)})));
    QCOMPARE(rows.at(0),
        (MeasureRow{
            "Recall: expected passages among the first 10", "1.000", "0.500", QString(QChar(0x2212)) + "0.500"}));
    QCOMPARE(rows.at(1),
        (MeasureRow{"MRR: how far up the first one is", "0.750", "0.500", QString(QChar(0x2212)) + "0.250"}));
    QCOMPARE(rows.at(2),
        (MeasureRow{
            "p50: half of the questions take no longer", "4.0 ms", "3.0 ms", QString(QChar(0x2212)) + "1.0 ms"}));
    QCOMPARE(rows.at(3),
        (MeasureRow{"p95: 95 of 100 take no longer", "6.0 ms", "4.0 ms", QString(QChar(0x2212)) + "2.0 ms"}));
    QCOMPARE(rows.at(4), (MeasureRow{"Questions", "2", "2", {}}));
    QCOMPARE(rows.size(), 7);
}

void EvaluationWordsTest::comparesRunsOfDifferentDepthsFairly()
{
    const QList<MeasureRow> rows
        = measureRows(view(sampleRun({sampleOutcome("a", {7})}, 10), sampleRun({sampleOutcome("a", {0})}, 5)));
    QCOMPARE(rows.at(0), (MeasureRow{"Recall: expected passages among the first 5", "0.000", "0.000", {}}));
}

void EvaluationWordsTest::tellsWhatWasSearchedOtherwise()
{
    EvaluationRun before = sampleRun({sampleOutcome("a", {1})});
    EvaluationRun after = before;
    QVERIFY(viewWords(view(before, after)).contains("as many documents and passages"));
    after.index.settings.insert("embedding_model", "ollama/bge-m3");
    after.index.documents += 3;
    const EvaluationView shown = view(before, after);
    const QList<MeasureRow> rows = measureRows(shown);
    QVERIFY(rows.contains(MeasureRow{"Documents", "12", "15", "+3"}));
    QVERIFY(rows.contains(MeasureRow{"Embedding model", "none", "ollama/bge-m3", "changed"}));
    QVERIFY(
        std::none_of(rows.begin(), rows.end(), [](const MeasureRow &row) { return row.name == "Version of Freshet"; }));
    QVERIFY(!viewWords(shown).contains("as many documents and passages"));
}

void EvaluationWordsTest::saysInAWordWhatBecameOfAQuestion_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    QTest::addColumn<QString>("says");

    QTest::newRow("fell") << QList<int>{1} << QList<int>{2} << "Fell";
    QTest::newRow("fell away") << QList<int>{1} << QList<int>{0} << "Fell, not found";
    QTest::newRow("rose") << QList<int>{0} << QList<int>{2} << "Rose";
    QTest::newRow("as before") << QList<int>{2} << QList<int>{2} << "As before";
    QTest::newRow("still lost") << QList<int>{0} << QList<int>{0} << "Not found, as before";
    QTest::newRow("new") << QList<int>{} << QList<int>{1} << "New";
    QTest::newRow("new and lost") << QList<int>{} << QList<int>{0} << "New, not found";
}

void EvaluationWordsTest::saysInAWordWhatBecameOfAQuestion()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, after);
    QFETCH(QString, says);

    const EvaluationRun earlier = sampleRun({sampleOutcome(before.isEmpty() ? "other" : "a", before)});
    const EvaluationRow row = evaluationRows(view(earlier, sampleRun({sampleOutcome("a", after)}))).value(0);
    QCOMPARE(stateWords(row), says);
}

void EvaluationWordsTest::saysWhatCameInItsPlace()
{
    QuestionOutcome outcome = sampleOutcome("a", {0});
    outcome.found = {{.documentId = "/home/me/roof.pdf", .page = 3, .heading = "Tiles", .beginning = "The roof was"}};
    EvaluationView shown{.collection = "house", .questions = {outcome.question}, .after = sampleRun({outcome})};
    QString words = questionWords(evaluationRows(shown).value(0));
    QVERIFY2(words.contains("Expected: a (not found)\nWhat came in its place:\n1. roof.pdf · page 3 · Tiles: "),
        qPrintable(words));
    QVERIFY(words.contains("The roof was"));
    outcome.places = {1};
    shown.after = sampleRun({outcome});
    words = questionWords(evaluationRows(shown).value(0));
    QVERIFY2(words.contains("Expected: a (place 1)\nWhat was found, best first:\n1. "), qPrintable(words));
}

void EvaluationWordsTest::namesDocumentsThatAreGone()
{
    EvaluationView shown{.collection = "house", .questions = {sampleQuestion("a")}};
    QVERIFY(evaluationRows(shown).value(0).goneDocuments.isEmpty()); // nobody knows
    shown.documents = QSet<QString>{"roof"};
    const EvaluationRow row = evaluationRows(shown).value(0);
    QCOMPARE(row.goneDocuments, QStringList{"boiler"});
    QCOMPARE(stateWords(row), "Its document is gone");
    QVERIFY(questionWords(row).contains("boiler is no longer in this collection"));
}

void EvaluationWordsTest::sumsUpWhatRoseAndFell()
{
    const EvaluationView shown
        = view(sampleRun({sampleOutcome("a", {1}), sampleOutcome("b", {2}), sampleOutcome("gone", {1})}),
            sampleRun({sampleOutcome("a", {2}), sampleOutcome("b", {1}), sampleOutcome("c", {1})}));
    const QString words = viewWords(shown);
    QVERIFY2(words.contains("Questions: 1 fell, 1 rose, 1 new, 1 no longer asked."), qPrintable(words));
    QVERIFY2(words.startsWith("3 questions. Before: run 1 of "), qPrintable(words));
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    QVERIFY(viewWords(view(run, run)).contains("No question rose or fell."));
}

void EvaluationWordsTest::saysWhatToDoWhereThereIsNothing()
{
    EvaluationView shown{.collection = "house"};
    QVERIFY(viewWords(shown).contains("No question about this collection is saved yet."));
    shown.questions = {sampleQuestion("a")};
    QCOMPARE(viewWords(shown), "1 question. They were not asked yet.");
    QVERIFY(measureRows(shown).isEmpty());
}

QTEST_GUILESS_MAIN(EvaluationWordsTest)
#include "evaluation_words_test.moc"
