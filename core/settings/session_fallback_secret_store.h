// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/secret_store.h"

#include <QHash>

namespace freshet {

/// A keychain, and memory for the keys that it does not take: those are kept until the program ends, and placeNote()
/// says so. Writing therefore always succeeds.
///
/// A key in memory goes before one in the keychain, since it is newer, until a write of it succeeds there. A read that
/// fails stays a failure, and changes nothing.
class SessionFallbackSecretStore : public SecretStore {
public:
    explicit SessionFallbackSecretStore(SecretStore &keychain); ///< @p keychain outlives this.

    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override;
    void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done) override;

    /// From both. Fails when the keychain may still have it; one that is not there at all has nothing to remove.
    void remove(const QString &name, QObject *context, std::function<void(Status)> done) override;

    SecretPlace place(const QString &name) const override;
    QString placeNote(const QString &name) const override;

private:
    struct Kept {
        Secret secret;
        QString why; ///< What the keychain said; empty while it has not answered.
    };

    SecretStore &m_keychain;
    QObject m_calls; // the context of what the keychain is asked: it counts when the caller is gone, too
    QHash<QString, Kept> m_kept;
    QHash<QString, quint64> m_turns; // of the last write or remove; what an earlier one answers counts no more
};

} // namespace freshet
