// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/accessible_program.h"
#include "tests/app/desktop_session.h"
#include "tests/app/program_run.h"
#include "tests/support/fake_http_server.h"

#include <QTest>

#include <csignal>

namespace freshet::test {

/// The real program in a desktop of its own, as a screen reader meets it over AT-SPI. One scripted server stands in the
/// place of Ollama, with two models. A test calls start() first and end() last.
class ScreenReaderFixture : public QObject {
protected:
    using Find = std::function<AccessibleObject()>;
    using Script = FakeHttpServer::Script;
    using State = AccessibleObject::State;

    void start(); ///< Until the question can be written.
    void end(); ///< Asks the program to quit, if it still runs.

    static QByteArray piece(const QByteArray &text);
    static Script answer(const QByteArrayList &pieces, std::chrono::milliseconds pause = {});

    AccessibleObject window() const { return m_program->window(QStringLiteral("Freshet")); }
    static AccessibleObject waitFor(const Find &find); ///< Null when it does not come.
    AccessibleObject waitForShown(const QString &role, const QString &name) const; ///< In the window.
    AccessibleObject waitForWindow(const QString &name) const; ///< Active.
    static AccessibleObject waitForPressable(const AccessibleObject &top, const QString &name); ///< Enabled.
    void ask(const QString &question) const;
    static AccessibleObject waitForAnswer(const AccessibleObject &top); ///< Of the first question; it is whole.
    /// By the arrows, from where the list of pages has the keyboard.
    void openPage(const AccessibleObject &settings, const QString &name) const;

    std::unique_ptr<DesktopSession> m_desktop;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_run;
    std::unique_ptr<AccessibleProgram> m_program;
};

} // namespace freshet::test
