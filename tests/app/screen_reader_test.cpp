// SPDX-License-Identifier: MIT
#include "tests/app/screen_reader_fixture.h"

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr int kMostTabs = 60;

} // namespace

/// What somebody does who hears the program only.
class ScreenReaderTest : public ScreenReaderFixture {
    Q_OBJECT

private slots:
    void init() { start(); }
    void cleanup() { end(); }
    void asksReadsAndQuitsWithoutSeeing();
    void saysEachFinishedSentenceOnce();
    void tabGoesInTheOrderOfReading();
    void staysWhereItIsWhenAChatIsListed();
};

void ScreenReaderTest::asksReadsAndQuitsWithoutSeeing()
{
    ask("How warm is it?");
    const AccessibleObject message = waitForAnswer(window());
    QCOMPARE(message.role(), QString("list item"));
    QCOMPARE(message.text(),
        QString("Boilers\nSee the guide: about $p_0$, as in\nprint(1)\n\nState\nBar\ncold\n1.2\nhot\n1.9\n"));
    QVERIFY(!findShown(message, "link", "the guide").isNull());

    QVERIFY(waitForShown("push button", "Settings").act("Press"));
    const AccessibleObject settings = waitForWindow("Settings");
    QVERIFY(!settings.isNull());
    openPage(settings, "Appearance");
    QVERIFY(waitFor([&] { return findShown(settings, "radio button", "Dark"); }).act("Toggle"));
    QTRY_VERIFY(findShown(settings, "radio button", "Dark").is(State::Checked));
    QVERIFY(!findShown(settings, "radio button", "Light").is(State::Checked));
    QVERIFY(findShown(settings, "push button", "Close").act("Press"));
    QTRY_VERIFY(m_program->window("Settings").isNull());

    QVERIFY(waitForShown("push button", "Menu").act("Press"));
    const AccessibleObject quit
        = waitFor([this] { return findShown(m_program->lastShown("popup menu", "Menu"), "menu item", "Quit"); });
    QVERIFY(quit.act("Press"));
    QCOMPARE(m_run->wait().exitStatus, 0);
}

void ScreenReaderTest::saysEachFinishedSentenceOnce()
{
    const QByteArrayList tokens{"The", " boiler", " is", " **warm**", ". Its", " pressure", " is 1", ".5", " bar.",
        " \\n\\n", "```python\\nprint", "(1)\\n```\\n\\n", "Open", " the", " [valve](https://", "example.org) now."};
    m_server->enqueue(answer(tokens, 50ms));
    ask("How warm is it?");
    const QStringList sentences{
        "The boiler is warm.", "Its pressure is 1.5 bar.", "Code in python.", "Open the valve now."};
    QTRY_COMPARE_WITH_TIMEOUT(m_program->said.join(u' '), sentences.join(u' '), 20'000);
    // A busy machine may say two at once, but never a part of one.
    for (const QString &said : std::as_const(m_program->said)) {
        const bool isWhole = std::any_of(
            sentences.cbegin(), sentences.cend(), [&said](const QString &sentence) { return said.endsWith(sentence); });
        QVERIFY2(isWhole, qPrintable(said));
    }
}

void ScreenReaderTest::tabGoesInTheOrderOfReading()
{
    const Wanted estimate
        = [](const AccessibleObject &object) { return object.name().endsWith(QLatin1String(" / 40k")); };
    QTRY_VERIFY(!findShown(window(), estimate).isNull()); // what the button is called does not change any more
    QStringList readOrder;
    const Wanted note = [&readOrder](const AccessibleObject &object) {
        const auto states = object.states();
        const bool isOwnFocus = states.contains(State::Focusable) && states.contains(State::Enabled)
            && object.parent().role() != QLatin1String("list");
        if (isOwnFocus)
            readOrder << object.name();
        return false;
    };
    QVERIFY(findShown(window(), note).isNull());
    QVERIFY2(readOrder.contains("Your question") && readOrder.contains("New chat"), qPrintable(readOrder.join('|')));
    QStringList tabOrder;
    for (int i = 0; i < kMostTabs && !tabOrder.contains("Your question"); ++i) {
        m_program->events.clear();
        m_program->press("Tab");
        QTRY_VERIFY(!m_program->focused().isEmpty());
        tabOrder << m_program->focused().last().name();
    }
    const auto start = readOrder.indexOf("Your question") + 1;
    QCOMPARE(tabOrder, readOrder.mid(start) + readOrder.first(start));
}

void ScreenReaderTest::staysWhereItIsWhenAChatIsListed()
{
    const AccessibleObject field = waitForShown("text", "Your question");
    QVERIFY(field.is(State::Focused));
    ask("How warm is it?");
    QVERIFY(!waitForShown("list item", "How warm is it?").isNull()); // in the list of chats
    QVERIFY(!waitForShown("list item", "Answer, message 2 of 2").isNull());
    for (const AccessibleObject &focused : m_program->focused())
        QCOMPARE(focused.program() + focused.path(), field.program() + field.path());
}

QTEST_GUILESS_MAIN(ScreenReaderTest)
#include "screen_reader_test.moc"
