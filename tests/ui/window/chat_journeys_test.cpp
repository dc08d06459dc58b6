// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/compare_dialog.h"
#include "ui/chat/compare_view.h"
#include "ui/chat/queued_questions.h"
#include "ui/models/model_picker.h"
#include "ui/widgets/elided_label.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace freshet;
using test::ChatFixture;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

/// How an answer is steered: other answers, other questions, what waits, what goes on.
class ChatJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void keepsEachAnswerOfAQuestion();
    void editsAQuestionBesideTheOldOne();
    void asksWhatWasQueuedWhenTheAnswerIsThere();
    void asksWhatWasQueuedInAChatThatIsNotShown();
    void writesDownAgainWhatCannotBeAsked();
    void takesBackWhatWasQueued();
    void keepsWhatWaitsWhenItIsClosed();
    void keepsWhatWaitsApartFromWhatIsEdited();
    void goesOnWithAnAnswerThatWasCutOff();
    void goesOnFromWhatWasSaidWhenATryFails();
    void comparesTwoModels();
    void comparesByKeyboardAlone();
    void asksOthersTheLastQuestionToo();

private:
    QStringList queued();
};

QStringList ChatJourneysTest::queued()
{
    QStringList shown;
    const auto labels = panel().composer().findChild<QueuedQuestions *>()->findChildren<ElidedLabel *>();
    for (const ElidedLabel *label : labels) {
        if (label->isVisible())
            shown << label->text();
    }
    return shown;
}

void ChatJourneysTest::keepsEachAnswerOfAQuestion()
{
    open();
    ask("Hi");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(lastMessage().branches, 1);
    const MessageId first = lastMessage().id;
    const ConversationId chat = controller().current();

    m_app->server.enqueue(Script().raw("").stall());
    press(first, MessageAction::Regenerate);
    QTRY_VERIFY(m_app->server.inFlight() > 0);
    const MessageId second = lastMessage().id;
    QVERIFY(second != first);
    QCOMPARE(lastMessage().text, QString());
    press(second, MessageAction::PreviousBranch); // while it is being written
    QCOMPARE(lastMessage().text, QString("Hello there."));
    press(first, MessageAction::NextBranch);
    QCOMPARE(lastMessage().state, MessageState::Streaming);
    sendOrStop().click();
    QTRY_VERIFY(lastMessage().notice);
    QCOMPARE(lastMessage().branch, 2);

    m_app->server.enqueue(WindowFixture::chat({"Hello", " again."}));
    press(second, MessageAction::Retry); // nothing was said in it: in its place
    QTRY_COMPARE(lastMessage().text, QString("Hello again."));
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(lastMessage().id, second);
    QCOMPARE(lastMessage().branches, 2);
    QCOMPARE(transcript().messages().size(), 2);

    const auto reopen = [&] {
        controller().newChat();
        controller().open(chat);
        return QTest::qWaitFor([&] { return transcript().messages().size() == 2; });
    };
    QVERIFY(reopen());
    QCOMPARE(lastMessage().text, QString("Hello again."));
    press(second, MessageAction::PreviousBranch);
    QVERIFY(reopen());
    QCOMPARE(lastMessage().text, QString("Hello there."));
    QCOMPARE(lastMessage().branch, 1);
}

void ChatJourneysTest::editsAQuestionBesideTheOldOne()
{
    open();
    ask("First");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    ask("Second");
    QTRY_COMPARE(transcript().messages().size(), 4);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QTest::keyClicks(&field(), "later");

    const MessageId asked = transcript().messages().at(0).id;
    press(asked, MessageAction::Edit);
    QCOMPARE(field().toPlainText(), QString("First"));
    auto *const row = panel().composer().findChild<QWidget *>("editRow");
    QVERIFY(row->isVisible());
    QTest::keyClick(m_app->window.get(), Qt::Key_Escape);
    QCOMPARE(field().toPlainText(), QString("later"));
    QVERIFY(!row->isVisible());

    press(asked, MessageAction::Edit);
    QTest::keyClicks(&field(), " edited");
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(transcript().messages().size(), 2);
    const TranscriptMessage edited = transcript().messages().at(0);
    QCOMPARE(edited.text, QString("First edited"));
    QCOMPARE(edited.branch, 2);
    QCOMPARE(edited.branches, 2);
    QCOMPARE(field().toPlainText(), QString("later"));
    const QByteArray sent = m_app->server.requests().last().body;
    QVERIFY(sent.contains("First edited") && !sent.contains("Second"));

    press(edited.id, MessageAction::PreviousBranch);
    QCOMPARE(transcript().messages().size(), 4);
    QCOMPARE(transcript().messages().at(2).text, QString("Second"));
    press(asked, MessageAction::NextBranch);
    QCOMPARE(transcript().messages().size(), 2);

    field().clear();
    QTest::keyClick(&field(), Qt::Key_Up);
    QCOMPARE(field().toPlainText(), QString("First edited"));
    QVERIFY(row->isVisible());
}

