// SPDX-License-Identifier: MIT
#include "core/streaming/sse_decoder.h"
#include "tests/support/every_split.h"

#include <QTest>

using namespace freshet;

class SseDecoderTest : public QObject {
    Q_OBJECT

private slots:
    void decodesTheSameEventsHoweverTheBytesAreCut_data();
    void decodesTheSameEventsHoweverTheBytesAreCut();
    void namesTheTypeOfAnEvent_data();
    void namesTheTypeOfAnEvent();
    void givesTheLastEventWithoutItsBlankLine_data();
    void givesTheLastEventWithoutItsBlankLine();
    void givesAnObjectBetweenTheEventsAsSoonAsItIsWhole();
    void keepsNoObjectAboveAMebibyte();
    void takesAnEventOfExactlyTheLimit();
    void refusesAnEventOneByteAboveTheLimitHoweverItIsCut_data();
    void refusesAnEventOneByteAboveTheLimitHoweverItIsCut();
    void givesTheEventsBeforeAnOversizedOne();
    void knowsAHalfReadEvent();
    void readsSingleBytesInLinearTime();
};

namespace {

struct Decoded {
    QList<SseEvent> events;
    QByteArray partialObject;
    bool isWhole = false;
    bool failed = false;
};

Decoded decode(const QByteArrayList &chunks, qsizetype limit = SseDecoder::DefaultMaxEventBytes)
{
    SseDecoder decoder(limit);
    Decoded all;
    for (const QByteArray &chunk : chunks) {
        if (const auto events = decoder.feed(chunk))
            all.events += *events;
    }
    const auto tail = decoder.finish();
    all.failed = !tail;
    if (tail)
        all.events += tail->events;
    all.isWhole = tail && tail->isWhole;
    all.partialObject = decoder.partialObject();
    return all;
}

} // namespace

void SseDecoderTest::decodesTheSameEventsHoweverTheBytesAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("one event") << QByteArray("data: a\n\n") << QByteArrayList{"a"};
    QTest::newRow("no space after the colon") << QByteArray("data:a\n\n") << QByteArrayList{"a"};
    QTest::newRow("one space of two is the value's") << QByteArray("data:  a\n\n") << QByteArrayList{" a"};
    QTest::newRow("a tab is the value's") << QByteArray("data:\ta\n\n") << QByteArrayList{"\ta"};
    QTest::newRow("lines are joined") << QByteArray("data: a\ndata: b\n\n") << QByteArrayList{"a\nb"};
    QTest::newRow("an empty line of data counts among others")
        << QByteArray("data\ndata: a\ndata:\n\n") << QByteArrayList{"\na\n"};
    QTest::newRow("LF") << QByteArray("data: a\n\ndata: b\n\n") << QByteArrayList{"a", "b"};
    QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << QByteArrayList{"a", "b"};
    QTest::newRow("lone CR") << QByteArray("data: a\r\rdata: b\r\r") << QByteArrayList{"a", "b"};
    QTest::newRow("mixed line ends") << QByteArray("data: a\r\n\ndata: b\r\r\ndata: c\n\r\n")
                                     << QByteArrayList{"a", "b", "c"};
    QTest::newRow("comments and other fields")
        << QByteArray(": ping\nid: 7\nretry: 10\nfoo\ndata: a\n\n") << QByteArrayList{"a"};
    QTest::newRow("a comment splits no event") << QByteArray("data: a\n:\ndata: b\n\n") << QByteArrayList{"a\nb"};
    QTest::newRow("names are compared with case") << QByteArray("Data: a\nDATA: b\n\n") << QByteArrayList{};
    QTest::newRow("the name is the whole name") << QByteArray("data2: a\nxdata: b\n\n") << QByteArrayList{};
    QTest::newRow("the text may hold 'data: '")
        << QByteArray("data: {\"t\":\"data: x\"}\n\n") << QByteArrayList{"{\"t\":\"data: x\"}"};
    QTest::newRow("blank lines alone are nothing") << QByteArray("\n\r\n\r\n\n") << QByteArrayList{};
    QTest::newRow("an event without data is none") << QByteArray("event: x\nid: 1\n\n") << QByteArrayList{};
    QTest::newRow("an event of empty data is none") << QByteArray("data\n\ndata:\n\ndata: \n\n") << QByteArrayList{};
    QTest::newRow("one BOM is dropped") << QByteArray("\xef\xbb\xbf"
                                                      "data: a\n\n")
                                        << QByteArrayList{"a"};
    QTest::newRow("a second BOM is part of a name") << QByteArray("\xef\xbb\xbf\xef\xbb\xbf"
                                                                  "data: a\n\n")
                                                    << QByteArrayList{};
    QTest::newRow("a BOM is dropped at the start only") << QByteArray("data: a\n\n\xef\xbb\xbf"
                                                                      "data: b\n\n")
                                                        << QByteArrayList{"a"};
    QTest::newRow("UTF-8 cut inside a character")
        << QByteArray("data: \xe2\x82\xac\n\n") << QByteArrayList{"\xe2\x82\xac"};
    QTest::newRow("invalid UTF-8 passes as it is")
        << QByteArray("data: \xff\xc3\xe2\x82\n\n") << QByteArrayList{"\xff\xc3\xe2\x82"};
    QTest::newRow("NUL passes as it is") << QByteArray("data: a\0b\n\n", 11) << QByteArrayList{QByteArray("a\0b", 3)};
}

