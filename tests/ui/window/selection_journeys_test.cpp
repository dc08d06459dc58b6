// SPDX-License-Identifier: MIT
#include "tests/ui/window/order_fixture.h"

#include <QSignalSpy>

using namespace freshet;
using namespace freshet::test;

/// What is done with several chats at once.
class SelectionJourneysTest : public OrderFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void putsSeveralInTheTrashAndTakesThemBack();
    void doesWithSeveralWhatCanBeDoneWithOne();
    void movesIntoAFolderThatWasMadeMeanwhile();
    void takesAMoveBackThoughTheOldFolderIsGone();
    void takesBackWhatWasPinnedToItsPlace();
    void deletesSeveralForGoodAfterOneQuestion();
    void leavesATemporaryChatOutOfWhatIsDoneWithSeveral();
};

void SelectionJourneysTest::putsSeveralInTheTrashAndTakesThemBack()
{
    open();
    for (const char *title : {"Radiators", "Boilers", "Pumps"})
        askNew(title);
    mark({"Radiators", "Pumps"}); // Pumps is shown
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_COMPARE(rows(), (QStringList{"Today", "Boilers"}));
    QCOMPARE(panel().page(), ChatPanel::Page::Start);
    QCOMPARE(undoBar().text(), QString("Chats put in the trash: 2"));
    pressIn(undoBar(), "Undo");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Pumps", "Boilers", "Radiators"}));
    QTRY_COMPARE(controller().current(), idOf("Pumps"));
}

void SelectionJourneysTest::doesWithSeveralWhatCanBeDoneWithOne()
{
    open();
    for (const char *title : {"Radiators", "Boilers", "Pumps"})
        askNew(title);
    const QStringList before{"Today", "Pumps", "Boilers", "Radiators"};
    m_app->history.changeOrder(order::Pin{idOf("Radiators")});
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "Today", "Pumps", "Boilers"}));
    mark({"Radiators", "Boilers"});
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier); // one of them is pinned
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "Boilers", "Today", "Pumps"}));
    QCOMPARE(undoBar().text(), QString("“Boilers” is pinned.")); // the other one was before
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), before);

    chooseForAll("New folder…");
    QSignalSpy changed(&m_app->history, &HistoryStore::conversationsChanged);
    answerText("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Radiators", "Today", "Pumps"}));
    QCOMPARE(changed.size(), 1); // it was made and filled at once
    QCOMPARE(undoBar().text(), QString("Chats moved to “House”: 2"));
    undoBar().undo();
    QTRY_COMPARE(rows(), (QStringList{"House", "Today", "Pumps", "Boilers", "Radiators"}));
    mark({"Radiators", "Pumps"});
    chooseForAll("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Pumps", "Radiators", "Today", "Boilers"}));
    chooseForAll("No folder");
    QTRY_COMPARE(rows(), (QStringList{"House", "Today", "Pumps", "Boilers", "Radiators"}));

    const auto tagsOf = [this](const QString &title) {
        return chats().indexOf(idOf(title)).data(ConversationListModel::TagsRole).toStringList();
    };
    m_app->history.changeOrders(
        {order::SetTags{idOf("Radiators"), {"old", "warm"}}, order::SetTags{idOf("Pumps"), {"warm", "water"}}});
    QTRY_COMPARE(tagsOf("Pumps"), (QStringList{"warm", "water"}));
    mark({"Radiators", "Pumps"});
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_app->window->findChild<QInputDialog *>()->textValue(), QString("warm")); // what both have
    answerText("house， old");
    QTRY_COMPARE(tagsOf("Radiators"), (QStringList{"house", "old"}));
    QCOMPARE(tagsOf("Pumps"), (QStringList{"house", "old", "water"}));
    undoBar().undo();
    QTRY_COMPARE(tagsOf("Pumps"), (QStringList{"warm", "water"}));
    QCOMPARE(tagsOf("Radiators"), (QStringList{"old", "warm"}));

    m_app->history.changeOrder(order::Pin{idOf("Radiators")});
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "House", "Today", "Pumps", "Boilers"}));
    mark({"Radiators", "Pumps"});
    key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"House", "Today", "Boilers"}));
    QCOMPARE(undoBar().text(), QString("Chats archived: 2"));
    undoBar().undo();
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "House", "Today", "Pumps", "Boilers"}));
}

