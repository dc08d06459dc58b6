// SPDX-License-Identifier: MIT
#include "tests/support/fake_settings_portal.h"
#include "tests/support/own_bus.h"
#include "ui/theme/color_scheme_portal.h"

#include <QDBusConnectionInterface>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace freshet;
using test::FakeSettingsPortal;
using test::OwnBus;

namespace {

using Preference = std::optional<ThemeVariant>;
using Told = QList<Preference>;

const QString kClient = QStringLiteral("color scheme client");
constexpr Preference kNeither;

} // namespace

class ColorSchemePortalTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followsAChangeBothWays(); // first: nothing was said on a bus before
    void tellsWhatIsPreferred_data();
    void tellsWhatIsPreferred();
    void keepsWhatADeadPortalSaidAndAsksItsSuccessor();
    void tellsNothingWithoutAPortalAndAsksALateOne();
    void tellsNothingOfWhatMakesNoSense_data();
    void tellsNothingOfWhatMakesNoSense();
    void believesThePortalAlone();
    void doesNotWaitForASlowPortal();
    void doesNotWaitForASilentBus();
    void tellsNothingWithoutABus();

private:
    void start(const QString &address);
    void settle();

    std::unique_ptr<OwnBus> m_bus;
    std::unique_ptr<ColorSchemePortal> m_portal;
    std::atomic<bool> m_isConnected = false;
    Told m_told;
};

void ColorSchemePortalTest::init()
{
    m_told.clear();
    m_isConnected = false;
    m_bus = std::make_unique<OwnBus>();
}

void ColorSchemePortalTest::cleanup()
{
    m_portal.reset();
    QDBusConnection::disconnectFromBus(kClient);
    m_bus.reset();
}

void ColorSchemePortalTest::start(const QString &address)
{
    m_portal = std::make_unique<ColorSchemePortal>([this, address] {
        const QDBusConnection bus = QDBusConnection::connectToBus(address, kClient);
        m_isConnected = true;
        return bus;
    });
    connect(m_portal.get(), &ColorSchemePortal::preferenceTold, this,
        [this](const Preference &preferred) { m_told << preferred; });
    m_portal->start();
}

/// Until the answer to the first question has come: the bus keeps the order.
void ColorSchemePortalTest::settle()
{
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QDBusConnection(kClient).call(QDBusMessage::createMethodCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames"));
    QCoreApplication::processEvents();
}

void ColorSchemePortalTest::followsAChangeBothWays()
{
    FakeSettingsPortal desktop(m_bus->address(), FakeSettingsPortal::PrefersDark);
    start(m_bus->address());
    Told expected{ThemeVariant::Dark};
    QTRY_COMPARE(m_told, expected);
    desktop.change(FakeSettingsPortal::PrefersLight);
    expected << ThemeVariant::Light;
    QTRY_COMPARE(m_told, expected);
    desktop.change(FakeSettingsPortal::PrefersDark);
    expected << ThemeVariant::Dark;
    QTRY_COMPARE(m_told, expected);
    desktop.change(FakeSettingsPortal::NoPreference);
    expected << kNeither;
    QTRY_COMPARE(m_told, expected);
    QCOMPARE(desktop.questions, 1);
}

void ColorSchemePortalTest::tellsWhatIsPreferred_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<Preference>("preferred");
    QTest::newRow("dark") << uint(FakeSettingsPortal::PrefersDark) << Preference(ThemeVariant::Dark);
    QTest::newRow("light") << uint(FakeSettingsPortal::PrefersLight) << Preference(ThemeVariant::Light);
    QTest::newRow("neither") << uint(FakeSettingsPortal::NoPreference) << kNeither;
    QTest::newRow("not known yet") << 7U << kNeither;
}

void ColorSchemePortalTest::tellsWhatIsPreferred()
{
    QFETCH(uint, scheme);
    QFETCH(Preference, preferred);
    FakeSettingsPortal desktop(m_bus->address(), scheme);
    QVERIFY(desktop.isThere);
    start(m_bus->address());
    QTRY_COMPARE(m_told, Told{preferred});
}

