// SPDX-License-Identifier: MIT
// What was read comes back at the start, however the program ended.
#include "core/history/reading_place.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/draft_store.h"
#include "ui/transcript/transcript_view.h"

#include <QFile>
#include <QProcess>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace freshet;
using namespace std::chrono_literals;
using test::WindowFixture;

namespace {

constexpr int kRounds = 40;
const ConversationId kLong = QStringLiteral("long");

QString paragraphs(int round)
{
    QString text;
    for (int i = 0; i < 6; ++i)
        text += QStringLiteral("Paragraph %1 of answer %2. ").arg(i).arg(round)
            + QStringLiteral("It says some more words, so that it takes several lines. ").repeated(7)
            + QStringLiteral("\n\n");
    return text;
}

void storeLongChat(HistoryStore &history, StoredState last)
{
    MessageId parent;
    for (int round = 0; round < kRounds; ++round) {
        const StoredMessage question{.id = QStringLiteral("q%1").arg(round),
            .conversation = kLong,
            .parent = parent,
            .answer = {.text = QStringLiteral("Question %1").arg(round)},
            .createdAt = QDateTime::currentDateTimeUtc()};
        StoredMessage answer{.id = QStringLiteral("a%1").arg(round),
            .conversation = kLong,
            .parent = question.id,
            .role = ChatRole::Assistant,
            .state = StoredState::Streaming,
            .createdAt = question.createdAt};
        history.storeQuestion(question, answer);
        answer.answer.text = paragraphs(round);
        answer.state = round == kRounds - 1 ? last : StoredState::Complete;
        if (answer.state == StoredState::Streaming)
            history.appendToAnswer(answer.id, answer.answer.text);
        else
            history.finishAnswer(answer);
        parent = answer.id;
    }
}

/// What stands at the top of the view, and how far that is scrolled out of sight; empty while the end is followed.
QString topOf(TranscriptView &view, int *pixels)
{
    const std::optional<ScrollKeeper::Place> place = view.place();
    if (!place)
        return {};
    const MessageItem &item = view.column().item(place->message);
    const int height = place->block ? item.flow(place->section).blocks().at(*place->block).height : 1;
    *pixels = qRound(place->offset * height);
    return place->block ? QStringLiteral("%1, block %2").arg(item.id()).arg(*place->block)
                        : QStringLiteral("%1, above its text").arg(item.id());
}

struct Window : WindowFixture {
    explicit Window(const QString &chats) : WindowFixture(chats) { chooseModel("qwen3:8b"); }

    ChatController &controller() { return *window->findChild<ChatController *>(); }
    TranscriptView &transcript() { return window->findChild<ChatPanel *>()->transcript(); }
    ComposerField &field() { return *window->findChild<ComposerField *>(); }

    void scrollTo(int value)
    {
        transcript().verticalScrollBar()->setSliderPosition(value); // as a hand does
        transcript().verticalScrollBar()->triggerAction(QAbstractSlider::SliderMove);
    }

    /// The chats were read and listed, so whatever is to be opened is open or on its way.
    void openAndList()
    {
        QSignalSpy listed(&history, &HistoryStore::conversationsListed);
        open();
        QVERIFY(!listed.isEmpty() || listed.wait());
    }

