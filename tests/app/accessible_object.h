// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QSet>
#include <QStringList>

#include <optional>

namespace freshet::test {

/// One object of a running program as a screen reader meets it, over AT-SPI. Cheap; asks anew each time. An object
/// that is gone answers nothing.
class AccessibleObject {
public:
    /// Numbers of AT-SPI's states that the tests ask for.
    enum class State {
        Active = 1,
        Busy = 3,
        Checked = 4,
        Editable = 7,
        Enabled = 8,
        Expandable = 9,
        Expanded = 10,
        Focusable = 11,
        Focused = 12,
        Modal = 16,
        Selectable = 22,
        Selected = 23,
        Showing = 25,
        ReadOnly = 43,
        Checkable = 41,
        HasPopup = 42,
    };

    AccessibleObject() = default;
    AccessibleObject(const QDBusConnection &bus, const QString &program, const QString &path)
        : m_bus(bus), m_program(program), m_path(path)
    {
    }

    bool isNull() const { return m_path.isEmpty(); }
    QString program() const { return m_program; }
    QString path() const { return m_path; }

    QString name() const;
    QString description() const;
    QString role() const; ///< As AT-SPI calls it: "push button".
    bool is(State state) const { return states().contains(state); }
    QSet<State> states() const; ///< Of those above.
    QStringList interfaces() const; ///< "Action", "Text" …
    QList<AccessibleObject> children() const;
    AccessibleObject parent() const;

    QStringList actions() const;
    bool act(const QString &action) const; ///< Does not wait for what it does; false without such an action.
    bool takeFocus() const;
    QString text() const; ///< All that its Text interface has.
    bool setText(const QString &text) const;

private:
    QVariant property(const char *interface, const char *name) const;
    QList<QVariant> call(const char *interface, const char *method, const QList<QVariant> &arguments = {}) const;

    QDBusConnection m_bus{QString()};
    QString m_program; ///< Its name on the bus.
    QString m_path;
};

} // namespace freshet::test
