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
    void refusesAnOversizedEventForGood();
    void knowsAHalfReadEvent();
};

void SseDecoderTest::decodesTheSameEventsHoweverTheBytesAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("one event") << QByteArray("data: a\n\n") << QByteArrayList{ "a" };
    QTest::newRow("no space after the colon") << QByteArray("data:a\n\n") << QByteArrayList{ "a" };
    QTest::newRow("lines are joined") << QByteArray("data: a\ndata: b\n\n") << QByteArrayList{ "a\nb" };
    QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << QByteArrayList{ "a", "b" };
    QTest::newRow("lone CR") << QByteArray("data: a\r\rdata: b\r\r") << QByteArrayList{ "a", "b" };
    QTest::newRow("comments and other fields")
        << QByteArray(": ping\nid: 7\nretry: 10\ndata: a\n\n") << QByteArrayList{ "a" };
    QTest::newRow("the text may hold 'data: '")
        << QByteArray("data: {\"t\":\"data: x\"}\n\n") << QByteArrayList{ "{\"t\":\"data: x\"}" };
    QTest::newRow("blank lines alone are nothing") << QByteArray("\n\n\n") << QByteArrayList{};
    QTest::newRow("UTF-8 cut inside a character")
        << QByteArray("data: \xe2\x82\xac\n\n") << QByteArrayList{ "\xe2\x82\xac" };
}

void SseDecoderTest::decodesTheSameEventsHoweverTheBytesAreCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);

    for (const QByteArrayList& chunks : test::everySplit(bytes)) {
        SseDecoder decoder;
        QByteArrayList got;
        for (const QByteArray& chunk : chunks) {
            const auto events = decoder.feed(chunk);
            QVERIFY(events);
            for (const SseEvent& event : *events)
                got << event.data;
        }
        QCOMPARE(got, expected);
        QVERIFY(!decoder.hasPartialEvent());
    }
}

void SseDecoderTest::refusesAnOversizedEventForGood()
{
    SseDecoder decoder(8);
    QCOMPARE(decoder.feed("data: 123456789").error().kind, ErrorKind::Protocol);
    QCOMPARE(decoder.feed("\n\ndata: a\n\n").error().kind, ErrorKind::Protocol);
}

void SseDecoderTest::knowsAHalfReadEvent()
{
    SseDecoder decoder;
    QVERIFY(decoder.feed("data: a\n"));
    QVERIFY(decoder.hasPartialEvent());
}

QTEST_GUILESS_MAIN(SseDecoderTest)
#include "sse_decoder_test.moc"
