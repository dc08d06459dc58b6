// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/accessible_program.h"
#include "tests/app/desktop_session.h"
#include "tests/app/program_run.h"
#include "tests/support/fake_http_server.h"

#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;
using State = AccessibleObject::State;

/// The real program on a Wayland compositor, where there is no X11 to fall back to; used through AT-SPI.
class WaylandTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersAndShowsItsSettings();
    void showsPopups_data();
    void showsPopups();
    void leavesASecondStartToTheFirst();

private:
    AccessibleObject window() const { return m_program->window(QStringLiteral("Freshet")); }
    bool press(const QString &role, const QString &name);

    DesktopSession m_desktop{DesktopSession::Kind::Wayland};
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_run;
    std::unique_ptr<AccessibleProgram> m_program;
};

bool WaylandTest::press(const QString &role, const QString &name)
{
    AccessibleObject button;
    return QTest::qWaitFor(
               [&] {
                   button = findShown(window(), role, name);
                   return !button.isNull() && button.is(State::Enabled);
               },
               20'000)
        && button.act("Press");
}

void WaylandTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        const QByteArray body = request.path == "/api/chat"
            ? R"({"message":{"role":"assistant","content":"It is warm."},"done":true,"done_reason":"stop"})"
              "\n"
            : R"({"models":[{"name":"qwen3:8b","capabilities":["completion"],"details":{"context_length":40960}}]})";
        return Script().chunk(body).lastChunk();
    });
    m_run = std::make_unique<ProgramRun>();
    {
        SettingsStore settings(m_run->profile() + QStringLiteral("/settings.ini"));
        settings.set(keys::baseUrl("ollama"), m_server->url(QString()).toString());
        settings.set(keys::defaultProvider, QStringLiteral("ollama"));
        settings.set(keys::defaultModel, QStringLiteral("qwen3:8b"));
    }
    for (const auto &[name, value] : m_desktop.environment())
        m_run->setEnvironment(name, value);
    m_run->setEnvironment("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1");
    m_run->start({});
    m_program = std::make_unique<AccessibleProgram>(m_desktop.busAddress(), m_run->processId());
    QVERIFY(m_program->isThere());
    QTRY_VERIFY(!window().isNull());
}

void WaylandTest::cleanup()
{
    m_run->sendSignal(SIGTERM);
    const ProgramRun::Result result = m_run->wait();
    m_program.reset();
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(QString::fromUtf8(result.errors), QString()); // neither Qt nor the compositor had to complain
}

void WaylandTest::answersAndShowsItsSettings()
{
    AccessibleObject field;
    QTRY_VERIFY(!(field = findShown(window(), "text", "Your question")).isNull());
    QVERIFY(field.setText("How warm is it?"));
    QVERIFY(press("push button", "Send"));
    AccessibleObject message;
    QTRY_VERIFY_WITH_TIMEOUT(!(message = findShown(window(), "list item", "Answer, message 2 of 2")).isNull(), 20'000);
    QTRY_COMPARE(message.text(), QString("It is warm."));
    QVERIFY(press("push button", "Settings"));
    AccessibleObject settings;
    QTRY_VERIFY(!(settings = m_program->window("Settings")).isNull());
    QVERIFY(findShown(settings, "push button", "Close").act("Press"));
    QTRY_VERIFY(m_program->window("Settings").isNull());
}

void WaylandTest::showsPopups_data()
{
    QTest::addColumn<QString>("button");
    QTest::newRow("menu") << "Menu";
    QTest::newRow("documents") << "Documents to search in: Documents";
    QTest::newRow("attach") << "Attach files, or add documents";
}

/// Each in a program of its own: nobody is there who could close it with a key. Lists with a field cannot be shown: Qt
/// 6.4 draws no cursor in a popup on a compositor without a keyboard, it crashes.
void WaylandTest::showsPopups()
{
    QFETCH(const QString, button);
    m_program->events.clear();
    QVERIFY(press("push button", button));
    QTRY_VERIFY(!m_program->lastShown("popup menu").isNull());
}

void WaylandTest::leavesASecondStartToTheFirst()
{
    ProgramRun second;
    second.setProfile(m_run->profile());
    for (const auto &[name, value] : m_desktop.environment())
        second.setEnvironment(name, value);
    second.setEnvironment("XDG_RUNTIME_DIR", QFileInfo(m_run->profile()).path());
    const ProgramRun::Result result = second.run({});
    QVERIFY2(result.exitStatus == 0, result.errors.constData());
    QVERIFY(!window().isNull());
}

QTEST_GUILESS_MAIN(WaylandTest)
#include "wayland_test.moc"
