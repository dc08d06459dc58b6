// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/models/model_picker.h"
#include "ui/quick_ask/quick_ask_window.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/window_actions.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>

using namespace freshet;
using test::ChatFixture;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

/// One quick question, in a small window of its own.
class QuickAskJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { tearDown(); }
    void asksInASmallWindow();
    void goesOnInAWindow();
    void goesOnWhileItIsHidden();
    void beginsAnewForTheNextQuestion();
    void asksTemporarilyWhereThatIsWanted();
    void keepsWhatIsWritten();
    void leavesToWindowsWhatAClosedOneLeft();
    void movesItsChatToTheWindowThatOpensIt();
    void leavesAChatThatIsTrashedInAWindow();
    void choosesTheModel();
    void takesFilesAlong();
    void leadsToWhatMendsAnError();
    void savesWhatIsMarked();
    void tellsNothingWhileItIsHidden();
    void speaksAnotherLanguage();
    void endsTheProgramWithoutAnyOtherWindow();
    void endsTheProgramOnceItsAnswerIsThere();

private:
    QuickAskWindow &quick() { return *m_quick; }
    ChatPanel &quickPanel() { return *m_quick->findChild<ChatPanel *>(); }
    ComposerField &quickField() { return *m_quick->findChild<ComposerField *>(); }
    QList<TranscriptMessage> quickMessages() { return quickPanel().transcript().messages(); }
    QAbstractButton &button(const QString &text);
    void openQuick();
    void findQuick();
    void askQuick(const QString &question);

    QuickAskWindow *m_quick = nullptr; // of the windows
};

void QuickAskJourneysTest::init()
{
    setUp();
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_quick = nullptr;
}

void QuickAskJourneysTest::openQuick()
{
    m_app->windows->quickAsk();
    findQuick();
}

/// It was opened, by whatever.
void QuickAskJourneysTest::findQuick()
{
    m_quick = nullptr;
    for (QWidget *const widget : QApplication::topLevelWidgets()) {
        if (auto *const found = qobject_cast<QuickAskWindow *>(widget))
            m_quick = found;
    }
    QVERIFY(m_quick);
    QVERIFY(QTest::qWaitForWindowActive(m_quick));
}

void QuickAskJourneysTest::askQuick(const QString &question)
{
    QTest::keyClicks(&quickField(), question);
    QTest::keyClick(&quickField(), Qt::Key_Return);
}

QAbstractButton &QuickAskJourneysTest::button(const QString &text)
{
    const QList<QAbstractButton *> buttons = quick().findChildren<QAbstractButton *>();
    return **std::find_if(
        buttons.cbegin(), buttons.cend(), [&text](const QAbstractButton *one) { return one->text() == text; });
}

void QuickAskJourneysTest::asksInASmallWindow()
{
    open();
    m_app->window->findChild<WindowActions *>()->action(WindowCommand::QuickAsk).trigger();
    findQuick();
    QVERIFY(quickField().hasFocus());
    const int height = quick().height();
    QVERIFY2(height < 200, qPrintable(QString::number(height)));
    quickField().setPlainText("1\n2\n3\n4\n5"); // a long question has room, too
    QTRY_VERIFY(quick().height() > height);
    quickField().clear();
    QVERIFY(!button("Open in window").isEnabled());
    QVERIFY(button("qwen3:8b · Ollama ▾").isVisible());

    askQuick("Hi");
    QTRY_COMPARE(quickMessages().size(), 2);
    QTRY_COMPARE(quickMessages().at(1).text, QString("Hello there."));
    QVERIFY(quick().height() > height + 200);
    QVERIFY(quickPanel().transcript().mapTo(m_quick, QPoint()).y() > quickField().mapTo(m_quick, QPoint()).y());
    const ConversationId chat = quick().chats().current();
    QTRY_VERIFY(chats().indexOf(chat).isValid()); // an ordinary chat
    QCOMPARE(transcript().messages().size(), 0); // and not in the window's way

    QTest::keyClick(m_quick, Qt::Key_Escape);
    QVERIFY(!quick().isVisible());
    QVERIFY(m_app->window->isVisible());
}

void QuickAskJourneysTest::goesOnInAWindow()
{
    open();
    openQuick();
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    askQuick("Count");
    QTRY_COMPARE(quickMessages().value(1).text, QString("One"));
    const ConversationId chat = quick().chats().current();
    button("Open in window").click();
    QVERIFY(!quick().isVisible());
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QCOMPARE(controller().current(), chat);
    QTRY_COMPARE(transcript().messages().size(), 2);
    m_app->server.release();
    QTRY_COMPARE(lastMessage().text, QString("One two"));
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QVERIFY(quick().chats().current() != chat); // it is shown once
}

