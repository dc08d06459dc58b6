// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QDBusConnection;
class QDBusMessage;
class QDBusVariant;

namespace freshet {

/// Whether the desktop prefers light or dark, as its portal tells (org.freedesktop.portal.Settings, the setting
/// color-scheme of org.freedesktop.appearance), since Qt 6.4 does not ask it.
///
/// Nothing here blocks. Where there is no bus or no portal, it is silent, it ends, or what it says makes no sense,
/// nothing is told; one that starts later is asked then.
class ColorSchemePortal : public QObject {
    Q_OBJECT

public:
    /// @p bus is called at start(), on another thread: connecting waits for the bus.
    explicit ColorSchemePortal(std::function<QDBusConnection()> bus, QObject *parent = nullptr);
    ~ColorSchemePortal() override;

    void start(); ///< Asks, and follows from then on; once.

signals:
    /// The answer, and whenever it changes. Without a value the desktop prefers neither.
    void preferenceTold(std::optional<freshet::ThemeVariant> preferred);

private slots: // D-Bus signals are connected by name
    void onSettingChanged(
        const QString &group, const QString &key, const QDBusVariant &value, const QDBusMessage &message);

private:
    void follow(const QDBusConnection &bus);
    void ask();
    void tell(const QVariant &value);

    const std::function<QDBusConnection()> m_makeBus;
    std::unique_ptr<QDBusConnection> m_bus; ///< Null until connected.
    QString m_owner; ///< The portal's own name on the bus; empty while it is not known.
};

} // namespace freshet
