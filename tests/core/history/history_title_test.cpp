// SPDX-License-Identifier: MIT
#include "core/history/history_title.h"

#include <QTest>

using namespace freshet;

class HistoryTitleTest : public QObject {
    Q_OBJECT

private slots:
    void takesTheFirstWordsOfTheQuestion_data();
    void takesTheFirstWordsOfTheQuestion();
    void neverCutsACharacterInTwo();
    void staysShortForAPastedBook();
};

void HistoryTitleTest::takesTheFirstWordsOfTheQuestion_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("title");

    QTest::newRow("short") << "How do I keep a key safe?"
                           << "How do I keep a key safe?";
    QTest::newRow("line breaks and spaces become one space") << "  a\n\n b\tc "
                                                             << "a b c";
    QTest::newRow("nothing but space") << " \n "
                                       << "New chat";
    QTest::newRow("cut between words")
        << "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        << QStringLiteral("one two three four five six seven eight nine ten eleven\u2026");
    QTest::newRow("one endless word is cut anyway") << QString(200, 'x') << QString(60, 'x') + QChar(0x2026);
}

void HistoryTitleTest::takesTheFirstWordsOfTheQuestion()
{
    QFETCH(QString, question);
    QFETCH(QString, title);
    QCOMPARE(titleFromQuestion(question), title);
}

void HistoryTitleTest::neverCutsACharacterInTwo()
{
    const QString face = QString::fromUtf8("\xF0\x9F\x98\x80");
    const QString title = titleFromQuestion("x" + face.repeated(100)); // a pair would straddle unit 60
    QVERIFY(title.endsWith(QChar(0x2026)));
    QVERIFY(!title.at(title.size() - 2).isHighSurrogate());
    QVERIFY(title.size() >= 30);
}

void HistoryTitleTest::staysShortForAPastedBook()
{
    QVERIFY(titleFromQuestion(QStringLiteral("word ").repeated(1'000'000)).size() <= 61);
}

QTEST_GUILESS_MAIN(HistoryTitleTest)
#include "history_title_test.moc"
