// SPDX-License-Identifier: MIT
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace freshet;

class ConversationPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void opensTheChatThatIsClicked();
    void keepsTheCurrentChatMarkedWhenTheListComesAgain();
    void choosesSeveralWithoutOpeningAny();
    void goesOnBesideWhatWasRemoved();
    void saysThatDeleteWasPressedOnAChatOrAFolder();
    void opensAndClosesFoldersByMouseAndKeys();
    void keepsWhereTheKeyboardIsWhenTheListChanges();
    void showsArchiveAndTrashAsViewsOfTheirOwn();
    void cutsNoButtonOffHoweverLargeTheText();
    void renamesInPlace();
    void keepsTheEditorOpenWhenTheListComesAgain();

private:
    QListView &list() { return *m_panel->findChild<QListView *>(); }
    QToolButton &button(const QString &text)
    {
        const QList<QToolButton *> all = m_panel->findChildren<QToolButton *>();
        return **std::find_if(all.cbegin(), all.cend(), [&](const QToolButton *it) { return it->text() == text; });
    }
    void press(const QString &text) { button(text).click(); }
    void addFolder()
    {
        m_panel->model().setFolders({{"f", "House"}});
        m_panel->model().setConversations({{"a", "One", QDateTime::currentDateTimeUtc()}});
    }

    std::unique_ptr<ConversationPanel> m_panel;
};

void ConversationPanelTest::init()
{
    m_panel = std::make_unique<ConversationPanel>();
    m_panel->resize(240, 500);
    m_panel->model().setConversations(
        {{"a", "One", QDateTime::currentDateTimeUtc()}, {"b", "Two", QDateTime::currentDateTimeUtc()}});
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void ConversationPanelTest::opensTheChatThatIsClicked()
{
    QSignalSpy opened(m_panel.get(), &ConversationPanel::openRequested);
    const QRect heading = list().visualRect(m_panel->model().index(0));
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, heading.center());
    QCOMPARE(opened.count(), 0);
    const QRect row = list().visualRect(m_panel->model().indexOf("b"));
    QVERIFY(row.height() >= 28);
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), QString("b"));
}

void ConversationPanelTest::keepsTheCurrentChatMarkedWhenTheListComesAgain()
{
    QSignalSpy opened(m_panel.get(), &ConversationPanel::openRequested);
    m_panel->setCurrent("b");
    m_panel->model().setConversations(
        {{"b", "Two", QDateTime::currentDateTimeUtc()}, {"a", "One", QDateTime::currentDateTimeUtc()}});
    QCOMPARE(list().currentIndex(), m_panel->model().indexOf("b"));
    QVERIFY(list().selectionModel()->isSelected(m_panel->model().indexOf("b")));
    m_panel->setCurrent("a chat that is not stored yet");
    QVERIFY(!list().selectionModel()->hasSelection());
    QCOMPARE(opened.count(), 0);
}

void ConversationPanelTest::keepsTheEditorOpenWhenTheListComesAgain()
{
    list().setCurrentIndex(m_panel->model().indexOf("b"));
    list().edit(list().currentIndex());
    auto *const editor = list().findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, "half a na");
    const QDateTime later = QDateTime::currentDateTimeUtc().addSecs(5); // an answer has ended
    m_panel->model().setConversations({{"a", "One", later}, {"b", "Two", later}});
    QCoreApplication::processEvents();
    QCOMPARE(list().findChild<QLineEdit *>(), editor);
    QVERIFY(editor->text().endsWith("half a na"));
}

