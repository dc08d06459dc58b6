// SPDX-License-Identifier: MIT
#include "core/chat/text_reply.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

class TextReplyTest : public QObject {
    Q_OBJECT

private slots:
    void revealsAnyTextWithinTwoSeconds_data();
    void revealsAnyTextWithinTwoSeconds();
    void cutsOnlyBetweenCharacters();
    void givesTheWholeTextAtOnceWhenAsked();
    void endsAnEmptyTextToo();
    void keepsWhatWasShownWhenStopped();
    void showsTheRestAtOnceWhenAsked();
    void mayBeAskedForTheRestAtAnyTime();
};

void TextReplyTest::revealsAnyTextWithinTwoSeconds_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << "Hello, you.";
    QTest::newRow("long") << QString("word ").repeated(200);
    QTest::newRow("a book") << QString("word ").repeated(200'000);
}

void TextReplyTest::revealsAnyTextWithinTwoSeconds()
{
    QFETCH(QString, text);
    QElapsedTimer time;
    time.start();
    TextReply reply({"p", "m"}, text, StreamMode::Streamed, nullptr);
    QSignalSpy pieces(&reply, &ChatReply::textAppended);
    QSignalSpy finished(&reply, &ChatReply::finished);
    QVERIFY(finished.wait(4000));
    QVERIFY2(time.elapsed() < 2500, qPrintable(QString::number(time.elapsed()))); // 1.7 s and a slow machine
    QVERIFY(pieces.count() > 2);
    QVERIFY(pieces.count() <= 101);
    QCOMPARE(reply.text(), text);
    QCOMPARE(reply.delivery(), Delivery::Pseudo);
    QCOMPARE(reply.finishReason(), FinishReason::Stop);
}

void TextReplyTest::cutsOnlyBetweenCharacters()
{
    const QString family = QString::fromUtf8("👩‍👩‍👧");
    TextReply reply({"p", "m"}, family.repeated(20), StreamMode::Streamed, nullptr);
    QSignalSpy pieces(&reply, &ChatReply::textAppended);
    QSignalSpy finished(&reply, &ChatReply::finished);
    QVERIFY(finished.wait());
    for (const QVariantList &piece : pieces)
        QCOMPARE(piece.first().toString().remove(family), QString());
}

void TextReplyTest::givesTheWholeTextAtOnceWhenAsked()
{
    TextReply reply({"p", "m"}, QString("word ").repeated(1000), StreamMode::Whole, nullptr);
    QSignalSpy pieces(&reply, &ChatReply::textAppended);
    QSignalSpy finished(&reply, &ChatReply::finished);
    QVERIFY(reply.text().isEmpty());
    QVERIFY(finished.wait(200));
    QCOMPARE(pieces.count(), 1);
    QCOMPARE(reply.delivery(), Delivery::NonStreaming);
}

void TextReplyTest::endsAnEmptyTextToo()
{
    for (const StreamMode mode : {StreamMode::Streamed, StreamMode::Whole}) {
        TextReply reply({"p", "m"}, QString(), mode, nullptr);
        QSignalSpy finished(&reply, &ChatReply::finished);
        QVERIFY(finished.wait(200));
        QVERIFY(!reply.error());
    }
}

void TextReplyTest::keepsWhatWasShownWhenStopped()
{
    TextReply reply({"p", "m"}, QString(10'000, 'x'), StreamMode::Streamed, nullptr);
    QSignalSpy finished(&reply, &ChatReply::finished);
    QTRY_VERIFY(!reply.text().isEmpty());
    reply.abort();
    const qsizetype shown = reply.text().size();
    QVERIFY(finished.wait(200));
    QCOMPARE(reply.error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply.text().size(), shown);
    QVERIFY(shown < 10'000);
}

void TextReplyTest::showsTheRestAtOnceWhenAsked()
{
    const QString text = QString::fromUtf8("👩‍👩‍👧 und ").repeated(5'000);
    TextReply reply({"p", "m"}, text, StreamMode::Streamed, nullptr);
    QSignalSpy pieces(&reply, &ChatReply::textAppended);
    QSignalSpy finished(&reply, &ChatReply::finished);
    QTRY_VERIFY(pieces.count() >= 2);
    const auto before = pieces.count();
    QVERIFY(reply.isRevealing());
    reply.revealAll();
    QCOMPARE(pieces.count(), before); // only from the event loop
    QVERIFY(finished.wait(200));
    QCOMPARE(pieces.count(), before + 1);
    QCOMPARE(reply.text(), text);
    QVERIFY(!reply.isRevealing());
    QVERIFY(!reply.error());
}

void TextReplyTest::mayBeAskedForTheRestAtAnyTime()
{
    TextReply early({"p", "m"}, QString(10'000, 'x'), StreamMode::Streamed, nullptr);
    QSignalSpy pieces(&early, &ChatReply::textAppended);
    QSignalSpy finished(&early, &ChatReply::finished);
    early.revealAll();
    early.revealAll();
    QVERIFY(finished.wait(200));
    QCOMPARE(pieces.count(), 1);
    early.revealAll();

    TextReply stopped({"p", "m"}, QString(10'000, 'x'), StreamMode::Streamed, nullptr);
    stopped.abort();
    stopped.revealAll();
    QTest::qWait(40);
    QCOMPARE(stopped.text(), QString());
    QCOMPARE(stopped.error()->kind, ErrorKind::Cancelled);

    TextReply whole({"p", "m"}, "x", StreamMode::Whole, nullptr);
    QVERIFY(!whole.isRevealing());
}

QTEST_GUILESS_MAIN(TextReplyTest)
#include "text_reply_test.moc"