void SseDecoderTest::decodesTheSameEventsHoweverTheBytesAreCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);

    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        SseDecoder decoder;
        QByteArrayList got;
        for (const QByteArray &chunk : chunks) {
            const auto events = decoder.feed(chunk);
            QVERIFY(events);
            for (const SseEvent &event : *events)
                got << event.data;
        }
        QCOMPARE(got, expected);
        QVERIFY(!decoder.hasPartialEvent());
        QVERIFY(decoder.finish()->events.isEmpty());
    }
}

void SseDecoderTest::namesTheTypeOfAnEvent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("none is message") << QByteArray("data: a\n\n") << QByteArrayList{"message=a"};
    QTest::newRow("named") << QByteArray("event: x\ndata: a\n\n") << QByteArrayList{"x=a"};
    QTest::newRow("the last name counts") << QByteArray("event: x\ndata: a\nevent:y\n\n") << QByteArrayList{"y=a"};
    QTest::newRow("an empty name is message")
        << QByteArray("event: x\nevent\ndata: a\n\n") << QByteArrayList{"message=a"};
    QTest::newRow("a name is for one event") << QByteArray("event: x\n\ndata: a\n\nevent: x\ndata: b\n\ndata: c\n\n")
                                             << QByteArrayList{"message=a", "x=b", "message=c"};
    QTest::newRow("a field named error is an event by itself")
        << QByteArray("error: {\"m\":1}\ndata: [DONE]\n\n") << QByteArrayList{"error={\"m\":1}", "message=[DONE]"};
    QTest::newRow("an empty error is none") << QByteArray("error\nerror:\n\n") << QByteArrayList{};
}

void SseDecoderTest::namesTheTypeOfAnEvent()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);

    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        QByteArrayList got;
        for (const SseEvent &event : decode(chunks).events)
            got << event.type + '=' + event.data;
        QCOMPARE(got, expected);
    }
}

void SseDecoderTest::givesTheLastEventWithoutItsBlankLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<bool>("isWhole");

    QTest::newRow("no line end") << QByteArray("data: [DONE]") << QByteArrayList{"[DONE]"} << false;
    QTest::newRow("no blank line") << QByteArray("data: a\n\ndata: b\n") << QByteArrayList{"a", "b"} << true;
    QTest::newRow("CR at the end") << QByteArray("data: a\r") << QByteArrayList{"a"} << true;
    QTest::newRow("two lines, the second open") << QByteArray("data: a\ndata: b") << QByteArrayList{"a\nb"} << false;
    QTest::newRow("BOM, nothing else") << QByteArray("\xef\xbb\xbf") << QByteArrayList{} << false;
    QTest::newRow("half a field name") << QByteArray("data: a\n\ndat") << QByteArrayList{"a"} << false;
    QTest::newRow("nothing") << QByteArray() << QByteArrayList{} << true;
}

void SseDecoderTest::givesTheLastEventWithoutItsBlankLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    QFETCH(bool, isWhole);

    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        const Decoded all = decode(chunks);
        QByteArrayList got;
        for (const SseEvent &event : all.events)
            got << event.data;
        QCOMPARE(got, expected);
        QCOMPARE(all.isWhole, isWhole);
    }
}