void QuickAskJourneysTest::goesOnWhileItIsHidden()
{
    open();
    openQuick();
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    askQuick("Count");
    QTRY_COMPARE(quickMessages().value(1).text, QString("One"));
    const ConversationId chat = quick().chats().current();
    QTest::keyClick(m_quick, Qt::Key_Escape);
    m_app->server.release();
    QTRY_COMPARE(quickMessages().value(1).text, QString("One two"));
    QTRY_VERIFY(quick().chats().answering().isEmpty());
    openQuick(); // nobody has seen the answer yet
    QCOMPARE(quick().chats().current(), chat);
    QCOMPARE(quickMessages().size(), 2);
}

void QuickAskJourneysTest::beginsAnewForTheNextQuestion()
{
    open();
    openQuick();
    askQuick("Hi");
    QTRY_VERIFY(quick().chats().answering().isEmpty());
    const int height = quick().height();
    QTest::keyClick(m_quick, Qt::Key_Escape);
    openQuick();
    QCOMPARE(quickMessages().size(), 0);
    QVERIFY(quick().height() < height);
    askQuick("Again");
    QTRY_VERIFY(quickMessages().size() == 2 && quick().chats().answering().isEmpty());
    QTest::keyClick(m_quick, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(quickMessages().size(), 0);
    QTRY_COMPARE(chats().rowCount(), 3); // a heading and both chats
}

void QuickAskJourneysTest::asksTemporarilyWhereThatIsWanted()
{
    open();
    openQuick();
    button("Temporary").click();
    QVERIFY(button("Temporary").isChecked());
    askQuick("Secret");
    QTRY_VERIFY(quickMessages().size() == 2 && quick().chats().answering().isEmpty());
    QVERIFY(m_app->history.isTemporary(quick().chats().current()));
    QVERIFY(!button("Temporary").isEnabled()); // what is asked, is asked
    QTest::keyClick(m_quick, Qt::Key_Escape);
    openQuick();
    QVERIFY(!button("Temporary").isChecked()); // once
    QVERIFY(!m_app->history.isTemporary(quick().chats().current()));
}

void QuickAskJourneysTest::keepsWhatIsWritten()
{
    open();
    QTest::keyClicks(&field(), "in the window");
    openQuick();
    QTest::keyClicks(&quickField(), "half");
    QTest::keyClick(m_quick, Qt::Key_Escape);
    openQuick();
    QCOMPARE(quickField().toPlainText(), QString("half"));
    QCOMPARE(field().toPlainText(), QString("in the window"));
}

void QuickAskJourneysTest::leavesToWindowsWhatAClosedOneLeft()
{
    open();
    const QPointer<MainWindow> second = &m_app->openAnother();
    QTest::keyClicks(&field(second), "left here");
    second->close();
    QTRY_VERIFY(!second);
    openQuick();
    QCOMPARE(quickField().toPlainText(), QString());
    QCOMPARE(field(&m_app->openAnother()).toPlainText(), QString("left here"));
}

void QuickAskJourneysTest::movesItsChatToTheWindowThatOpensIt()
{
    open();
    openQuick();
    m_app->server.enqueue(WindowFixture::begun("One"));
    askQuick("Count");
    QTRY_COMPARE(quickMessages().value(1).text, QString("One"));
    const ConversationId chat = quick().chats().current();
    emit m_app->window->findChild<ConversationPanel *>()->openRequested(chat);
    QTRY_COMPARE(lastMessage().text, QString("One"));
    QVERIFY(controller().isAnswering());
    QCOMPARE(quickMessages().size(), 0);
    sendOrStop().click();
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
}

void QuickAskJourneysTest::leavesAChatThatIsTrashedInAWindow()
{
    open();
    openQuick();
    m_app->server.enqueue(WindowFixture::begun("One"));
    askQuick("Count");
    QTRY_COMPARE(quickMessages().value(1).text, QString("One"));
    const ConversationId chat = quick().chats().current();
    QTRY_VERIFY(chats().indexOf(chat).isValid());
    emit m_app->window->findChild<ConversationPanel *>()->deletePressed({chat});
    QCOMPARE(quickMessages().size(), 0);
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
}

void QuickAskJourneysTest::choosesTheModel()
{
    open();
    openQuick();
    button("qwen3:8b · Ollama ▾").click();
    auto *const picker = quick().findChild<ModelPicker *>();
    QVERIFY(picker->isVisible());
    emit picker->chosen({"ollama", "gemma3:4b"});
    picker->hide();
    QVERIFY(button("gemma3:4b · Ollama ▾").isVisible());
}

/// Files go with the question, folders to the documents.
void QuickAskJourneysTest::takesFilesAlong()
{
    open();
    openQuick();
    QDir(m_app->dir.path()).mkdir("papers");
    QFile file(m_app->dir.filePath("papers/notes.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Notes.");
    file.close();
    emit quickPanel().filesDropped({file.fileName()});
    QTRY_COMPARE(quickPanel().composer().draft().attachments.size(), 1);
    QVERIFY(quickPanel().status().isHidden());
    emit quickPanel().filesDropped({m_app->dir.filePath("papers")});
    QVERIFY(!quickPanel().status().isHidden());
    QTRY_VERIFY(!m_app->settings.get(keys::chatCollections).isEmpty()); // they are searched from now on
    QCOMPARE(quickPanel().composer().draft().attachments.size(), 1);
}

void QuickAskJourneysTest::leadsToWhatMendsAnError()
{
    open();
    openQuick();
    m_app->server.enqueue(Script().status(404).chunk(R"({"error":"model 'qwen3:8b' not found"})").lastChunk());
    askQuick("Hi");
    QTRY_VERIFY(quickMessages().value(1).notice.has_value());
    emit quick().chats().settingsRequested("ollama", ErrorKind::NotFound);
    QVERIFY(!quick().isVisible());
    QVERIFY(m_app->window->findChild<SettingsDialog *>()->isVisible());
}

void QuickAskJourneysTest::savesWhatIsMarked()
{
    open();
    openQuick();
    askQuick("Hi");
    QTRY_VERIFY(quickMessages().size() == 2 && quick().chats().answering().isEmpty());
    quickPanel().transcript().selectAll();
    const auto saveAs = [this](const QString &path) {
        quickPanel().transcript().saveSelection();
        QTRY_VERIFY(quick().findChild<QFileDialog *>());
        emit quick().findChild<QFileDialog *>()->fileSelected(path);
        quick().findChild<QFileDialog *>()->reject();
        QTRY_VERIFY(!quick().findChild<QFileDialog *>());
    };
    saveAs(m_app->dir.filePath("marked.md"));
    QTRY_VERIFY(quickPanel().status().text().contains("marked.md"));
    QFile saved(m_app->dir.filePath("marked.md"));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().endsWith("Hello there.\n"));
    saveAs("/nowhere/marked.md");
    QTRY_VERIFY(quick().notice().text().contains("/nowhere/marked.md"));
}

/// What is to be known waits for a window that is in sight.
void QuickAskJourneysTest::tellsNothingWhileItIsHidden()
{
    m_app->prepare();
    openQuick();
    m_app->windows->tell("Seen at once.");
    QCOMPARE(quick().notice().text(), QString("Seen at once."));
    QTest::keyClick(m_quick, Qt::Key_Escape);
    m_app->windows->tell("Seen later.");
    QCOMPARE(quick().notice().text(), QString("Seen at once."));
    openQuick();
    QCOMPARE(quick().notice().text(), QString("Seen at once.\nSeen later."));
    QTest::keyClick(m_quick, Qt::Key_Escape);
    m_app->windows->tell("Seen in the window.");
    m_app->window = &m_app->windows->openWindow();
    QCOMPARE(m_app->window->notice().text(), QString("Seen in the window."));
}

void QuickAskJourneysTest::speaksAnotherLanguage()
{
    open();
    openQuick();
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    askQuick("Count");
    QTRY_COMPARE(quickMessages().value(1).text, QString("One"));
    QTest::keyClicks(&quickField(), "half");
    m_app->settings.set(keys::language, QStringLiteral("de"));
    QTRY_COMPARE(quick().windowTitle(), QString("Kurze Frage"));
    QCOMPARE(quickField().toPlainText(), QString("half"));
    m_app->server.release();
    QTRY_COMPARE(quickMessages().value(1).text, QString("One two"));
}

void QuickAskJourneysTest::endsTheProgramWithoutAnyOtherWindow()
{
    m_app->prepare();
    QSignalSpy ended(m_app->windows.get(), &WindowSet::ended);
    openQuick(); // as "freshet --quick-ask" does where no Freshet runs
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // all begins as it does with a window
    QCOMPARE(ended.size(), 0);
    QTest::keyClick(m_quick, Qt::Key_Escape);
    QCOMPARE(ended.size(), 1);
}

void QuickAskJourneysTest::endsTheProgramOnceItsAnswerIsThere()
{
    m_app->prepare();
    QSignalSpy ended(m_app->windows.get(), &WindowSet::ended);
    openQuick();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    askQuick("Count");
    QTRY_COMPARE(quickMessages().value(1).text, QString("One"));
    QTest::keyClick(m_quick, Qt::Key_Escape);
    QCOMPARE(ended.size(), 0);
    m_app->server.release();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(quickMessages().value(1).text, QString("One two"));
}

QTEST_MAIN(QuickAskJourneysTest)
#include "quick_ask_journeys_test.moc"