void ConversationPanelTest::choosesSeveralWithoutOpeningAny()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_panel->model().setConversations({{"a", "One", now}, {"b", "Two", now}, {"c", "Three", now}});
    QSignalSpy opened(m_panel.get(), &ConversationPanel::openRequested);
    QSignalSpy menu(m_panel.get(), &ConversationPanel::menuRequested);
    QSignalSpy selectionMenu(m_panel.get(), &ConversationPanel::selectionMenuRequested);
    QSignalSpy deleted(m_panel.get(), &ConversationPanel::deletePressed);
    const auto placeOf
        = [this](const ConversationId &id) { return list().visualRect(m_panel->model().indexOf(id)).center(); };
    list().setFocus();
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, placeOf("a"));
    QCOMPARE(opened.count(), 1);
    QCOMPARE(m_panel->chosenChats(), QStringList{"a"});
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf("c"));
    QCOMPARE(m_panel->chosenChats(), (QStringList{"a", "c"}));
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::ShiftModifier, placeOf("b"));
    QCOMPARE(m_panel->chosenChats(), (QStringList{"a", "b", "c"}));
    QCOMPARE(opened.count(), 1);
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, placeOf("c"));
    QCOMPARE(m_panel->chosenChats(), QStringList{"c"});
    QCOMPARE(opened.count(), 2);
    QTest::keyClick(&list(), Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(&list(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_panel->chosenChats(), (QStringList{"a", "b", "c"}));
    QCOMPARE(opened.count(), 2);

    emit list().customContextMenuRequested(placeOf("b"));
    QCOMPARE(selectionMenu.value(0).value(0).toStringList(), (QStringList{"a", "b", "c"}));
    QTest::keyClick(&list(), Qt::Key_Delete);
    QCOMPARE(deleted.value(0).value(0).toStringList(), (QStringList{"a", "b", "c"}));
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf("b"));
    QCOMPARE(m_panel->chosenChats(), (QStringList{"a", "c"}));
    emit list().customContextMenuRequested(placeOf("b")); // beside them
    QCOMPARE(menu.value(0).value(0).toString(), QString("b"));
    QCOMPARE(selectionMenu.count(), 1);
    m_panel->setCurrent("b"); // by another way, while Ctrl is held
    QCOMPARE(m_panel->selectedChats(), QStringList{"b"});
    m_panel->setCurrent("b");
    QCOMPARE(m_panel->selectedChats(), QStringList{"b"});
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf("b"));
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf("a"));
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf("c"));
    button("New chat").setFocus();
    QCOMPARE(m_panel->chosenChats(), QStringList());
    QCOMPARE(m_panel->selectedChats(), (QStringList{"a", "c"}));
}

void ConversationPanelTest::goesOnBesideWhatWasRemoved()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const ConversationInfo one{"a", "One", now};
    const ConversationInfo two{"b", "Two", now};
    const ConversationInfo three{"c", "Three", now};
    m_panel->model().setConversations({one, two, three});
    list().setFocus();
    m_panel->setCurrent("b");
    m_panel->model().setConversations({one, three});
    QCOMPARE(m_panel->chosenChats(), QStringList{"c"});
    m_panel->model().setConversations({one});
    QCOMPARE(m_panel->chosenChats(), QStringList{"a"});
    m_panel->setCurrent("a chat that is not stored yet"); // nothing is marked, and another's end changes nothing
    m_panel->model().setConversations({one, two});
    m_panel->model().setConversations({one});
    QVERIFY(m_panel->selectedChats().isEmpty());
    m_panel->model().setConversations({});
    QCOMPARE(m_panel->chosenChats(), QStringList());
}

void ConversationPanelTest::saysThatDeleteWasPressedOnAChatOrAFolder()
{
    QSignalSpy chat(m_panel.get(), &ConversationPanel::deletePressed);
    QSignalSpy folder(m_panel.get(), &ConversationPanel::folderDeletePressed);
    m_panel->setCurrent("b");
    list().setFocus();
    QCOMPARE(m_panel->chosenChats(), QList<ConversationId>{"b"});
    QTest::keyClick(&list(), Qt::Key_Delete);
    QCOMPARE(chat.value(0).value(0).toStringList(), QStringList{"b"});
    addFolder();
    list().setCurrentIndex(m_panel->model().indexOfFolder("f"));
    QTest::keyClick(&list(), Qt::Key_Delete);
    QCOMPARE(chat.count(), 1);
    QCOMPARE(folder.value(0).value(0).toString(), "f");
    QVERIFY(m_panel->chosenChats().isEmpty());
}

