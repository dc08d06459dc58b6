// SPDX-License-Identifier: MIT
#include "tests/support/fake_chat_reply.h"

#include <QSignalSpy>
#include <QTest>

using namespace freshet;

class ChatReplyTest : public QObject {
    Q_OBJECT

private slots:
    void finishesOnceAndLastWhenItSucceeds();
    void finishesOnceWhenAbortedTwice();
    void keepsTheFirstError();
};

void ChatReplyTest::finishesOnceAndLastWhenItSucceeds()
{
    test::FakeChatReply reply;
    QSignalSpy text(&reply, &ChatReply::textAppended);
    QSignalSpy finished(&reply, &ChatReply::finished);

    reply.say("Hel");
    reply.say("lo");
    reply.end(FinishReason::Length);

    QCOMPARE(finished.count(), 0); // not before control is back in the event loop
    QVERIFY(finished.wait());
    QCOMPARE(finished.count(), 1);
    QCOMPARE(text.count(), 2);
    QCOMPARE(reply.text(), "Hello");
    QCOMPARE(reply.finishReason(), FinishReason::Length);
    QVERIFY(!reply.error());
}

void ChatReplyTest::finishesOnceWhenAbortedTwice()
{
    test::FakeChatReply reply;
    QSignalSpy finished(&reply, &ChatReply::finished);
    reply.abort();
    reply.abort();
    QVERIFY(finished.wait());
    QTest::qWait(0);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(reply.error()->kind, ErrorKind::Cancelled);
}

void ChatReplyTest::keepsTheFirstError()
{
    test::FakeChatReply reply;
    reply.breakDown({.kind = ErrorKind::Server, .message = "overloaded"});
    reply.breakDown({.kind = ErrorKind::Network});
    reply.say("late");
    QCOMPARE(reply.error()->kind, ErrorKind::Server);
    QVERIFY(reply.text().isEmpty());
}

QTEST_GUILESS_MAIN(ChatReplyTest)
#include "chat_reply_test.moc"
