// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/secret_store.h"

#include <chrono>

namespace freshet {

/// Keeps keys in the keychain of the operating system (Secret Service, KWallet), and nowhere else.
///
/// A keychain that does not answer in time is ErrorKind::Storage; what it then still does is not waited for.
class KeychainSecretStore : public SecretStore {
public:
    /// Whether the keychain can ask the person to unlock it. Where it cannot, "not found" may mean "locked".
    enum class Prompts { Possible, Impossible };

    struct Options {
        QString service = QStringLiteral("Freshet"); ///< A profile has its own, so that its entries are its own.
        Prompts prompts = Prompts::Possible;
        std::chrono::milliseconds limit = std::chrono::seconds(10);
    };

    explicit KeychainSecretStore(const Options &options);

    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override;
    void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done) override;
    void remove(const QString &name, QObject *context, std::function<void(Status)> done) override;

private:
    void probe(QObject *context, const std::function<void(Status)> &done);

    const Options m_options;
};

} // namespace freshet
