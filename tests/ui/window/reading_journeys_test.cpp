// SPDX-License-Identifier: MIT
// A reader's ways through a chat, in the whole window.
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer_field.h"
#include "ui/settings/appearance_page.h"
#include "ui/transcript/find_bar.h"
#include "ui/transcript/transcript_view.h"
#include "ui/window_actions.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace freshet;
using test::FakeHttpServer;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

class ReadingJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_app.reset(); }
    void findsInTheChat();
    void findsWhileAnAnswerStreams();
    void findsWhatIsSelected();
    void hasNothingToFindAtTheStart();
    void keepsTheTextWhereItIsWhenTheBarOpens();
    void staysInsideANarrowWindow();
    void goesOnFindingInAnotherLanguage();
    void jumpsBetweenMessagesByKey();
    void wrapsCodeByKey();
    void takesTheSettingsForItsText();
    void showsItAllInTheMenu();

private:
    ComposerField &field() { return *m_app->window->findChild<ComposerField *>(); }
    ChatPanel &panel() { return *m_app->window->findChild<ChatPanel *>(); }
    TranscriptView &transcript() { return panel().transcript(); }
    FindBar &bar() { return panel().findBar(); }
    QLineEdit &findField() { return *bar().findChild<QLineEdit *>(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void ask(const QString &question, const QByteArray &answer); ///< The answer as it stands in JSON.

    std::unique_ptr<WindowFixture> m_app;
};

void ReadingJourneysTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
}

void ReadingJourneysTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void ReadingJourneysTest::ask(const QString &question, const QByteArray &answer)
{
    m_app->server.enqueue(WindowFixture::chat({answer}));
    field().setFocus();
    QTest::keyClicks(&field(), question);
    QTest::keyClick(&field(), Qt::Key_Return);
    const QString text = QString::fromUtf8(answer).replace(QLatin1String("\\n"), QLatin1String("\n"));
    QTRY_COMPARE(transcript().messages().value(transcript().messages().size() - 1).text, text);
    QTRY_COMPARE(transcript().messages().last().state, MessageState::Done);
}

void ReadingJourneysTest::findsInTheChat()
{
    ask("Where is my key?", "The **key** is in the [keychain](https://key.example).");
    ask("And then?", "Nothing.");
    QTest::keyClicks(&field(), "a draft");
    press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bar().isVisible());
    QCOMPARE(QApplication::focusWidget(), &findField());
    QTest::keyClicks(&findField(), "KEY");
    QTRY_COMPARE(bar().stateText(), QString("1 of 3"));
    press(Qt::Key_Return);
    QCOMPARE(bar().stateText(), QString("2 of 3"));
    press(Qt::Key_F3);
    press(Qt::Key_F3);
    QCOMPARE(bar().stateText(), QString("1 of 3"));
    press(Qt::Key_Return, Qt::ShiftModifier);
    press(Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(bar().stateText(), QString("2 of 3"));

    press(Qt::Key_Escape);
    QVERIFY(!bar().isVisible());
    QCOMPARE(QApplication::focusWidget(), &field());
    QCOMPARE(field().toPlainText(), QString("a draft"));

    press(Qt::Key_F3); // looks for the same again
    QVERIFY(bar().isVisible());
    QTRY_COMPARE(bar().stateText(), QString("1 of 3"));
    press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(!bar().isVisible());
    QCOMPARE(transcript().findState().count, 0);
}

void ReadingJourneysTest::findsWhileAnAnswerStreams()
{
    m_app->server.enqueue(Script()
                              .header("Content-Type", "application/x-ndjson")
                              .chunk(WindowFixture::piece("One key."))
                              .hold()
                              .chunk(WindowFixture::piece(" Another **k"))
                              .chunk(WindowFixture::piece("ey**."))
                              .stall());
    field().setFocus();
    QTest::keyClicks(&field(), "Count");
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(transcript().messages().last().text, QString("One key."));
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(&findField(), "key");
    QTRY_COMPARE(bar().stateText(), QString("1 of 1"));
    QVERIFY(!transcript().isFollowing());
    m_app->server.release();
    QTRY_COMPARE(bar().stateText(), QString("1 of 2"));
    press(Qt::Key_Escape); // closes the bar, and stops nothing
    QVERIFY(!bar().isVisible());
    QCOMPARE(transcript().messages().last().state, MessageState::Streaming);
    press(Qt::Key_Escape);
    QTRY_COMPARE(transcript().messages().last().state, MessageState::Done);
}

void ReadingJourneysTest::findsWhatIsSelected()
{
    ask("Hello", "Some words here.");
    QTest::mouseDClick(transcript().viewport(), Qt::LeftButton, {},
        transcript().columnOrigin() + QPoint(60, int(transcript().column().top(1)) + 14));
    QVERIFY(transcript().hasSelection());
    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(bar().text(), QString("words"));
    QTRY_COMPARE(bar().stateText(), QString("1 of 1"));
    QCOMPARE(findField().selectedText(), QString("words"));
    press(Qt::Key_Tab);
    QVERIFY(bar().isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), &transcript());
}

void ReadingJourneysTest::hasNothingToFindAtTheStart()
{
    press(Qt::Key_F, Qt::ControlModifier);
    press(Qt::Key_F3);
    QVERIFY(!bar().isVisible());
    QCOMPARE(QApplication::focusWidget(), &field());
}