void ChatJourneysTest::asksWhatWasQueuedWhenTheAnswerIsThere()
{
    open();
    m_app->server.enqueue(WindowFixture::held("One", ""));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Second");
    ask("Third");
    QCOMPARE(field().toPlainText(), QString());
    QCOMPARE(queued(), (QStringList{"Next: Second", "Next: Third"}));
    QCOMPARE(transcript().messages().size(), 2);

    m_app->server.release();
    QTRY_COMPARE(transcript().messages().size(), 6);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(transcript().messages().at(2).text, QString("Second"));
    QCOMPARE(transcript().messages().at(4).text, QString("Third"));
    QCOMPARE(queued(), QStringList());
    const QByteArray sent = m_app->lastQuestion();
    for (const char *told : {"First", "One", "Second", "Hello there.", "Third"})
        QVERIFY2(sent.contains(told), sent.constData());
}

void ChatJourneysTest::asksWhatWasQueuedInAChatThatIsNotShown()
{
    open();
    m_app->server.enqueue(WindowFixture::held("One", ""));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Second");
    const ConversationId chat = controller().current();
    controller().newChat();
    QCOMPARE(queued(), QStringList());
    m_app->server.release();
    QTRY_VERIFY(m_app->lastQuestion().contains("Second"));
    QCOMPARE(transcript().messages().size(), 0);
    controller().open(chat);
    QTRY_COMPARE(transcript().messages().size(), 4);
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));
}

void ChatJourneysTest::writesDownAgainWhatCannotBeAsked()
{
    open();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Second");
    ask("Third");
    QTest::keyClicks(&field(), "Fourth");
    sendOrStop().click();
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QCOMPARE(field().toPlainText(), QString("Fourth\n\nSecond\n\nThird"));
    QCOMPARE(queued(), QStringList());
    QCOMPARE(transcript().messages().size(), 2);

    // In a chat that is not shown, into its draft.
    field().clear();
    m_app->server.enqueue(
        Script().header("Content-Type", "application/x-ndjson").chunk(WindowFixture::piece("Two")).hold().hangUp());
    ask("Fifth");
    QTRY_COMPARE(lastMessage().text, QString("Two"));
    ask("Sixth");
    const ConversationId chat = controller().current();
    QSignalSpy answering(&controller(), &ChatController::answeringChanged);
    controller().newChat();
    m_app->server.release();
    QTRY_VERIFY(answering.last().at(0).value<QSet<ConversationId>>().isEmpty());
    QCOMPARE(field().toPlainText(), QString());
    controller().open(chat);
    QCOMPARE(field().toPlainText(), QString("Sixth"));
}

void ChatJourneysTest::takesBackWhatWasQueued()
{
    open();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Second");
    ask("Third");
    auto *const takeBack = panel().composer().findChild<QueuedQuestions *>()->findChild<QToolButton *>();
    takeBack->click();
    QCOMPARE(queued(), QStringList{"Next: Third"});
    QCOMPARE(field().toPlainText(), QString("Second"));
}

void ChatJourneysTest::keepsWhatWaitsWhenItIsClosed()
{
    open();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Second");
    const ConversationId shown = controller().current();
    controller().newChat();
    m_app->server.enqueue(WindowFixture::begun("Two"));
    ask("Third");
    QTRY_COMPARE(lastMessage().text, QString("Two"));
    ask("Fourth");
    const ConversationId other = controller().current();
    m_app->close();

    m_app->open();
    controller().open(shown);
    QTRY_COMPARE(field().toPlainText(), QString("Second"));
    controller().open(other);
    QTRY_COMPARE(field().toPlainText(), QString("Fourth"));
}

void ChatJourneysTest::keepsWhatWaitsApartFromWhatIsEdited()
{
    open();
    m_app->server.enqueue(WindowFixture::begun("One"));
    ask("First");
    QTRY_COMPARE(lastMessage().text, QString("One"));
    ask("Second");
    press(transcript().messages().first().id, MessageAction::Edit);
    QCOMPARE(field().toPlainText(), QString("First"));
    const ConversationId chat = controller().current();
    m_app->close();

    m_app->open();
    controller().open(chat);
    QTRY_VERIFY(!field().toPlainText().isEmpty());
    QTest::keyClick(m_app->window.get(), Qt::Key_Escape); // gives the edit up, where there is one
    QVERIFY2(field().toPlainText().contains("Second"), qPrintable(field().toPlainText()));
}

