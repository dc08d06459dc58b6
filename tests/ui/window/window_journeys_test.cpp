// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/chat_header.h"
#include "ui/chat/sources_panel.h"
#include "ui/documents/document_controller.h"
#include "ui/models/model_picker.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/status_line.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace freshet;
using test::ChatFixture;
using test::FakeHttpServer;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

class WindowJourneysTest : public ChatFixture {
    Q_OBJECT

public slots:
    void open(const QUrl &url) { m_opened << url; } ///< In the place of the desktop.

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void sendsAQuestionAndStopsTheAnswer();
    void refreshesWhatIsStaleOnceItIsShown();
    void switchesTheModelForTheNextQuestion();
    void showsTheSourcesOfACitedAnswer();
    void answersFromTheGuideWithoutAnyModel();
    void goesOnAnsweringWhileAnotherChatIsShown();
    void offersTheServerThatIsRunningHere();
    void saysWhatWentWrongAndTriesAgain();
    void countsDownToTheNextTry();
    void showsAllOfAnAnswerThatIsRevealed_data();
    void showsAllOfAnAnswerThatIsRevealed();
    void keepsWhatIsWritten();
    void reachesTheButtonsOfAMessageByKey();
    void saysWhatIsWrongFromTheStart();
    void neverFreezesOverAPastedMegabyte();
    void keepsWhatHadComeWhenItIsClosed();

private:
    QList<QUrl> m_opened;
};

void WindowJourneysTest::sendsAQuestionAndStopsTheAnswer()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Count to three");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    QCOMPARE(transcript().messages().size(), 2);
    QCOMPARE(transcript().messages().at(0).text, QString("Count to three"));
    QCOMPARE(field().toPlainText(), QString());
    QCOMPARE(sendOrStop().accessibleName(), QString("Stop"));

    sendOrStop().click();
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
    QCOMPARE(lastMessage().text, QString("One"));
    QVERIFY(lastMessage().footer.startsWith("Stopped"));
    QCOMPARE(sendOrStop().accessibleName(), QString("Send"));
    QTRY_COMPARE(chats().rowCount(), 2); // a heading and the chat
    QCOMPARE(chats().index(1).data().toString(), QString("Count to three"));

    QSignalSpy loaded(&m_app->history, &HistoryStore::conversationLoaded);
    m_app->history.loadConversation(chats().index(1).data(ConversationListModel::IdRole).toString());
    QVERIFY(loaded.wait());
    const auto stored = loaded.at(0).at(1).value<QList<StoredMessage>>();
    QCOMPARE(stored.value(1).state, StoredState::Interrupted);
    QCOMPARE(stored.value(1).answer.text, QString("One"));
}

void WindowJourneysTest::refreshesWhatIsStaleOnceItIsShown()
{
    m_app->models->setModelsInUse({{"ollama", "qwen3:8b"}});
    QSignalSpy started(m_app->models.get(), &ModelRefreshService::refreshStarted);
    m_app->open();
    QTRY_VERIFY(m_app->models->state("ollama").refreshedAt.isValid());
    QCOMPARE(started.size(), 1); // and nobody else is asked
}

void WindowJourneysTest::switchesTheModelForTheNextQuestion()
{
    m_app->open();
    QTest::keyClick(m_app->window.get(), Qt::Key_M, Qt::ControlModifier);
    auto *const picker = m_app->window->findChild<ModelPicker *>();
    QVERIFY(picker);
    QVERIFY(picker->isVisible());
    auto *const search = picker->findChild<QLineEdit *>();
    QTRY_VERIFY(std::any_of(m_app->server.requests().cbegin(), m_app->server.requests().cend(),
        [](const auto &request) { return request.path == "/api/tags"; }));
    QTRY_VERIFY(!m_app->models->state("ollama").models.isEmpty());
    QTest::keyClicks(search, "gemma");
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(!picker->isVisible());
    QTRY_COMPARE(panel().header().modelButton().accessibleName(), QString("Model: gemma3:4b · Ollama"));

    ask("Hi");
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(QJsonDocument::fromJson(m_app->lastQuestion()).object().value("model").toString(), QString("gemma3:4b"));
}

