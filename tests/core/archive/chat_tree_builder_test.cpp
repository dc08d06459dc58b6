// SPDX-License-Identifier: MIT
#include "core/archive/chat_tree_builder.h"
#include "core/history/message_tree.h"

#include <QTest>

using namespace freshet;
using Node = ChatTreeBuilder::Node;

class ChatTreeBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void putsEldersFirst();
    void leavesOutWhatIsHidden();
    void makesTheSameIdsEachTime();
    void opensCircles();
    void takesALongLine();
    void refusesTooMany();
    void takesTheFirstOfTwoWithOneId();
    void copiesNoThoughtsWithoutEnd();

private:
    static Node node(const QString &id, const QString &parent, ChatRole role = ChatRole::User, qint64 time = 1)
    {
        return {.id = id,
            .parent = parent,
            .message
            = {.role = role, .answer = {.text = id}, .createdAt = QDateTime::fromSecsSinceEpoch(time, Qt::UTC)}};
    }
    static QStringList texts(const QList<StoredMessage> &messages)
    {
        QStringList texts;
        for (const StoredMessage &message : messages)
            texts << message.answer.text;
        return texts;
    }
};

void ChatTreeBuilderTest::putsEldersFirst()
{
    ChatTreeBuilder builder("x", "chat");
    builder.add(node("answer2", "question", ChatRole::Assistant, 9));
    builder.add(node("follow", "answer1", ChatRole::User, 20));
    builder.add(node("answer1", "question", ChatRole::Assistant, 5));
    builder.add(node("question", "", ChatRole::User, 100)); // its clock was wrong
    const auto chat = builder.build("", "answer2", std::nullopt);
    QVERIFY(chat);
    QCOMPARE(texts(chat->messages), (QStringList{"question", "answer1", "answer2", "follow"}));
    QCOMPARE(texts(MessageTree(chat->messages, chat->leaf).way()), (QStringList{"question", "answer2"}));
    QCOMPARE(chat->info.title, QString("question"));
}

void ChatTreeBuilderTest::leavesOutWhatIsHidden()
{
    ChatTreeBuilder builder("x", "chat");
    Node root = node("root", "");
    root.isHidden = true;
    Node thought = node("thought", "question", ChatRole::Assistant, 2);
    thought.isHidden = true;
    thought.message.answer.reasoning = "Hm.";
    Node call = node("call", "thought", ChatRole::Assistant, 3);
    call.isHidden = true;
    call.message.answer.toolCalls << ToolCall{.name = "python"};
    builder.add(root);
    builder.add(node("question", "root"));
    builder.add(thought);
    builder.add(call);
    builder.add(node("answer", "call", ChatRole::Assistant, 4));
    const auto chat = builder.build("T", "call", std::nullopt);
    QVERIFY(chat);
    QCOMPARE(texts(chat->messages), (QStringList{"question", "answer"}));
    QVERIFY(chat->messages.at(0).parent.isEmpty());
    QCOMPARE(chat->messages.at(1).parent, chat->messages.at(0).id);
    QCOMPARE(chat->messages.at(1).answer.reasoning, QString("Hm."));
    QCOMPARE(chat->messages.at(1).answer.toolCalls.size(), 1);
    QCOMPARE(chat->leaf, chat->messages.at(0).id); // the hidden leaf hangs on it
}

void ChatTreeBuilderTest::makesTheSameIdsEachTime()
{
    const auto build = [](const QString &source, const QString &id) {
        ChatTreeBuilder builder(source, id);
        builder.add(node("q", ""));
        return *builder.build("T", "", std::nullopt);
    };
    QCOMPARE(build("x", "c"), build("x", "c"));
    QVERIFY(build("x", "c").info.id != build("y", "c").info.id);
    QVERIFY(build("x", "c").messages.first().id != build("x", "d").messages.first().id);
}

void ChatTreeBuilderTest::opensCircles()
{
    ChatTreeBuilder builder("x", "chat");
    builder.add(node("a", "c"));
    builder.add(node("b", "a"));
    builder.add(node("c", "b"));
    builder.add(node("self", "self"));
    builder.add(node("tail", "c"));
    const auto chat = builder.build("T", "tail", std::nullopt);
    QVERIFY(chat);
    QCOMPARE(chat->messages.size(), 5);
    QVERIFY(MessageTree(chat->messages, chat->leaf).way().size() >= 2);
}

void ChatTreeBuilderTest::takesALongLine()
{
    ChatTreeBuilder builder("x", "chat");
    for (int i = 0; i < 100'000; ++i)
        builder.add(node(QString::number(i), i > 0 ? QString::number(i - 1) : QString(), ChatRole::User, 100'000 - i));
    const auto chat = builder.build("T", "99999", std::nullopt);
    QVERIFY(chat);
    QCOMPARE(chat->messages.size(), 100'000);
    QCOMPARE(chat->messages.last().answer.text, QString("99999"));
}

void ChatTreeBuilderTest::refusesTooMany()
{
    ChatTreeBuilder builder("x", "chat");
    for (int i = 0; i < 1'000'000; ++i)
        builder.add(node(QString::number(i), {}));
    QVERIFY(builder.isFull());
    const auto chat = builder.build("T", "", std::nullopt);
    QVERIFY(!chat);
    QCOMPARE(chat.error().message, QString("It has more than 100,000 messages."));
}

void ChatTreeBuilderTest::takesTheFirstOfTwoWithOneId()
{
    ChatTreeBuilder builder("x", "chat");
    builder.add(node("a", ""));
    Node other = node("a", "");
    other.message.answer.text = "other";
    builder.add(other);
    const auto chat = builder.build("T", "", std::nullopt);
    QVERIFY(chat);
    QCOMPARE(texts(chat->messages), QStringList{"a"});
}

void ChatTreeBuilderTest::copiesNoThoughtsWithoutEnd()
{
    ChatTreeBuilder builder("x", "chat");
    Node thought = node("thought", "", ChatRole::Assistant);
    thought.isHidden = true;
    thought.message.answer.reasoning = QString(1'000'000, 'x');
    builder.add(thought);
    for (int i = 0; i < 10'000; ++i)
        builder.add(node(QString::number(i), "thought", ChatRole::Assistant, 2));
    const auto chat = builder.build("T", "", std::nullopt);
    QVERIFY(chat);
    qint64 sum = 0;
    for (const StoredMessage &message : chat->messages)
        sum += message.answer.reasoning.size();
    QVERIFY(sum > 0);
    QVERIFY(sum <= 32'000'000);
}

QTEST_GUILESS_MAIN(ChatTreeBuilderTest)
#include "chat_tree_builder_test.moc"