    /// What is stored by now, in the order of all that was asked for before; a place like no other when nothing says.
    ReadingPlace stored()
    {
        QSignalSpy loaded(&history, &HistoryStore::readingPlaceLoaded);
        history.loadReadingPlace();
        return loaded.wait() ? loaded.first().first().value<ReadingPlace>()
                             : ReadingPlace{.conversation = QStringLiteral("nothing came")};
    }
};

/// The child: scrolls into the middle of the long chat, or stays at its end, and says where that is once it is stored.
/// It is meant to be killed.
int readUntilKilled(const QString &chats, bool isInTheMiddle)
{
    Window app(chats);
    storeLongChat(app.history, StoredState::Streaming);
    app.openAndList();
    app.controller().open(kLong);
    if (!QTest::qWaitFor([&] { return app.transcript().column().count() == 2 * kRounds; }))
        return 1;
    if (isInTheMiddle)
        app.scrollTo(app.transcript().verticalScrollBar()->maximum() / 2);
    int pixels = 0;
    const QString top = topOf(app.transcript(), &pixels);
    const auto isStored = [&] {
        const ReadingPlace place = app.stored();
        return place.conversation == kLong && place.message.isEmpty() != isInTheMiddle;
    };
    if (!QTest::qWaitFor(isStored))
        return 1;
    std::printf("%s\n%d\n", qPrintable(top), pixels);
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class ReadingPlaceTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void showsTheSameLineAfterItWasKilled();
    void offersToGoOnWithTheAnswerThatWasCutOff();
    void showsTheSameLineInANarrowWindow();
    void beginsWithANewChatWhereOneWasOpen();
    void beginsWithANewChatWhenTheOldOneIsGone_data();
    void beginsWithANewChatWhenTheOldOneIsGone();
    void remembersNothingOfATemporaryChat();
    void leavesTheUserAloneWhoWasFaster();
    void keepsThePlaceOfTheWindowThatWasActiveLast();
    void opensTheChatThoughSomethingIsWrittenInANewOne_data();
    void opensTheChatThoughSomethingIsWrittenInANewOne();
    void opensTheChatThoughAQuickQuestionCameFirst();
    void asksTheSetting();
    void keepsThePlaceOfAQuit();
    void takesAnyFileForAPlace_data();
    void takesAnyFileForAPlace();

private:
    QString chats() const { return m_dir->filePath("chats.db"); }
    void killAReader(const QString &how, QByteArrayList *said);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void ReadingPlaceTest::killAReader(const QString &how, QByteArrayList *said)
{
    QProcess reader;
    reader.start(QCoreApplication::applicationFilePath(), {how, chats()});
    QByteArray lines;
    connect(&reader, &QProcess::readyReadStandardOutput, this, [&] { lines += reader.readAllStandardOutput(); });
    QTRY_COMPARE_WITH_TIMEOUT(lines.count('\n'), 2, 30'000);
    reader.kill();
    QVERIFY(reader.waitForFinished());
    QCOMPARE(reader.exitStatus(), QProcess::CrashExit);
    *said = lines.split('\n');
}

void ReadingPlaceTest::showsTheSameLineAfterItWasKilled()
{
    QByteArrayList said;
    killAReader("--middle", &said);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(!said.first().isEmpty());

    Window app(chats());
    app.open();
    QTRY_COMPARE(app.controller().current(), kLong);
    int pixels = 0;
    QTRY_COMPARE(topOf(app.transcript(), &pixels).toUtf8(), said.at(0));
    QVERIFY2(std::abs(pixels - said.at(1).toInt()) <= 1, qPrintable(QString::number(pixels) + said.at(1)));
    QVERIFY(app.field().hasFocus()); // as in a new chat
    QTest::keyClicks(&app.field(), "on");
    QCOMPARE(app.field().toPlainText(), QString("on"));
}

void ReadingPlaceTest::offersToGoOnWithTheAnswerThatWasCutOff()
{
    QByteArrayList said;
    killAReader("--end", &said);
    if (QTest::currentTestFailed())
        return;
    Window app(chats());
    app.open();
    QTRY_COMPARE(app.transcript().column().count(), size_t(2 * kRounds));
    QVERIFY(app.transcript().isFollowing());
    const TranscriptMessage last = app.transcript().messages().last();
    QCOMPARE(last.text, paragraphs(kRounds - 1));
    const auto controls = app.transcript().controlsOf(2 * kRounds - 1);
    const auto goesOn = std::find_if(controls.cbegin(), controls.cend(), [](const MessageControl &control) {
        return control.kind == MessageControl::Kind::Action && control.action == MessageAction::Continue;
    });
    QVERIFY(goesOn != controls.cend());
    app.transcript().press(2 * kRounds - 1, *goesOn);
    const bool isAsked = QTest::qWaitFor([&] { return app.lastQuestion().contains("Question 39"); });
    const TranscriptMessage now = app.transcript().messages().last();
    const QString shown
        = QStringLiteral("%1 \"%2\" %3 after %4 requests")
              .arg(QString::number(static_cast<int>(now.state)), now.phase, now.notice ? now.notice->title : QString(),
                  QString::number(app.server.requests().size()));
    QVERIFY2(isAsked, qPrintable(shown));
}

void ReadingPlaceTest::showsTheSameLineInANarrowWindow()
{
    QByteArrayList said;
    killAReader("--middle", &said);
    if (QTest::currentTestFailed())
        return;
    Window app(chats());
    app.open({520, 700});
    int pixels = 0;
    QTRY_COMPARE(topOf(app.transcript(), &pixels).toUtf8(), said.at(0));
}

void ReadingPlaceTest::beginsWithANewChatWhereOneWasOpen()
{
    {
        Window app(chats());
        storeLongChat(app.history, StoredState::Complete);
        app.openAndList();
        app.controller().open(kLong);
        QTRY_COMPARE(app.stored().conversation, kLong);
        app.controller().newChat();
        QTRY_COMPARE(app.stored(), ReadingPlace());
    }
    Window app(chats());
    app.openAndList();
    QVERIFY(app.controller().current() != kLong);
}

void ReadingPlaceTest::beginsWithANewChatWhenTheOldOneIsGone_data()
{
    QTest::addColumn<bool>("isInTrash");
    QTest::newRow("in the trash") << true;
    QTest::newRow("deleted") << false;
}

void ReadingPlaceTest::beginsWithANewChatWhenTheOldOneIsGone()
{
    QFETCH(bool, isInTrash);
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
        if (isInTrash)
            history.changeOrder(order::MoveToTrash{kLong});
        else
            history.deleteConversations({kLong});
        history.keepReadingPlace({.conversation = kLong});
    }
    Window app(chats());
    QSignalSpy failed(&app.history, &HistoryStore::failed);
    app.openAndList();
    QVERIFY(app.controller().current() != kLong);
    QTRY_COMPARE(app.stored(), ReadingPlace());
    QCOMPARE(failed.count(), 0);
}

void ReadingPlaceTest::remembersNothingOfATemporaryChat()
{
    Window app(chats());
    app.open();
    app.controller().newTemporaryChat();
    QVERIFY(app.controller().ask("Whisper"));
    QTRY_COMPARE(app.transcript().messages().value(1).state, MessageState::Done);
    const ConversationId temporary = app.controller().current();
    app.history.keepReadingPlace({.conversation = temporary, .message = "m"});
    QCOMPARE(app.stored(), ReadingPlace());
    app.close(); // keeps what it would keep
    QCOMPARE(app.stored(), ReadingPlace());
}

void ReadingPlaceTest::leavesTheUserAloneWhoWasFaster()
{
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
        history.keepReadingPlace({.conversation = kLong});
    }
    Window app(chats());
    connect(
        &app.history, &HistoryStore::readingPlaceLoaded, this, [&app] { QTest::keyClicks(&app.field(), "I write"); },
        Qt::SingleShotConnection); // which comes before the chats
    app.openAndList();
    QVERIFY(app.controller().current() != kLong);
    QCOMPARE(app.field().toPlainText(), QString("I write"));
}

void ReadingPlaceTest::keepsThePlaceOfTheWindowThatWasActiveLast()
{
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
        history.keepReadingPlace({.conversation = kLong});
    }
    Window app(chats());
    app.open();
    QTRY_COMPARE(app.controller().current(), kLong);
    MainWindow &second = app.openAnother();
    QVERIFY(second.chats().current() != kLong); // only the first window brings it back
    QVERIFY(second.chats().ask("Another question"));
    const ConversationId other = second.chats().current();
    QTRY_COMPARE(app.stored().conversation, other);
    app.window->activateWindow();
    QTRY_COMPARE(app.stored().conversation, kLong);
    second.activateWindow();
    QTRY_COMPARE(app.stored().conversation, other);
    second.close(); // the one that is left is the last
    QTRY_COMPARE(app.stored().conversation, kLong);
}