void WindowJourneysTest::showsTheSourcesOfACitedAnswer()
{
    QFile file(m_app->dir.filePath("heating.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Boiler\n\nThe boiler must be bled every October, and the pressure kept between 1.2 and 1.8 bar.\n");
    file.close();
    m_app->open();
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    QTRY_COMPARE(panel().status().text(), QString("Added 1 document."));
    QCOMPARE(m_app->settings.get(keys::chatCollections), QStringList{"documents"});

    m_app->server.enqueue(WindowFixture::chat({"Keep the pressure between 1.2 and 1.8 bar [", "1]."}));
    ask("What pressure does the boiler need?");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(lastMessage().text, QString("Keep the pressure between 1.2 and 1.8 bar [1]."));
    QCOMPARE(lastMessage().sources, QList<int>{1});
    QVERIFY(m_app->lastQuestion().contains("bled every October"));

    emit transcript().citationActivated(lastMessage().id, 1);
    auto *const sources = m_app->window->findChild<SourcesPanel *>();
    QVERIFY(sources);
    QVERIFY(sources->isVisible());
    QCOMPARE(sources->currentNumber(), 1);
    auto *const passage = sources->findChild<QPlainTextEdit *>();
    QVERIFY(passage->toPlainText().contains("bled every October"));
    QVERIFY(!passage->extraSelections().isEmpty()); // "pressure", "between" are marked

    QDesktopServices::setUrlHandler("file", this, "open");
    sources->setFocus();
    QTest::keyClick(sources->findChild<QListWidget *>(), Qt::Key_Return);
    QTRY_COMPARE(m_opened, QList<QUrl>{QUrl::fromLocalFile(file.fileName())});
    QVERIFY(file.remove());
    QTest::keyClick(sources->findChild<QListWidget *>(), Qt::Key_Return);
    const auto says = [sources](const QString &words) {
        const auto labels = sources->findChildren<ResultLabel *>();
        return labels.size() == 1 && labels.first()->isVisible() && labels.first()->text().contains(words);
    };
    QTRY_VERIFY(says("\"heating.md\" is not there any more"));
    QCOMPARE(m_opened.size(), 1);
    QDesktopServices::unsetUrlHandler("file");

    QTest::keyClick(m_app->window.get(), Qt::Key_Escape);
    QVERIFY(!sources->isVisible());
}

void WindowJourneysTest::answersFromTheGuideWithoutAnyModel()
{
    m_app->settings.set(keys::defaultProvider, QString());
    QSignalSpy indexed(&m_app->retrieval, &RetrievalService::collectionsChanged);
    m_app->open();
    QTRY_COMPARE(indexed.count(), 1); // at the first start, before any question
    QCOMPARE(panel().header().documentsButton().accessibleName(),
        QString("Documents to search in: Documents: Freshet guide"));
    ask("How do I keep a key safe?");
    QTRY_COMPARE_WITH_TIMEOUT(lastMessage().state, MessageState::Done, 20'000);
    QVERIFY2(!lastMessage().notice, qPrintable(lastMessage().notice.value_or(MessageNotice{}).title));
    QVERIFY(lastMessage().text.contains("[1]"));
    QVERIFY(!lastMessage().sources.isEmpty());
}

void WindowJourneysTest::goesOnAnsweringWhileAnotherChatIsShown()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    m_app->server.enqueue(WindowFixture::held("One", " two"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    QTest::keyClicks(&field(), "a draft");
    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(transcript().messages().size(), 0);
    QCOMPARE(field().toPlainText(), QString());
    QCOMPARE(sendOrStop().accessibleName(), QString("Send"));
    ask("Second"); // both at once
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));

    m_app->server.release();
    QTRY_COMPARE(chats().rowCount(), 3);
    const QModelIndex first = chats().index(2);
    QCOMPARE(first.data().toString(), QString("First"));
    emit m_app->window->findChild<ConversationPanel *>()->openRequested(
        first.data(ConversationListModel::IdRole).toString());
    QTRY_COMPARE(lastMessage().text, QString("One two"));
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(field().toPlainText(), QString("a draft"));
}

void WindowJourneysTest::offersTheServerThatIsRunningHere()
{
    m_app->settings.set(keys::defaultProvider, QString());
    m_app->open();
    QPushButton *use = nullptr;
    const auto findUse = [&] {
        for (QPushButton *button : m_app->window->findChildren<QPushButton *>()) {
            if (button->text() == "Use it" && button->isVisible())
                use = button;
        }
        return use;
    };
    QTRY_VERIFY(findUse());
    QCOMPARE(use->accessibleDescription(), QString("Ollama is running here with 3 models."));
    use->click();
    QTRY_COMPARE(m_app->settings.get(keys::defaultModel), QString("qwen3:8b"));
    QCOMPARE(m_app->settings.get(keys::defaultProvider), QString("ollama"));
}

void WindowJourneysTest::saysWhatWentWrongAndTriesAgain()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    m_app->server.enqueue(Script().status(404).chunk(R"({"error":"model 'qwen3:8b' not found"})").lastChunk());
    ask("Hi");
    QTRY_VERIFY(lastMessage().notice.has_value());
    QVERIFY(lastMessage().notice->actions.contains(MessageAction::ChooseModel));
    QVERIFY2(lastMessage().notice->title.contains("no such model"), qPrintable(lastMessage().notice->title));
    press(lastMessage().id, MessageAction::Retry);
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));
    QVERIFY(!lastMessage().notice);
    QCOMPARE(transcript().messages().size(), 2);
}

