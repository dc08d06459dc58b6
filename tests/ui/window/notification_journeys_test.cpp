// SPDX-License-Identifier: MIT
#include "tests/support/fake_notifications.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/composer_field.h"
#include "ui/notify/desktop_notifier.h"
#include "ui/quick_ask/quick_ask_window.h"
#include "ui/transcript/transcript_view.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QWindow>

#include <algorithm>
#include <utility>

using namespace freshet;
using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::FakeNotifications;
using test::WindowFixture;

/// The desktop tells of an answer that ended while the user was elsewhere.
class NotificationJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tellsOfAnAnswerAndLeadsToItsChat();
    void tellsNothingToWhoIsThere();
    void tellsNothingOfAQuickAnswer();
    void tellsNothingWhenThatIsNotWanted();
    void tellsThatAnAnswerEndedEarly();
    void tellsOfAQuickQuestionBeforeTheProgramEnds();
    void endsThoughTheDesktopDoesNotAnswer();
    void quitsAtOnceThoughTheDesktopDoesNotAnswer();

private:
    void goElsewhere();
    void open(std::chrono::milliseconds longAnswer);
    void ask(const QString &question);
    void askQuickAlone();
    QStringList toldTitles();
    ComposerField &field() { return *m_app->window->findChild<ComposerField *>(); }
    TranscriptView &transcript() { return *m_app->window->findChild<TranscriptView *>(); }
    ChatController &chats() { return *m_app->window->findChild<ChatController *>(); }

    QWindow m_elsewhere; ///< Another program's, as far as widgets know.
    std::unique_ptr<FakeNotifications> m_desktop;
    std::unique_ptr<WindowFixture> m_app;
    std::unique_ptr<DesktopNotifier> m_notifier;
    std::unique_ptr<QSignalSpy> m_answered;
};

void NotificationJourneysTest::init()
{
    m_desktop = std::make_unique<FakeNotifications>(QStringList{"body", "actions"});
    QVERIFY(m_desktop->isThere);
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
    m_notifier = std::make_unique<DesktopNotifier>(QDBusConnection::sessionBus);
}

void NotificationJourneysTest::open(std::chrono::milliseconds longAnswer)
{
    m_app->notifying.answers.longAnswer = longAnswer;
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    m_answered = std::make_unique<QSignalSpy>(&chats(), &ChatController::answered);
}

void NotificationJourneysTest::cleanup()
{
    m_elsewhere.hide();
    m_answered.reset();
    m_app.reset();
    m_notifier.reset();
    m_desktop.reset();
}

void NotificationJourneysTest::goElsewhere()
{
    m_elsewhere.show();
    m_elsewhere.requestActivate();
    QTRY_VERIFY(!QApplication::activeWindow());
}

void NotificationJourneysTest::ask(const QString &question)
{
    QTest::keyClicks(&field(), question);
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(m_answered->size(), 1);
}

/// What was told before this one has come by the time that it comes.
QStringList NotificationJourneysTest::toldTitles()
{
    m_notifier->show("the last one", "the last one", {});
    const auto isLast
        = [this] { return !m_desktop->notes.isEmpty() && m_desktop->notes.last().title == "the last one"; };
    if (!QTest::qWaitFor(isLast))
        return {"nothing came"};
    QStringList titles;
    for (const FakeNotifications::Note &note : std::as_const(m_desktop->notes))
        titles << note.title;
    titles.removeLast();
    return titles;
}

void NotificationJourneysTest::tellsOfAnAnswerAndLeadsToItsChat()
{
    open(0ms);
    goElsewhere();
    ask("How tall is the Zugspitze?");
    QTRY_COMPARE(m_desktop->notes.size(), 1);
    QCOMPARE(m_desktop->notes.first().title, QString("The answer is there"));
    QCOMPARE(m_desktop->notes.first().text, QString("How tall is the Zugspitze?"));
    chats().newChat();
    QTRY_VERIFY(transcript().messages().isEmpty());

    emit m_desktop->ActionInvoked(1, "default");
    QTRY_COMPARE(transcript().messages().size(), 2);
    QTRY_COMPARE(QApplication::activeWindow(), m_app->window.get());
    QTRY_COMPARE(m_desktop->closed, QList<uint>{1}); // it is seen now
}

