// SPDX-License-Identifier: MIT
#include "tests/ui/window/order_fixture.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace freshet;
using namespace freshet::test;

/// Keeping chats in order, by the keys, menus and buttons of the window.
class OrderJourneysTest : public OrderFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void putsAChatInTheTrashAndTakesItBack();
    void keepsWhatWaitedForAnAnswerOfAChatThatIsTrashed();
    void restoresAndDeletesForGoodInTheTrash();
    void emptiesTheTrashAfterAQuestion();
    void archivesByKeyAndTakesOutByAsking();
    void takesAPinnedChatOutOfTheArchiveAtOnce();
    void pinsTheChatThatTheKeyboardIsOn();
    void putsAChatIntoANewFolder();
    void keepsTheChatsOfADeletedFolder();
    void remembersWhichFoldersAreClosed();
    void tagsAChatAndShowsAllWithThatTag();
    void renamesAlsoWithoutTheListInSight();
    void keepsThePlaceInTheListWhileAnAnswerIsWritten();
    void storesNothingOfATemporaryChat();
    void keepsATemporaryChatUntilItIsClosed();
    void showsTheViewInAnotherLanguageToo();
};

void OrderJourneysTest::putsAChatInTheTrashAndTakesItBack()
{
    open();
    askNew("Radiators");
    askNew("Boilers");
    goTo("Boilers");
    QTest::keyClick(&list(), Qt::Key_Delete);
    QVERIFY(!m_app->window->findChild<QMessageBox *>()); // it can be taken back
    QTRY_COMPARE(rows(), (QStringList{"Today", "Radiators"}));
    QCOMPARE(panel().page(), ChatPanel::Page::Start);
    QVERIFY(undoBar().isVisible());
    QVERIFY(undoBar().text().contains("Boilers"));
    pressIn(undoBar(), "Undo");
    QVERIFY(!undoBar().isVisible());
    QTRY_COMPARE(rows(), (QStringList{"Today", "Boilers", "Radiators"}));
    QTRY_COMPARE(lastMessage().text, "Well."); // it was shown, so it is again
    QCOMPARE(panel().sign(), "");
}

void OrderJourneysTest::keepsWhatWaitedForAnAnswerOfAChatThatIsTrashed()
{
    open();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, "One");
    QTRY_VERIFY(!idOf("Count").isEmpty());
    const ConversationId id = idOf("Count");
    ask("And backwards");
    key(Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
    QTRY_COMPARE(rows(), QStringList());
    undoBar().undo();
    QTRY_COMPARE(controller().current(), id);
    QTRY_COMPARE(lastMessage().text, "One");
    QTRY_COMPARE(field().toPlainText(), "And backwards");
}

void OrderJourneysTest::restoresAndDeletesForGoodInTheTrash()
{
    open();
    askNew("Radiators");
    askNew("Boilers");
    for (const char *title : {"Radiators", "Boilers"}) {
        goTo(title);
        QTest::keyClick(&list(), Qt::Key_Delete);
        QTRY_VERIFY(!rows().contains(title));
    }
    pressIn(sidebar(), "Trash");
    QCOMPARE(rows().size(), 2);
    controller().open(idOf("Boilers")); // what is in the trash can be read
    QTRY_COMPARE(lastMessage().text, "Well.");
    QVERIFY(panel().sign().contains("trash"));
    choose("Radiators", "Restore");
    QTRY_COMPARE(rows(), QStringList{"Boilers"});
    goTo("Boilers");
    QTest::keyClick(&list(), Qt::Key_Delete);
    answerQuestion("Cancel");
    QCOMPARE(rows(), QStringList{"Boilers"});
    QTest::keyClick(&list(), Qt::Key_Delete);
    answerQuestion("Delete for good");
    QTRY_COMPARE(rows(), QStringList());
    QCOMPARE(panel().page(), ChatPanel::Page::Start); // it is no longer shown
    QVERIFY(!undoBar().isVisible());
    pressIn(sidebar(), "Back to the chats");
    QCOMPARE(rows(), (QStringList{"Today", "Radiators"}));
}

void OrderJourneysTest::emptiesTheTrashAfterAQuestion()
{
    open();
    askNew("The canary sings");
    askNew("Boilers");
    goTo("The canary sings");
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_COMPARE(rows(), (QStringList{"Today", "Boilers"}));
    QVERIFY(anyFileHolds("canary"));
    pressIn(sidebar(), "Trash");
    pressIn(sidebar(), "Empty the trash…");
    answerQuestion("Empty the trash");
    QTRY_COMPARE(rows(), QStringList());
    QTRY_VERIFY(!anyFileHolds("canary"));
    QVERIFY(!undoBar().isVisible()); // nothing can be taken back
}