void WindowJourneysTest::countsDownToTheNextTry()
{
    m_app->setRetries(2);
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    m_app->server.enqueue(
        Script().status(429).header("Retry-After", "12").chunk(R"({"error":"too many requests"})").lastChunk());
    ask("Hi");
    const auto secondsLeft = [this] {
        static const QRegularExpression told("too many requests.* Trying again in (\\d+) s…$");
        return told.match(lastMessage().phase).captured(1).toInt();
    };
    QTRY_VERIFY2(secondsLeft() > 0, qPrintable(lastMessage().phase));
    const int first = secondsLeft();
    QVERIFY(first <= 12);
    QTRY_VERIFY(secondsLeft() < first);
    const int second = secondsLeft();
    QTRY_VERIFY(secondsLeft() < second);
    QVERIFY2(secondsLeft() > 0, qPrintable(lastMessage().phase));
    const qsizetype asked = m_app->server.requests().size();

    QElapsedTimer timer;
    timer.start();
    QTest::keyClick(m_app->window.get(), Qt::Key_Escape);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(lastMessage().notice->title, QString("Stopped before the answer began."));
    QCOMPARE(m_app->server.requests().size(), asked);
}

void WindowJourneysTest::showsAllOfAnAnswerThatIsRevealed_data()
{
    QTest::addColumn<QString>("by");
    for (const char *by : {"the button", "a click on the text", "Enter", "Space"})
        QTest::newRow(by) << by;
}

void WindowJourneysTest::showsAllOfAnAnswerThatIsRevealed()
{
    QFETCH(QString, by);
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
    const QByteArray text = QByteArray("A word or two. ").repeated(400);
    m_app->server.enqueue(
        Script().status(400).chunk(R"({"error":"this model does not support streaming"})").lastChunk().keepAlive());
    m_app->server.enqueue(
        WindowFixture::whole(R"({"message":{"content":")" + text + R"("},"done":true,"done_reason":"stop"})"));
    ask("Hi");
    QTRY_VERIFY(!lastMessage().text.isEmpty());
    QCOMPARE(lastMessage().state, MessageState::Streaming);
    const QList<MessageControl> controls = transcript().controlsOf(1);
    QCOMPARE(controls.size(), 1);
    QCOMPARE(controls.first().label, QString("Show all"));
    const QPoint origin = transcript().columnOrigin() + QPoint(0, int(transcript().column().top(1)));

    QElapsedTimer timer;
    timer.start();
    if (by == "the button")
        QTest::mouseClick(transcript().viewport(), Qt::LeftButton, {}, origin + controls.first().rect.center());
    else if (by == "a click on the text")
        QTest::mouseClick(transcript().viewport(), Qt::LeftButton, {}, origin + QPoint(60, 14));
    else
        QTest::keyClick(&transcript(), by == "Enter" ? Qt::Key_Return : Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(lastMessage().state, MessageState::Done, 1000);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed()))); // by itself it takes 1.6 s
    QCOMPARE(lastMessage().text, QString::fromLatin1(text));
    QVERIFY(lastMessage().footer.contains("asked without streaming"));
    for (const MessageControl &control : transcript().controlsOf(1))
        QVERIFY(control.kind != MessageControl::Kind::ShowAll);
}

