// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/accessible_dump.h"
#include "tests/app/accessible_program.h"
#include "tests/app/desktop_session.h"
#include "tests/app/program_run.h"
#include "tests/support/fake_http_server.h"

#include <QTest>

#include <csignal>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;
using State = AccessibleObject::State;

namespace {

constexpr int kMostTabs = 60;

const char kAnswer[]
    = "## Boilers\\n\\nSee [the guide](https://example.org/boilers): about $p_0$, as in\\n\\n```python\\nprint(1)\\n```"
      "\\n\\n| State | Bar |\\n|:--|--:|\\n| cold | 1.2 |\\n| hot | 1.9 |\\n";

QByteArray piece(const QByteArray &text)
{
    return R"({"message":{"role":"assistant","content":")" + text + R"("},"done":false})" + "\n";
}

Script answer(const QByteArrayList &pieces, std::chrono::milliseconds pause = 0ms)
{
    Script script;
    script.header("Content-Type", "application/x-ndjson");
    for (const QByteArray &text : pieces)
        script.chunk(piece(text)).pause(pause);
    return script.chunk(piece(QByteArray()).replace("\"done\":false", R"("done":true,"done_reason":"stop")"))
        .lastChunk();
}

Script answerTo(const FakeHttpServer::Request &request)
{
    if (request.path == "/api/chat")
        return answer({kAnswer});
    return Script()
        .chunk(R"({"models":[{"name":"qwen3:8b","capabilities":["completion"],"details":{"context_length":40960}}]})")
        .lastChunk();
}

} // namespace

/// The real program in a desktop of its own, as a screen reader meets it over AT-SPI. What was met is kept as a text
/// when a test fails, or in the file that FRESHET_ACCESSIBILITY_DUMP names.
class ScreenReaderTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksReadsAndQuitsWithoutSeeing();
    void saysEachFinishedSentenceOnce();
    void tabGoesInTheOrderOfReading();
    void staysWhereItIsWhenAChatIsListed();
    void leavesNothingWithoutANameAndARole();

private:
    using Find = std::function<AccessibleObject()>;

    AccessibleObject window() const { return m_program->window(QStringLiteral("Freshet")); }
    AccessibleObject waitFor(const Find &find);
    AccessibleObject waitForShown(const QString &role, const QString &name);
    AccessibleObject waitForWindow(const QString &name);
    void ask(const QString &question);
    void dumpWindow(const QString &title, const QString &keys, const QString &name);
    void dumpPopup(const QString &title, const QString &keys, const QString &role, const QString &name);
    void dumpPart(const QString &title, const QString &keys, const QString &role, const QString &name);
    void dumpMenus();
    void dumpSettings();
    void openPage(const AccessibleObject &settings, const QString &name);
    void keepDump() const;

    std::unique_ptr<DesktopSession> m_desktop;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_run;
    std::unique_ptr<AccessibleProgram> m_program;
    AccessibleDump m_dump;
};