void OrderJourneysTest::archivesByKeyAndTakesOutByAsking()
{
    open();
    askNew("Radiators");
    key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), QStringList());
    QTRY_VERIFY(panel().sign().contains("archive"));
    QVERIFY(undoBar().text().contains("Radiators"));
    pressIn(sidebar(), "Archive");
    QCOMPARE(rows(), (QStringList{"Today", "Radiators"}));
    pressIn(sidebar(), "Archive");
    m_app->server.enqueue(WindowFixture::chat({"Yes."}));
    ask("Still there?");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Radiators"}));
    QTRY_COMPARE(panel().sign(), "");
}

void OrderJourneysTest::takesAPinnedChatOutOfTheArchiveAtOnce()
{
    open();
    askNew("Radiators");
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators"}));
    key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), QStringList());
    QSignalSpy changed(&m_app->history, &HistoryStore::conversationsChanged);
    undoBar().undo();
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators"}));
    QCOMPARE(changed.size(), 1);
}

void OrderJourneysTest::pinsTheChatThatTheKeyboardIsOn()
{
    open();
    askNew("Radiators");
    askNew("Boilers"); // is shown
    goTo("Radiators");
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "Today", "Boilers"}));
    QCOMPARE(sidebar().chosenChats(), QList<ConversationId>{idOf("Radiators")});
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Today", "Boilers", "Radiators"}));
    QCOMPARE(undoBar().text(), QString("“Radiators” is no longer pinned."));
    field().setFocus();
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Boilers", "Today", "Radiators"}));
    QCOMPARE(undoBar().text(), QString("“Boilers” is pinned."));
    undoBar().undo();
    QTRY_COMPARE(rows(), (QStringList{"Today", "Boilers", "Radiators"}));
}

void OrderJourneysTest::putsAChatIntoANewFolder()
{
    open();
    askNew("Radiators");
    askNew("Boilers");
    choose("Radiators", "New folder…");
    answerText("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Radiators", "Today", "Boilers"}));
    choose("Boilers", "House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Radiators"}));
    QCOMPARE(undoBar().text(), QString("“Boilers” was moved to “House”."));
    choose("Radiators", "New folder…");
    answerText("house"); // is there already
    choose("Radiators", "No folder");
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Today", "Radiators"}));
    QCOMPARE(undoBar().text(), QString("“Radiators” is in no folder any more."));
    undoBar().undo();
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Radiators"}));
}

void OrderJourneysTest::keepsTheChatsOfADeletedFolder()
{
    open();
    askNew("Radiators");
    choose("Radiators", "New folder…");
    answerText("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Radiators"}));
    list().setFocus();
    list().setCurrentIndex(chats().index(0));
    QTest::keyClick(&list(), Qt::Key_Delete);
    answerQuestion("Delete the folder");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Radiators"}));
}

void OrderJourneysTest::remembersWhichFoldersAreClosed()
{
    open();
    askNew("Radiators");
    choose("Radiators", "New folder…");
    answerText("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Radiators"}));
    list().setFocus();
    list().setCurrentIndex(chats().index(0));
    QTest::keyClick(&list(), Qt::Key_Left);
    QCOMPARE(rows(), QStringList{"House"});
    m_app->close();
    m_app->open();
    QTRY_COMPARE(rows(), QStringList{"House"});
    list().setFocus();
    list().setCurrentIndex(chats().index(0));
    QTest::keyClick(&list(), Qt::Key_Return);
    QCOMPARE(rows(), (QStringList{"House", "Radiators"}));
}

void OrderJourneysTest::tagsAChatAndShowsAllWithThatTag()
{
    open();
    askNew("Radiators");
    askNew("Boilers");
    goTo("Radiators");
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    answerText("#warm, house loan");
    QTRY_COMPARE(chats().indexOf(idOf("Radiators")).data(RowDetail).toString(), "#house-loan #warm");
    QCOMPARE(undoBar().text(), QString("The tags of “Radiators” were changed."));
    undoBar().undo();
    QTRY_COMPARE(chats().indexOf(idOf("Radiators")).data(RowDetail).toString(), QString());
    goTo("Radiators");
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    answerText("warm");
    QTRY_COMPARE(chats().indexOf(idOf("Radiators")).data(RowDetail).toString(), "#warm");
    choose("Radiators", "Show all with #warm");
    QCOMPARE(sidebar().findChild<QLineEdit *>()->text(), "#warm");
    QCOMPARE(rows(), (QStringList{"Today", "Radiators"}));
}

