// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace freshet::test {

/// A bus that nobody else is on, and that starts no service by itself.
class OwnBus {
public:
    OwnBus()
    {
        QFile config(m_dir.filePath(QStringLiteral("bus.conf")));
        if (!config.open(QFile::WriteOnly))
            qFatal("the test cannot write %s", qPrintable(config.fileName()));
        config.write("<busconfig><type>session</type><listen>unix:dir=" + m_dir.path().toUtf8()
            + "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
              "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--nofork"),
                QStringLiteral("--print-address=1")});
        while (!m_daemon.canReadLine()) {
            if (!m_daemon.waitForReadyRead())
                qFatal("dbus-daemon does not start: %s", qPrintable(m_daemon.errorString()));
        }
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }

    ~OwnBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    QString address() const { return m_address; }

private:
    QTemporaryDir m_dir;
    QProcess m_daemon;
    QString m_address;
};

} // namespace freshet::test
