// SPDX-License-Identifier: MIT
#include "core/providers/request_messages.h"

#include <QTest>

using namespace freshet;

namespace {

ChatRequest requestOf(const QList<ChatMessage> &messages) { return {.model = {"p", "m"}, .messages = messages}; }

} // namespace

class RequestMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void leavesTheSystemsMessagesWhereTheyHaveARole();
    void putsTheSystemsWordsBeforeTheUsersFirst_data();
    void putsTheSystemsWordsBeforeTheUsersFirst();
    void joinsNeighboursOfOneRole();
    void writesAPictureAsAUrl();
};

void RequestMessagesTest::leavesTheSystemsMessagesWhereTheyHaveARole()
{
    const ChatRequest request = requestOf({{ChatRole::System, "a"}, {ChatRole::System, "b"}, {ChatRole::User, "c"}});
    QCOMPARE(messagesFor(request, {}), request.messages);
    QCOMPARE(systemWords(request), "a\n\nb");
    QCOMPARE(withoutSystem(request.messages), (QList<ChatMessage>{{ChatRole::User, "c"}}));
}

void RequestMessagesTest::putsTheSystemsWordsBeforeTheUsersFirst_data()
{
    QTest::addColumn<QList<ChatMessage>>("messages");
    QTest::addColumn<QList<ChatMessage>>("sent");
    using Messages = QList<ChatMessage>;
    const ChatImage image{"image/png", "x"};
    QTest::newRow("usual") << Messages{{ChatRole::System, "S"}, {ChatRole::User, "U"}, {ChatRole::User, "V"}}
                           << Messages{{ChatRole::User, "S\n\nU"}, {ChatRole::User, "V"}};
    QTest::newRow("no system") << Messages{{ChatRole::User, "U"}} << Messages{{ChatRole::User, "U"}};
    QTest::newRow("an empty system") << Messages{{ChatRole::System, ""}, {ChatRole::User, "U"}}
                                     << Messages{{ChatRole::User, "U"}};
    QTest::newRow("a picture alone") << Messages{{ChatRole::System, "S"}, {ChatRole::User, "", {image}}}
                                     << Messages{{ChatRole::User, "S", {image}}};
    QTest::newRow("the model began") << Messages{{ChatRole::System, "S"}, {ChatRole::Assistant, "A"},
        {ChatRole::User, "U"}} << Messages{{ChatRole::Assistant, "A"}, {ChatRole::User, "S\n\nU"}};
    QTest::newRow("no user") << Messages{{ChatRole::System, "S"}} << Messages{{ChatRole::User, "S"}};
}

void RequestMessagesTest::putsTheSystemsWordsBeforeTheUsersFirst()
{
    QFETCH(QList<ChatMessage>, messages);
    QFETCH(QList<ChatMessage>, sent);
    QCOMPARE(messagesFor(requestOf(messages), {.hasSystemRole = false}), sent);
}

void RequestMessagesTest::joinsNeighboursOfOneRole()
{
    const ChatImage image{"image/png", "x"};
    QCOMPARE(alternating({{ChatRole::User, "a"}, {ChatRole::User, " \n"}, {ChatRole::User, "", {image}},
                 {ChatRole::Assistant, ""}, {ChatRole::User, "b"}, {ChatRole::Assistant, "c"}}),
        (QList<ChatMessage>{{ChatRole::User, "a\n\nb", {image}}, {ChatRole::Assistant, "c"}}));
    QVERIFY(alternating({}).isEmpty());
}

void RequestMessagesTest::writesAPictureAsAUrl()
{
    QCOMPARE(dataUrl({"image/png", QByteArray("\x00\xff\xfe", 3)}), "data:image/png;base64,AP/+");
}

QTEST_GUILESS_MAIN(RequestMessagesTest)
#include "request_messages_test.moc"
