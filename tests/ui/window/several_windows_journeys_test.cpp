// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/composer_controller.h"
#include "ui/palette/command_palette.h"
#include "ui/search/search_panel.h"
#include "ui/search/search_result_model.h"
#include "ui/settings/settings_dialog.h"
#include "ui/shortcuts/shortcut_controller.h"
#include "ui/widgets/notice_bar.h"
#include "ui/window_actions.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace freshet;
using test::ChatFixture;
using test::WindowFixture;

/// One program with several windows: each has a chat of its own, and whatever is shared is the same in all.
class SeveralWindowsJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { tearDown(); }
    void opensAnotherWindowByKey();
    void startsOnceWhatIsOnceForAll();
    void showsAChatInOneWindowOnly();
    void leadsFromPaletteAndSearchToTheWindowOfTheChat();
    void takesAChatOutIntoAWindowOfItsOwn();
    void goesOnWithAnAnswerWhereItsChatIsOpened();
    void answersInTwoWindowsAtOnce();
    void leavesTheOthersWhenOneIsClosed();
    void findsWhatWaitedInAWindowThatWasClosed_data();
    void findsWhatWaitedInAWindowThatWasClosed();
    void quitsWithAllWindows();
    void leavesAChatThatIsTrashedElsewhere();
    void deletesATemporaryChatThatIsShownElsewhere();
    void listsWhatChangesInEachWindow();
    void keepsWhatIsWrittenInEachWindow();
    void findsTheDraftOfAChatInAnotherWindow();
    void attachesToAChatThatHasMovedToAnotherWindow();
    void looksAndSpeaksTheSameInEachWindow();
    void showsTheSettingsOnce();
    void tellsInTheWindowThatIsUsed();
    void searchesInEachWindowForItself();
    void showsTheLastActiveOneToASecondStart();

private:
    static void choose(MainWindow &window, const ConversationId &chat)
    {
        emit window.findChild<ConversationPanel *>()->openRequested(chat);
    }
    static QAction &action(MainWindow &window, WindowCommand command)
    {
        return window.findChild<WindowActions *>()->action(command);
    }
    ConversationId askWhole(const QString &question, MainWindow *in = nullptr);
    bool isMarkedAsAnswering(const ConversationId &chat, MainWindow *in = nullptr);
    StoredMessage storedAnswer(const ConversationId &chat);
};

void SeveralWindowsJourneysTest::init()
{
    setUp();
    open();
}

ConversationId SeveralWindowsJourneysTest::askWhole(const QString &question, MainWindow *in)
{
    ask(question, in);
    [this, in] { QTRY_COMPARE(lastMessage(in).text, QString("Hello there.")); }();
    [this, in] { QTRY_COMPARE(lastMessage(in).state, MessageState::Done); }();
    return controller(in).current();
}

bool SeveralWindowsJourneysTest::isMarkedAsAnswering(const ConversationId &chat, MainWindow *in)
{
    return chats(in).indexOf(chat).data(RowDetail).toString() == QString::fromUtf8("writing…");
}

StoredMessage SeveralWindowsJourneysTest::storedAnswer(const ConversationId &chat)
{
    QSignalSpy loaded(&m_app->history, &HistoryStore::conversationLoaded);
    m_app->history.loadConversation(chat);
    return loaded.wait() ? loaded.at(0).at(1).value<QList<StoredMessage>>().value(1) : StoredMessage();
}

void SeveralWindowsJourneysTest::opensAnotherWindowByKey()
{
    askWhole("First");
    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_app->windows->windows().size(), 2);
    MainWindow *const second = m_app->windows->lastActive();
    QVERIFY(second != m_app->window);
    QVERIFY(QTest::qWaitForWindowActive(second));
    QVERIFY(field(second).hasFocus());
    QCOMPARE(transcript(second).messages().size(), 0);
    QTRY_COMPARE(chats(second).rowCount(), 2); // a heading and the chat
    QCOMPARE(lastMessage().text, QString("Hello there.")); // the first one as it was
}

