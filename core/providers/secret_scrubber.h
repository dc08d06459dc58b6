// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QString>

namespace freshet {

/// Takes a key that a server repeats out of a stream of its text, before anyone shows or stores it (R71). The key may
/// be cut anywhere; what might become it is held back.
class SecretScrubber {
public:
    /// A key of fewer than eight characters is no secret and is not looked for.
    explicit SecretScrubber(const Secret &secret);

    QString push(const QString &piece);
    QString end(); ///< What was held back, at the end of the stream.

private:
    const Secret m_secret;
    const QChar m_first; ///< Of the secret. Where it is not, the secret cannot begin.
    QString m_held;
};

} // namespace freshet
