// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace freshet::test {

/// The program that shows notifications, on a connection of its own to the session's bus.
class FakeNotifications : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Note {
        uint replaces = 0;
        QString title;
        QString text;
        QStringList actions;
        QVariantMap hints;
    };

    explicit FakeNotifications(const QStringList &capabilities)
        : m_capabilities(capabilities),
          m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("fake notifications")))
    {
        m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        isThere = m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }

    ~FakeNotifications() override
    {
        m_bus.unregisterService(QStringLiteral("org.freedesktop.Notifications"));
        m_bus.unregisterObject(QStringLiteral("/org/freedesktop/Notifications"));
        QDBusConnection::disconnectFromBus(QStringLiteral("fake notifications"));
    }

    QList<Note> notes;
    QList<uint> closed;
    bool answers = true; ///< Says the number of a note.
    bool isThere = false;

public slots:
    QStringList GetCapabilities() const { return m_capabilities; }

    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
        const QStringList &actions, const QVariantMap &hints, int)
    {
        notes << Note{replaces, title, text, actions, hints};
        if (!answers)
            setDelayedReply(true);
        return replaces > 0 ? replaces : ++m_last;
    }

    void CloseNotification(uint id)
    {
        closed << id;
        emit NotificationClosed(id, 3);
    }

signals:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);

private:
    const QStringList m_capabilities;
    QDBusConnection m_bus;
    uint m_last = 0;
};

} // namespace freshet::test
