// SPDX-License-Identifier: MIT
#include "core/providers/provider_registry.h"

#include "core/net/network_rules.h"
#include "core/providers/base_url.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

Error missingKey(const ProviderInfo &info)
{
    const QString variable = QStringLiteral("FRESHET_API_KEY_") + info.id.toUpper().replace(u'-', u'_');
    return {.kind = ErrorKind::Auth,
        .message = QStringLiteral("%1 needs an API key. Add one in Settings, or set %2.").arg(info.name, variable)};
}

Error unknownProvider(const ProviderId &id)
{
    return {.kind = ErrorKind::BadRequest, .message = QStringLiteral("There is no provider \"%1\".").arg(id)};
}

void answerLater(
    const Result<ProviderConfig> &result, QObject *context, const std::function<void(Result<ProviderConfig>)> &done)
{
    QTimer::singleShot(0, context, [done, result] { done(result); });
}

} // namespace

ProviderRegistry::ProviderRegistry(QList<ProviderInfo> providers, KeySource keys, HeaderSource headers, QObject *parent)
    : QObject(parent), m_providers(std::move(providers)), m_keys(std::move(keys)), m_headers(std::move(headers))
{
}

const ProviderInfo *ProviderRegistry::find(const ProviderId &id) const
{
    const auto it = std::find_if(
        m_providers.begin(), m_providers.end(), [&id](const ProviderInfo &info) { return info.id == id; });
    return it == m_providers.end() ? nullptr : &*it;
}

Status ProviderRegistry::setBaseUrl(const ProviderId &id, const QString &url)
{
    const ProviderInfo *info = find(id);
    if (!info)
        return failure(unknownProvider(id));
    const Result<QUrl> normalized
        = url.trimmed().isEmpty() ? Result<QUrl>(info->defaultBaseUrl) : normalizedBaseUrl(url, *info);
    if (!normalized)
        return failure(normalized.error());
    const QUrl before = baseUrl(id);
    m_baseUrlErrors.remove(id);
    if (*normalized == info->defaultBaseUrl)
        m_baseUrls.remove(id);
    else
        m_baseUrls.insert(id, *normalized);
    if (baseUrl(id) != before)
        emit providerChanged(id);
    return {};
}

Status ProviderRegistry::restoreBaseUrl(const ProviderId &id, const QString &url)
{
    const Status set = setBaseUrl(id, url);
    const ProviderInfo *info = find(id);
    if (set || !info)
        return set;
    Error error = set.error();
    error.message = QStringLiteral("%1 is not asked: its base URL in the settings cannot be used. %2")
                        .arg(info->name, error.message);
    const QUrl before = baseUrl(id);
    m_baseUrls.remove(id);
    m_baseUrlErrors.insert(id, error);
    if (!before.isEmpty())
        emit providerChanged(id);
    return failure(error);
}

std::optional<Error> ProviderRegistry::baseUrlError(const ProviderId &id) const
{
    const auto it = m_baseUrlErrors.find(id);
    return it == m_baseUrlErrors.end() ? std::nullopt : std::optional(*it);
}

QUrl ProviderRegistry::baseUrl(const ProviderId &id) const
{
    const ProviderInfo *info = find(id);
    if (!info || m_baseUrlErrors.contains(id))
        return {};
    return m_baseUrls.value(id, info->defaultBaseUrl);
}

bool ProviderRegistry::hasBaseUrlOverride(const ProviderId &id) const
{
    return m_baseUrls.contains(id) || m_baseUrlErrors.contains(id);
}

Status ProviderRegistry::setNetwork(const ProviderId &id, const NetworkChoice &choice)
{
    if (!find(id))
        return failure(unknownProvider(id));
    if (choice != network(id)) {
        m_networks.insert(id, choice);
        emit providerChanged(id);
    }
    return checkProxy(choice);
}

ProviderConfig ProviderRegistry::configOf(const ProviderInfo &info, const QUrl &base) const
{
    const auto origin = Origin::of(base);
    return {.id = info.id,
        .name = info.name,
        .dialect = info.dialect,
        .baseUrl = base,
        .headers = info.headers,
        .quirks = info.quirks,
        .isOwnServer = origin && (info.isLocal || origin->isLoopback()),
        .network = network(info.id)};
}

void ProviderRegistry::resolve(
    const ProviderId &id, QObject *context, const std::function<void(Result<ProviderConfig>)> &done) const
{
    const ProviderInfo *info = find(id);
    if (!info)
        return answerLater(failure(unknownProvider(id)), context, done);
    const ProviderConfig config = configOf(*info, baseUrl(id));
    if (info->dialect == Dialect::Quotes)
        return answerLater(config, context, done);
    if (const auto error = baseUrlError(id))
        return answerLater(failure(*error), context, done);
    if (!Origin::of(config.baseUrl)) {
        const Error noBase{.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("%1 needs a base URL. Set one in Settings, or give --base-url.").arg(info->name)};
        return answerLater(failure(noBase), context, done);
    }
    const bool isKeyRequired = info->needsKey && !hasBaseUrlOverride(id);
    resolveKey(config, isKeyRequired ? Keys::AsNeeded : Keys::Optional, missingKey(*info), context, done);
}

void ProviderRegistry::resolveTrial(const ProviderId &id, const QUrl &base, QObject *context,
    const std::function<void(Result<ProviderConfig>)> &done) const
{
    const ProviderInfo *info = find(id);
    if (!info)
        return answerLater(failure(unknownProvider(id)), context, done);
    const ProviderConfig config = configOf(*info, base);
    if (info->dialect == Dialect::Quotes || !Origin::of(base))
        return answerLater(config, context, done);
    resolveKey(config, Keys::Optional, missingKey(*info), context, done);
}

void ProviderRegistry::resolveKey(const ProviderConfig &config, Keys keys, const Error &noKey, QObject *context,
    const std::function<void(Result<ProviderConfig>)> &done) const
{
    const Origin origin = Origin::of(config.baseUrl).value_or(Origin());
    const auto withKey = [this, config = config, keys, noKey, origin, context, done](
                             const Result<Secret> &key) mutable {
        if (key)
            config.key = *key;
        if (keys == Keys::Optional || !config.key.isEmpty()) // a server without keys works without a keychain, too
            resolveHeaders(config, origin, context, done);
        else
            done(failure(key ? noKey : key.error()));
    };
    m_keys(config.id, origin, context, withKey);
}

void ProviderRegistry::resolveHeaders(const ProviderConfig &config, const Origin &origin, QObject *context,
    const std::function<void(Result<ProviderConfig>)> &done) const
{
    if (!m_headers)
        return done(config);
    m_headers(config.id, origin, context, [config = config, done](const Result<QList<ExtraHeader>> &headers) mutable {
        if (!headers)
            return done(failure(headers.error()));
        config.extraHeaders = *headers;
        done(config);
    });
}

} // namespace freshet
