// SPDX-License-Identifier: MIT
#include "ui/palette/fuzzy_match.h"

#include <QTest>

using namespace freshet;

class FuzzyMatchTest : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void ranks_data();
    void ranks();
};

void FuzzyMatchTest::finds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("asWords");
    QTest::addColumn<bool>("asLetters");
    QTest::newRow("nothing typed") << ""
                                   << "Quit" << true << true;
    QTest::newRow("spaces typed") << "  "
                                  << "Quit" << true << true;
    QTest::newRow("case") << "qUIT"
                          << "Quit" << true << true;
    QTest::newRow("accent folded") << "andern"
                                   << "Größe ändern" << true << true;
    QTest::newRow("accent typed") << "ändern"
                                  << "Grosse andern" << true << true;
    QTest::newRow("sharp s") << "große"
                             << "Große Schrift" << true << true;
    QTest::newRow("words in any order") << "answer copy"
                                        << "Copy the last answer" << true << true;
    QTest::newRow("a part of a word") << "ast"
                                      << "Copy the last answer" << true << true;
    QTest::newRow("first letters") << "ctla"
                                   << "Copy the last answer" << false << true;
    QTest::newRow("scattered letters") << "cpyans"
                                       << "Copy the last answer" << false << true;
    QTest::newRow("wrong order") << "rewsna"
                                 << "Copy the last answer" << false << false;
    QTest::newRow("one word is missing") << "copy zebra"
                                         << "Copy the last answer" << false << false;
    QTest::newRow("longer than the text") << "quitquitquit"
                                          << "Quit" << false << false;
    QTest::newRow("Chinese") << "设置"
                             << "打开设置" << true << true;
    QTest::newRow("empty text") << "a"
                                << "" << false << false;
}

void FuzzyMatchTest::finds()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QTEST(fuzzyScore(typed, text, FuzzyMode::Words).has_value(), "asWords");
    QTEST(fuzzyScore(typed, text, FuzzyMode::Letters).has_value(), "asLetters");
}

void FuzzyMatchTest::ranks_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("the beginning before a later word") << "new"
                                                       << "New chat"
                                                       << "Make a new folder";
    QTest::newRow("a word's beginning before its middle") << "chat"
                                                          << "New chat"
                                                          << "Unchatty words";
    QTest::newRow("a word before letters") << "set"
                                           << "Settings"
                                           << "Show the text";
    QTest::newRow("first letters before scattered ones") << "nc"
                                                         << "New chat"
                                                         << "Find in chats";
}

void FuzzyMatchTest::ranks()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto good = fuzzyScore(typed, better, FuzzyMode::Letters);
    const auto poor = fuzzyScore(typed, worse, FuzzyMode::Letters);
    QVERIFY(good);
    QVERIFY2(!poor || *good > *poor, qPrintable(QString("%1 <= %2").arg(*good).arg(poor.value_or(0))));
}

QTEST_GUILESS_MAIN(FuzzyMatchTest)
#include "fuzzy_match_test.moc"
