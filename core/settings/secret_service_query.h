// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>

namespace freshet {

/// How a keychain stands. QtKeychain does not tell: to it, an entry that stays locked is one that is not there.
enum class KeychainState {
    Absent, ///< No session bus, or no Secret Service on it.
    Silent, ///< It does not answer.
    NoKeyring, ///< It runs, and has no keyring that keys would go into.
    Locked, ///< Its keyring, or the entry that was asked for, is locked.
    Open,
};

enum class KeychainEntry { Seen, NotSeen };

/// Asks the Secret Service on the session bus how it stands, and whether it has an entry of ours. Nobody is prompted
/// and nothing changes. Answers like a SecretStore: once, later, not at all when @p context dies first.
void askSecretService(const QString &service, const QString &name, std::chrono::milliseconds limit, QObject *context,
    const std::function<void(KeychainState, KeychainEntry)> &done);

} // namespace freshet
