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
    const QUrl before = baseUrl(id);
    if (url.trimmed().isEmpty()) {
        m_baseUrls.remove(id);
    } else {
        const Result<QUrl> normalized = normalizedBaseUrl(url, *info);
        if (!normalized)
            return failure(normalized.error());
        if (*normalized == info->defaultBaseUrl)
            m_baseUrls.remove(id);
        else
            m_baseUrls.insert(id, *normalized);
    }
    if (baseUrl(id) != before)
        emit providerChanged(id);
    return {};
}

QUrl ProviderRegistry::baseUrl(const ProviderId &id) const
{
    const ProviderInfo *info = find(id);
    return m_baseUrls.value(id, info ? info->defaultBaseUrl : QUrl());
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

void ProviderRegistry::resolve(
    const ProviderId &id, QObject *context, const std::function<void(Result<ProviderConfig>)> &done) const
{
    const auto answer = [context, done](const Result<ProviderConfig> &result) {
        QTimer::singleShot(0, context, [done, result] { done(result); });
    };
    const ProviderInfo *info = find(id);
    if (!info)
        return answer(failure(unknownProvider(id)));
    ProviderConfig config{.id = info->id,
        .name = info->name,
        .dialect = info->dialect,
        .baseUrl = baseUrl(id),
        .headers = info->headers,
        .quirks = info->quirks,
        .network = network(id)};
    if (info->dialect == Dialect::Quotes)
        return answer(config);
    const auto origin = Origin::of(config.baseUrl);
    if (!origin)
        return answer(failure({.kind = ErrorKind::BadRequest,
            .message
            = QStringLiteral("%1 needs a base URL. Set one in Settings, or give --base-url.").arg(info->name)}));

    config.isOwnServer = info->isLocal || origin->isLoopback();
    const bool isKeyRequired = info->needsKey && !hasBaseUrlOverride(id);
    const Error noKey = missingKey(*info);
    const auto withKey
        = [this, config, isKeyRequired, noKey, origin, context, done](const Result<Secret> &key) mutable {
              if (key)
                  config.key = *key;
              if (!isKeyRequired || !config.key.isEmpty()) // a server without keys works without a keychain, too
                  resolveHeaders(config, *origin, context, done);
              else
                  done(failure(key ? noKey : key.error()));
          };
    m_keys(id, *origin, context, withKey);
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
