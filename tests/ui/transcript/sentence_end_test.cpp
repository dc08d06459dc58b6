// SPDX-License-Identifier: MIT
#include "ui/transcript/sentence_end.h"

#include <QTest>

using namespace freshet;

/// Which part of a growing text a screen reader may say; that it does is shown by app.screen_reader.
class SentenceEndTest : public QObject {
    Q_OBJECT

private slots:
    void isWhereMoreTextFollows_data();
    void isWhereMoreTextFollows();
    void saysAllOfATextOnceHoweverItGrows();
};

void SentenceEndTest::isWhereMoreTextFollows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("whole");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("words") << "It is"
                           << "";
    QTest::newRow("a full stop that may be a point") << "It is 1."
                                                     << "";
    QTest::newRow("a figure") << "It is 1.5 bar"
                              << "";
    QTest::newRow("another begins") << "It is warm. Then"
                                    << "It is warm. ";
    QTest::newRow("two are whole") << "Is it? It is! A"
                                   << "Is it? It is! ";
    QTest::newRow("blanks are no sentence") << "It is warm.  "
                                            << "";
    QTest::newRow("Chinese") << QStringLiteral("压力正常。请打开") << QStringLiteral("压力正常。");
}

void SentenceEndTest::isWhereMoreTextFollows()
{
    QFETCH(const QString, text);
    QFETCH(const QString, whole);
    QCOMPARE(text.left(sentenceEnd(text, 0)), whole);
    QCOMPARE(sentenceEnd(text, whole.size()), whole.size()); // what was said is not said again
}

void SentenceEndTest::saysAllOfATextOnceHoweverItGrows()
{
    const QString text = QStringLiteral("It is 1.5 bar. Is that much? No!  Open it.");
    QStringList said;
    qsizetype from = 0;
    for (qsizetype size = 0; size <= text.size(); ++size) {
        const qsizetype to = sentenceEnd(text.left(size), from);
        if (to > from)
            said << text.mid(from, to - from);
        from = to;
    }
    QCOMPARE(said, (QStringList{"It is 1.5 bar. ", "Is that much? ", "No!  "}));
}

QTEST_GUILESS_MAIN(SentenceEndTest)
#include "sentence_end_test.moc"