void ChatJourneysTest::goesOnWithAnAnswerThatWasCutOff()
{
    open();
    m_app->server.enqueue(WindowFixture::begun("One, two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One, two"));
    QVERIFY(!lastMessage().canContinue);
    sendOrStop().click();
    QTRY_VERIFY(lastMessage().canContinue);
    const MessageId id = lastMessage().id;

    m_app->server.enqueue(WindowFixture::begun(", three"));
    press(id, MessageAction::Continue);
    QTRY_COMPARE(lastMessage().text, QString("One, two, three"));
    const QJsonArray told = QJsonDocument::fromJson(m_app->lastQuestion()).object().value("messages").toArray();
    QCOMPARE(told.size(), 3);
    QCOMPARE(told.at(0).toObject().value("content").toString(), QString("Count"));
    QCOMPARE(told.at(1).toObject().value("role").toString(), QString("assistant"));
    QCOMPARE(told.at(1).toObject().value("content").toString(), QString("One, two"));
    QVERIFY(told.at(2).toObject().value("content").toString().startsWith("Your last message was cut off."));
    sendOrStop().click();
    QTRY_VERIFY(lastMessage().canContinue);

    m_app->server.enqueue(WindowFixture::chat({", four", "."}));
    QTest::keyClick(m_app->window.get(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(lastMessage().text, QString("One, two, three, four."));
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QVERIFY(!lastMessage().canContinue);
    QCOMPARE(lastMessage().id, id);
    QCOMPARE(transcript().messages().size(), 2);

    const ConversationId chat = controller().current();
    controller().newChat();
    controller().open(chat);
    QTRY_COMPARE(lastMessage().text, QString("One, two, three, four."));
}

void ChatJourneysTest::goesOnFromWhatWasSaidWhenATryFails()
{
    m_app->setRetries(1);
    open();
    m_app->server.enqueue(WindowFixture::begun("One, two"));
    ask("Count");
    QTRY_COMPARE(lastMessage().text, QString("One, two"));
    sendOrStop().click();
    QTRY_VERIFY(lastMessage().canContinue);

    m_app->server.enqueue(Script().status(500).chunk(R"({"error":"broken"})").lastChunk());
    m_app->server.enqueue(Script().status(500).chunk(R"({"error":"broken"})").lastChunk());
    press(lastMessage().id, MessageAction::Continue);
    QTRY_VERIFY(lastMessage().notice);
    QCOMPARE(lastMessage().text, QString("One, two"));
    QVERIFY(lastMessage().canContinue);
}

void ChatJourneysTest::comparesTwoModels()
{
    open();
    QTest::keyClicks(&field(), "Which is better?");
    QTest::keyClick(m_app->window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto *const dialog = m_app->window->findChild<CompareDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>()->toPlainText(), QString("Which is better?"));
    auto *const ask = dialog->findChild<QPushButton *>("ask");
    QVERIFY(!ask->isEnabled()); // the second model is not chosen yet
    dialog->findChild<QPushButton *>("model1")->click();
    auto *const picker = dialog->findChild<ModelPicker *>();
    QTRY_VERIFY(picker && picker->isVisible());
    QTRY_VERIFY(m_app->models->state("ollama").models.size() > 1);
    QTest::keyClicks(picker->findChild<QLineEdit *>(), "gemma");
    QTest::keyClick(picker->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(ask->text(), QString("Ask 2 models"));
    QVERIFY(ask->isEnabled());

    m_app->server.setHandler([](const test::FakeHttpServer::Request &request) {
        return request.body.contains("gemma3") ? WindowFixture::begun("I am") : WindowFixture::answerTo(request);
    });
    ask->click();
    QTRY_COMPARE(panel().page(), ChatPanel::Page::Compare);
    QCOMPARE(field().toPlainText(), QString());
    const QList<TranscriptView *> columns = panel().compare().transcripts();
    QCOMPARE(columns.size(), 2);
    QTRY_COMPARE(columns.at(0)->messages().at(0).text, QString("Hello there."));
    QTRY_COMPARE(columns.at(0)->messages().at(0).state, MessageState::Done);
    QTRY_COMPARE(columns.at(1)->messages().at(0).text, QString("I am"));
    QCOMPARE(columns.at(1)->messages().at(0).state, MessageState::Streaming);
    QStringList words;
    for (const QLabel *label : panel().compare().findChildren<QLabel *>())
        words << label->text();
    QVERIFY2(words.join(' ').contains("42 tokens"), qPrintable(words.join(' ')));

    controller().stop(); // all of them
    QTRY_COMPARE(columns.at(1)->messages().at(0).state, MessageState::Done);
    QCOMPARE(columns.at(1)->messages().at(0).text, QString("I am"));

    QList<QPushButton *> keep = panel().compare().findChildren<QPushButton *>();
    keep.removeIf([](const QPushButton *button) { return button->text() != "Go on with this answer"; });
    QCOMPARE(keep.size(), 2);
    keep.at(1)->click();
    QCOMPARE(panel().page(), ChatPanel::Page::Transcript);
    QCOMPARE(lastMessage().text, QString("I am"));
    QCOMPARE(lastMessage().branch, 2);
    QCOMPARE(lastMessage().branches, 2);
    QCOMPARE(transcript().messages().size(), 2);

    press(lastMessage().id, MessageAction::CompareBranches);
    QCOMPARE(panel().page(), ChatPanel::Page::Compare);
    QCOMPARE(panel().compare().transcripts().size(), 2);
    QTest::keyClick(m_app->window.get(), Qt::Key_Escape);
    QCOMPARE(panel().page(), ChatPanel::Page::Transcript);
}

void ChatJourneysTest::comparesByKeyboardAlone()
{
    open();
    const auto key = [](Qt::Key code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget()->window()->windowHandle(), code, modifiers);
    };
    /// Tab until @p isThere is so, at most once around.
    const auto tabTo = [&key](const std::function<bool(QWidget *)> &isThere) {
        for (int i = 0; i < 30 && !isThere(QApplication::focusWidget()); ++i)
            key(Qt::Key_Tab);
        return isThere(QApplication::focusWidget());
    };
    const auto isNamed = [](const QString &name) {
        return [name](QWidget *widget) { return widget && widget->objectName() == name; };
    };
    const auto isButton = [](const QString &text) {
        return [text](QWidget *widget) {
            const auto *button = qobject_cast<QPushButton *>(widget);
            return button && button->text() == text;
        };
    };
    QTest::keyClicks(&field(), "Which is better?");
    key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto *const dialog = m_app->window->findChild<CompareDialog *>();
    QTRY_VERIFY(dialog && dialog->isActiveWindow());
    QVERIFY(tabTo(isNamed("moreModels")));
    key(Qt::Key_Space);
    QVERIFY(tabTo(isNamed("model1")));
    for (const char *model : {"gemma", "llama"}) {
        key(Qt::Key_Space);
        auto *const picker = dialog->findChild<ModelPicker *>();
        QTRY_VERIFY(picker && picker->isVisible());
        QTRY_VERIFY(m_app->models->state("ollama").models.size() > 1);
        QTest::keyClicks(QApplication::focusWidget(), model);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!dialog->findChild<ModelPicker *>() || !picker->isVisible());
        QVERIFY2(tabTo(isNamed("model2")), model);
    }
    QVERIFY(tabTo(isButton("Ask 3 models")));
    key(Qt::Key_Space);
    QTRY_COMPARE(panel().page(), ChatPanel::Page::Compare);
    QTRY_COMPARE(panel().compare().transcripts().at(2)->messages().at(0).state, MessageState::Done);
    m_app->window->activateWindow(); // as window managers do
    QTRY_VERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->window(), m_app->window.get());
    QVERIFY(tabTo([this](QWidget *widget) { return widget == panel().compare().transcripts().at(1); }));
    QVERIFY(tabTo(isButton("Go on with this answer")));
    key(Qt::Key_Space);
    QCOMPARE(panel().page(), ChatPanel::Page::Transcript);
    QCOMPARE(lastMessage().branch, 2);
    QCOMPARE(lastMessage().branches, 3);
    QCOMPARE(QApplication::focusWidget(), &field()); // to go on writing
}

void ChatJourneysTest::asksOthersTheLastQuestionToo()
{
    open();
    ask("Hi");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    controller().askModels(*controller().questionToCompare(), {{"ollama", "gemma3:4b"}, {"ollama", "llama3.2:3b"}});
    QCOMPARE(panel().compare().transcripts().size(), 3);
    for (TranscriptView *column : panel().compare().transcripts())
        QTRY_COMPARE(column->messages().at(0).text, QString("Hello there."));
    controller().closeComparison();
    QCOMPARE(transcript().messages().size(), 2);
    QCOMPARE(lastMessage().branch, 2);
    QCOMPARE(lastMessage().branches, 3);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    ask("And then?"); // goes on behind the one that is shown
    QTRY_COMPARE(transcript().messages().size(), 4);
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
}

QTEST_MAIN(ChatJourneysTest)
#include "chat_journeys_test.moc"
