// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QObject>
#include <QVariantMap>

namespace freshet::test {

/// Stands in for the dialog in which gnome-keyring asks for its password: a person who dismisses it, or who is away.
class ScriptedPrompter : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.keyring.internal.Prompter")

public:
    enum class Person { Dismisses, IsAway };

    explicit ScriptedPrompter(const QString &busAddress)
        : m_bus(QDBusConnection::connectToBus(busAddress, QStringLiteral("freshet test prompter")))
    {
        m_bus.registerObject(QStringLiteral("/org/gnome/keyring/Prompter"), this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(QStringLiteral("org.gnome.keyring.SystemPrompter"));
    }

    ~ScriptedPrompter() override { QDBusConnection::disconnectFromBus(m_bus.name()); }

    Person person = Person::Dismisses;
    int prompts = 0; ///< How often the person was asked.

    void dismiss() ///< The prompt that waits.
    {
        tell(m_asked, m_callback, QStringLiteral("PromptReady"), {QStringLiteral("no"), QVariantMap(), QString()});
    }

public slots:
    void BeginPrompting(const QDBusObjectPath &callback, const QDBusMessage &message)
    {
        m_bus.send(message.createReply());
        tell(message, callback, QStringLiteral("PromptReady"), {QString(), QVariantMap(), QString()});
    }

    void PerformPrompt(const QDBusObjectPath &callback, const QString &, const QVariantMap &, const QString &,
        const QDBusMessage &message)
    {
        ++prompts;
        m_bus.send(message.createReply());
        m_asked = message;
        m_callback = callback;
        if (person == Person::Dismisses)
            dismiss();
    }

    void StopPrompting(const QDBusObjectPath &callback, const QDBusMessage &message)
    {
        m_bus.send(message.createReply());
        tell(message, callback, QStringLiteral("PromptDone"), {});
    }

private:
    void tell(const QDBusMessage &asked, const QDBusObjectPath &callback, const QString &method,
        const QVariantList &arguments)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(
            asked.service(), callback.path(), QStringLiteral("org.gnome.keyring.internal.Prompter.Callback"), method);
        call.setArguments(arguments);
        m_bus.send(call);
    }

    QDBusConnection m_bus;
    QDBusMessage m_asked;
    QDBusObjectPath m_callback;
};

} // namespace freshet::test
