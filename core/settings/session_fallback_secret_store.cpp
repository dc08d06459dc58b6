// SPDX-License-Identifier: MIT
#include "core/settings/session_fallback_secret_store.h"

#include <QCoreApplication>
#include <QPointer>

namespace freshet {

SessionFallbackSecretStore::SessionFallbackSecretStore(SecretStore &keychain) : m_keychain(keychain) { }

void SessionFallbackSecretStore::read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done)
{
    const auto kept = m_kept.constFind(name);
    if (kept == m_kept.constEnd())
        return m_keychain.read(name, context, std::move(done));
    QMetaObject::invokeMethod(
        context, [done = std::move(done), secret = kept->secret] { done(secret); }, Qt::QueuedConnection);
}

void SessionFallbackSecretStore::write(
    const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
{
    m_kept.insert(name, {.secret = secret});
    const quint64 turn = ++m_turns[name];
    m_keychain.write(name, secret, &m_calls,
        [this, name, turn, caller = QPointer(context), done = std::move(done)](const Status &status) {
            if (m_turns.value(name) == turn) {
                if (status)
                    m_kept.remove(name);
                else
                    m_kept[name].why = status.error().message;
            }
            if (caller)
                done({});
        });
}

void SessionFallbackSecretStore::remove(const QString &name, QObject *context, std::function<void(Status)> done)
{
    const bool wasKept = m_kept.remove(name);
    ++m_turns[name];
    m_keychain.remove(
        name, &m_calls, [wasKept, caller = QPointer(context), done = std::move(done)](const Status &status) {
            const bool isGone = status || (wasKept && !status.error().retryable);
            if (caller)
                done(isGone ? Status() : status);
        });
}

SecretPlace SessionFallbackSecretStore::place(const QString &name) const
{
    return m_kept.contains(name) ? SecretPlace::Session : m_keychain.place(name);
}

QString SessionFallbackSecretStore::placeNote(const QString &name) const
{
    const auto kept = m_kept.constFind(name);
    if (kept == m_kept.constEnd())
        return m_keychain.placeNote(name);
    return QCoreApplication::translate("SecretStore", "Kept until Freshet is closed. %1").arg(kept->why).trimmed();
}

} // namespace freshet
