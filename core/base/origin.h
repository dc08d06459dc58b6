// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

#include <optional>

namespace freshet {

/// Scheme, host and port: what a credential is bound to.
///
/// Compare origins, never URL prefixes: `127.evil.com` starts like a loopback address and is none.
struct Origin {
    QString scheme; ///< "http" or "https".
    QString host; ///< Lower case, IDNA A-label, no brackets around IPv6.
    int port = 0; ///< Always explicit: 80 and 443 are filled in.

    /// Nothing for other schemes, no host, user info, or a host with a trailing dot.
    static std::optional<Origin> of(const QUrl &url);

    /// 127.0.0.0/8, ::1 (as literals) or exactly "localhost".
    bool isLoopback() const;
    QString toString() const; ///< "https://api.openai.com" (the port only when it is not the default).

    bool operator==(const Origin &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::Origin)