void ReadingJourneysTest::keepsTheTextWhereItIsWhenTheBarOpens()
{
    ask("Hello", QByteArray("A paragraph.\\n\\n").repeated(60));
    const QRect below(0, 120, transcript().viewport()->width(), 200);
    const QPoint before = transcript().viewport()->mapTo(m_app->window.get(), QPoint());
    const QImage seen = transcript().viewport()->grab(below).toImage();
    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(transcript().viewport()->mapTo(m_app->window.get(), QPoint()), before);
    QCOMPARE(transcript().viewport()->grab(below).toImage(), seen);
    QVERIFY(transcript().geometry().contains(bar().geometry()));
}

void ReadingJourneysTest::staysInsideANarrowWindow()
{
    ask("Hello", "Some words here.");
    press(Qt::Key_F, Qt::ControlModifier);
    for (const int width : {1400, 700, 460, 360}) {
        m_app->window->resize(width, 600);
        QTRY_VERIFY(transcript().geometry().contains(bar().geometry()));
        QVERIFY(bar().width() >= bar().minimumSizeHint().width());
    }
}

void ReadingJourneysTest::goesOnFindingInAnotherLanguage()
{
    ask("Hello", "Some words here.");
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(&findField(), "words");
    m_app->settings.set(keys::language, QStringLiteral("de"));
    QTRY_COMPARE(bar().text(), QString("words"));
    QVERIFY(bar().isVisible());
    QTRY_COMPARE(transcript().findState().count, 1);
    m_app->settings.set(keys::language, QStringLiteral("en"));
}

void ReadingJourneysTest::jumpsBetweenMessagesByKey()
{
    for (int i = 0; i < 4; ++i)
        ask(QStringLiteral("Question %1").arg(i), QByteArray("A long answer.\\n\\n").repeated(20));
    field().setFocus();
    const auto isSeen = [this](size_t message) {
        const qint64 y = transcript().column().top(message) + transcript().columnOrigin().y();
        return transcript().currentMessage() == message && y >= 0 && y < transcript().viewport()->height();
    };
    press(Qt::Key_Up, Qt::AltModifier);
    const size_t first = transcript().currentMessage().value();
    QVERIFY(isSeen(first));
    QCOMPARE(QApplication::focusWidget(), &transcript());
    press(Qt::Key_Up, Qt::AltModifier);
    QVERIFY(isSeen(first - 1));
    press(Qt::Key_Up, Qt::AltModifier);
    QVERIFY(isSeen(first - 2));
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(isSeen(first - 1));
    QVERIFY(!transcript().isFollowing());
}

void ReadingJourneysTest::wrapsCodeByKey()
{
    ask("Code", "```\\n" + QByteArray("call(argument) ").repeated(40) + "\\n```");
    const BlockFlow &flow = transcript().column().item(1).flow(MessageItem::Section::Text);
    const int height = flow.height();
    press(Qt::Key_Z, Qt::AltModifier);
    QVERIFY(m_app->settings.get(keys::wrapCode));
    QVERIFY(flow.height() > height);
    press(Qt::Key_Z, Qt::AltModifier);
    QVERIFY(!m_app->settings.get(keys::wrapCode));
    QCOMPARE(flow.height(), height);
}

void ReadingJourneysTest::takesTheSettingsForItsText()
{
    const auto options = [this] { return transcript().column().context().options; };
    const TextOptions chosen{.wrapsCode = true, .drawsFormulas = false};
    AppearancePage page(m_app->settings, nullptr);
    const QList<QCheckBox *> boxes = page.findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 2);
    QVERIFY(!boxes[0]->isChecked() && boxes[1]->isChecked());
    QCOMPARE(options(), TextOptions());
    for (QCheckBox *box : boxes)
        box->click();
    QCOMPARE(options(), chosen);
    QVERIFY(m_app->window->findChild<WindowActions *>()->action(WindowCommand::WrapCode).isChecked());
    m_app->settings.set(keys::language, QStringLiteral("de")); // all panes are made anew
    QTRY_COMPARE(options(), chosen);
    m_app->settings.set(keys::language, QStringLiteral("en"));
}

void ReadingJourneysTest::showsItAllInTheMenu()
{
    QList<QAction *> entries;
    for (const QAction *entry : m_app->window->findChild<WindowActions *>()->menu().actions()) {
        if (entry->menu() && entry->text() == "View")
            entries = entry->menu()->actions();
    }
    const std::pair<QString, QKeySequence> wanted[]
        = {{"Find in this chat…", QKeySequence("Ctrl+F")}, {"Next hit", QKeySequence("F3")},
            {"Previous hit", QKeySequence("Shift+F3")}, {"Wrap long lines in code", QKeySequence("Alt+Z")},
            {"Previous message", QKeySequence("Alt+Up")}, {"Next message", QKeySequence("Alt+Down")}};
    for (const auto &[text, key] : wanted) {
        QVERIFY2(std::any_of(entries.cbegin(), entries.cend(),
                     [&, text = text, key = key](
                         const QAction *entry) { return entry->text() == text && entry->shortcut() == key; }),
            qPrintable(text));
    }
}

QTEST_MAIN(ReadingJourneysTest)
#include "reading_journeys_test.moc"
