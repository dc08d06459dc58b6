// SPDX-License-Identifier: MIT
#include "core/settings/secret_service_query.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace freshet {

namespace {

/// One question in three steps: the entry, the default keyring, its lock. The freedesktop.org Secret Service API.
class SecretServiceQuery : public QObject {
public:
    using Done = std::function<void(KeychainState, KeychainEntry)>;

    SecretServiceQuery(std::chrono::milliseconds limit, QObject *parent, Done done)
        : QObject(parent), m_limit(limit), m_done(std::move(done))
    {
    }

    void start(const QString &service, const QString &name)
    {
        qDBusRegisterMetaType<QMap<QString, QString>>();
        const QMap<QString, QString> attributes{{QStringLiteral("user"), name}, {QStringLiteral("server"), service}};
        call(serviceCall(QStringLiteral("SearchItems"), {QVariant::fromValue(attributes)}),
            [this](const QDBusPendingCall &call) {
                const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> reply = call;
                const bool isLocked = !reply.argumentAt<1>().isEmpty();
                m_entry = isLocked || !reply.argumentAt<0>().isEmpty() ? KeychainEntry::Seen : KeychainEntry::NotSeen;
                if (isLocked)
                    answer(KeychainState::Locked);
                else
                    findKeyring();
            });
    }

    void answer(KeychainState state)
    {
        deleteLater();
        const Done done = m_done; // which may delete the context, and this with it
        done(state, m_entry);
    }

private:
    static QDBusMessage serviceCall(const QString &method, const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
            QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"), method);
        message.setArguments(arguments);
        return message;
    }

    void findKeyring()
    {
        call(serviceCall(QStringLiteral("ReadAlias"), {QStringLiteral("default")}),
            [this](const QDBusPendingCall &call) {
                const QDBusPendingReply<QDBusObjectPath> reply = call;
                if (const QString path = reply.value().path(); path.size() > 1)
                    askForLock(path);
                else
                    answer(KeychainState::NoKeyring);
            });
    }

    void askForLock(const QString &keyring)
    {
        QDBusMessage message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), keyring,
            QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
        message.setArguments({QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
        call(message, [this](const QDBusPendingCall &call) {
            const QDBusPendingReply<QDBusVariant> reply = call;
            answer(reply.value().variant().toBool() ? KeychainState::Locked : KeychainState::Open);
        });
    }

    void call(const QDBusMessage &message, const std::function<void(const QDBusPendingCall &)> &next)
    {
        const QDBusPendingCall pending
            = QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(m_limit.count()));
        auto *const watcher = new QDBusPendingCallWatcher(pending, this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, next](QDBusPendingCallWatcher *finished) {
            finished->deleteLater();
            if (!finished->isError())
                return next(*finished);
            const QDBusError::ErrorType type = finished->error().type();
            answer(type == QDBusError::NoReply || type == QDBusError::Timeout || type == QDBusError::TimedOut
                    ? KeychainState::Silent
                    : KeychainState::Absent);
        });
    }

    const std::chrono::milliseconds m_limit;
    const Done m_done;
    KeychainEntry m_entry = KeychainEntry::NotSeen;
};

} // namespace

void askSecretService(const QString &service, const QString &name, std::chrono::milliseconds limit, QObject *context,
    const std::function<void(KeychainState, KeychainEntry)> &done)
{
    auto *const query = new SecretServiceQuery(limit, context, done); // deletes itself
    QMetaObject::invokeMethod(
        query,
        [query, service, name] {
            if (QDBusConnection::sessionBus().isConnected())
                query->start(service, name);
            else
                query->answer(KeychainState::Absent);
        },
        Qt::QueuedConnection);
}

} // namespace freshet
