// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/secret_store.h"

#include <chrono>

namespace freshet {

class SettingsStore;

/// A keychain, and a note in the settings of what went into it and which keychain that was (R27).
///
/// To one that was changed meanwhile, KWallet for gnome-keyring or a new one of the same kind, a key in the other is
/// one that is not there. What should be there and is not is therefore ErrorKind::Auth and no empty Secret, until it is
/// written again or removed.
class TrackedSecretStore : public SecretStore {
public:
    /// Tells which keychain has @p name, which one just had: "secret-service" or "kwallet". Answers as SecretStore
    /// does, and not at all where nobody can tell.
    using Finder
        = std::function<void(const QString &name, QObject *context, std::function<void(const QString &)> found)>;

    TrackedSecretStore(SecretStore &keychain, SettingsStore &settings, Finder finder); ///< Both outlive this.

    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override;
    void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done) override;
    void remove(const QString &name, QObject *context, std::function<void(Status)> done) override;

    SecretPlace place(const QString &name) const override { return m_keychain.place(name); }
    QString placeNote(const QString &name) const override { return m_keychain.placeNote(name); }

    /// For the keychain that QtKeychain speaks with here: it does not tell which that is, the Secret Service does.
    static Finder finderOf(const QString &service, std::chrono::milliseconds limit = std::chrono::seconds(10));

private:
    QString noted(const QString &name) const; ///< The keychain; empty: nothing is known.
    void note(const QString &name, const QString &keychain); ///< An empty one takes the note away.
    void find(const QString &name);

    SecretStore &m_keychain;
    SettingsStore &m_settings;
    const Finder m_finder;
    QObject m_calls; // the context of what is found out: it counts when the caller is gone, too
};

} // namespace freshet