void OrderJourneysTest::renamesAlsoWithoutTheListInSight()
{
    open();
    askNew("Radiators");
    key(Qt::Key_F9, Qt::NoModifier);
    QVERIFY(!sidebar().isVisible());
    key(Qt::Key_F2, Qt::NoModifier);
    answerText(" Warm  rooms ");
    QTRY_VERIFY(!idOf("Warm rooms").isEmpty());
    key(Qt::Key_F9, Qt::NoModifier);
    choose("Warm rooms", "New folder…");
    answerText("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Warm rooms"}));
    m_app->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window.get()));
    list().setFocus();
    list().setCurrentIndex(chats().index(0));
    key(Qt::Key_F2, Qt::NoModifier); // of the folder that the keyboard is on
    auto *const editor = list().findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "Home");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(rows(), (QStringList{"Home", "Warm rooms"}));
}

void OrderJourneysTest::keepsThePlaceInTheListWhileAnAnswerIsWritten()
{
    open();
    askNew("Radiators");
    askNew("Boilers");
    controller().newChat();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, "One");
    QTRY_COMPARE(rows().size(), 4);
    QSignalSpy reset(&chats(), &ConversationListModel::modelReset);
    goTo("Radiators");
    QTest::keyClick(&list(), Qt::Key_F2);
    auto *const editor = list().findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, "half a na");
    QSignalSpy listed(&m_app->history, &HistoryStore::conversationsListed);
    controller().stop();
    QTRY_VERIFY(!listed.isEmpty());
    QCOMPARE(list().findChild<QLineEdit *>(), editor);
    QCOMPARE(editor->text(), "half a na");
    QCOMPARE(reset.count(), 0);
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(sidebar().chosenChats(), QList<ConversationId>{idOf("Radiators")});
}

void OrderJourneysTest::storesNothingOfATemporaryChat()
{
    open();
    askNew("Radiators");
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(panel().sign().startsWith("Temporary chat"));
    QTest::keyClicks(&field(), "a draft of the canary");
    controller().newChat(); // leaves the draft
    QVERIFY(!panel().sign().startsWith("Temporary"));
    QCOMPARE(field().toPlainText(), "");
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(field().toPlainText(), "a draft of the canary");
    m_app->server.enqueue(WindowFixture::chat({"The canary", " sings."}));
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().text, "The canary sings.");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QTRY_COMPARE(rows(), (QStringList{"Temporary", "a draft of the canary", "Today", "Radiators"}));
    QTest::keyClicks(&field(), "more canary");
    m_app->close(); // keeps what is written, where that is kept
    QSignalSpy listed(&m_app->history, &HistoryStore::conversationsListed);
    m_app->history.listConversations();
    QVERIFY(listed.wait());
    QVERIFY(!anyFileHolds("canary"));
    QVERIFY(anyFileHolds("Radiators"));
}

void OrderJourneysTest::keepsATemporaryChatUntilItIsClosed()
{
    open();
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    m_app->server.enqueue(WindowFixture::chat({"The canary sings."}));
    ask("Who sings?");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    askNew("Radiators");
    controller().open(idOf("Who sings?"));
    QTRY_COMPARE(lastMessage().text, "The canary sings.");
    QVERIFY(panel().sign().startsWith("Temporary"));
    choose("Who sings?", "Close the temporary chat…");
    answerQuestion("Close the chat");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Radiators"}));
    QCOMPARE(panel().page(), ChatPanel::Page::Start);
    QCOMPARE(panel().sign(), "");
}

void OrderJourneysTest::showsTheViewInAnotherLanguageToo()
{
    open();
    askNew("Radiators");
    key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), QStringList());
    pressIn(sidebar(), "Archive");
    m_app->settings.set(keys::language, QStringLiteral("de"));
    QTRY_COMPARE(rows(), (QStringList{"Heute", "Radiators"}));
    QCOMPARE(sidebar().view(), ConversationView::Archive);
    QVERIFY(panel().sign().contains("Archiv"));
}

QTEST_MAIN(OrderJourneysTest)
#include "order_journeys_test.moc"