void SeveralWindowsJourneysTest::startsOnceWhatIsOnceForAll()
{
    QTRY_VERIFY(!m_app->scan->found().isEmpty());
    QSignalSpy listed(&m_app->history, &HistoryStore::conversationsListed);
    m_app->history.listConversations(); // answered after all that the start asked for
    QTRY_VERIFY(!listed.isEmpty());
    QSignalSpy scanned(m_app->scan.get(), &LocalServerScan::finished);
    QSignalSpy drafts(&m_app->history, &HistoryStore::draftsLoaded);
    QSignalSpy models(&m_app->history, &HistoryStore::modelsFound);
    MainWindow &second = m_app->openAnother();
    listed.clear();
    m_app->history.listConversations();
    QTRY_VERIFY(listed.size() >= 1);
    QCOMPARE(scanned.size(), 0);
    QCOMPARE(drafts.size(), 0);
    QCOMPARE(models.size(), 0);

    const ConversationId chat = askWhole("Hi", &second);
    QSignalSpy loaded(&m_app->history, &HistoryStore::conversationLoaded);
    const auto settle = [&] { // answered after whatever the windows asked for
        loaded.clear();
        m_app->history.loadConversation(chat);
        QTRY_COMPARE(loaded.size(), 1);
    };
    QTRY_VERIFY(chats(&second).indexOf(chat).isValid());
    settle();
    settle(); // also what was asked for because of that
    listed.clear();
    QSignalSpy changed(&m_app->history, &HistoryStore::conversationsChanged);
    m_app->history.renameConversation(chat, "Another");
    QTRY_COMPARE(chats().indexOf(chat).data().toString(), QString("Another"));
    settle();
    QCOMPARE(listed.size(), changed.size()); // not once a window
}

void SeveralWindowsJourneysTest::showsAChatInOneWindowOnly()
{
    const ConversationId chat = askWhole("First");
    MainWindow &second = m_app->openAnother();
    QVERIFY(second.isActiveWindow());
    choose(second, chat);
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QCOMPARE(controller().current(), chat);
    QVERIFY(controller(&second).current() != chat);
    QCOMPARE(transcript(&second).messages().size(), 0);

    controller().newChat(); // now nobody shows it
    choose(second, chat);
    QTRY_COMPARE(transcript(&second).messages().size(), 2);
    QCOMPARE(m_app->windows->windows().size(), 2);
}

void SeveralWindowsJourneysTest::leadsFromPaletteAndSearchToTheWindowOfTheChat()
{
    const ConversationId chat = askWhole("Zebras");
    MainWindow &second = m_app->openAnother();
    QTest::keyClick(&second, Qt::Key_K, Qt::ControlModifier);
    auto *const palette = second.findChild<CommandPalette *>();
    emit palette->chatChosen(chat);
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QCOMPARE(controller().current(), chat);

    palette->hide();
    second.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&second));
    QTest::keyClick(&second, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    emit second.findChild<SearchPanel *>()->chosen(chat, lastMessage().id, {"Hello"});
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QVERIFY(panel().isFinding()); // the word is marked where it was found
    QVERIFY(!panel(&second).isFinding());
}

void SeveralWindowsJourneysTest::takesAChatOutIntoAWindowOfItsOwn()
{
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    const ConversationId chat = controller().current();
    QTest::keyClicks(&field(), "half");
    QTRY_VERIFY(chats().indexOf(chat).isValid());
    action(*m_app->window, WindowCommand::OpenInNewWindow).trigger();
    QCOMPARE(m_app->windows->windows().size(), 2);
    MainWindow *const second = m_app->windows->lastActive();
    QCOMPARE(controller(second).current(), chat);
    QVERIFY(controller().current() != chat);
    QCOMPARE(field().toPlainText(), QString());
    QCOMPARE(field(second).toPlainText(), QString("half"));
    m_app->server.release();
    QTRY_COMPARE(lastMessage(second).text, QString("One two")); // it went on
    QTRY_COMPARE(lastMessage(second).state, MessageState::Done);
    QCOMPARE(transcript(second).messages().size(), 2);
    QCOMPARE(storedAnswer(chat).answer.text, QString("One two"));
}

void SeveralWindowsJourneysTest::goesOnWithAnAnswerWhereItsChatIsOpened()
{
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("And then?"); // waits for the first answer
    const ConversationId chat = controller().current();
    controller().newChat();
    MainWindow &second = m_app->openAnother();
    choose(second, chat);
    m_app->server.release();
    QTRY_COMPARE(transcript(&second).messages().size(), 4);
    QTRY_COMPARE(lastMessage(&second).text, QString("Hello there."));
    QCOMPARE(transcript(&second).messages().at(1).text, QString("One two"));
    QCOMPARE(transcript().messages().size(), 0);
}

