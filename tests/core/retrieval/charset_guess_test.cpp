// SPDX-License-Identifier: MIT
#include "core/retrieval/charset_guess.h"
#include "core/retrieval/text_decoder.h"

#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

using namespace freshet;

/// Which charset a text is in that does not say so. The texts are ordinary sentences about a kettle.
class CharsetGuessTest : public QObject {
    Q_OBJECT

private slots:
    void knowsATextByWhatIsWritten_data();
    void knowsATextByWhatIsWritten();
    void keepsTheTextsOfWesternEurope_data();
    void keepsTheTextsOfWesternEurope();
    void knowsUtf16WithoutAMark_data();
    void knowsUtf16WithoutAMark();
    void takesNoBinaryForUtf16();
};

/// Null where Qt was built without ICU.
static QByteArray encodedIn(const QByteArray &charset, const QString &text)
{
    QStringEncoder encoder(charset.constData());
    return encoder.isValid() ? QByteArray(encoder.encode(text)) : QByteArray();
}

static const QString kJapanese
    = QStringLiteral("やかんの保証期間は七年です。毎年春に酢で洗ってください。\nトースターの保証は十一か月です。");
static const QString kKorean = QStringLiteral(
    "주전자의 보증 기간은 칠 년이다. 매년 봄에 식초로 씻어야 하는 것이다.\n토스터는 보증 기간이 있다.");
static const QString kChinese = QStringLiteral(
    "这个水壶的保修期是七年。每年春天要用醋把它洗一次，不然就会有水垢。\n在说明书里可以看到所有的事情。");
static const QString kTraditional = QStringLiteral(
    "這個水壺的保固期是七年。每年春天要用醋把它洗一次，不然就會有水垢。\n在說明書裡可以看到所有的事情。");
static const QString kRussian = QStringLiteral(
    "Гарантия на чайник составляет семь лет. Каждую весну его нужно мыть уксусом.\nСм. также Kettle 3, с. 12.");

void CharsetGuessTest::knowsATextByWhatIsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("charset");

    for (const char *charset : {"Shift_JIS", "EUC-JP"})
        QTest::newRow(charset) << kJapanese << QByteArray(charset);
    QTest::newRow("EUC-KR") << kKorean << QByteArray("EUC-KR");
    QTest::newRow("GB18030") << kChinese << QByteArray("GB18030");
    QTest::newRow("Big5") << kTraditional << QByteArray("Big5");
    for (const char *charset : {"windows-1251", "KOI8-R", "IBM866"})
        QTest::newRow(charset) << kRussian << QByteArray(charset);
}

void CharsetGuessTest::knowsATextByWhatIsWritten()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, charset);

    if (encodedIn(charset, text).isNull())
        QSKIP("Qt was built without ICU here");
    QCOMPARE(decodedText(encodedIn(charset, text)), text);
    const QString longer = text.repeated(4000); // nor does it matter where what is looked at ends
    QVERIFY(decodedText(encodedIn(charset, longer)) == longer);
    QVERIFY(decodedText(encodedIn(charset, QString(u'x' + longer))) == QString(u'x' + longer));
}

void CharsetGuessTest::keepsTheTextsOfWesternEurope_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("French")
        << "La théière a une garantie de sept années. À nettoyer chaque été, dès que possible; où ?";
    QTest::newRow("German")
        << "Gewährleistung für den Kessel: sieben Jahre. Über größere Schäden heißt es später mehr.";
    QTest::newRow("Spanish") << "¿La garantía de la tetera? Siete años. Límpiela cada otoño, así dura más.";
    QTest::newRow("Swedish") << "Kökets vattenkokare får åtta års garanti på allt. Så är det både här och där.";
    QTest::newRow("Portuguese") << "A garantia não é de três anos; são sete. Atenção às instruções de manutenção.";
    QTest::newRow("capitals") << "ÉTÉ À L’ÎLE: ÇA VA ÊTRE ÉLÉGANT";
    QTest::newRow("a word") << "ÄÖÜäöü";
    QTest::newRow("a quote") << "“à”";
}

void CharsetGuessTest::keepsTheTextsOfWesternEurope()
{
    QFETCH(QString, text);

    const QByteArray bytes = encodedIn("windows-1252", text);
    if (bytes.isNull())
        QSKIP("Qt was built without ICU here");
    QCOMPARE(decodedText(bytes), text);
}

void CharsetGuessTest::knowsUtf16WithoutAMark_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("English") << "The kettle has a warranty of seven years.\n";
    QTest::newRow("Russian") << kRussian;
    QTest::newRow("Chinese") << kChinese;
    QTest::newRow("a word") << "kettle";
    QTest::newRow("pairs at the place where looking ends")
        << QString("a " + QStringLiteral("😀 ").repeated(3000) + "\n");
    QTest::newRow("the same a unit later") << QString(" a " + QStringLiteral("😀 ").repeated(3000) + "\n");
}

void CharsetGuessTest::knowsUtf16WithoutAMark()
{
    QFETCH(QString, text);

    for (const auto order : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QStringEncoder encoder(order, QStringConverter::Flag::Default);
        const QByteArray bytes = encoder.encode(text);
        QVERIFY(!looksBinary(bytes.left(8192)));
        QVERIFY(decodedText(bytes) == text);
    }
}

void CharsetGuessTest::takesNoBinaryForUtf16()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 2000; ++i) {
        QByteArray bytes(random.bounded(2, 400), '\0');
        for (char &byte : bytes)
            byte = random.bounded(3) ? char(random.bounded(256)) : '\0';
        bytes[0] = '\0';
        if (bytes.size() > 16)
            QVERIFY2(looksBinary(bytes), bytes.toHex().constData());
    }
    QVERIFY(looksBinary(QByteArray("\x7f"
                                   "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0",
        24)));
    QVERIFY(looksBinary(QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\2\0\0\0", 30)));
    QVERIFY(looksBinary(QByteArray("\1\0\2\0\3\0\4\0", 8)));
}

QTEST_GUILESS_MAIN(CharsetGuessTest)
#include "charset_guess_test.moc"