void ConversationPanelTest::opensAndClosesFoldersByMouseAndKeys()
{
    QSignalSpy toggled(m_panel.get(), &ConversationPanel::folderToggled);
    addFolder();
    list().setFocus();
    const QModelIndex folder = m_panel->model().indexOfFolder("f");
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, list().visualRect(folder).center());
    QCOMPARE(toggled.count(), 1);
    QTest::keyClick(&list(), Qt::Key_Right); // it is open
    QCOMPARE(toggled.count(), 1);
    QTest::keyClick(&list(), Qt::Key_Left);
    QCOMPARE(toggled.count(), 2);
    m_panel->model().setClosedFolders({"f"});
    QTest::keyClick(&list(), Qt::Key_Left);
    QCOMPARE(toggled.count(), 2);
    QTest::keyClick(&list(), Qt::Key_Return);
    QCOMPARE(toggled.count(), 3);
}

void ConversationPanelTest::keepsWhereTheKeyboardIsWhenTheListChanges()
{
    m_panel->setCurrent("a");
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_Down);
    QCOMPARE(m_panel->chosenChats(), QList<ConversationId>{"b"});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_panel->model().setConversations({{"new", "New", now}, {"b", "Two", now}, {"a", "One", now}});
    QCOMPARE(m_panel->chosenChats(), QList<ConversationId>{"b"});
}

void ConversationPanelTest::showsArchiveAndTrashAsViewsOfTheirOwn()
{
    QSignalSpy empty(m_panel.get(), &ConversationPanel::emptyTrashRequested);
    press("Trash");
    QCOMPARE(m_panel->view(), ConversationView::Trash);
    QVERIFY(!button("New chat").isVisible());
    QVERIFY(!button("Empty the trash…").isEnabled());
    ConversationInfo gone{"c", "Gone", QDateTime::currentDateTimeUtc()};
    gone.trashedAt = gone.changedAt;
    m_panel->model().setConversations({gone});
    press("Empty the trash…");
    QCOMPARE(empty.count(), 1);
    press("Archive");
    QCOMPARE(m_panel->view(), ConversationView::Archive);
    QVERIFY(!button("Trash").isChecked());
    press("Archive");
    QCOMPARE(m_panel->view(), ConversationView::Chats);
    press("Trash");
    press("Back to the chats");
    QCOMPARE(m_panel->view(), ConversationView::Chats);
    QVERIFY(button("New chat").isVisible());
}

void ConversationPanelTest::cutsNoButtonOffHoweverLargeTheText()
{
    QFont large = m_panel->font();
    large.setPixelSize(28);
    m_panel->setFont(large);
    m_panel->resize(240, 700);
    for (const ConversationView view : {ConversationView::Chats, ConversationView::Archive, ConversationView::Trash}) {
        m_panel->setView(view);
        QCoreApplication::processEvents();
        for (const QToolButton *it : m_panel->findChildren<QToolButton *>()) {
            if (!it->isVisible())
                continue;
            QVERIFY2(m_panel->rect().contains(QRect(it->mapTo(m_panel.get(), QPoint()), it->size())),
                qPrintable(it->text()));
            QVERIFY(it->height() >= it->fontMetrics().height());
        }
        QVERIFY(list().height() > 100);
    }
}

void ConversationPanelTest::renamesInPlace()
{
    QSignalSpy renamed(m_panel.get(), &ConversationPanel::renameRequested);
    m_panel->setCurrent("a");
    list().edit(m_panel->model().indexOf("a"));
    auto *const editor = list().viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "Keys");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(renamed.count(), 1);
    QCOMPARE(renamed.at(0).at(1).toString(), QString("Keys"));
}

QTEST_MAIN(ConversationPanelTest)
#include "conversation_panel_test.moc"
