// SPDX-License-Identifier: MIT
#include "ui/language/language_controller.h"
#include "ui/language/word_list.h"

#include <QTest>

using namespace freshet;

class WordListTest : public QObject {
    Q_OBJECT

private slots:
    void listsAsTheLanguageDoes_data();
    void listsAsTheLanguageDoes();
    void putsBlanksWhereTheMarksHaveNone();
};

void WordListTest::listsAsTheLanguageDoes_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("row");
    QTest::newRow("English") << "en"
                             << "a, b, c";
    QTest::newRow("German") << "de"
                            << "a, b, c";
    QTest::newRow("Chinese") << "zh_CN"
                             << "a、b、c";
}

void WordListTest::listsAsTheLanguageDoes()
{
    QFETCH(QString, language);
    QFETCH(QString, row);
    LanguageController controller([] { return QLocale::c(); });
    controller.setChoice(language);
    QCOMPARE(wordList({"a", "b", "c"}), row);
    QCOMPARE(wordList({"a"}), QString("a"));
    QCOMPARE(wordList({}), QString());
}

void WordListTest::putsBlanksWhereTheMarksHaveNone()
{
    QCOMPARE(sentenceRow({"One.", "Two!", "Three"}), QString("One. Two! Three"));
    QCOMPARE(sentenceRow({"一。", "二？", "Three."}), QString("一。二？Three."));
    QCOMPARE(sentenceRow({"Model:", "a"}), QString("Model: a"));
    QCOMPARE(sentenceRow({"模型：", "a"}), QString("模型：a"));
    QCOMPARE(sentenceRow({"One.", "二。"}), QString("One. 二。"));
    QCOMPARE(sentenceRow({}), QString());
}

QTEST_MAIN(WordListTest)
#include "word_list_test.moc"
