// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/secret_store.h"

#include <QHash>

namespace freshet {

/// A keychain in memory, for tests. What the program itself uses without a keychain is SessionFallbackSecretStore.
class MemorySecretStore : public SecretStore {
public:
    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override;
    void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done) override;
    void remove(const QString &name, QObject *context, std::function<void(Status)> done) override;

private:
    QHash<QString, Secret> m_secrets;
};

} // namespace freshet
