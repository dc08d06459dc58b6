// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QList>
#include <QString>

namespace freshet {

struct ProviderConfig;

/// What a server must not be shown to repeat: the key and the values of the extra headers, the longest first.
QList<Secret> secretsOf(const ProviderConfig &config);

/// Takes keys that a server repeats out of a stream of its text, before anyone shows or stores it (R71). A key may be
/// cut anywhere; what might become one is held back.
class SecretScrubber {
public:
    /// A key of fewer than eight characters is no secret and is not looked for.
    explicit SecretScrubber(const QList<Secret> &secrets);

    QString push(const QString &piece);
    QString end(); ///< What was held back, at the end of the stream.

private:
    QList<Secret> m_secrets;
    QString m_firsts; ///< Of each secret. Where none of them is, no secret can begin.
    QString m_held;
};

} // namespace freshet
