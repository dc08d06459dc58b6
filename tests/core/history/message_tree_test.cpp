// SPDX-License-Identifier: MIT
#include "core/history/message_tree.h"

#include <QTest>

using namespace freshet;

namespace {

StoredMessage message(const MessageId &id, const MessageId &parent)
{
    return {.id = id, .conversation = QStringLiteral("c"), .parent = parent, .answer = {.text = "text of " + id}};
}

QString idsOf(const QList<StoredMessage> &messages)
{
    QStringList ids;
    for (const StoredMessage &it : messages)
        ids << it.id;
    return ids.join(u' ');
}

/// A question, asked for twice; behind the first answer another question, which was edited once.
QList<StoredMessage> grown()
{
    return {message("q1", ""), message("a1", "q1"), message("q2", "a1"), message("a2", "q2"), message("q2'", "a1"),
        message("a2'", "q2'"), message("a1'", "q1")};
}

} // namespace

class MessageTreeTest : public QObject {
    Q_OBJECT

private slots:
    void showsTheNewestMessageByItself();
    void showsTheWayToTheLeafThatWasChosen();
    void countsTheBranches();
    void comesBackToWhatWasShownBelow();
    void knowsWhatStandsBefore();
    void takesWhatIsPutAndStaysWhereItIs();
    void endsWhateverTheParentsSay();
    void staysQuickInALongChat();
};

void MessageTreeTest::showsTheNewestMessageByItself()
{
    QVERIFY(MessageTree().isEmpty());
    QCOMPARE(MessageTree().way().size(), 0);
    const MessageTree tree(grown());
    QCOMPARE(idsOf(tree.way()), "q1 a1'");
    QCOMPARE(idsOf(MessageTree(grown(), "unknown").way()), "q1 a1'");
}

void MessageTreeTest::showsTheWayToTheLeafThatWasChosen()
{
    const MessageTree tree(grown(), "a2");
    QCOMPARE(idsOf(tree.way()), "q1 a1 q2 a2");
    QCOMPARE(tree.leaf(), "a2");
    QCOMPARE(tree.find("a2'")->answer.text, "text of a2'");
    QVERIFY(!tree.find("unknown"));
}

void MessageTreeTest::countsTheBranches()
{
    const MessageTree tree(grown());
    QCOMPARE(tree.branchOf("a1"), (MessageTree::Branch{0, 2}));
    QCOMPARE(tree.branchOf("a1'"), (MessageTree::Branch{1, 2}));
    QCOMPARE(tree.branchOf("q1"), (MessageTree::Branch{0, 1}));
    QCOMPARE(tree.branchBeside("a1", 1), "a1'");
    QCOMPARE(tree.branchBeside("a1", -1), "");
    QCOMPARE(tree.branchBeside("a1'", 1), "");
    QCOMPARE(tree.branchBeside("unknown", 1), "");
}

void MessageTreeTest::comesBackToWhatWasShownBelow()
{
    MessageTree tree(grown(), "a2");
    tree.show("a1'");
    QCOMPARE(idsOf(tree.way()), "q1 a1'");
    tree.show("a1");
    QCOMPARE(idsOf(tree.way()), "q1 a1 q2 a2");
    tree.show("q2'");
    tree.show("a1'");
    tree.show("a1");
    QCOMPARE(idsOf(tree.way()), "q1 a1 q2' a2'");
    QCOMPARE(idsOf(MessageTree(grown(), "a1").way()), "q1 a1"); // a leaf that was chosen, though more stands below it
    MessageTree fresh(grown(), "a1'");
    fresh.show("a1");
    QCOMPARE(idsOf(fresh.way()), "q1 a1 q2' a2'"); // never shown: the newest
}

void MessageTreeTest::knowsWhatStandsBefore()
{
    const MessageTree tree(grown());
    QCOMPARE(idsOf(tree.wayBefore("q2'")), "q1 a1");
    QCOMPARE(idsOf(tree.wayBefore("q1")), "");
    QCOMPARE(idsOf(tree.wayBefore("unknown")), "");
}

void MessageTreeTest::takesWhatIsPutAndStaysWhereItIs()
{
    MessageTree tree(grown());
    tree.put(message("q3", "a2"));
    QCOMPARE(idsOf(tree.way()), "q1 a1'");
    tree.showTo("q3");
    QCOMPARE(idsOf(tree.way()), "q1 a1 q2 a2 q3");
    StoredMessage again = *tree.find("a1'");
    again.answer.text = "other";
    tree.put(again);
    tree.showTo("unknown");
    QCOMPARE(idsOf(tree.way()), "q1 a1 q2 a2 q3");
    QCOMPARE(tree.find("a1'")->answer.text, "other");
    QCOMPARE(tree.messages().size(), 8);
}

void MessageTreeTest::endsWhateverTheParentsSay()
{
    const QList<StoredMessage> damaged{message("self", "self"), message("young", "old"), message("old", "young"),
        message("orphan", "gone"), message("child", "orphan")};
    const MessageTree tree(damaged);
    QCOMPARE(idsOf(tree.way()), "orphan child");
    QCOMPARE(tree.branchOf("self"), (MessageTree::Branch{0, 3})); // each is in reach
    QCOMPARE(idsOf(MessageTree(damaged, "old").way()), "young old");
}

void MessageTreeTest::staysQuickInALongChat()
{
    QList<StoredMessage> messages;
    for (int i = 0; i < 100'000; ++i)
        messages << message(QString::number(i), i ? QString::number(i - 1) : QString());
    MessageTree tree(messages);
    QCOMPARE(tree.way().size(), 100'000);
    tree.put(message("last", "99999"));
    tree.showTo("last");
    QCOMPARE(tree.branchOf("50000"), (MessageTree::Branch{0, 1}));
    QCOMPARE(tree.way().size(), 100'001);
}

QTEST_GUILESS_MAIN(MessageTreeTest)
#include "message_tree_test.moc"
