// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

/// Every setting of the program. A raw key string anywhere else fails tests/rules/check_rules.py.
namespace freshet::keys {

/// Unset what is no number, else the nearest in the range.
template <typename T>
std::optional<T> within(const std::optional<T> &value, T low, T high)
{
    const bool isNumber = value && !std::isnan(static_cast<double>(*value));
    return isNumber ? std::optional(std::clamp(*value, low, high)) : std::nullopt;
}

inline const Setting<QString> defaultProvider{"chat/default_provider", QString()};
inline const Setting<QString> defaultModel{"chat/default_model", QString()};
inline const Setting<bool> automaticRefresh{"models/automatic_refresh", true};
inline const Setting<QStringList> manualModels{"models/manual", QStringList()}; ///< "provider/model" each.
/// What new chats search, and those in which nothing else was chosen.
inline const Setting<QStringList> chatCollections{"chat/collections", QStringList()};
inline const Setting<bool> sendOnEnter{"chat/send_on_enter", true};
inline const Setting<int> chatPassages{"chat/passages", 8, [](const int &count) { return std::clamp(count, 1, 50); }};
/// What makes vectors of documents, "provider/model"; empty = nothing does.
inline const Setting<QString> embeddingModel{
    "documents/embedding_model", QString(), [](const QString &word) { return word.trimmed(); }};
inline const Setting<bool> titlesByModel{"chat/titles_by_model", false}; ///< Else from the first question alone.
/// What goes before every question; empty = nothing.
inline const Setting<QString> instructions{
    "chat/instructions", QString(), [](const QString &text) { return text.left(100'000); }};

// How answers are made. An empty one is not sent: the provider decides.
inline const Setting<std::optional<double>> temperature{
    "chat/temperature", {}, [](const std::optional<double> &value) { return within(value, 0.0, 2.0); }};
inline const Setting<std::optional<double>> topP{
    "chat/top_p", {}, [](const std::optional<double> &value) { return within(value, 0.0, 1.0); }};
inline const Setting<std::optional<int>> maxTokens{"chat/max_tokens", {},
    [](const std::optional<int> &value) { return within(value, 1, std::numeric_limits<int>::max()); }};
inline const Setting<std::optional<int>> seed{
    "chat/seed", {}, [](const std::optional<int> &value) { return within(value, 0, std::numeric_limits<int>::max()); }};
inline const Setting<QStringList> stopTexts{"chat/stop", {}, [](const QStringList &texts) {
                                                QStringList some = texts;
                                                some.removeAll(QString());
                                                return some.mid(0, 16);
                                            }};
inline QStringList reasoningEfforts() { return {"none", "minimal", "low", "medium", "high", "xhigh", "max"}; }
inline const Setting<QString> reasoningEffort{"chat/reasoning_effort", {},
    [](const QString &word) { return reasoningEfforts().contains(word) ? word : QString(); }};

inline const Setting<QStringList> favouriteModels{"models/favourites", QStringList()}; ///< "provider/model" each.

// The local endpoint.
inline const Setting<bool> serverEnabled{"server/enabled", false}; ///< While the window is open.
inline const Setting<int> serverPort{"server/port", 8765,
    [](const int &port) { return port == 0 ? 0 : std::clamp(port, 1024, 65535); }}; ///< 0: a free one.
inline const Setting<QStringList> serverOrigins{
    "server/origins", {}}; ///< Of web pages that may come in; each as a browser sends it.
inline const Setting<int> serverConnections{
    "server/connections", 32, [](const int &count) { return std::clamp(count, 1, 256); }};
inline const Setting<int> serverQueries{
    "server/queries", 4, [](const int &count) { return std::clamp(count, 1, 256); }};
inline const Setting<int> serverQueriesPerConnection{
    "server/queries_per_connection", 2, [](const int &count) { return std::clamp(count, 1, 256); }};

inline const Setting<bool> reopenChat{"window/reopen_chat", true}; ///< The last one, at the start; else a new one.
inline const Setting<bool> notifyOfAnswers{"window/notify_of_answers", true}; ///< Long ones, while it is not active.
inline const Setting<QStringList> shortcuts{"window/shortcuts", {}}; ///< See ShortcutMap::changes().
/// The folders of chats that are closed in the list, by their ids.
inline const Setting<QStringList> closedFolders{"window/closed_folders", QStringList()};
inline const Setting<QByteArray> windowGeometry{"window/geometry", QByteArray()}; ///< Of the window closed last.
inline const Setting<bool> chatsShown{"window/chats_shown", true}; ///< Likewise.
/// How wide the panes beside the chat are, in pixels at the normal size of text.
inline const Setting<int> chatsWidth{
    "window/chats_width", 240, [](const int &width) { return std::clamp(width, 180, 480); }};
inline const Setting<int> sourcesWidth{
    "window/sources_width", 340, [](const int &width) { return std::clamp(width, 240, 640); }};
inline const Setting<QByteArray> settingsGeometry{"settings/geometry", QByteArray()};
inline const Setting<QByteArray> knowledgeGeometry{"knowledge/geometry", QByteArray()};
inline const Setting<QString> settingsPage{"settings/page", QString()}; ///< The one that was seen last.
inline const Setting<QString> theme{
    "appearance/theme", QStringLiteral("system"), [](const QString &name) {
        return name == QLatin1String("light") || name == QLatin1String("dark") ? name : QStringLiteral("system");
    }};
/// The window's languages, each as QLocale knows it. Each but the first has a resources/translations/freshet_NAME.ts.
inline QStringList languages() { return {"en", "de", "zh_CN"}; }
inline const Setting<QString> language{///< Empty = as the system.
    "appearance/language", {}, [](const QString &name) { return languages().contains(name) ? name : QString(); }};
inline const Setting<bool> wrapCode{"appearance/wrap_code", false}; ///< Its long lines; else it scrolls sideways.
inline const Setting<bool> drawFormulas{"appearance/draw_formulas", true}; ///< Else their source is shown.
inline const Setting<int> textZoomPercent{
    "appearance/text_zoom_percent", 100, [](const int &percent) { return std::clamp(percent, 80, 200); }};

/// Which secrets went into which keychain, each as "KEYCHAIN NAME". See TrackedSecretStore.
inline const Setting<QStringList> keptSecrets{"keychain/kept", QStringList()};

inline constexpr int kFileVersion = 1; ///< Counts up when an older Freshet would misread what a newer one writes.
inline const Setting<int> fileVersion{"file/version", 0, [](const int &version) { return std::max(version, 0); }};

/// A base URL that replaces the catalog's; empty = none. One with a password or a key in it is none, whoever wrote it.
inline Setting<QString> baseUrl(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/base_url", QString(), [](const QString &url) {
                const bool isPlain = !url.contains(u'@') && !url.contains(u'?') && !url.contains(u'#');
                return isPlain ? url : QString();
            }};
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

/// A PEM file whose certificates are trusted; empty = none.
inline Setting<QString> caFile(const QString &provider)
{
    return {
        "providers/" + provider.toUtf8() + "/ca_file", QString(), [](const QString &path) { return path.trimmed(); }};
}

/// Whether nothing but the certificates of caFile() is trusted; else the system's are, too.
inline Setting<bool> onlyCaFile(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/ca_file_only", false};
}

/// Which extra headers there are, each as "ORIGIN NAME"; their values are secrets. See ExtraHeaderStore.
inline Setting<QStringList> headerNames(const QString &provider)
{
    return {"providers/" + provider.toUtf8() + "/header_names", QStringList()};
}

} // namespace freshet::keys
