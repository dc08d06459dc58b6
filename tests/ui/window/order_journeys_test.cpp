// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/title_controller.h"
#include "ui/history/conversation_menu.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/undo_bar.h"

#include <QAbstractButton>
#include <QDirIterator>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

using Script = FakeHttpServer::Script;

/// Keeping chats in order, by the keys, menus and buttons of the window.
class OrderJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void putsAChatInTheTrashAndTakesItBack();
    void keepsWhatWaitedForAnAnswerOfAChatThatIsTrashed();
    void restoresAndDeletesForGoodInTheTrash();
    void emptiesTheTrashAfterAQuestion();
    void archivesByKeyAndTakesOutByAsking();
    void pinsTheChatThatTheKeyboardIsOn();
    void putsAChatIntoANewFolder();
    void keepsTheChatsOfADeletedFolder();
    void remembersWhichFoldersAreClosed();
    void tagsAChatAndShowsAllWithThatTag();
    void renamesAlsoWithoutTheListInSight();
    void keepsThePlaceInTheListWhileAnAnswerIsWritten();
    void putsSeveralInTheTrashAndTakesThemBack();
    void doesWithSeveralWhatCanBeDoneWithOne();
    void deletesSeveralForGoodAfterOneQuestion();
    void leavesATemporaryChatOutOfWhatIsDoneWithSeveral();
    void storesNothingOfATemporaryChat();
    void keepsATemporaryChatUntilItIsClosed();
    void showsTheViewInAnotherLanguageToo();
    void namesAChatByItsQuestionUntilAModelMay();
    void keepsTheTitleThatSomebodyTypedBeforeTheModels();
    void keepsTheTitleOfTheQuestionWhereTheModelFails();

private:
    ConversationPanel &sidebar() { return *m_app->window->findChild<ConversationPanel *>(); }
    QListView &list() { return *sidebar().findChild<QListView *>(); }
    UndoBar &undoBar() { return panel().undo(); }

    QStringList rows()
    {
        QStringList texts;
        for (int row = 0; row < chats().rowCount(); ++row)
            texts << chats().index(row).data().toString();
        return texts;
    }

    ConversationId idOf(const QString &title)
    {
        for (const ConversationInfo &chat : chats().conversations()) {
            if (chat.title == title)
                return chat.id;
        }
        return {};
    }

    /// A chat of its own, answered.
    void askNew(const QString &question)
    {
        controller().newChat();
        m_app->server.enqueue(WindowFixture::chat({"Well."}));
        ask(question);
        QTRY_COMPARE(lastMessage().state, MessageState::Done);
        QTRY_VERIFY(!idOf(question).isEmpty());
    }

    void goTo(const QString &title)
    {
        m_app->window->activateWindow(); // a menu may have been open
        QVERIFY(QTest::qWaitForWindowActive(m_app->window.get()));
        list().setFocus();
        list().selectionModel()->setCurrentIndex(
            chats().indexOf(idOf(title)), QItemSelectionModel::ClearAndSelect); // whatever key was held last
        QCOMPARE(sidebar().focusedChat(), idOf(title));
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(m_app->window.get(), key, modifiers); }

    void pressIn(QWidget &root, const QString &text)
    {
        for (QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
            if (QString(button->text()).remove(u'&') == text) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable("no button " + text));
    }

    void answerQuestion(const QString &button)
    {
        auto *const box = m_app->window->findChild<QMessageBox *>();
        QVERIFY(box);
        pressIn(*box, button);
        QTRY_VERIFY(!m_app->window->findChild<QMessageBox *>());
    }

    void answerText(const QString &text)
    {
        auto *const dialog = m_app->window->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(text);
        dialog->accept();
        QTRY_VERIFY(!m_app->window->findChild<QInputDialog *>());
    }

    /// In the menu of the chat, or in one below it.
    void choose(const QString &title, const QString &entry)
    {
        emit sidebar().menuRequested(idOf(title), {});
        auto *const menu = m_app->window->findChild<ConversationMenu *>();
        QVERIFY(menu);
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == entry) {
                menu->close();
                action->trigger();
                QTRY_VERIFY(!m_app->window->findChild<ConversationMenu *>());
                return;
            }
        }
        menu->close();
        QFAIL(qPrintable("no entry " + entry));
    }

    void mark(const QStringList &titles)
    {
        goTo(titles.first());
        for (const QString &title : titles)
            list().selectionModel()->select(chats().indexOf(idOf(title)), QItemSelectionModel::Select);
        QCOMPARE(sidebar().chosenChats().size(), titles.size());
    }

    /// In the menu of those that are marked.
    void chooseForAll(const QString &entry)
    {
        emit sidebar().selectionMenuRequested(sidebar().selectedChats(), {});
        QMenu *menu = nullptr;
        for (QMenu *const it : sidebar().findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
            menu = it->isVisible() ? it : menu;
        QVERIFY(menu);
        menu->close();
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == entry)
                return action->trigger();
        }
        QFAIL(qPrintable("no entry " + entry));
    }

    bool anyFileHolds(const QByteArray &text)
    {
        QDirIterator files(m_app->dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                return true;
        }
        return false;
    }
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
    m_app->server.enqueue(
        Script().header("Content-Type", "application/x-ndjson").chunk(WindowFixture::piece("One")).stall());
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

