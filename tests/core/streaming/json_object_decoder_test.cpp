// SPDX-License-Identifier: MIT
#include "core/streaming/json_object_decoder.h"
#include "tests/support/every_split.h"

#include <QTest>

using namespace freshet;

class JsonObjectDecoderTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheSameObjectsHoweverTheBytesAreCut_data();
    void givesTheSameObjectsHoweverTheBytesAreCut();
    void takesAnObjectOfExactlyTheLimit();
    void refusesAnObjectOneByteAboveTheLimitHoweverItIsCut();
    void keepsOnlyTheBeginningOfWhatIsNoObject();
};

void JsonObjectDecoderTest::givesTheSameObjectsHoweverTheBytesAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QByteArray>("partial");
    QTest::addColumn<QByteArray>("stray");

    QTest::newRow("nothing") << QByteArray() << QByteArrayList{} << QByteArray() << QByteArray();
    QTest::newRow("an array") << QByteArray("[{\"a\":1},\r\n{\"b\":{}}\r\n]\n")
                              << QByteArrayList{"{\"a\":1}", "{\"b\":{}}"} << QByteArray() << QByteArray();
    QTest::newRow("objects without an array")
        << QByteArray("{}{\"a\":[{}]}\n{}") << QByteArrayList{"{}", "{\"a\":[{}]}", "{}"} << QByteArray()
        << QByteArray();
    QTest::newRow("braces, quotes and backslashes in strings")
        << QByteArray(R"([{"a":"}\"{"},{"b\\":"{"}])") << QByteArrayList{R"({"a":"}\"{"})", R"({"b\\":"{"})"}
        << QByteArray() << QByteArray();
    QTest::newRow("an object that is cut off")
        << QByteArray("[{},{\"a\":{}") << QByteArrayList{"{}"} << QByteArray("{\"a\":{}") << QByteArray();
    QTest::newRow("cut off in a string") << QByteArray("[{\"a}") << QByteArrayList{} << QByteArray("{\"a}")
                                         << QByteArray();
    QTest::newRow("what is no object") << QByteArray("[null, {}, 7}]") << QByteArrayList{"{}"} << QByteArray()
                                       << QByteArray("null7}");
}

void JsonObjectDecoderTest::givesTheSameObjectsHoweverTheBytesAreCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    QFETCH(QByteArray, partial);
    QFETCH(QByteArray, stray);
    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        JsonObjectDecoder decoder;
        QByteArrayList got;
        for (const QByteArray &chunk : chunks) {
            const auto objects = decoder.feed(chunk);
            QVERIFY(objects);
            got += *objects;
        }
        QCOMPARE(got, expected);
        QCOMPARE(decoder.partialObject(), partial);
        QCOMPARE(decoder.strayBytes(), stray);
    }
}

void JsonObjectDecoderTest::takesAnObjectOfExactlyTheLimit()
{
    for (const QByteArrayList &chunks : test::everySplit("[{\"a\":12},{\"a\":34}]")) {
        JsonObjectDecoder decoder(8);
        for (const QByteArray &chunk : chunks)
            QVERIFY(decoder.feed(chunk));
    }
}

void JsonObjectDecoderTest::refusesAnObjectOneByteAboveTheLimitHoweverItIsCut()
{
    for (const QByteArrayList &chunks : test::everySplit("[{},{\"a\":123},{}]")) {
        JsonObjectDecoder decoder(8);
        QByteArrayList got;
        for (const QByteArray &chunk : chunks)
            got += decoder.feed(chunk).value_or(QByteArrayList());
        QCOMPARE(got, QByteArrayList{"{}"});
        QCOMPARE(decoder.feed("{}").error().kind, ErrorKind::Protocol);
    }
}

void JsonObjectDecoderTest::keepsOnlyTheBeginningOfWhatIsNoObject()
{
    JsonObjectDecoder decoder;
    QVERIFY(decoder.feed(QByteArray(100'000, 'x')));
    QCOMPARE(decoder.strayBytes().size(), JsonObjectDecoder::MaxStrayBytes);
}

QTEST_GUILESS_MAIN(JsonObjectDecoderTest)
#include "json_object_decoder_test.moc"
