// SPDX-License-Identifier: MIT
#include "tests/app/accessible_dump.h"
#include "tests/app/screen_reader_fixture.h"

using namespace freshet;
using namespace freshet::test;

/// Every window, popup, menu and page as a screen reader finds it, opened by AT-SPI alone. What was met is kept as a
/// text when a test fails, or in the folder that FRESHET_ACCESSIBILITY_DUMP names.
class ScreenReaderWindowsTest : public ScreenReaderFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theWindowAndItsSettings();
    void whatAChatBrings();

private:
    // Each opens it, writes down what is there, and closes it.
    void dumpWindow(const QString &title, const QString &keys, const QString &name);
    void dumpPopup(const QString &title, const QString &keys, const QString &role, const QString &name);
    void dumpPart(const QString &title, const QString &keys, const QString &role, const QString &name);
    void dumpMenus();
    void dumpSettings();
    void dumpTokens(const AccessibleObject &settings);
    void dumpConnection(const AccessibleObject &settings);
    void dumpSources();
    void dumpComparison();
    void dumpImport();
    void dumpWaitingQuestions();
    void dumpFailedAnswer();
    void dumpQuickAsk();
    void dumpTrash();

    void escape(const QString &name);
    void command(const QString &name);
    void chooseFile(const QString &title, const QString &dialog, const QString &path,
        const QString &accept = QStringLiteral("Open"));
    void keepDump() const;

    AccessibleDump m_dump;
};

void ScreenReaderWindowsTest::init()
{
    m_dump = AccessibleDump();
    start();
}

void ScreenReaderWindowsTest::cleanup()
{
    if (QTest::currentTestFailed() || qEnvironmentVariableIsSet("FRESHET_ACCESSIBILITY_DUMP"))
        keepDump();
    end();
}

void ScreenReaderWindowsTest::dumpWindow(const QString &title, const QString &keys, const QString &name)
{
    m_program->press(keys);
    m_dump.add(title, waitForWindow(name));
    escape(name);
}

void ScreenReaderWindowsTest::escape(const QString &name)
{
    m_program->press("Escape");
    QTRY_VERIFY2(m_program->window(name).isNull(), qPrintable(name));
    QVERIFY(!waitForWindow("Freshet").isNull()); // the next keys are for it
}

void ScreenReaderWindowsTest::dumpPopup(
    const QString &title, const QString &keys, const QString &role, const QString &name)
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

void ScreenReaderWindowsTest::dumpPart(
    const QString &title, const QString &keys, const QString &role, const QString &name)
{
    m_program->press(keys);
    m_dump.add(title, waitForShown(role, name));
    m_program->press("Escape");
    QTRY_VERIFY2(findShown(window(), role, name).isNull(), qPrintable(name));
}

void ScreenReaderWindowsTest::dumpMenus()
{
    for (const char *const button : {"Menu", "Documents to search in: Documents", "Attach files, or add documents"}) {
        m_program->events.clear();
        QVERIFY(waitForShown("push button", button).act("Press"));
        m_dump.add(button, waitFor([&] { return m_program->lastShown("popup menu"); }));
        m_program->press("Escape");
        QTRY_VERIFY2(m_program->lastShown("popup menu").isNull(), button);
    }
}

void ScreenReaderWindowsTest::dumpSettings()
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
    dumpConnection(settings);
    dumpTokens(settings);
    escape("Settings");
}

void ScreenReaderWindowsTest::dumpTokens(const AccessibleObject &settings)
{
    openPage(settings, "Local endpoint");
    QVERIFY(waitForPressable(settings, "New token…").act("Press"));
    const AccessibleObject question = waitForWindow("New token");
    m_dump.add("New token", question);
    QVERIFY(findShown(question, "text", "Name of the tool").setText("Editor"));
    QVERIFY(waitForPressable(question, "Create token").act("Press"));
    QVERIFY(!waitForWindow("Settings").isNull());
    QVERIFY(!waitForPressable(settings, "Copy token").isNull());
    m_dump.add("A token that was made", settings);
    QVERIFY(waitForPressable(settings, "Done").act("Press"));
    QVERIFY(waitForPressable(settings, "Revoke token…").act("Press"));
    m_dump.add("Revoke a token", waitForWindow("Revoke a token"));
    m_program->press("Escape");
    QVERIFY(!waitForWindow("Settings").isNull());
}

void ScreenReaderWindowsTest::dumpConnection(const AccessibleObject &settings)
{
    openPage(settings, "Ollama");
    QVERIFY(waitForPressable(settings, "Test connection").act("Press"));
    QVERIFY(!waitForPressable(settings, "Test again").isNull());
    m_dump.add("A connection that was tested", settings);
}

