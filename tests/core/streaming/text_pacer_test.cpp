// SPDX-License-Identifier: MIT
#include "core/streaming/text_pacer.h"

#include <QTest>

using namespace freshet;

class TextPacerTest : public QObject {
    Q_OBJECT

private slots:
    void cutsWhereAReaderSeesACharacterEnd_data();
    void cutsWhereAReaderSeesACharacterEnd();
    void givesTheWholeTextInStepsOfAnySize();
    void givesTheRestAtOnce();
    void isDoneAtOnceWithNothingToSay();
};

void TextPacerTest::cutsWhereAReaderSeesACharacterEnd_data()
{
    QTest::addColumn<QStringList>("characters");

    QTest::newRow("ASCII") << QStringList{"a", "b", " ", "c"};
    QTest::newRow("a letter and its accent") << QStringList{"e\u0301", "x", "o\u0308\u0323"};
    QTest::newRow("beyond the first plane") << QStringList{"😀", "𝔸", "字"};
    QTest::newRow("emoji of several code points") << QStringList{"👨‍👩‍👧", "👍🏽", "❤️", "1️⃣"};
    QTest::newRow("flags") << QStringList{"🇩🇪", "🇫🇷", "!"};
    QTest::newRow("Hangul of three parts") << QStringList{"\u1112\u1161\u11ab", "\u1100\u1173\u11af"};
    QTest::newRow("Indic conjuncts") << QStringList{"क्षि", "न्द्र", "ক্ত", "क्‍ष", "ನಿ", "a"};
    QTest::newRow("an Indic sign that joins nothing") << QStringList{"क्", " ", "त्", "!"};
    QTest::newRow("a flag of England, and skin tones in a family")
        << QStringList{"🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏽‍❤️‍💋‍👨🏿"};
    QTest::newRow("CRLF is one") << QStringList{"a", "\r\n", "\n", "b"};
    QTest::newRow("a lone surrogate") << QStringList{"a", QString(QChar(0xd83d)), "b"};
}

void TextPacerTest::cutsWhereAReaderSeesACharacterEnd()
{
    QFETCH(QStringList, characters);

    TextPacer pacer(characters.join(QString()));
    for (const QString &character : characters) {
        QVERIFY(!pacer.isDone());
        QCOMPARE(pacer.next(1), character);
    }
    QVERIFY(pacer.isDone());
    QCOMPARE(pacer.next(1), QString());
}

void TextPacerTest::givesTheWholeTextInStepsOfAnySize()
{
    const QString text = QStringLiteral("Ein Gru\u00df: e\u0301, 👨‍👩‍👧 und 🇩🇪.\r\nEnde");
    for (qsizetype step = 1; step <= text.size() + 1; ++step) {
        TextPacer pacer(text);
        QString shown;
        while (!pacer.isDone())
            shown += pacer.next(step);
        QCOMPARE(shown, text);
    }
}

void TextPacerTest::givesTheRestAtOnce()
{
    TextPacer pacer(QStringLiteral("😀bc"));
    QCOMPARE(pacer.next(0), QString());
    QCOMPARE(pacer.next(1), QStringLiteral("😀"));
    QCOMPARE(pacer.rest(), QStringLiteral("bc"));
    QVERIFY(pacer.isDone());
    QCOMPARE(pacer.rest(), QString());
    QCOMPARE(pacer.next(1), QString());
}

void TextPacerTest::isDoneAtOnceWithNothingToSay()
{
    TextPacer pacer{QString()};
    QVERIFY(pacer.isDone());
    QCOMPARE(pacer.next(1), QString());
    QCOMPARE(pacer.rest(), QString());
}

QTEST_GUILESS_MAIN(TextPacerTest)
#include "text_pacer_test.moc"