void ReadingPlaceTest::opensTheChatThoughSomethingIsWrittenInANewOne_data()
{
    QTest::addColumn<QString>("written");
    QTest::newRow("in the first window") << DraftStore::kNewChat;
    QTest::newRow("in the second window") << "new:2";
}

/// In an earlier run: it is there when a new chat is opened.
void ReadingPlaceTest::opensTheChatThoughSomethingIsWrittenInANewOne()
{
    QFETCH(QString, written);
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
        history.storeDraft(written, {.text = "for later"});
        history.storeDraft(kLong, {.text = "for now"});
        history.keepReadingPlace({.conversation = kLong});
    }
    Window app(chats());
    app.open();
    QTRY_COMPARE(app.controller().current(), kLong);
    QCOMPARE(app.field().toPlainText(), QString("for now"));
    app.controller().newChat();
    QCOMPARE(app.field().toPlainText(), QString("for later"));
}

/// The drafts had come before there was any window.
void ReadingPlaceTest::opensTheChatThoughAQuickQuestionCameFirst()
{
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
        history.storeDraft(DraftStore::kNewChat, {.text = "for later"});
        history.keepReadingPlace({.conversation = kLong});
    }
    Window app(chats());
    QSignalSpy loaded(&app.history, &HistoryStore::draftsLoaded);
    app.prepare();
    app.windows->quickAsk();
    QVERIFY(!loaded.isEmpty() || loaded.wait());
    app.window = &app.windows->openWindow();
    QTRY_COMPARE(app.controller().current(), kLong);
    app.controller().newChat();
    QCOMPARE(app.field().toPlainText(), QString("for later"));
}

