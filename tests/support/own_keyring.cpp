// SPDX-License-Identifier: MIT
#include "tests/support/own_keyring.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace freshet::test {

namespace {

constexpr auto kSecretsName = "org.freedesktop.secrets";
constexpr auto kOwnBus = "freshet test keyring";

constexpr auto kBusConfig = R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%1</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

} // namespace

OwnKeyring::OwnKeyring()
{
    const QString busProgram = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (busProgram.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
        return;
    QFile config(m_home.filePath(QStringLiteral("bus.conf")));
    if (!config.open(QFile::WriteOnly) || config.write(QString::fromLatin1(kBusConfig).arg(home()).toUtf8()) <= 0)
        qFatal("the test cannot write its files");
    config.close();
    m_bus.start(busProgram,
        {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--nofork"),
            QStringLiteral("--print-address")});
    if (!m_bus.waitForReadyRead())
        qFatal("the test's bus does not start");
    m_address = QString::fromLatin1(m_bus.readLine().trimmed());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
    QDBusConnection::connectToBus(m_address, QLatin1String(kOwnBus));
}

OwnKeyring::~OwnKeyring()
{
    if (m_daemon.state() != QProcess::NotRunning)
        stop();
    QDBusConnection::disconnectFromBus(QLatin1String(kOwnBus));
    killBus();
}

void OwnKeyring::killBus()
{
    m_bus.kill();
    m_bus.waitForFinished();
}

bool OwnKeyring::hasOwner() const
{
    const QDBusConnection bus{QLatin1String(kOwnBus)};
    return bus.isConnected() && bus.interface()->isServiceRegistered(QLatin1String(kSecretsName));
}

void OwnKeyring::start(State state)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.insert(QStringLiteral("HOME"), home());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home());
    m_daemon.setProcessEnvironment(environment);
    QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")};
    if (state == State::Unlocked)
        arguments << QStringLiteral("--unlock");
    m_daemon.start(QStringLiteral("gnome-keyring-daemon"), arguments);
    if (state == State::Unlocked)
        m_daemon.write("password");
    m_daemon.closeWriteChannel();
    if (!QTest::qWaitFor([this] { return hasOwner(); }, 20'000))
        qFatal("the test's keyring does not start");
}

void OwnKeyring::stop()
{
    resume();
    m_daemon.kill();
    m_daemon.waitForFinished();
    if (!QTest::qWaitFor([this] { return !hasOwner(); }, 20'000))
        qFatal("the test's keyring does not go");
}

void OwnKeyring::lock()
{
    QDBusMessage call
        = QDBusMessage::createMethodCall(QLatin1String(kSecretsName), QStringLiteral("/org/freedesktop/secrets"),
            QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    const QList<QDBusObjectPath> keyrings{QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))};
    call.setArguments({QVariant::fromValue(keyrings)});
    if (QDBusConnection(QLatin1String(kOwnBus)).call(call).type() != QDBusMessage::ReplyMessage)
        qFatal("the test's keyring cannot be locked");
}

void OwnKeyring::signalDaemon(int signal) const
{
    if (m_daemon.processId() > 0)
        ::kill(static_cast<pid_t>(m_daemon.processId()), signal);
}

void OwnKeyring::pause() { signalDaemon(SIGSTOP); }

void OwnKeyring::resume() { signalDaemon(SIGCONT); }

void OwnKeyring::forget() { QDir(m_home.filePath(QStringLiteral("keyrings"))).removeRecursively(); }

} // namespace freshet::test
