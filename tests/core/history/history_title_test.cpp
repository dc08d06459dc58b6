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
    void findsTheTitleInWhatAModelWrote_data();
    void findsTheTitleInWhatAModelWrote();
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

void HistoryTitleTest::findsTheTitleInWhatAModelWrote_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("title");
    QTest::newRow("alone") << "Bleeding a radiator"
                           << "Bleeding a radiator";
    QTest::newRow("quoted, with a full stop") << "\"Bleeding a radiator.\""
                                              << "Bleeding a radiator";
    QTest::newRow("German quotes") << "„Heizkörper entlüften“"
                                   << "Heizkörper entlüften";
    QTest::newRow("Markdown and a word before it") << "**Title:** Bleeding a radiator\n"
                                                   << "Bleeding a radiator";
    QTest::newRow("a heading after empty lines") << "\n\n# Bleeding a *radiator*\n\nWhich is…"
                                                 << "Bleeding a *radiator";
    QTest::newRow("a title about titles") << "Title deeds of a house"
                                          << "Title deeds of a house";
    QTest::newRow("of a language") << "Generics in C#"
                                   << "Generics in C#";
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("only marks") << "***\n\"\""
                                << "";
    QTest::newRow("too long") << QString("word ").repeated(40)
                              << QString("word ").repeated(12).trimmed() + QChar(0x2026);
}

void HistoryTitleTest::findsTheTitleInWhatAModelWrote()
{
    QFETCH(QString, answer);
    QFETCH(QString, title);
    QCOMPARE(titleFromModel(answer), title);
}

QTEST_GUILESS_MAIN(HistoryTitleTest)
#include "history_title_test.moc"