void SseDecoderTest::givesAnObjectBetweenTheEventsAsSoonAsItIsWhole()
{
    const QByteArray bytes("data: a\n\n[{\r\n  \"error\": {\n\t\"code\": 503\n  }\n}\n]\ndata: "
                           "b\n{\"c\":1}{\"d\":2}\ndata: e\n{\"f\":{}}\n{\"g");
    const QByteArrayList expected{
        "a", "{  \"error\": {\t\"code\": 503  }}", "b", "{\"c\":1}", "{\"d\":2}", "e", "{\"f\":{}}"};
    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        const Decoded all = decode(chunks);
        QByteArrayList got;
        for (const SseEvent &event : all.events)
            got << event.data;
        QCOMPARE(got, expected);
        QCOMPARE(all.partialObject, QByteArray("{\"g"));
    }
    SseDecoder decoder;
    QCOMPARE(decoder.feed("{\"error\":1}\n")->size(), 1); // who has failed may say nothing more, and not close either
}

void SseDecoderTest::keepsNoObjectAboveAMebibyte()
{
    SseDecoder decoder;
    QVERIFY(decoder.feed(QByteArray(QByteArray(SseDecoder::MaxStrayBytes, '{') + '\n'))->isEmpty());
    QCOMPARE(decoder.feed("{}\ndata: a\n\n").value(), QList<SseEvent>{{.data = "a"}});
    QVERIFY(decoder.partialObject().size() <= SseDecoder::MaxStrayBytes);
}

void SseDecoderTest::takesAnEventOfExactlyTheLimit()
{
    for (const QByteArrayList &chunks : test::everySplit("data:123\n\ndata:1\ndata:34\n\n")) {
        const Decoded all = decode(chunks, 8);
        QVERIFY(!all.failed);
        QCOMPARE(all.events, (QList<SseEvent>{{.data = "123"}, {.data = "1\n34"}}));
    }
}

void SseDecoderTest::refusesAnEventOneByteAboveTheLimitHoweverItIsCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("one line") << QByteArray("data:1234\n\ndata:1\n\n");
    QTest::newRow("several lines") << QByteArray("data:12\ndata:34\n\n");
    QTest::newRow("a line without an end") << QByteArray("data:1234");
    QTest::newRow("a comment") << QByteArray(":23456789\n");
}

void SseDecoderTest::refusesAnEventOneByteAboveTheLimitHoweverItIsCut()
{
    QFETCH(QByteArray, bytes);
    for (const QByteArrayList &chunks : test::everySplit(bytes)) {
        SseDecoder decoder(8);
        for (const QByteArray &chunk : chunks)
            (void)decoder.feed(chunk);
        QCOMPARE(decoder.feed("\n\ndata: a\n\n").error().kind, ErrorKind::Protocol);
        QCOMPARE(decoder.feed({}).error().kind, ErrorKind::Protocol);
        QCOMPARE(decoder.finish().error().kind, ErrorKind::Protocol);
    }
}

void SseDecoderTest::givesTheEventsBeforeAnOversizedOne()
{
    for (const QByteArrayList &chunks : test::everySplit("data:a\n\ndata:12345678\n\n")) {
        const Decoded all = decode(chunks, 8);
        QVERIFY(all.failed);
        QCOMPARE(all.events, QList<SseEvent>{{.data = "a"}});
    }
}

void SseDecoderTest::knowsAHalfReadEvent()
{
    SseDecoder decoder;
    QVERIFY(decoder.feed("data: a\n"));
    QVERIFY(decoder.hasPartialEvent());
    QVERIFY(decoder.feed("\n"));
    QVERIFY(!decoder.hasPartialEvent());
}

void SseDecoderTest::readsSingleBytesInLinearTime()
{
    // Either loop would outlive the test program's time limit by far if it looked at bytes again and again.
    SseDecoder decoder;
    for (qsizetype i = 0; i < SseDecoder::DefaultMaxEventBytes; ++i)
        QVERIFY(decoder.feed("x"));
    QVERIFY(decoder.feed(QByteArray(SseDecoder::DefaultMaxEventBytes, '\r')));
    QVERIFY(!decoder.hasPartialEvent());
}

QTEST_GUILESS_MAIN(SseDecoderTest)
#include "sse_decoder_test.moc"
