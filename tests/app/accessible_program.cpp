// SPDX-License-Identifier: MIT
#include "tests/app/accessible_program.h"

#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QTest>

namespace freshet::test {

namespace {

constexpr auto kRegistry = "org.a11y.atspi.Registry";
constexpr auto kRootPath = "/org/a11y/atspi/accessible/root";
constexpr auto kBusName = "a11y";

QDBusConnection accessibilityBus(const QString &sessionBus)
{
    const QString session = QStringLiteral("session");
    const QDBusReply<QString> address
        = QDBusConnection::connectToBus(sessionBus, session)
              .call(QDBusMessage::createMethodCall(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
                  QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress")));
    QDBusConnection::disconnectFromBus(session);
    return QDBusConnection::connectToBus(address.value(), QLatin1String(kBusName));
}

void ask(const QDBusConnection &bus, const char *method, const QString &event)
{
    QDBusMessage message = QDBusMessage::createMethodCall(QLatin1String(kRegistry),
        QStringLiteral("/org/a11y/atspi/registry"), QLatin1String(kRegistry), QLatin1String(method));
    message.setArguments({event});
    bus.call(message);
}

/// As X11 numbers them.
int keySymbol(const QString &name)
{
    static const QHash<QString, int> named{{QStringLiteral("Tab"), 0xff09}, {QStringLiteral("Return"), 0xff0d},
        {QStringLiteral("Escape"), 0xff1b}, {QStringLiteral("Home"), 0xff50}, {QStringLiteral("Left"), 0xff51},
        {QStringLiteral("Up"), 0xff52}, {QStringLiteral("Right"), 0xff53}, {QStringLiteral("Down"), 0xff54},
        {QStringLiteral("Space"), 0x20}, {QStringLiteral("Backspace"), 0xff08}, {QStringLiteral("comma"), 0x2c},
        {QStringLiteral("F2"), 0xffbf}, {QStringLiteral("F6"), 0xffc3}, {QStringLiteral("Menu"), 0xff67}};
    return named.value(name, name.at(0).toLower().unicode());
}

constexpr std::pair<const char *, int> kModifierKeys[]
    = {{"Ctrl", 37}, {"Shift", 50}, {"Alt", 64}}; ///< Their keys' numbers.
enum KeyEvent : uint { Press = 0, Release = 1, Symbol = 3 }; ///< As AT-SPI numbers them.

} // namespace

AccessibleProgram::AccessibleProgram(const QString &sessionBus, qint64 processId) : m_bus(accessibilityBus(sessionBus))
{
    ask(m_bus, "RegisterEvent", QStringLiteral("object:"));
    m_bus.connect(QString(), QString(), QStringLiteral("org.a11y.atspi.Event.Object"), QString(), this,
        SLOT(onEvent(QDBusMessage)));
    const AccessibleObject desktop(m_bus, QLatin1String(kRegistry), QLatin1String(kRootPath));
    const auto hasCome = [this, &desktop, processId] {
        for (const AccessibleObject &program : desktop.children()) {
            if (m_bus.interface()->servicePid(program.program()) == uint(processId))
                m_root = program;
        }
        return isThere() && !windows().isEmpty();
    };
    [[maybe_unused]] const bool isInTime = QTest::qWaitFor(hasCome, 30'000);
}

AccessibleProgram::~AccessibleProgram()
{
    ask(m_bus, "DeregisterEvent", QStringLiteral("object:"));
    QDBusConnection::disconnectFromBus(QLatin1String(kBusName));
}

AccessibleObject AccessibleProgram::window(const QString &name) const
{
    for (const AccessibleObject &window : windows()) {
        if (window.name().startsWith(name) && window.is(AccessibleObject::State::Showing))
            return window;
    }
    return {};
}

AccessibleObject AccessibleProgram::lastShown(const QString &role, const QString &name) const
{
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (event->detail == QLatin1String("showing") && event->value == 1 && event->source.role() == role
            && (name.isEmpty() || event->source.name() == name) && event->source.is(AccessibleObject::State::Showing))
            return event->source;
    }
    return {};
}

QList<AccessibleObject> AccessibleProgram::focused() const
{
    QList<AccessibleObject> objects;
    for (const Event &event : events) {
        if (event.detail == QLatin1String("focused") && event.value == 1)
            objects << event.source;
    }
    return objects;
}

void AccessibleProgram::press(const QString &keys) const
{
    const auto generate = [this](int key, KeyEvent what) {
        QDBusMessage message = QDBusMessage::createMethodCall(QLatin1String(kRegistry),
            QStringLiteral("/org/a11y/atspi/registry/deviceeventcontroller"),
            QStringLiteral("org.a11y.atspi.DeviceEventController"), QStringLiteral("GenerateKeyboardEvent"));
        message.setArguments({key, QString(), uint(what)});
        m_bus.call(message);
    };
    const QStringList parts = keys.split(u'+');
    for (const auto &[name, key] : kModifierKeys) {
        if (parts.contains(QLatin1String(name)))
            generate(key, Press);
    }
    generate(keySymbol(parts.last()), Symbol);
    for (const auto &[name, key] : kModifierKeys) {
        if (parts.contains(QLatin1String(name)))
            generate(key, Release);
    }
}

void AccessibleProgram::onEvent(const QDBusMessage &message)
{
    if (message.service() != m_root.program())
        return;
    const auto arguments = message.arguments();
    const Event event{.kind = message.member(),
        .detail = arguments.value(0).toString(),
        .value = arguments.value(1).toInt(),
        .source = AccessibleObject(m_bus, message.service(), message.path())};
    events << event;
    if (event.detail == QLatin1String("showing") && event.value == 1
        && event.source.role() == QLatin1String("notification"))
        said << event.source.name();
}

AccessibleObject findShown(const AccessibleObject &top, const Wanted &isWanted)
{
    if (!top.is(AccessibleObject::State::Showing))
        return {};
    if (isWanted(top))
        return top;
    for (const AccessibleObject &child : top.children()) {
        const AccessibleObject found = findShown(child, isWanted);
        if (!found.isNull())
            return found;
    }
    return {};
}

AccessibleObject findShown(const AccessibleObject &top, const QString &role, const QString &name)
{
    return findShown(
        top, [&](const AccessibleObject &object) { return object.name() == name && object.role() == role; });
}

} // namespace freshet::test
