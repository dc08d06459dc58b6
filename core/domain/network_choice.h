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

    Proxy proxy = Proxy::System; ///< This machine is reached without one, whatever is chosen.
    QUrl proxyUrl; ///< Of Manual: http:// or socks5://, host and port.
    QString caFile; ///< PEM; trusted besides the certificates of the system. Empty: none.

    bool operator==(const NetworkChoice &) const = default;
};

} // namespace freshet
