// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QDBusConnection;

namespace freshet {

/// Notifications of the desktop (the interface org.freedesktop.Notifications, version 1.2). Where no program shows
/// any, nothing happens; nothing here blocks.
class DesktopNotifier : public QObject {
    Q_OBJECT

public:
    /// @p bus is asked for, and connected to, at the first show().
    explicit DesktopNotifier(std::function<QDBusConnection()> bus, QObject *parent = nullptr);
    ~DesktopNotifier() override;

    /// In the place of an earlier one with this @p key. Both texts are plain.
    void show(const QString &key, const QString &title, const QString &text);
    void withdraw(const QString &key);
    bool isSending() const { return m_isAsking || m_sending > 0; } ///< What was shown is not all on the desktop yet.

signals:
    void activated(const QString &key); ///< The user clicked on it.
    void idle(); ///< isSending() no longer, whether it went well or not.

private slots: // D-Bus signals are connected by name
    void onAction(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    struct Note {
        QString title;
        QString text;
    };

    void connectBus();
    void askForMarkup();
    void send(const QString &key, const Note &note);

    const std::function<QDBusConnection()> m_makeBus;
    std::unique_ptr<QDBusConnection> m_bus; ///< Null until something was shown.
    std::optional<bool> m_takesMarkup; ///< Unset until the other side told.
    bool m_isAsking = false;
    int m_sending = 0;
    QHash<QString, Note> m_waiting; ///< Until that is known.
    QHash<QString, uint> m_shown; ///< The other side's numbers; 0 while it has not told.
};

} // namespace freshet
