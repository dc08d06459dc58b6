// SPDX-License-Identifier: MIT
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"

#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;

class ConversationPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void opensTheChatThatIsClicked();
    void keepsTheCurrentChatMarkedWhenTheListComesAgain();
    void asksBeforeItDeletes();
    void renamesInPlace();
    void keepsTheEditorOpenWhenTheListComesAgain();

private:
    QListView &list() { return *m_panel->findChild<QListView *>(); }
    void press(const QString &buttonText);

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

void ConversationPanelTest::press(const QString &buttonText)
{
    auto *const box = m_panel->findChild<QMessageBox *>();
    QVERIFY(box);
    for (QAbstractButton *button : box->buttons()) {
        if (button->text().remove('&') == buttonText)
            button->click();
    }
    QTRY_VERIFY(!m_panel->findChild<QMessageBox *>());
    m_panel->activateWindow();
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

void ConversationPanelTest::asksBeforeItDeletes()
{
    QSignalSpy deleted(m_panel.get(), &ConversationPanel::deleteRequested);
    m_panel->setCurrent("b");
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_Delete);
    QVERIFY(m_panel->findChild<QMessageBox *>()->text().contains("Two"));
    press("Cancel");
    QCOMPARE(deleted.count(), 0);
    QTest::keyClick(&list(), Qt::Key_Delete);
    press("Delete chat");
    QCOMPARE(deleted.count(), 1);
    QCOMPARE(deleted.at(0).at(0).toString(), QString("b"));
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
