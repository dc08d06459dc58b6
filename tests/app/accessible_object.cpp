// SPDX-License-Identifier: MIT
#include "tests/app/accessible_object.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusVariant>

namespace freshet::test {

namespace {

constexpr int kAnswersWithin = 10'000; ///< Milliseconds.

struct Reference {
    QString program;
    QDBusObjectPath path;
};

const QDBusArgument &operator>>(const QDBusArgument &argument, Reference &reference)
{
    argument.beginStructure();
    argument >> reference.program >> reference.path;
    argument.endStructure();
    return argument;
}

} // namespace

QList<QVariant> AccessibleObject::call(
    const char *interface, const char *method, const QList<QVariant> &arguments) const
{
    QDBusMessage message
        = QDBusMessage::createMethodCall(m_program, m_path, QLatin1String(interface), QLatin1String(method));
    message.setArguments(arguments);
    const QDBusMessage reply = m_bus.call(message, QDBus::Block, kAnswersWithin);
    return reply.type() == QDBusMessage::ReplyMessage ? reply.arguments() : QList<QVariant>();
}

QVariant AccessibleObject::property(const char *interface, const char *name) const
{
    const auto reply = call("org.freedesktop.DBus.Properties", "Get", {QLatin1String(interface), QLatin1String(name)});
    return reply.value(0).value<QDBusVariant>().variant();
}

QString AccessibleObject::name() const { return property("org.a11y.atspi.Accessible", "Name").toString(); }

QString AccessibleObject::description() const
{
    return property("org.a11y.atspi.Accessible", "Description").toString();
}

QString AccessibleObject::role() const { return call("org.a11y.atspi.Accessible", "GetRoleName").value(0).toString(); }

QSet<AccessibleObject::State> AccessibleObject::states() const
{
    const auto bits = qdbus_cast<QList<uint>>(call("org.a11y.atspi.Accessible", "GetState").value(0));
    QSet<State> states;
    for (const State state : {State::Active, State::Busy, State::Checked, State::Editable, State::Enabled,
             State::Expandable, State::Expanded, State::Focusable, State::Focused, State::Modal, State::Selectable,
             State::Selected, State::Showing, State::ReadOnly, State::Checkable, State::HasPopup}) {
        if ((bits.value(int(state) / 32) >> (int(state) % 32)) & 1U)
            states.insert(state);
    }
    return states;
}

QStringList AccessibleObject::interfaces() const
{
    QStringList names;
    for (const QString &name : call("org.a11y.atspi.Accessible", "GetInterfaces").value(0).toStringList())
        names << name.section(u'.', -1);
    return names;
}

QList<AccessibleObject> AccessibleObject::children() const
{
    QList<AccessibleObject> children;
    const auto reply = call("org.a11y.atspi.Accessible", "GetChildren");
    if (reply.isEmpty())
        return children;
    const auto argument = reply.first().value<QDBusArgument>();
    argument.beginArray();
    while (!argument.atEnd()) {
        Reference child;
        argument >> child;
        children << AccessibleObject(m_bus, child.program, child.path.path());
    }
    argument.endArray();
    return children;
}

AccessibleObject AccessibleObject::parent() const
{
    const QVariant value = property("org.a11y.atspi.Accessible", "Parent");
    if (!value.canConvert<QDBusArgument>())
        return {};
    Reference parent;
    value.value<QDBusArgument>() >> parent;
    return {m_bus, parent.program, parent.path.path()};
}

QStringList AccessibleObject::actions() const
{
    QStringList names;
    const auto reply = call("org.a11y.atspi.Action", "GetActions");
    if (reply.isEmpty() || !reply.first().canConvert<QDBusArgument>())
        return names;
    const auto argument = reply.first().value<QDBusArgument>();
    argument.beginArray();
    while (!argument.atEnd()) {
        QString name;
        QString description;
        QString keys;
        argument.beginStructure();
        argument >> name >> description >> keys;
        argument.endStructure();
        names << name;
    }
    argument.endArray();
    return names;
}

bool AccessibleObject::act(const QString &action) const
{
    const auto index = actions().indexOf(action);
    if (index < 0)
        return false;
    QDBusMessage message = QDBusMessage::createMethodCall(
        m_program, m_path, QStringLiteral("org.a11y.atspi.Action"), QStringLiteral("DoAction"));
    message.setArguments({int(index)});
    return m_bus.send(message);
}

bool AccessibleObject::takeFocus() const { return call("org.a11y.atspi.Component", "GrabFocus").value(0).toBool(); }

QString AccessibleObject::text() const
{
    const int count = property("org.a11y.atspi.Text", "CharacterCount").toInt();
    return call("org.a11y.atspi.Text", "GetText", {0, count}).value(0).toString();
}

bool AccessibleObject::setText(const QString &text) const
{
    return call("org.a11y.atspi.EditableText", "SetTextContents", {text}).value(0).toBool();
}

} // namespace freshet::test
