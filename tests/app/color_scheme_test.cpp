// SPDX-License-Identifier: MIT
#include "tests/app/desktop_session.h"
#include "tests/app/program_run.h"
#include "tests/support/fake_settings_portal.h"
#include "ui/theme/theme.h"

#include <QTest>

#include <csignal>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int kGroundPixels = 100'000; ///< At least so many are seen of the ground of the window that is shown.
constexpr int kStartsWithin = 20'000; ///< Milliseconds.

} // namespace

/// The real program is light or dark as the desktop prefers; what is on the display is looked at.
class ColorSchemeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsDarkAndFollowsTheDesktop();
    void startsWithoutAPortal();

private:
    bool becomes(ThemeVariant variant) const;

    std::unique_ptr<DesktopSession> m_desktop;
    std::unique_ptr<ProgramRun> m_run;
};

void ColorSchemeTest::init()
{
    m_desktop = std::make_unique<DesktopSession>();
    m_run = std::make_unique<ProgramRun>();
    for (const auto &[name, value] : m_desktop->environment())
        m_run->setEnvironment(name, value);
}

void ColorSchemeTest::cleanup()
{
    m_run->sendSignal(SIGTERM);
    const ProgramRun::Result result = m_run->wait();
    QVERIFY2(result.exitStatus == 0, result.errors.constData());
}

bool ColorSchemeTest::becomes(ThemeVariant variant) const
{
    const quint32 ground = builtInTheme(variant).surface.rgb() & 0xffffffU;
    return QTest::qWaitFor([&] { return m_desktop->colors().value(ground) > kGroundPixels; }, kStartsWithin);
}

void ColorSchemeTest::startsDarkAndFollowsTheDesktop()
{
    auto portal = std::make_unique<FakeSettingsPortal>(m_desktop->busAddress(), FakeSettingsPortal::PrefersDark);
    QVERIFY(portal->isThere);
    m_run->start({});
    QVERIFY(becomes(ThemeVariant::Dark));
    portal->change(FakeSettingsPortal::PrefersLight);
    QVERIFY(becomes(ThemeVariant::Light));
    portal->change(FakeSettingsPortal::PrefersDark);
    QVERIFY(becomes(ThemeVariant::Dark));
    portal.reset();
    portal = std::make_unique<FakeSettingsPortal>(m_desktop->busAddress(), FakeSettingsPortal::NoPreference);
    QVERIFY(becomes(ThemeVariant::Light)); // as the palette of this platform
}

void ColorSchemeTest::startsWithoutAPortal()
{
    m_run->start({});
    QVERIFY(becomes(ThemeVariant::Light));
}

QTEST_GUILESS_MAIN(ColorSchemeTest)
#include "color_scheme_test.moc"
