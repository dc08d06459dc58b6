// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/transcript_view.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

class TranscriptAccessibleTest : public QObject {
    Q_OBJECT

private slots:
    void listsEveryMessageWithItsName();
    void readsTheTextOfAMessageThatWasNeverSeen();
    void offersTheActionsOfAMessage();
    void outlivesAMessage();
};

void TranscriptAccessibleTest::listsEveryMessageWithItsName()
{
    TranscriptView view;
    view.resize(600, 400);
    view.setMessages(test::conversation(10'000));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Conversation"));
    QCOMPARE(list->childCount(), 10'000);
    QCOMPARE(list->child(0)->text(QAccessible::Name), QStringLiteral("You, message 1 of 10000"));
    QCOMPARE(list->child(9'999)->text(QAccessible::Name), QStringLiteral("Answer, message 10000 of 10000"));
    QCOMPARE(list->child(9'999), list->child(9'999));
    QCOMPARE(list->indexOfChild(list->child(7)), 7);
    QVERIFY(list->child(0)->state().offscreen);
    QVERIFY(!list->child(9'999)->state().offscreen);
    QVERIFY(!list->child(10'000));
}

void TranscriptAccessibleTest::readsTheTextOfAMessageThatWasNeverSeen()
{
    TranscriptView view;
    view.resize(600, 400);
    auto messages = test::conversation(1'000);
    messages[3] = test::answer("3", "Some **bold** text\n\n- item");
    messages[5].notice = MessageNotice{.title = "It broke.", .advice = "Mend it.", .detail = {}, .actions = {}};
    view.setMessages(messages);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    QAccessibleTextInterface *text = list->child(3)->textInterface();
    QCOMPARE(text->text(0, text->characterCount()), QStringLiteral("Some bold text\n\u2022\titem"));
    QVERIFY(list->child(5)->text(QAccessible::Value).contains(QLatin1String("It broke.\nMend it.")));
}

void TranscriptAccessibleTest::offersTheActionsOfAMessage()
{
    TranscriptView view;
    view.resize(600, 400);
    view.setMessages({test::question("q", "?"), test::answer("a", "text")});
    QSignalSpy triggered(&view, &TranscriptView::actionTriggered);
    QAccessibleActionInterface *actions = QAccessible::queryAccessibleInterface(&view)->child(1)->actionInterface();
    QCOMPARE(actions->actionNames(), QStringList({"Copy", "Regenerate"}));
    actions->doAction(QStringLiteral("Regenerate"));
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(triggered.first().at(0).toString(), QStringLiteral("a"));
    QCOMPARE(triggered.first().at(1).value<MessageAction>(), MessageAction::Regenerate);
}

void TranscriptAccessibleTest::outlivesAMessage()
{
    TranscriptView view;
    view.setMessages({test::question("q", "?"), test::answer("a", "text")});
    QAccessibleInterface *second = QAccessible::queryAccessibleInterface(&view)->child(1);
    view.removeMessagesFrom("a");
    QVERIFY(!second->isValid());
    QVERIFY(second->text(QAccessible::Name).isEmpty());
    QVERIFY(second->rect().isEmpty());
}

QTEST_MAIN(TranscriptAccessibleTest)
#include "transcript_accessible_test.moc"