/// In another window, while the name of a new one is asked for.
void SelectionJourneysTest::movesIntoAFolderThatWasMadeMeanwhile()
{
    open();
    for (const char *title : {"Radiators", "Boilers"})
        askNew(title);
    mark({"Radiators", "Boilers"});
    chooseForAll("New folder…");
    m_app->history.changeOrder(order::AddFolder{"f", "House"});
    QTRY_COMPARE(chats().folders().size(), 1);
    answerText("house");
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Radiators"}));
    QCOMPARE(chats().folders().size(), 1);
}

void SelectionJourneysTest::takesAMoveBackThoughTheOldFolderIsGone()
{
    open();
    for (const char *title : {"Radiators", "Boilers"})
        askNew(title);
    m_app->history.changeOrders({order::AddFolder{"f", "House"}, order::AddFolder{"g", "Work"},
        order::MoveToFolder{idOf("Radiators"), "f"}, order::MoveToFolder{idOf("Boilers"), "g"}});
    QTRY_COMPARE(rows(), (QStringList{"House", "Radiators", "Work", "Boilers"}));
    mark({"Radiators", "Boilers"});
    chooseForAll("No folder");
    QTRY_COMPARE(rows(), (QStringList{"House", "Work", "Today", "Boilers", "Radiators"}));
    m_app->history.changeOrder(order::DeleteFolder{"f"}); // in another window
    QTRY_COMPARE(chats().folders().size(), 1);
    undoBar().undo();
    QTRY_COMPARE(rows(), (QStringList{"Work", "Boilers", "Today", "Radiators"}));
}

void SelectionJourneysTest::takesBackWhatWasPinnedToItsPlace()
{
    open();
    for (const char *title : {"Radiators", "Boilers", "Pumps"}) {
        askNew(title);
        m_app->history.changeOrder(order::Pin{idOf(title)});
    }
    const QStringList pinned{"Pinned", "Radiators", "Boilers", "Pumps"};
    QTRY_COMPARE(rows(), pinned);
    goTo("Radiators");
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Boilers", "Pumps", "Today", "Radiators"}));
    undoBar().undo();
    QTRY_COMPARE(rows(), pinned);
    goTo("Boilers");
    key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier); // which takes the pin, too
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "Pumps"}));
    undoBar().undo();
    QTRY_COMPARE(rows(), pinned);
}

void SelectionJourneysTest::deletesSeveralForGoodAfterOneQuestion()
{
    open();
    for (const char *title : {"Radiators", "The canary sings", "Pumps"})
        askNew(title);
    mark({"The canary sings", "Pumps"});
    chooseForAll("Move to the trash");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Radiators"}));
    pressIn(sidebar(), "Trash");
    QCOMPARE(rows().size(), 2);
    mark({"The canary sings", "Pumps"});
    QTest::keyClick(&list(), Qt::Key_Delete);
    answerQuestion("Cancel");
    QCOMPARE(rows().size(), 2);
    chooseForAll("Delete for good…");
    answerQuestion("Delete for good");
    QTRY_COMPARE(rows(), QStringList());
    QVERIFY(!undoBar().isVisible());
    QTRY_VERIFY(!anyFileHolds("canary"));
    pressIn(sidebar(), "Back to the chats");
    QCOMPARE(rows(), (QStringList{"Today", "Radiators"}));
}

void SelectionJourneysTest::leavesATemporaryChatOutOfWhatIsDoneWithSeveral()
{
    open();
    askNew("Radiators");
    for (const char *title : {"Between us", "And this"}) {
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        m_app->server.enqueue(WindowFixture::chat({"Well."}));
        ask(title);
        QTRY_COMPARE(lastMessage().state, MessageState::Done);
        QTRY_VERIFY(!idOf(title).isEmpty());
    }
    mark({"Radiators", "Between us"});
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_VERIFY(!rows().contains("Radiators"));
    QVERIFY(rows().contains("Between us")); // it could not be taken back
    mark({"Between us", "And this"});
    QTest::keyClick(&list(), Qt::Key_Delete);
    answerQuestion("Close the chats");
    QTRY_COMPARE(rows(), QStringList());
}

QTEST_MAIN(SelectionJourneysTest)
#include "selection_journeys_test.moc"