void ReadingPlaceTest::asksTheSetting()
{
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
        history.keepReadingPlace({.conversation = kLong});
    }
    Window app(chats());
    app.settings.set(keys::reopenChat, false);
    app.openAndList();
    QVERIFY(app.controller().current() != kLong);
    QTRY_COMPARE(app.stored(), ReadingPlace()); // what is open now
}

void ReadingPlaceTest::keepsThePlaceOfAQuit()
{
    QString top;
    int pixels = 0;
    {
        Window app(chats());
        storeLongChat(app.history, StoredState::Complete);
        app.openAndList();
        app.controller().open(kLong);
        QTRY_COMPARE(app.transcript().column().count(), size_t(2 * kRounds));
        app.scrollTo(app.transcript().verticalScrollBar()->maximum() / 3);
        top = topOf(app.transcript(), &pixels);
        QVERIFY(!top.isEmpty());
        app.window->close();
    } // before a second is over
    Window app(chats());
    app.open();
    int pixelsNow = 0;
    QTRY_COMPARE(topOf(app.transcript(), &pixelsNow), top);
    QVERIFY(std::abs(pixelsNow - pixels) <= 1);
}

void ReadingPlaceTest::takesAnyFileForAPlace_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ConversationId>("chat");
    QTest::newRow("empty") << QByteArray() << ConversationId();
    QTest::newRow("half") << QByteArray(R"({"conversation":"lon)") << ConversationId();
    QTest::newRow("no object") << QByteArray("[1]") << ConversationId();
    QTest::newRow("huge") << QByteArray(100'000, '{') << ConversationId();
    QTest::newRow("wrong types") << QByteArray(R"({"conversation":7,"message":[],"offset":"x","block":-3})")
                                 << ConversationId();
    QTest::newRow("no such message") << QByteArray(R"({"conversation":"long","message":"none","offset":0,"block":1})")
                                     << kLong;
    QTest::newRow("no such block") << QByteArray(
        R"({"conversation":"long","message":"a3","offset":0.5,"block":999999,"thoughts":true})")
                                   << kLong;
    QTest::newRow("far away") << QByteArray(R"({"conversation":"long","message":"a3","offset":1e300,"block":1})")
                              << kLong;
}

void ReadingPlaceTest::takesAnyFileForAPlace()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ConversationId, chat);
    {
        HistoryStore history(chats());
        storeLongChat(history, StoredState::Complete);
    }
    QFile file(chats() + ".place");
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    Window app(chats());
    app.openAndList();
    QCOMPARE(app.controller().current() == kLong, !chat.isEmpty());
    if (!chat.isEmpty())
        QTRY_COMPARE(app.transcript().column().count(), size_t(2 * kRounds));
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--middle" || arguments.value(1) == "--end")
        return readUntilKilled(arguments.value(2), arguments.value(1) == "--middle");
    ReadingPlaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "reading_place_test.moc"
