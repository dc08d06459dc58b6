// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting.h"

#include <QString>
#include <QStringList>

#include <algorithm>

/// Every setting of the program. A raw key string anywhere else fails tests/rules/check_rules.py.
namespace freshet::keys {

inline const Setting<QString> defaultProvider{"chat/default_provider", QString()};
inline const Setting<QString> defaultModel{"chat/default_model", QString()};
inline const Setting<QStringList> chatCollections{"chat/collections", QStringList()};
inline const Setting<bool> sendOnEnter{"chat/send_on_enter", true};
inline const Setting<QByteArray> windowGeometry{"window/geometry", QByteArray()};
inline const Setting<QString> theme{
    "appearance/theme", QStringLiteral("system"), [](const QString &name) {
        return name == QLatin1String("light") || name == QLatin1String("dark") ? name : QStringLiteral("system");
    }};
inline const Setting<int> textZoomPercent{
    "appearance/text_zoom_percent", 100, [](const int &percent) { return std::clamp(percent, 80, 200); }};

/// A base URL that replaces the catalog's; empty = none.
inline Setting<QString> baseUrl(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/base_url", QString()};
}

/// How the proxy of a provider is chosen: "system", "none" or "manual".
inline Setting<QString> proxy(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/proxy", QStringLiteral("system"), [](const QString &choice) {
                return choice == QLatin1String("none") || choice == QLatin1String("manual") ? choice
                                                                                            : QStringLiteral("system");
            }};
}

/// The proxy of "manual". One with a user name or a password is not stored.
inline Setting<QString> proxyUrl(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/proxy_url", QString(),
        [](const QString &url) { return url.contains(u'@') ? QString() : url.trimmed(); }};
}

/// A PEM file whose certificates are trusted besides those of the system; empty = none.
inline Setting<QString> caFile(const QString &provider)
{
    return {
        "providers/" + provider.toUtf8() + "/ca_file", QString(), [](const QString &path) { return path.trimmed(); }};
}

/// Which extra headers there are, each as "ORIGIN NAME"; their values are secrets. See ExtraHeaderStore.
inline Setting<QStringList> headerNames(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/header_names", QStringList()};
}

} // namespace freshet::keys