void NotificationJourneysTest::tellsNothingToWhoIsThere()
{
    open(0ms);
    ask("Here?");
    QCOMPARE(toldTitles(), QStringList());
}

void NotificationJourneysTest::tellsNothingOfAQuickAnswer()
{
    open(1h);
    goElsewhere();
    ask("Quick?");
    QCOMPARE(toldTitles(), QStringList());
}

void NotificationJourneysTest::tellsNothingWhenThatIsNotWanted()
{
    m_app->settings.set(keys::notifyOfAnswers, false);
    open(0ms);
    goElsewhere();
    ask("Quiet?");
    QCOMPARE(toldTitles(), QStringList());
}

void NotificationJourneysTest::tellsThatAnAnswerEndedEarly()
{
    m_app->server.enqueue(FakeHttpServer::Script().status(401).send(R"({"error":"unauthorized"})"));
    open(0ms);
    goElsewhere();
    ask("Broken?");
    QCOMPARE(toldTitles(), QStringList{"The answer ended early"});
}

/// Without any other window; the answer comes to nobody, and ends the program.
void NotificationJourneysTest::askQuickAlone()
{
    m_app->windows->quickAsk();
    const auto windows = QApplication::topLevelWidgets();
    const auto quick = std::find_if(windows.cbegin(), windows.cend(),
        [](const QWidget *window) { return qobject_cast<const QuickAskWindow *>(window) && window->isVisible(); });
    QVERIFY(quick != windows.cend());
    QVERIFY(QTest::qWaitForWindowActive(*quick));
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    auto &chats = *(*quick)->findChild<ChatController *>();
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    QTest::keyClicks((*quick)->findChild<ComposerField *>(), "Count");
    QTest::keyClick((*quick)->findChild<ComposerField *>(), Qt::Key_Return);
    QTRY_COMPARE((*quick)->findChild<TranscriptView *>()->messages().value(1).text, QString("One"));
    QTest::keyClick(*quick, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activeWindow());
    m_app->server.release();
    QTRY_VERIFY(chats.answering().isEmpty());
}

void NotificationJourneysTest::tellsOfAQuickQuestionBeforeTheProgramEnds()
{
    m_app->notifying = {.answers = {.longAnswer = 0ms}, .longestSending = 1h};
    m_app->prepare();
    qsizetype toldAtTheEnd = -1;
    connect(
        m_app->windows.get(), &WindowSet::ended, m_app->windows.get(), [&] { toldAtTheEnd = m_desktop->notes.size(); });
    askQuickAlone();
    QTRY_COMPARE(toldAtTheEnd, qsizetype(1));
}

void NotificationJourneysTest::endsThoughTheDesktopDoesNotAnswer()
{
    m_app->notifying = {.answers = {.longAnswer = 0ms}, .longestSending = 1ms};
    m_desktop->answers = false;
    m_app->prepare();
    QSignalSpy ended(m_app->windows.get(), &WindowSet::ended);
    askQuickAlone();
    QTRY_COMPARE(ended.size(), 1);
}

void NotificationJourneysTest::quitsAtOnceThoughTheDesktopDoesNotAnswer()
{
    m_app->notifying = {.answers = {.longAnswer = 0ms}, .longestSending = 1h};
    m_desktop->answers = false;
    m_app->prepare();
    QSignalSpy ended(m_app->windows.get(), &WindowSet::ended);
    askQuickAlone();
    QTRY_COMPARE(m_desktop->notes.size(), 1);
    QCOMPARE(ended.size(), 0); // it waits
    m_app->windows->quit();
    QCOMPARE(ended.size(), 1);
}

QTEST_MAIN(NotificationJourneysTest)
#include "notification_journeys_test.moc"
