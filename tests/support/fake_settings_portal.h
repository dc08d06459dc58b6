// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QObject>

namespace freshet::test {

/// The desktop's settings portal as far as it tells of colours, on a connection of its own.
class FakeSettingsPortal : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    enum Scheme : uint { NoPreference, PrefersDark, PrefersLight };
    enum class Start {
        Usual,
        Silent, ///< Answers at answerNow().
        Nameless, ///< Somebody else on the bus who says the same.
    };

    FakeSettingsPortal(const QString &busAddress, const QVariant &colorScheme, Start start = Start::Usual)
        : m_name(QStringLiteral("fake portal %1").arg(quintptr(this))),
          m_bus(QDBusConnection::connectToBus(busAddress, m_name)),
          m_colorScheme(colorScheme),
          m_isSilent(start == Start::Silent)
    {
        isThere = m_bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this,
                      QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
            && (start == Start::Nameless || m_bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }

    ~FakeSettingsPortal() override { QDBusConnection::disconnectFromBus(m_name); }

    void change(const QVariant &colorScheme)
    {
        m_colorScheme = colorScheme;
        emit SettingChanged(
            QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), QDBusVariant(colorScheme));
    }

    /// Returns once the bus has passed on what was said so far.
    void flush() const
    {
        m_bus.call(QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"),
            QStringLiteral("/org/freedesktop/DBus"), QStringLiteral("org.freedesktop.DBus"),
            QStringLiteral("ListNames")));
    }

    void answerNow() { m_bus.send(m_asked.createReply(answer())); }

    bool isThere = false;
    int questions = 0;

public slots:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        ++questions;
        m_asked = message();
        if (group != QLatin1String("org.freedesktop.appearance") || key != QLatin1String("color-scheme"))
            sendErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"), QStringLiteral("no such setting"));
        setDelayedReply(m_isSilent);
        return QDBusVariant(m_isSilent ? QVariant() : QVariant::fromValue(QDBusVariant(m_colorScheme)));
    }

signals:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QVariant answer() const // in a variant in a variant, as the portal does
    {
        return QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(m_colorScheme))));
    }

    const QString m_name;
    QDBusConnection m_bus;
    QVariant m_colorScheme;
    const bool m_isSilent;
    QDBusMessage m_asked;
};

} // namespace freshet::test
