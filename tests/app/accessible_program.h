// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/accessible_object.h"

#include <QDBusMessage>
#include <QObject>

#include <functional>

namespace freshet::test {

/// A running program as a screen reader follows it: its windows, and what it tells by itself.
class AccessibleProgram : public QObject {
    Q_OBJECT

public:
    struct Event {
        QString kind; ///< "StateChanged", "TextChanged" …
        QString detail; ///< "showing", "insert" …
        int value = 0;
        AccessibleObject source;
    };

    /// Waits until the program with that process id has come to the registry of that session bus, at most half a
    /// minute.
    AccessibleProgram(const QString &sessionBus, qint64 processId);
    ~AccessibleProgram() override;

    bool isThere() const { return !m_root.isNull(); }
    QList<AccessibleObject> windows() const { return m_root.children(); }
    AccessibleObject window(const QString &name) const; ///< That is shown and whose name begins so; or null.
    /// What was told to be shown last and still is, of that role and, if given, name; null without one. A menu or
    /// another popup is nobody's child.
    AccessibleObject lastShown(const QString &role, const QString &name = {}) const;

    QList<AccessibleObject> focused() const; ///< What has got the focus, by the events.

    /// Presses what is on a keyboard: "Ctrl+Shift+F", "Escape", "a". It goes to the window that has the focus.
    void press(const QString &keys) const;

    QList<Event> events;
    /// What a screen reader would say by itself: the names of notifications at the moment they are shown.
    QStringList said;

private slots:
    void onEvent(const QDBusMessage &message);

private:
    QDBusConnection m_bus{QString()};
    AccessibleObject m_root;
};

using Wanted = std::function<bool(const AccessibleObject &)>;

/// The first below @p top, itself included, in the order of reading; null without one. Only what is shown.
AccessibleObject findShown(const AccessibleObject &top, const Wanted &isWanted);
AccessibleObject findShown(const AccessibleObject &top, const QString &role, const QString &name);

} // namespace freshet::test