void ScreenReaderTest::init()
{
    m_desktop = std::make_unique<DesktopSession>();
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler(answerTo);
    m_server->enqueueFor("/api/chat");
    m_run = std::make_unique<ProgramRun>();
    {
        SettingsStore settings(m_run->profile() + QStringLiteral("/settings.ini"));
        settings.set(keys::baseUrl(QStringLiteral("ollama")), m_server->url(QString()).toString());
        settings.set(keys::defaultProvider, QStringLiteral("ollama"));
        settings.set(keys::defaultModel, QStringLiteral("qwen3:8b"));
    }
    for (const auto &[name, value] : m_desktop->environment())
        m_run->setEnvironment(name, value);
    m_run->setEnvironment(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    m_run->start({});
    m_program = std::make_unique<AccessibleProgram>(m_desktop->busAddress(), m_run->processId());
    QVERIFY(m_program->isThere());
    QVERIFY(!waitFor([this] { return window().is(State::Active) ? window() : AccessibleObject(); }).isNull());
    QVERIFY(!waitFor([this] {
        const AccessibleObject field = findShown(window(), "text", "Your question");
        return field.is(State::Focused) ? field : AccessibleObject();
    }).isNull());
    QCoreApplication::processEvents(); // that it has the focus was told before
}

void ScreenReaderTest::cleanup()
{
    if (QTest::currentTestFailed())
        keepDump();
    m_run->sendSignal(SIGTERM);
    const ProgramRun::Result result = m_run->wait();
    QVERIFY2(result.exitStatus == 0, result.errors.constData());
    m_program.reset();
    m_desktop.reset();
}

AccessibleObject ScreenReaderTest::waitFor(const Find &find)
{
    AccessibleObject found;
    [[maybe_unused]] const bool isInTime = QTest::qWaitFor(
        [&] {
            found = find();
            return !found.isNull();
        },
        20'000);
    return found;
}

AccessibleObject ScreenReaderTest::waitForShown(const QString &role, const QString &name)
{
    return waitFor([&] { return findShown(window(), role, name); });
}

AccessibleObject ScreenReaderTest::waitForWindow(const QString &name)
{
    return waitFor([&] {
        const AccessibleObject found = m_program->window(name);
        return found.is(State::Active) ? found : AccessibleObject();
    });
}

void ScreenReaderTest::ask(const QString &question)
{
    QVERIFY(waitForShown("text", "Your question").setText(question));
    QVERIFY(waitFor([this] {
        const AccessibleObject send = findShown(window(), "push button", "Send");
        return send.is(State::Enabled) ? send : AccessibleObject();
    }).act("Press"));
}

void ScreenReaderTest::asksReadsAndQuitsWithoutSeeing()
{
    ask("How warm is it?");
    const AccessibleObject message = waitFor([this] {
        return findShown(window(), [](const AccessibleObject &object) {
            return object.name() == QLatin1String("Answer, message 2 of 2") && !object.is(State::Busy);
        });
    });
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

void ScreenReaderTest::dumpWindow(const QString &title, const QString &keys, const QString &name)
{
    m_program->press(keys);
    const AccessibleObject opened = waitForWindow(name);
    m_dump.add(title, opened);
    m_program->press("Escape");
    QTRY_VERIFY2(m_program->window(name).isNull(), qPrintable(name));
    QVERIFY(!waitForWindow("Freshet").isNull()); // the next keys are for it
}

void ScreenReaderTest::dumpPopup(const QString &title, const QString &keys, const QString &role, const QString &name)
{
    m_program->events.clear();
    m_program->press(keys);
    const Wanted isEntry = [](const AccessibleObject &object) {
        return object.role().endsWith(QLatin1String(" item")) && !object.name().isEmpty();
    };
    const AccessibleObject popup = waitFor([&] {
        const AccessibleObject shown = m_program->lastShown(role, name);
        return shown.isNull() || findShown(shown, isEntry).isNull() ? AccessibleObject() : shown; // its list is filled
    });
    m_dump.add(title, popup);
    m_program->press("Escape");
    QTRY_VERIFY2(m_program->lastShown(role, name).isNull(), qPrintable(name));
}

void ScreenReaderTest::dumpPart(const QString &title, const QString &keys, const QString &role, const QString &name)
{
    m_program->press(keys);
    m_dump.add(title, waitForShown(role, name));
    m_program->press("Escape");
    QTRY_VERIFY2(findShown(window(), role, name).isNull(), qPrintable(name));
}

void ScreenReaderTest::dumpMenus()
{
    for (const char *const button : {"Menu", "Documents to search in: Documents", "Attach files, or add documents"}) {
        m_program->events.clear();
        QVERIFY(waitForShown("push button", button).act("Press"));
        m_dump.add(button, waitFor([&] { return m_program->lastShown("popup menu"); }));
        m_program->press("Escape");
        QTRY_VERIFY2(m_program->lastShown("popup menu").isNull(), button);
    }
}

/// By the arrows, from where the list of pages has the keyboard.
void ScreenReaderTest::openPage(const AccessibleObject &settings, const QString &name)
{
    m_program->press("Home");
    for (int i = 0; i < kMostTabs && findShown(settings, "filler", name).isNull(); ++i) {
        m_program->events.clear();
        m_program->press("Down");
        QTRY_VERIFY(!m_program->focused().isEmpty());
    }
    QVERIFY2(!findShown(settings, "filler", name).isNull(), qPrintable(name));
}

void ScreenReaderTest::dumpSettings()
{
    m_program->press("Ctrl+comma");
    const AccessibleObject settings = waitForWindow("Settings");
    const AccessibleObject pages = findShown(settings, "list", "Pages");
    QVERIFY(!pages.isNull());
    QStringList names;
    for (const AccessibleObject &page : pages.children()) {
        if (page.is(State::Selectable))
            names << page.name();
    }
    QVERIFY(names.size() > 6);
    for (const QString &name : names.first(7)) { // the others are pages of providers as well
        openPage(settings, name);
        m_dump.add("Settings, " + name, settings);
    }
    openPage(settings, "Local endpoint");
    QVERIFY(findShown(settings, "push button", "New token…").act("Press"));
    m_dump.add("New token", waitForWindow("New token"));
    m_program->press("Escape");
    QVERIFY(!waitForWindow("Settings").isNull());
    m_program->press("Escape");
    QTRY_VERIFY(m_program->window("Settings").isNull());
}

void ScreenReaderTest::leavesNothingWithoutANameAndARole()
{
    m_dump.add("First start", window());
    dumpMenus();
    ask("How warm is it?");
    QVERIFY(!waitForShown("link", "the guide").isNull());
    QVERIFY(!waitForShown("list item", "How warm is it?").isNull());
    m_dump.add("A chat", window());
    dumpPopup("Palette", "Ctrl+K", "panel", "Find a command or a chat");
    dumpPopup("Models", "Ctrl+M", "panel", "Choose a model");
    dumpPopup("Folders", "Ctrl+Shift+D", "popup menu", "How warm is it?");
    dumpPart("Find", "Ctrl+F", "filler", "Find in this chat");
    dumpPart("Search", "Ctrl+Shift+F", "panel", "Search all chats");
    dumpWindow("Compare", "Ctrl+Shift+M", "Ask several models");
    dumpWindow("Prompt", "Ctrl+Shift+P", "What will be sent");
    dumpWindow("Tags", "Ctrl+Shift+T", "Tags");
    dumpSettings();
    if (qEnvironmentVariableIsSet("FRESHET_ACCESSIBILITY_DUMP"))
        keepDump();
    QVERIFY2(m_dump.complaints().isEmpty(), qPrintable(m_dump.complaints().join('\n')));
}

void ScreenReaderTest::keepDump() const
{
    QFile file(qEnvironmentVariable("FRESHET_ACCESSIBILITY_DUMP",
        QCoreApplication::applicationDirPath() + QStringLiteral("/failed_accessibility.txt")));
    if (file.open(QFile::WriteOnly))
        file.write(m_dump.text().toUtf8() + '\n' + m_dump.complaints().join(u'\n').toUtf8() + '\n');
}

QTEST_GUILESS_MAIN(ScreenReaderTest)
#include "screen_reader_test.moc"