void OrderJourneysTest::pinsTheChatThatTheKeyboardIsOn()
{
    open();
    askNew("Radiators");
    askNew("Boilers"); // is shown
    goTo("Radiators");
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Radiators", "Today", "Boilers"}));
    QCOMPARE(sidebar().focusedChat(), idOf("Radiators"));
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Today", "Boilers", "Radiators"}));
    field().setFocus();
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), (QStringList{"Pinned", "Boilers", "Today", "Radiators"}));
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
    choose("Radiators", "New folder…");
    answerText("house"); // is there already
    choose("Radiators", "No folder");
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Today", "Radiators"}));
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
    m_app->server.enqueue(
        Script().header("Content-Type", "application/x-ndjson").chunk(WindowFixture::piece("One")).stall());
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
    QCOMPARE(sidebar().focusedChat(), idOf("Radiators"));
}

void OrderJourneysTest::putsSeveralInTheTrashAndTakesThemBack()
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

void OrderJourneysTest::doesWithSeveralWhatCanBeDoneWithOne()
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
    QCOMPARE(undoBar().text(), QString("Chats pinned: 1"));
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rows(), before);

    chooseForAll("New folder…");
    answerText("House");
    QTRY_COMPARE(rows(), (QStringList{"House", "Boilers", "Radiators", "Today", "Pumps"}));
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

void OrderJourneysTest::deletesSeveralForGoodAfterOneQuestion()
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

void OrderJourneysTest::leavesATemporaryChatOutOfWhatIsDoneWithSeveral()
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

void OrderJourneysTest::namesAChatByItsQuestionUntilAModelMay()
{
    open();
    askNew("how do i bleed it"); // nobody is asked for a title
    m_app->settings.set(keys::titlesByModel, true);
    controller().newChat();
    m_app->server.enqueue(WindowFixture::chat({"Boil it."}));
    m_app->server.enqueue(WindowFixture::chat({"\\\"Making", " tea.\\\""}));
    ask("how do i make it");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Making tea", "how do i bleed it"}));
    QVERIFY(m_app->lastQuestion().contains("Boil it."));
    QCOMPARE(lastMessage().text, "Boil it."); // the title is no part of the chat
    QCOMPARE(transcript().messages().size(), 2);
    m_app->server.enqueue(WindowFixture::chat({"Yes."}));
    ask("sure?");
    QTRY_COMPARE(lastMessage().text, "Yes.");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QVERIFY(m_app->lastQuestion().contains("sure?")); // asked for once
}

void OrderJourneysTest::keepsTheTitleThatSomebodyTypedBeforeTheModels()
{
    open();
    m_app->settings.set(keys::titlesByModel, true);
    m_app->server.enqueue(Script()
                              .header("Content-Type", "application/x-ndjson")
                              .chunk(WindowFixture::piece("Boil"))
                              .pause(200ms)
                              .chunk(WindowFixture::piece(" it.") + WindowFixture::lastPiece())
                              .lastChunk()
                              .keepAlive());
    m_app->server.enqueue(WindowFixture::chat({"Making tea"}));
    ask("how do i make it");
    QTRY_COMPARE(rows().size(), 2);
    m_app->history.renameConversation(idOf("how do i make it"), "Tea");
    QTRY_VERIFY(m_app->lastQuestion().contains("Write a title"));
    QTRY_VERIFY(controller().findChild<TitleController *>()->children().isEmpty()); // it has its title
    QSignalSpy listed(&m_app->history, &HistoryStore::conversationsListed);
    m_app->history.listConversations();
    QVERIFY(listed.wait());
    QCOMPARE(rows(), (QStringList{"Today", "Tea"}));
}

void OrderJourneysTest::keepsTheTitleOfTheQuestionWhereTheModelFails()
{
    open();
    m_app->settings.set(keys::titlesByModel, true);
    m_app->server.enqueue(WindowFixture::chat({"Boil it."}));
    m_app->server.enqueue(Script().status(500).chunk(R"({"error":"model runner has stopped"})").lastChunk());
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression("no title from the model"));
    ask("how do i make it");
    QTRY_VERIFY(m_app->lastQuestion().contains("Write a title"));
    QTRY_VERIFY(controller().findChild<TitleController *>()->children().isEmpty()); // it has ended
    QCOMPARE(rows(), (QStringList{"Today", "how do i make it"}));
    QVERIFY(!panel().notice().isVisible());
}

QTEST_MAIN(OrderJourneysTest)
#include "order_journeys_test.moc"