void ColorSchemePortalTest::keepsWhatADeadPortalSaidAndAsksItsSuccessor()
{
    auto desktop = std::make_unique<FakeSettingsPortal>(m_bus->address(), FakeSettingsPortal::PrefersDark);
    start(m_bus->address());
    Told expected{ThemeVariant::Dark};
    QTRY_COMPARE(m_told, expected);
    desktop.reset();
    QTRY_VERIFY(!QDBusConnection(kClient).interface()->isServiceRegistered("org.freedesktop.portal.Desktop"));
    settle();
    QCOMPARE(m_told, expected);
    desktop = std::make_unique<FakeSettingsPortal>(m_bus->address(), FakeSettingsPortal::PrefersLight);
    expected << ThemeVariant::Light;
    QTRY_COMPARE(m_told, expected);
    desktop->change(FakeSettingsPortal::PrefersDark);
    expected << ThemeVariant::Dark;
    QTRY_COMPARE(m_told, expected);
}

void ColorSchemePortalTest::tellsNothingWithoutAPortalAndAsksALateOne()
{
    start(m_bus->address());
    settle();
    QCOMPARE(m_told, Told());
    const FakeSettingsPortal desktop(m_bus->address(), FakeSettingsPortal::PrefersDark);
    QTRY_COMPARE(m_told, Told{ThemeVariant::Dark});
}

void ColorSchemePortalTest::tellsNothingOfWhatMakesNoSense_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("a word") << QVariant("1");
    QTest::newRow("a number of another type") << QVariant(1);
    QTest::newRow("a list") << QVariant(QStringList{"prefer-dark"});
}

void ColorSchemePortalTest::tellsNothingOfWhatMakesNoSense()
{
    QFETCH(QVariant, value);
    FakeSettingsPortal desktop(m_bus->address(), value);
    start(m_bus->address());
    settle();
    QTRY_COMPARE(desktop.questions, 1);
    desktop.change(value);
    desktop.change(FakeSettingsPortal::PrefersLight);
    QTRY_COMPARE(m_told, Told{ThemeVariant::Light});
}

void ColorSchemePortalTest::believesThePortalAlone()
{
    FakeSettingsPortal desktop(m_bus->address(), FakeSettingsPortal::PrefersLight);
    FakeSettingsPortal stranger(m_bus->address(), FakeSettingsPortal::PrefersDark, FakeSettingsPortal::Start::Nameless);
    QVERIFY(stranger.isThere);
    start(m_bus->address());
    Told expected{ThemeVariant::Light};
    QTRY_COMPARE(m_told, expected);
    stranger.change(FakeSettingsPortal::PrefersDark);
    stranger.flush();
    desktop.change(FakeSettingsPortal::NoPreference);
    expected << kNeither;
    QTRY_COMPARE(m_told, expected);
}

void ColorSchemePortalTest::doesNotWaitForASlowPortal()
{
    FakeSettingsPortal desktop(m_bus->address(), FakeSettingsPortal::PrefersDark, FakeSettingsPortal::Start::Silent);
    start(m_bus->address());
    QTRY_COMPARE(desktop.questions, 1);
    QCOMPARE(m_told, Told());
    desktop.answerNow();
    QTRY_COMPARE(m_told, Told{ThemeVariant::Dark});
}

void ColorSchemePortalTest::doesNotWaitForASilentBus()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath("bus");
    QLocalServer silent;
    QVERIFY(silent.listen(path));
    start("unix:path=" + path);
    QTRY_VERIFY(silent.hasPendingConnections());
    QVERIFY(!m_isConnected);
    delete silent.nextPendingConnection();
    QTRY_VERIFY(m_isConnected);
    settle();
    QCOMPARE(m_told, Told());
}

void ColorSchemePortalTest::tellsNothingWithoutABus()
{
    start("unix:path=/nowhere/to/be/found");
    QTRY_VERIFY(m_isConnected);
    settle();
    QCOMPARE(m_told, Told());
}

QTEST_GUILESS_MAIN(ColorSchemePortalTest)
#include "color_scheme_portal_test.moc"
