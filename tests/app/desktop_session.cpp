// SPDX-License-Identifier: MIT
#include "tests/app/desktop_session.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>

namespace freshet::test {

namespace {

constexpr int kStartsWithin = 30'000; ///< Milliseconds.
const QString kSocket = QStringLiteral("wayland-test");

/// The first line that it prints.
QString started(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.start(program, arguments);
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(kStartsWithin))
            qFatal("%s does not start: %s", qPrintable(program), qPrintable(process.errorString()));
    }
    return QString::fromUtf8(process.readLine()).trimmed();
}

} // namespace

DesktopSession::DesktopSession(Kind kind) : m_kind(kind)
{
    if (m_kind == Kind::Wayland) {
        startWayland();
        startBus();
    } else {
        startDisplay();
        startBus();
        startWindowManager();
    }
}

DesktopSession::~DesktopSession()
{
    for (QProcess *const process : {&m_windows, &m_bus, &m_display}) {
        if (process->state() == QProcess::NotRunning)
            continue;
        process->terminate();
        process->waitForFinished();
    }
}

QList<std::pair<QString, QString>> DesktopSession::environment() const
{
    QList<std::pair<QString, QString>> all{{QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_address}};
    if (m_kind == Kind::Wayland)
        all << std::pair(QStringLiteral("WAYLAND_DISPLAY"), m_dir.filePath(kSocket));
    else
        all << std::pair(QStringLiteral("DISPLAY"), m_number)
            << std::pair(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    return all;
}

QHash<quint32, int> DesktopSession::colors() const
{
    QFile file(m_dir.filePath(QStringLiteral("Xvfb_screen0"))); // in the format of xwd, its head in network order
    if (!file.open(QFile::ReadOnly))
        qFatal("the test cannot read %s", qPrintable(file.fileName()));
    const QByteArray all = file.readAll();
    const auto number = [&all](int index) { return qFromBigEndian<quint32>(all.constData() + 4 * index); };
    constexpr qsizetype kColorSize = 12;
    const qsizetype begin = number(0) + kColorSize * number(19); // behind the head and the table of colours
    const qsizetype end = std::min(all.size(), begin + qsizetype(number(12)) * number(5)); // a line's bytes, height
    QHash<quint32, int> colors;
    for (qsizetype at = begin; at + 4 <= end; at += 4)
        ++colors[qFromLittleEndian<quint32>(all.constData() + at) & 0xffffffU];
    return colors;
}

void DesktopSession::startDisplay()
{
    m_display.setStandardErrorFile(QProcess::nullDevice());
    m_number = u':'
        + started(m_display, QStringLiteral("Xvfb"),
            {QStringLiteral("-fbdir"), m_dir.path(), QStringLiteral("-displayfd"), QStringLiteral("1"),
                QStringLiteral("-nolisten"), QStringLiteral("tcp"), QStringLiteral("-screen"), QStringLiteral("0"),
                QStringLiteral("1600x1200x24")});
}

void DesktopSession::startBus()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(); // of what the bus starts
    if (m_kind == Kind::Wayland)
        environment.remove(QStringLiteral("DISPLAY"));
    else
        environment.insert(QStringLiteral("DISPLAY"), m_number);
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_dir.path());
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    m_bus.setProcessEnvironment(environment);
    m_bus.setStandardErrorFile(QProcess::nullDevice());
    m_address = started(m_bus, QStringLiteral("dbus-daemon"),
        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1"),
            QStringLiteral("--address=unix:dir=") + m_dir.path()});
}

void DesktopSession::startWindowManager()
{
    const QString ready = m_dir.filePath(QStringLiteral("ready"));
    QFile settings(m_dir.filePath(QStringLiteral("windows.xml")));
    if (!settings.open(QFile::WriteOnly))
        qFatal("the test cannot write %s", qPrintable(settings.fileName()));
    settings.write("<?xml version=\"1.0\"?><JWM><FocusModel>click</FocusModel><StartupCommand>touch " + ready.toUtf8()
        + "</StartupCommand></JWM>");
    settings.close();
    m_windows.setStandardOutputFile(QProcess::nullDevice());
    m_windows.setStandardErrorFile(QProcess::nullDevice());
    m_windows.start(
        QStringLiteral("jwm"), {QStringLiteral("-display"), m_number, QStringLiteral("-f"), settings.fileName()});
    if (!QTest::qWaitFor([&ready] { return QFile::exists(ready); }, kStartsWithin))
        qFatal("jwm does not start: %s", qPrintable(m_windows.errorString()));
}

void DesktopSession::startWayland()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_dir.path());
    environment.remove(QStringLiteral("DISPLAY"));
    m_display.setProcessEnvironment(environment);
    m_display.setStandardOutputFile(QProcess::nullDevice());
    m_display.setStandardErrorFile(QProcess::nullDevice());
    m_display.start(QStringLiteral("weston"),
        {QStringLiteral("--backend=headless-backend.so"), QStringLiteral("--socket=") + kSocket,
            QStringLiteral("--width=1600"), QStringLiteral("--height=1200"), QStringLiteral("--idle-time=0")});
    if (!QTest::qWaitFor([this] { return QFile::exists(m_dir.filePath(kSocket)); }, kStartsWithin))
        qFatal("weston does not start: %s", qPrintable(m_display.errorString()));
}

} // namespace freshet::test
