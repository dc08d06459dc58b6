// SPDX-License-Identifier: MIT
#include "core/streaming/ndjson_decoder.h"
#include "tests/support/every_split.h"

#include <QTest>

using namespace freshet;

class NdjsonDecoderTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheSameLinesHoweverTheBytesAreCut_data();
    void givesTheSameLinesHoweverTheBytesAreCut();
    void takesALineOfExactlyTheLimit();
    void refusesALineOneByteAboveTheLimitHoweverItIsCut();
};

void NdjsonDecoderTest::givesTheSameLinesHoweverTheBytesAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QByteArray>("last"); // what only finish() gives

    QTest::newRow("nothing") << QByteArray() << QByteArrayList{} << QByteArray();
    QTest::newRow("LF") << QByteArray("{}\n[]\n") << QByteArrayList{"{}", "[]"} << QByteArray();
    QTest::newRow("CRLF") << QByteArray("{}\r\n[]\r\n") << QByteArrayList{"{}", "[]"} << QByteArray();
    QTest::newRow("a lone CR ends nothing") << QByteArray("{\r}\n") << QByteArrayList{"{\r}"} << QByteArray();
    QTest::newRow("blank lines are skipped")
        << QByteArray("\n\r\n{}\n \t\n\n[]\n") << QByteArrayList{"{}", "[]"} << QByteArray();
    QTest::newRow("the last line may be open")
        << QByteArray("{}\n{\"a\"") << QByteArrayList{"{}"} << QByteArray("{\"a\"");
    QTest::newRow("blanks at the end are nothing") << QByteArray("{}\n  ") << QByteArrayList{"{}"} << QByteArray();
    QTest::newRow("one BOM is dropped") << QByteArray("\xef\xbb\xbf{}\n\xef\xbb\xbf{}\n")
                                        << QByteArrayList{"{}", "\xef\xbb\xbf{}"} << QByteArray();
    QTest::newRow("UTF-8 cut inside a character") << QByteArray("\"\xf0\x9f\x98\x80\"\n\xf0\x9f")
                                                  << QByteArrayList{"\"\xf0\x9f\x98\x80\""} << QByteArray("\xf0\x9f");
    QTest::newRow("invalid UTF-8 and NUL pass as they are")
        << QByteArray("\xff\xc3\0a\n", 5) << QByteArrayList{QByteArray("\xff\xc3\0a", 4)} << QByteArray();
}

void NdjsonDecoderTest::givesTheSameLinesHoweverTheBytesAreCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    QFETCH(QByteArray, last);

    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        NdjsonDecoder decoder;
        QByteArrayList got;
        for (const QByteArray &chunk : chunks) {
            const auto lines = decoder.feed(chunk);
            QVERIFY(lines);
            got += *lines;
        }
        QCOMPARE(got, expected);
        const auto tail = decoder.finish();
        QVERIFY(tail);
        QCOMPARE(tail->value_or(QByteArray()), last);
        QVERIFY(!*decoder.finish());
    }
}

void NdjsonDecoderTest::takesALineOfExactlyTheLimit()
{
    for (const QByteArrayList &chunks : test::everySplit("12345678\n1234567\r\n12345678")) {
        NdjsonDecoder decoder(8);
        for (const QByteArray &chunk : chunks)
            QVERIFY(decoder.feed(chunk));
        QCOMPARE(*decoder.finish(), QByteArray("12345678"));
    }
}

void NdjsonDecoderTest::refusesALineOneByteAboveTheLimitHoweverItIsCut()
{
    for (const QByteArrayList &chunks : test::everySplit("{}\n123456789\n{}\n")) {
        NdjsonDecoder decoder(8);
        QByteArrayList got;
        for (const QByteArray &chunk : chunks)
            got += decoder.feed(chunk).value_or(QByteArrayList());
        QCOMPARE(got, QByteArrayList{"{}"});
        QCOMPARE(decoder.feed("{}\n").error().kind, ErrorKind::Protocol);
        QCOMPARE(decoder.finish().error().kind, ErrorKind::Protocol);
    }
}

QTEST_GUILESS_MAIN(NdjsonDecoderTest)
#include "ndjson_decoder_test.moc"