void SeveralWindowsJourneysTest::answersInTwoWindowsAtOnce()
{
    MainWindow &second = m_app->openAnother();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    m_app->server.enqueue(WindowFixture::begun("Two"));
    ask("Second", &second);
    QTRY_COMPARE(lastMessage(&second).text, QString("Two"));
    QCOMPARE(lastMessage().text, QString("One"));
    for (MainWindow *const window : m_app->windows->windows()) { // each list knows of both
        QTRY_VERIFY(isMarkedAsAnswering(controller().current(), window));
        QTRY_VERIFY(isMarkedAsAnswering(controller(&second).current(), window));
    }
    controller().stop();
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QVERIFY(controller(&second).isAnswering()); // that one goes on
    QVERIFY(!isMarkedAsAnswering(controller().current(), &second));
}

void SeveralWindowsJourneysTest::leavesTheOthersWhenOneIsClosed()
{
    QSignalSpy ended(m_app->windows.get(), &WindowSet::ended);
    MainWindow &second = m_app->openAnother();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    const ConversationId first = controller().current();
    m_app->server.enqueue(WindowFixture::held("Two", " three"));
    ask("Second", &second);
    QTRY_COMPARE(lastMessage(&second).text, QString("Two"));

    m_app->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QTest::keyClick(m_app->window.get(), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!m_app->window);
    QCOMPARE(ended.size(), 0);
    QCOMPARE(m_app->windows->windows(), QList<MainWindow *>{&second});
    m_app->server.release();
    QTRY_COMPARE(lastMessage(&second).text, QString("Two three"));
    QCOMPARE(storedAnswer(first).state, StoredState::Interrupted);
    QCOMPARE(storedAnswer(first).answer.text, QString("One"));
    QVERIFY(!isMarkedAsAnswering(first, &second));
    choose(second, first); // it can be gone on with
    QTRY_COMPARE(lastMessage(&second).text, QString("One"));

    second.close();
    QCOMPARE(ended.size(), 1);
    QVERIFY(m_app->windows->windows().isEmpty());
}

void SeveralWindowsJourneysTest::findsWhatWaitedInAWindowThatWasClosed_data()
{
    QTest::addColumn<bool>("isShown");
    QTest::newRow("its chat was shown there") << true;
    QTest::newRow("another chat was shown there") << false;
}

void SeveralWindowsJourneysTest::findsWhatWaitedInAWindowThatWasClosed()
{
    QFETCH(bool, isShown);
    const QPointer<MainWindow> second = &m_app->openAnother();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Count", second);
    QTRY_COMPARE(lastMessage(second).text, QString("One"));
    ask("And then?", second); // waits for the answer
    QTest::keyClicks(&field(second), "half");
    const ConversationId chat = controller(second).current();
    if (!isShown)
        controller(second).newChat();
    second->close();
    QTRY_VERIFY(!second);

    choose(*m_app->window, chat);
    QTRY_COMPARE(lastMessage().text, QString("One"));
    QCOMPARE(field().toPlainText(), QString("half\n\nAnd then?"));
    m_app->close();
    open();
    controller().open(chat);
    QTRY_COMPARE(transcript().messages().size(), 2);
    QTRY_COMPARE(field().toPlainText(), QString("half\n\nAnd then?")); // also when that window is gone
}

void SeveralWindowsJourneysTest::quitsWithAllWindows()
{
    QSignalSpy ended(m_app->windows.get(), &WindowSet::ended);
    const QPointer<MainWindow> second = &m_app->openAnother();
    const QPointer<MainWindow> third = &m_app->openAnother();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Hi", second);
    QTRY_COMPARE(lastMessage(second).text, QString("One"));
    QTest::keyClick(third.get(), Qt::Key_Q, Qt::ControlModifier);
    QCOMPARE(ended.size(), 1);
    QTRY_VERIFY(!m_app->window && !second && !third);
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
}

