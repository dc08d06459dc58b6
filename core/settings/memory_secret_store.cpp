// SPDX-License-Identifier: MIT
#include "core/settings/memory_secret_store.h"

namespace freshet {

void MemorySecretStore::read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done)
{
    QMetaObject::invokeMethod(
        context, [done = std::move(done), secret = m_secrets.value(name)] { done(secret); }, Qt::QueuedConnection);
}

void MemorySecretStore::write(
    const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
{
    m_secrets.insert(name, secret);
    QMetaObject::invokeMethod(
        context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void MemorySecretStore::remove(const QString &name, QObject *context, std::function<void(Status)> done)
{
    m_secrets.remove(name);
    QMetaObject::invokeMethod(
        context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

} // namespace freshet
