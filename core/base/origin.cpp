// SPDX-License-Identifier: MIT
#include "core/base/origin.h"

#include <QHostAddress>

namespace freshet {

namespace {

int defaultPort(const QString &scheme) { return scheme == QLatin1String("https") ? 443 : 80; }

} // namespace

std::optional<Origin> Origin::of(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if ((scheme != QLatin1String("http") && scheme != QLatin1String("https")) || host.isEmpty() || host.endsWith(u'.')
        || !url.userInfo().isEmpty())
        return std::nullopt;
    return Origin{.scheme = scheme, .host = host, .port = url.port(defaultPort(scheme))};
}

bool Origin::isLoopback() const
{
    if (host == QLatin1String("localhost"))
        return true;
    // QHostAddress also takes "127.1" and "2130706433"; only the canonical form of a literal counts.
    const QHostAddress address(host);
    return address.isLoopback() && address.toString() == host;
}

QString Origin::toString() const
{
    const QString shownHost = host.contains(u':') ? u'[' + host + u']' : host;
    const QString base = scheme + QLatin1String("://") + shownHost;
    return port == defaultPort(scheme) ? base : base + u':' + QString::number(port);
}

} // namespace freshet