void ScreenReaderWindowsTest::theWindowAndItsSettings()
{
    m_dump.add("First start", window());
    dumpMenus();
    ask("How warm is it?");
    QVERIFY(!waitForAnswer(window()).isNull());
    QVERIFY(!waitForShown("list item", "How warm is it?").isNull());
    m_dump.add("A chat", window());
    dumpPopup("Palette", "Ctrl+K", "panel", "Find a command or a chat");
    dumpPopup("Models", "Ctrl+M", "panel", "Choose a model");
    dumpPopup("Folders", "Ctrl+Shift+D", "popup menu", "How warm is it?");
    dumpPart("Find", "Ctrl+F", "filler", "Find in this chat");
    dumpPart("Search", "Ctrl+Shift+F", "panel", "Search all chats");
    dumpWindow("Prompt", "Ctrl+Shift+P", "What will be sent");
    dumpWindow("Tags", "Ctrl+Shift+T", "Tags");
    dumpSettings();
    QVERIFY2(m_dump.complaints().isEmpty(), qPrintable(m_dump.complaints().join('\n')));
}

/// By its name, in the palette.
void ScreenReaderWindowsTest::command(const QString &name)
{
    const QString palette = QStringLiteral("Find a command or a chat");
    m_program->events.clear();
    m_program->press("Ctrl+K");
    const auto field = waitFor([&] { return findShown(m_program->lastShown("panel", palette), "text", palette); });
    QVERIFY(field.setText(name));
    QVERIFY(!waitFor([&] {
        return findShown(m_program->lastShown("panel", palette), [&name](const AccessibleObject &object) {
            return object.role() == QLatin1String("list item") && object.name().startsWith(name)
                && object.is(State::Selected);
        });
    }).isNull());
    m_program->press("Return");
}

void ScreenReaderWindowsTest::chooseFile(
    const QString &title, const QString &dialog, const QString &path, const QString &accept)
{
    const AccessibleObject opened = waitForWindow(dialog);
    QVERIFY(findShown(opened, "push button", "List View").act("Press")); // Qt's table has empty cells
    m_dump.add(title, opened);
    QVERIFY(findShown(opened, "text", "File name:").setText(path));
    QVERIFY(waitForPressable(opened, accept).act("Press"));
    QTRY_VERIFY2(m_program->window(dialog).path() != opened.path(), qPrintable(dialog));
}

void ScreenReaderWindowsTest::dumpSources()
{
    const QString path = m_run->writeFile("heating.md",
        "# Boiler\n\nThe pressure of the boiler is kept between 1.2 and 1.8 bar.\n\n"
        "## Radiators\n\nA radiator is bled every October, before the boiler is filled up.\n");
    m_program->press("Ctrl+O");
    chooseFile("Add files", "Add files", path);
    QVERIFY(!waitForShown("notification", "Added 1 document.").isNull());
    m_server->enqueue(answer({"Between **1.2 and 1.8 bar** [1]; radiators first [2]."}));
    ask("Which pressure does the boiler need, and when is a radiator bled?");
    const AccessibleObject citation = findShown(waitForAnswer(window()), "link", "Source 1");
    QVERIFY(!citation.isNull());
    m_dump.add("An answer with its sources", window());
    QVERIFY(citation.act("Press"));
    QVERIFY(!waitForShown("list", "Passages").isNull());
    m_dump.add("Sources", window());
    m_program->press("Escape");
    QTRY_VERIFY(findShown(window(), "list", "Passages").isNull());
}

void ScreenReaderWindowsTest::dumpComparison()
{
    m_program->press("Ctrl+Shift+M");
    const AccessibleObject dialog = waitForWindow("Ask several models");
    QVERIFY(findShown(dialog, "text", "Question").setText("How warm is it?"));
    m_program->events.clear();
    QVERIFY(findShown(dialog, "push button", "Choose a model…").act("Press"));
    const AccessibleObject field = waitFor(
        [this] { return findShown(m_program->lastShown("panel", "Choose a model"), "text", "Search models"); });
    QVERIFY(field.setText("gemma"));
    m_program->press("Return");
    const AccessibleObject askBoth = waitForPressable(dialog, "Ask 2 models");
    m_dump.add("Ask several models", dialog);
    QVERIFY(askBoth.act("Press"));
    const Wanted isDone = [](const AccessibleObject &object) {
        return object.role() == QLatin1String("list item") && object.name().startsWith(QLatin1String("Answer"))
            && !object.is(State::Busy);
    };
    for (const char *const name : {"Answer of Qwen3 8B · Ollama", "Answer of gemma3:4b · Ollama"}) {
        QVERIFY2(!waitFor([&] { return findShown(waitForShown("list", name), isDone); }).isNull(), name);
    }
    m_dump.add("Answers side by side", window());
    m_program->press("Escape");
    QVERIFY(!waitForShown("list", "Conversation").isNull());
}

void ScreenReaderWindowsTest::dumpImport()
{
    command("Import chats");
    chooseFile("Import chats", "Import chats", QStringLiteral(FRESHET_TEST_DATA "/archive/chatgpt.json"));
    const AccessibleObject report = waitFor([this] {
        const AccessibleObject box = m_program->window("Import chats");
        return findShown(box, "push button", "Show Details...").isNull() ? AccessibleObject() : box;
    });
    m_dump.add("Import report", report);
    QVERIFY(findShown(report, "push button", "Show Details...").act("Press"));
    QVERIFY(!waitFor([&] { return findShown(report, "push button", "Hide Details..."); }).isNull());
    m_dump.add("Import report, with details", report);
    escape("Import chats");
}