void SeveralWindowsJourneysTest::leavesAChatThatIsTrashedElsewhere()
{
    MainWindow &second = m_app->openAnother();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Rubbish");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    const ConversationId chat = controller().current();
    QTRY_VERIFY(chats(&second).indexOf(chat).isValid());
    emit second.findChild<ConversationPanel *>()->deletePressed({chat});
    QVERIFY(controller().current() != chat);
    QCOMPARE(transcript().messages().size(), 0);
    QVERIFY(!controller().isAnswering());
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
    QTRY_VERIFY(!chats().indexOf(chat).isValid());
    QTRY_VERIFY(!chats(&second).indexOf(chat).isValid());
    QCOMPARE(storedAnswer(chat).answer.text, QString("One"));
}

void SeveralWindowsJourneysTest::deletesATemporaryChatThatIsShownElsewhere()
{
    controller().newTemporaryChat();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Secret");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    const ConversationId chat = controller().current();
    MainWindow &second = m_app->openAnother();
    controller(&second).remove(chat);
    QTRY_COMPARE(transcript().messages().size(), 0);
    QVERIFY(controller().current() != chat);
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
}

void SeveralWindowsJourneysTest::listsWhatChangesInEachWindow()
{
    MainWindow &second = m_app->openAnother();
    const ConversationId chat = askWhole("First");
    QTRY_COMPARE(chats(&second).indexOf(chat).data().toString(), QString("First"));
    emit second.findChild<ConversationPanel *>()->renameRequested(chat, "Renamed");
    QTRY_COMPARE(chats().indexOf(chat).data().toString(), QString("Renamed"));
    m_app->history.changeOrder(order::AddFolder{"f", "Folder"});
    QTRY_VERIFY(chats().indexOfFolder("f").isValid());
    QTRY_VERIFY(chats(&second).indexOfFolder("f").isValid());
    m_app->history.deleteConversations({chat});
    QTRY_VERIFY(!chats().indexOf(chat).isValid());
    QTRY_VERIFY(!chats(&second).indexOf(chat).isValid());
    QVERIFY(controller().current() != chat);
}

void SeveralWindowsJourneysTest::keepsWhatIsWrittenInEachWindow()
{
    const QPointer<MainWindow> second = &m_app->openAnother();
    QTest::keyClicks(&field(), "in the first");
    QTest::keyClicks(&field(second), "in the second");
    QCOMPARE(field().toPlainText(), QString("in the first"));
    second->close();
    QTRY_VERIFY(!second);
    MainWindow &third = m_app->openAnother();
    QCOMPARE(field(&third).toPlainText(), QString("in the second"));
    QCOMPARE(field().toPlainText(), QString("in the first"));

    m_app->close(); // the next start has one window
    open();
    QTRY_COMPARE(field().toPlainText(), QString("in the first\n\nin the second"));
    m_app->close();
    open();
    QTRY_COMPARE(field().toPlainText(), QString("in the first\n\nin the second")); // once
}

void SeveralWindowsJourneysTest::findsTheDraftOfAChatInAnotherWindow()
{
    const ConversationId chat = askWhole("First");
    QTest::keyClicks(&field(), "half a question");
    MainWindow &second = m_app->openAnother();
    controller().newChat();
    choose(second, chat);
    QTRY_COMPARE(transcript(&second).messages().size(), 2);
    QCOMPARE(field(&second).toPlainText(), QString("half a question"));
    QTest::keyClick(&field(&second), Qt::Key_Return);
    QTRY_COMPARE(transcript(&second).messages().size(), 4);
    QTRY_COMPARE(lastMessage(&second).state, MessageState::Done);
    controller(&second).newChat();
    choose(*m_app->window, chat);
    QTRY_COMPARE(transcript().messages().size(), 4);
    QCOMPARE(field().toPlainText(), QString()); // it was sent
}

