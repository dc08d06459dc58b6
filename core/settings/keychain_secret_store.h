// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/secret_store.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>

namespace QKeychain {
class Job;
}

namespace freshet {

/// Keeps keys in the keychain of the operating system (Secret Service, KWallet), and nowhere else.
///
/// A keychain that does not answer in time is ErrorKind::Storage; what it then still does is not waited for. Neither is
/// "not found" believed before the keychain said that it is open. Whoever reads a name that is being read already gets
/// the same answer: the keychain is asked once, however many queries start together.
class KeychainSecretStore : public SecretStore {
public:
    /// Whether the keychain can ask the person to unlock it, or to make a keyring.
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
    enum class Attempt { First, Second };
    struct Reader {
        QPointer<QObject> context;
        std::function<void(Result<Secret>)> done;
    };
    using Readers = QList<Reader>;

    void ask(const QString &name, QObject *context, const std::function<void(Result<Secret>)> &done) const;
    void run(const std::function<QKeychain::Job *()> &make, const QString &name, QObject *context, Attempt attempt,
        const std::function<void(Result<QKeychain::Job *>)> &done) const;
    void believe(const QString &name, QObject *context, const std::function<void(Result<Secret>)> &done) const;

    const Options m_options;
    QHash<QString, std::shared_ptr<Readers>> m_readers; ///< By the name that is being read.
    QObject m_reads; ///< The context of what several may wait for.
};

} // namespace freshet
