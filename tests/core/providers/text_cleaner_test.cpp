// SPDX-License-Identifier: MIT
#include "core/providers/text_cleaner.h"

#include <QTest>

using namespace freshet;

class TextCleanerTest : public QObject {
    Q_OBJECT

private slots:
    void keepsOrdinaryText();
    void dropsControlCharacters();
    void joinsAPairThatWasCutBetweenTwoPieces();
    void replacesHalfAPair_data();
    void replacesHalfAPair();
};

void TextCleanerTest::keepsOrdinaryText()
{
    const QString text = QString::fromUtf8("a\tb\n\n ü 語 😀 e\u0301");
    TextCleaner cleaner;
    QCOMPARE(cleaner.push(text), text);
    QCOMPARE(cleaner.end(), QString());
}

void TextCleanerTest::dropsControlCharacters()
{
    const QString text = QString(QChar(0)) + "a\r\nb" + QChar(0x1b) + "[31m" + QChar(0x7f) + QChar(0x9b) + "c";
    QCOMPARE(TextCleaner().push(text), "a\nb[31mc");
}

void TextCleanerTest::joinsAPairThatWasCutBetweenTwoPieces()
{
    TextCleaner cleaner;
    QCOMPARE(cleaner.push(QString("x") + QChar(0xd83d)), "x");
    QCOMPARE(cleaner.push(QString()), QString());
    QCOMPARE(cleaner.push(QString(QChar(0xde00)) + "y"), QString::fromUtf8("😀y"));
    QCOMPARE(cleaner.end(), QString());
}

void TextCleanerTest::replacesHalfAPair_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a high half before text") << QString("a") + QChar(0xd83d) + "b";
    QTest::newRow("a low half alone") << QString("a") + QChar(0xde00) + "b";
}

void TextCleanerTest::replacesHalfAPair()
{
    QFETCH(QString, text);
    TextCleaner cleaner;
    QCOMPARE(QString(cleaner.push(text) + cleaner.end()), QString("a") + QChar(0xfffd) + "b");
    TextCleaner piecewise;
    QString clean;
    for (const QChar c : text)
        clean += piecewise.push(QString(c));
    clean += piecewise.end();
    QCOMPARE(clean, QString("a") + QChar(0xfffd) + "b");
}

QTEST_GUILESS_MAIN(TextCleanerTest)
#include "text_cleaner_test.moc"
