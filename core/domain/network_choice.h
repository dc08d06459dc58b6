// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace freshet {

/// How a provider is reached: through which proxy, and which certificates are trusted on the way. See checkNetwork().
struct NetworkChoice {
    enum class Proxy {
        System, ///< As the system says for this address.
        None,
        Manual, ///< proxyUrl.
    };

    enum class Trust {
        SystemToo,
        OnlyCaFile, ///< Nothing that only the system vouches for; without a caFile it is as SystemToo.
    };

    Proxy proxy = Proxy::System; ///< This machine is reached without one, whatever is chosen.
    QUrl proxyUrl; ///< Of Manual: http:// or socks5://, host and port.
    QString caFile; ///< PEM; its certificates are trusted. Empty: none.
    Trust trust = Trust::SystemToo; ///< Whether the certificates of the system are trusted besides those of the file.

    bool operator==(const NetworkChoice &) const = default;
};

} // namespace freshet
