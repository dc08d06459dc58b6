// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>
#include <QString>

#include <functional>

namespace freshet {

enum class SecretPlace {
    Keychain,
    Session, ///< In memory, until the program ends.
};

/// Keeps keys, outside every file of ours. Names are opaque ("openai@https://api.openai.com").
///
/// Every call answers through its callback: once, never before the call returns, in the caller's thread, and not at
/// all when @p context dies first. A name that is not there reads as an empty Secret; a store that cannot be reached
/// is ErrorKind::Storage with what the user can do; retryable unless there is no such store at all.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) = 0;
    virtual void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
        = 0;
    virtual void remove(const QString &name, QObject *context, std::function<void(Status)> done) = 0;

    /// Where a key of this name is kept, as the last answer about it left it.
    virtual SecretPlace place(const QString &) const { return SecretPlace::Keychain; }
    /// A sentence for the user when a key is kept for the session only: that it is, why, what helps. Else empty.
    virtual QString placeNote(const QString &) const { return {}; }
};

} // namespace freshet