void SeveralWindowsJourneysTest::attachesToAChatThatHasMovedToAnotherWindow()
{
    const ConversationId chat = askWhole("First");
    QFile file(m_app->dir.filePath("notes.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Notes.");
    file.close();
    controller().writing().attachFiles({file.fileName()}); // is read on another thread
    action(*m_app->window, WindowCommand::OpenInNewWindow).trigger();
    MainWindow *const second = m_app->windows->lastActive();
    QCOMPARE(controller(second).current(), chat);
    QCOMPARE(controller(second).writing().pendingFiles(), QStringList{"notes.txt"}); // nothing is asked without it
    m_app->window->close(); // ends nothing
    QTRY_VERIFY(!m_app->window);
    QTRY_COMPARE(panel(second).composer().draft().attachments.size(), 1);
    QVERIFY(controller(second).writing().pendingFiles().isEmpty());
}

void SeveralWindowsJourneysTest::looksAndSpeaksTheSameInEachWindow()
{
    MainWindow &second = m_app->openAnother();
    const QList<MainWindow *> both = m_app->windows->windows();
    m_app->settings.set(keys::language, QStringLiteral("de"));
    for (MainWindow *const window : both) {
        QTRY_COMPARE(action(*window, WindowCommand::NewChat).text(), QString("Neue Unterhaltung"));
        QCOMPARE(window->locale().language(), QLocale::German);
    }
    m_app->settings.set(keys::theme, QStringLiteral("dark"));
    m_app->settings.set(keys::textZoomPercent, 150);
    m_app->window->findChild<ShortcutController *>()->setKeys("new-chat", {QKeySequence("Ctrl+J")});
    m_app->settings.set(keys::wrapCode, true);
    for (MainWindow *const window : both) {
        QVERIFY(action(*window, WindowCommand::DarkTheme).isChecked());
        QTRY_VERIFY(window->palette().color(QPalette::Window).lightness() < 128);
        QCOMPARE(action(*window, WindowCommand::NewChat).shortcut(), QKeySequence("Ctrl+J"));
        QVERIFY(action(*window, WindowCommand::WrapCode).isChecked());
    }
    QCOMPARE(panel().font(), panel(&second).font());
}

void SeveralWindowsJourneysTest::showsTheSettingsOnce()
{
    MainWindow &second = m_app->openAnother();
    action(*m_app->window, WindowCommand::Settings).trigger();
    auto *const first = m_app->window->findChild<SettingsDialog *>();
    QVERIFY(first->isVisible());
    action(second, WindowCommand::Settings).trigger();
    QVERIFY(second.findChild<SettingsDialog *>()->isVisible());
    QVERIFY(!first->isVisible());
}

void SeveralWindowsJourneysTest::tellsInTheWindowThatIsUsed()
{
    MainWindow &second = m_app->openAnother();
    m_app->windows->tell("The disk is full.");
    QVERIFY(panel(&second).notice().isVisible());
    QVERIFY(!panel().notice().isVisible());
    QSignalSpy activated(m_app->window->windowHandle(), &QWindow::activeChanged);
    m_app->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    emit m_app->history.failed({.kind = ErrorKind::Storage, .message = "It is still full."});
    QCOMPARE(panel().notice().text(), QString("It is still full."));
    QVERIFY(!panel(&second).notice().text().contains("still"));
}

void SeveralWindowsJourneysTest::searchesInEachWindowForItself()
{
    askWhole("Zebras");
    MainWindow &second = m_app->openAnother();
    askWhole("Lions", &second);
    const auto search = [](MainWindow &window, const QString &words) {
        action(window, WindowCommand::SearchChats).trigger();
        window.findChild<SearchPanel *>()->setText(words);
    };
    const auto found = [](MainWindow &window) {
        const auto &results = *window.findChild<SearchPanel *>()->findChild<SearchResultModel *>();
        QStringList rows;
        for (int row = 0; row < results.rowCount(); ++row)
            rows << results.index(row).data().toString();
        return rows;
    };
    search(*m_app->window, "Zebras ");
    QTRY_VERIFY(found(*m_app->window).contains("Zebras"));
    const QStringList before = found(*m_app->window);
    search(second, "Lions ");
    QTRY_VERIFY(found(second).contains("Lions"));
    QVERIFY(!found(second).contains("Zebras"));
    QCOMPARE(found(*m_app->window), before);
    search(*m_app->window, "Lions ");
    search(second, "Zebras "); // takes the place of the one that was asked just before
    QTRY_VERIFY(found(second).contains("Zebras"));
    QTRY_VERIFY(found(*m_app->window).contains("Lions"));
}

void SeveralWindowsJourneysTest::showsTheLastActiveOneToASecondStart()
{
    MainWindow &second = m_app->openAnother();
    m_app->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    m_app->window->showMinimized();
    QCOMPARE(m_app->windows->lastActive(), m_app->window.get());
    m_app->windows->raise();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QVERIFY(!m_app->window->isMinimized());
    QCOMPARE(m_app->windows->windows().value(1), &second);
}

QTEST_MAIN(SeveralWindowsJourneysTest)
#include "several_windows_journeys_test.moc"
