// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/server/access_token.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace freshet {

inline constexpr qsizetype kShortestTokenSecret = 32;
inline constexpr qsizetype kLongestTokenSecret = 256;

/// 32 bytes of the system's generator, as 43 characters of Base64 for addresses.
Secret generateTokenSecret();

/// Whether a secret that somebody else made will do: 32 to 256 letters, digits and `-._~`, which every header can
/// carry.
bool isTokenSecret(QByteArrayView secret);

QByteArray tokenDigest(QByteArrayView secret); ///< SHA-256: the secret itself is kept nowhere.

/// An id for a new token, which says nothing of its secret.
TokenId generateTokenId();

/// Takes the same time whichever token it is, and wherever the digests differ.
std::optional<AccessToken> findByDigest(const QList<AccessToken> &tokens, const QByteArray &digest);

} // namespace freshet