void WindowJourneysTest::keepsWhatIsWritten()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    ask("First");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    ask("Second");
    QTRY_COMPARE(transcript().messages().size(), 4);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    auto *const controller = m_app->window->findChild<ChatController *>();
    const ConversationId chat = controller->current();

    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(&field(), "in a new chat");
    controller->open(chat);
    QTRY_COMPARE(transcript().messages().size(), 4);
    QCOMPARE(field().toPlainText(), QString());
    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(field().toPlainText(), QString("in a new chat"));
    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(field().toPlainText(), QString("in a new chat"));

    controller->open(chat);
    QTRY_COMPARE(transcript().messages().size(), 4);
    QTest::keyClicks(&field(), "later");
    press(transcript().messages().at(1).id, MessageAction::Regenerate); // an earlier one
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(transcript().messages().size(), 2);
    QCOMPARE(field().toPlainText(), QString("later"));
    press(lastMessage().id, MessageAction::PreviousBranch);
    QCOMPARE(transcript().messages().size(), 4);

    const QString large(30'000, u'x');
    QGuiApplication::clipboard()->setText(large);
    field().clear();
    field().paste();
    field().paste();
    QCOMPARE(panel().composer().draft().pasted.size(), 2 * large.size() + 2);
    QTest::keyClick(&field(), Qt::Key_Up);
    QCOMPARE(panel().composer().draft().pasted.size(), 2 * large.size() + 2);
}

void WindowJourneysTest::reachesTheButtonsOfAMessageByKey()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    m_app->server.enqueue(Script().status(404).chunk(R"({"error":"model 'qwen3:8b' not found"})").lastChunk());
    ask("Hi");
    QTRY_VERIFY(lastMessage().notice);
    for (int presses = 0; !transcript().hasFocus() && presses < 4; ++presses)
        QTest::keyClick(m_app->window.get(), Qt::Key_F6);
    QVERIFY(transcript().hasFocus());
    QCOMPARE(transcript().currentMessage(), std::optional<size_t>(1));
    QTest::keyClick(&transcript(), Qt::Key_Tab); // "Choose another model"
    QTest::keyClick(&transcript(), Qt::Key_Tab); // "Retry"
    QTest::keyClick(&transcript(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));

    panel().composer().setFocus();
    QTest::keyClick(m_app->window.get(), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(transcript().hasFocus());
    QCOMPARE(transcript().currentMessage(), std::optional<size_t>(0));
    QTest::keyClick(m_app->window.get(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(transcript().currentMessage(), std::optional<size_t>(1));

    QTest::keyClick(m_app->window.get(), Qt::Key_N, Qt::ControlModifier);
    for (int presses = 0; presses < 4; ++presses) { // the start page has no messages to stop at
        QTest::keyClick(m_app->window.get(), Qt::Key_F6);
        QVERIFY(!transcript().hasFocus());
    }
}

void WindowJourneysTest::saysWhatIsWrongFromTheStart()
{
    m_app->notice = "Nothing is saved in this session.";
    m_app->open();
    QVERIFY(panel().notice().isVisible());
    QCOMPARE(panel().notice().text(), m_app->notice);
    panel().notice().showNotice("And this too.");
    QVERIFY(panel().notice().text().contains(m_app->notice));
    QVERIFY(panel().notice().text().contains("And this too."));
}

void WindowJourneysTest::neverFreezesOverAPastedMegabyte()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    const QString large = QStringLiteral("some words that wrap ").repeated(50'000);
    QElapsedTimer clock;
    qint64 longest = 0; // between two turns of the event loop
    QTimer tick;
    connect(&tick, &QTimer::timeout, this, [&] { longest = std::max(longest, clock.restart()); });
    clock.start();
    tick.start(0);
    QGuiApplication::clipboard()->setText(large);
    field().paste();
    QTest::keyClicks(&field(), "Sum this up:");
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(lastMessage().text, QString("Hello there."), 20'000);
    QVERIFY2(longest < 500, qPrintable(QString::number(longest)));
    QVERIFY(m_app->lastQuestion().size() > large.size());
}

void WindowJourneysTest::keepsWhatHadComeWhenItIsClosed()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty());
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    m_app->close();
    QTRY_COMPARE(m_app->server.abortedConnections(), 1);
    QSignalSpy listed(&m_app->history, &HistoryStore::conversationsListed);
    m_app->history.listConversations();
    QVERIFY(listed.wait());
    const auto chat = listed.at(0).at(0).value<QList<ConversationInfo>>().value(0);
    QSignalSpy loaded(&m_app->history, &HistoryStore::conversationLoaded);
    m_app->history.loadConversation(chat.id);
    QVERIFY(loaded.wait());
    const auto stored = loaded.at(0).at(1).value<QList<StoredMessage>>();
    QCOMPARE(stored.value(1).state, StoredState::Interrupted);
    QCOMPARE(stored.value(1).answer.text, QString("One"));
}

QTEST_MAIN(WindowJourneysTest)
#include "window_journeys_test.moc"
