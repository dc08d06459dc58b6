// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_words.h"
#include "ui/chat/budget_meter.h"
#include "ui/chat/prompt_words.h"

#include <QTest>

using namespace freshet;

class BudgetWordsTest : public QObject {
    Q_OBJECT

private slots:
    void countsAsPeopleDo_data();
    void countsAsPeopleDo();
    void saysWhatTakesHowMuch();
    void saysOnlyTheNumberOfAnUnknownModel();
    void saysWhatIsLeftOut();
    void showsThePromptWordForWord();
};

void BudgetWordsTest::countsAsPeopleDo_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("words");
    QTest::newRow("few") << 12 << "12";
    QTest::newRow("999") << 999 << "999";
    QTest::newRow("1000") << 1000 << "1k";
    QTest::newRow("3140") << 3140 << "3.1k";
    QTest::newRow("32768") << 32768 << "32k";
    QTest::newRow("32800") << 32800 << "33k";
    QTest::newRow("999,600") << 999'600 << "1M";
    QTest::newRow("1,048,576") << 1'048'576 << "1M";
    QTest::newRow("2,500,000") << 2'500'000 << "2.5M";
}

void BudgetWordsTest::countsAsPeopleDo()
{
    QFETCH(int, count);
    QTEST(shortCount(count), "words");
}

void BudgetWordsTest::saysWhatTakesHowMuch()
{
    BudgetMeter meter;
    meter.setPrompt({.costs = {.system = 100,
                         .history = 1000,
                         .passages = 1200,
                         .attachments = 700,
                         .question = 100,
                         .answer = 8000,
                         .window = 32000}});
    QCOMPARE(meter.text(), QString("3.1k / 32k"));
    QCOMPARE(meter.accessibleName(), QString("What will be sent: 3.1k / 32k"));
    for (const char *line : {"Instructions: 100", "This chat so far: 1,000", "documents, at most: 1,200",
             "Attached: 700", "Your question: 100", "Room for the answer: 8,000", "takes 32,000 tokens in all"}) {
        QVERIFY2(meter.toolTip().contains(line), line);
        QVERIFY2(meter.accessibleDescription().contains(line), line);
    }
}

void BudgetWordsTest::saysOnlyTheNumberOfAnUnknownModel()
{
    BudgetMeter meter;
    meter.setPrompt({.costs = {.question = 3100}});
    QCOMPARE(meter.text(), QString("3.1k tokens"));
    QVERIFY(meter.accessibleDescription().contains("not known"));
    QVERIFY(!meter.accessibleDescription().contains("Room"));
}

void BudgetWordsTest::saysWhatIsLeftOut()
{
    QCOMPARE(leftOutWords({.costs = {.question = 10, .answer = 10, .window = 100}}), QString());
    QVERIFY(leftOutWords({.droppedMessages = 4}).startsWith("The first 4 messages"));
    QVERIFY(leftOutWords({.droppedPictures = 1}).startsWith("Pictures of earlier questions"));
    const QString tooLong = leftOutWords({.costs = {.question = 9000, .answer = 2000, .window = 8000}});
    QVERIFY2(tooLong.startsWith("This is too long for the model: 9k tokens, where it takes 8k"), qPrintable(tooLong));
}

void BudgetWordsTest::showsThePromptWordForWord()
{
    const QString text = promptText({.model = "qwen3:8b · Ollama",
        .options = {.temperature = 0.5, .stop = {"END"}},
        .prompt
        = {.messages = {{ChatRole::System, "Be short."}, {ChatRole::User, "What?"}, {ChatRole::Assistant, "That."},
               {ChatRole::User, "Why?\n\n<context>\nx\n</context>", {{"image/png", QByteArray(2048, 'x')}}}}},
        .notes = {"A note."}});
    QVERIFY(text.startsWith("Model: qwen3:8b · Ollama\nOptions: temperature = 0.5, stop = \"END\"\n\nA note.\n\n"));
    QVERIFY(text.contains("── Instructions (system), about 3 tokens ──\nBe short.\n"));
    QVERIFY(text.contains("── Answer (assistant), about 2 tokens ──\nThat.\n"));
    QVERIFY(text.endsWith("Why?\n\n<context>\nx\n</context>\n[a picture, image/png, 2 kB]"));
}

QTEST_MAIN(BudgetWordsTest)
#include "budget_words_test.moc"
