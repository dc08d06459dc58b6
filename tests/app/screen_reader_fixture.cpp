// SPDX-License-Identifier: MIT
#include "tests/app/screen_reader_fixture.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

namespace freshet::test {

namespace {

constexpr int kShownWithin = 20'000; ///< Milliseconds.

const char kAnswer[]
    = "## Boilers\\n\\nSee [the guide](https://example.org/boilers): about $p_0$, as in\\n\\n```python\\nprint(1)\\n```"
      "\\n\\n| State | Bar |\\n|:--|--:|\\n| cold | 1.2 |\\n| hot | 1.9 |\\n";

} // namespace

QByteArray ScreenReaderFixture::piece(const QByteArray &text)
{
    return R"({"message":{"role":"assistant","content":")" + text + R"("},"done":false})" + "\n";
}

ScreenReaderFixture::Script ScreenReaderFixture::answer(const QByteArrayList &pieces, std::chrono::milliseconds pause)
{
    Script script;
    script.header("Content-Type", "application/x-ndjson");
    for (const QByteArray &text : pieces)
        script.chunk(piece(text)).pause(pause);
    return script.chunk(piece(QByteArray()).replace("\"done\":false", R"("done":true,"done_reason":"stop")"))
        .lastChunk();
}

void ScreenReaderFixture::start()
{
    m_desktop = std::make_unique<DesktopSession>();
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        if (request.path == "/api/chat")
            return answer({kAnswer});
        QByteArrayList models;
        for (const char *const name : {"qwen3:8b", "gemma3:4b"})
            models << R"({"name":")" + QByteArray(name)
                    + R"(","capabilities":["completion"],"details":{"context_length":40960}})";
        return Script().chunk(R"({"models":[)" + models.join(',') + "]}").lastChunk();
    });
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

void ScreenReaderFixture::end()
{
    m_run->sendSignal(SIGTERM);
    const ProgramRun::Result result = m_run->wait();
    QVERIFY2(result.exitStatus == 0, result.errors.constData());
    m_program.reset();
    m_desktop.reset();
}

AccessibleObject ScreenReaderFixture::waitFor(const Find &find)
{
    AccessibleObject found;
    [[maybe_unused]] const bool isInTime = QTest::qWaitFor(
        [&] {
            found = find();
            return !found.isNull();
        },
        kShownWithin);
    return found;
}

AccessibleObject ScreenReaderFixture::waitForShown(const QString &role, const QString &name) const
{
    return waitFor([&] { return findShown(window(), role, name); });
}

AccessibleObject ScreenReaderFixture::waitForWindow(const QString &name) const
{
    return waitFor([&] {
        const AccessibleObject found = m_program->window(name);
        return found.is(State::Active) ? found : AccessibleObject();
    });
}

AccessibleObject ScreenReaderFixture::waitForPressable(const AccessibleObject &top, const QString &name)
{
    return waitFor([&] {
        const AccessibleObject button = findShown(top, "push button", name);
        return button.is(State::Enabled) ? button : AccessibleObject();
    });
}

void ScreenReaderFixture::ask(const QString &question) const
{
    QVERIFY(waitForShown("text", "Your question").setText(question));
    QVERIFY(waitForPressable(window(), "Send").act("Press"));
}

AccessibleObject ScreenReaderFixture::waitForAnswer(const AccessibleObject &top)
{
    return waitFor([&top] {
        return findShown(top, [](const AccessibleObject &object) {
            return object.name() == QLatin1String("Answer, message 2 of 2") && !object.is(State::Busy);
        });
    });
}

void ScreenReaderFixture::openPage(const AccessibleObject &settings, const QString &name) const
{
    const QList<AccessibleObject> rows = findShown(settings, "list", "Pages").children();
    m_program->press("Home");
    for (const AccessibleObject &page : rows) { // and headings
        QTRY_VERIFY2(page.is(State::Focused), qPrintable(page.name())); // the next key finds the keyboard here
        if (page.name() == name) {
            QVERIFY2(!waitFor([&] { return findShown(settings, "filler", name); }).isNull(), qPrintable(name));
            return;
        }
        m_program->press("Down");
    }
    QFAIL(qPrintable("there is no page " + name));
}

} // namespace freshet::test