void ScreenReaderWindowsTest::dumpWaitingQuestions()
{
    m_program->press("Ctrl+N");
    m_program->press("Ctrl+Shift+A");
    chooseFile("Attach", "Attach to this question", m_run->writeFile("one.txt", "One."));
    QVERIFY(!waitFor([this] {
        return findShown(window(), [](const AccessibleObject &object) {
            return object.role() == QLatin1String("push button") && object.name().startsWith("Remove one.txt");
        });
    }).isNull());
    m_dump.add("An attachment", window());
    m_server->enqueue(Script().header("Content-Type", "application/x-ndjson").chunk(piece("It is")).stall());
    ask("What is this?");
    QVERIFY(!waitForShown("push button", "Stop").isNull());
    for (const char *const question : {"And that?", "And the third?"}) {
        QVERIFY(waitForShown("text", "Your question").setText(question));
        m_program->press("Return"); // the button stops the answer
        QVERIFY(!waitForShown("label", QStringLiteral("Next: %1").arg(question)).isNull());
    }
    m_dump.add("Questions that wait", window());
}

void ScreenReaderWindowsTest::dumpFailedAnswer()
{
    m_program->press("Ctrl+N");
    m_server->enqueue(Script().status(404).chunk(R"({"error":"model 'qwen3:8b' not found"})").lastChunk());
    ask("Is it there?");
    QVERIFY(!waitForShown("push button", "Choose another model").isNull());
    m_dump.add("An answer that failed", window());
}

void ScreenReaderWindowsTest::dumpQuickAsk()
{
    m_program->press("Ctrl+Shift+K");
    const AccessibleObject quick = waitForWindow("Quick question");
    m_dump.add("Quick question", quick);
    QVERIFY(findShown(quick, "text", "Your question").setText("How warm is it?"));
    QVERIFY(waitForPressable(quick, "Send").act("Press"));
    QVERIFY(!waitForAnswer(quick).isNull());
    m_dump.add("Quick question, answered", quick);
    escape("Quick question");
}

void ScreenReaderWindowsTest::dumpTrash()
{
    const QString chat = QStringLiteral("Is it there?");
    m_program->events.clear();
    m_program->press("F6"); // from the question to the chats
    QTRY_VERIFY(std::any_of(m_program->events.cbegin(), m_program->events.cend(), [](const auto &event) {
        return event.detail == QLatin1String("focused") && event.source.name() == QLatin1String("Chats");
    }));
    dumpPopup("The menu of a chat", "Menu", "popup menu", chat);
    m_program->events.clear();
    m_program->press("F2");
    const AccessibleObject editor = waitFor([this] { // Qt does not count it among the children of the list
        return m_program->focused().isEmpty() ? AccessibleObject() : m_program->focused().last();
    });
    QCOMPARE(editor.name(), "New name of “" + chat + "”");
    m_dump.add("Another name for a chat", editor);
    m_program->press("Escape");
    m_program->press("Ctrl+Shift+Backspace");
    QVERIFY(!waitForShown("push button", "Undo").isNull());
    m_dump.add("A chat that went to the trash", window());
    QVERIFY(waitForShown("check box", "Trash").act("Toggle"));
    QVERIFY(!waitForShown("list", "Trash").isNull());
    m_dump.add("The trash", window());
    QVERIFY(waitForPressable(window(), "Empty the trash…").act("Press"));
    m_dump.add("Empty the trash", waitForWindow("Empty the trash"));
    escape("Empty the trash");
}

void ScreenReaderWindowsTest::whatAChatBrings()
{
    dumpSources();
    dumpComparison();
    m_program->press("Ctrl+E");
    chooseFile("Export", "Export", m_run->filePath("chat.md"), "Save");
    QVERIFY(QTest::qWaitFor([this] { return QFile::exists(m_run->filePath("chat.md")); }, 20'000));
    dumpImport();
    dumpQuickAsk();
    dumpFailedAnswer();
    dumpTrash();
    dumpWaitingQuestions();
    QVERIFY2(m_dump.complaints().isEmpty(), qPrintable(m_dump.complaints().join('\n')));
}

void ScreenReaderWindowsTest::keepDump() const
{
    const QString folder = qEnvironmentVariable("FRESHET_ACCESSIBILITY_DUMP", QCoreApplication::applicationDirPath());
    QFile file(QStringLiteral("%1/accessibility_%2.txt").arg(folder, QTest::currentTestFunction()));
    if (file.open(QFile::WriteOnly))
        file.write(m_dump.text().toUtf8() + '\n' + m_dump.complaints().join(u'\n').toUtf8() + '\n');
}

QTEST_GUILESS_MAIN(ScreenReaderWindowsTest)
#include "screen_reader_windows_test.moc"
