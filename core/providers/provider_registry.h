// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/base/result.h"
#include "core/domain/provider_info.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

namespace freshet {

/// Fetches a key just before its use; answers through @p done, never before the call returns, in the caller's
/// thread, not at all once @p context is gone. An empty Secret means: there is none for this provider and origin.
using KeySource = std::function<void(
    const ProviderId &provider, const Origin &origin, QObject *context, std::function<void(Result<Secret>)> done)>;

/// Fetches the extra headers that the user gave for this provider and origin, in the way of KeySource. Usually none.
using HeaderSource = std::function<void(const ProviderId &provider, const Origin &origin, QObject *context,
    std::function<void(Result<QList<ExtraHeader>>)> done)>;

/// The providers that exist: the catalog's vendors with the user's base URLs and ways to them. Holds no keys.
class ProviderRegistry : public QObject {
    Q_OBJECT

public:
    ProviderRegistry(
        QList<ProviderInfo> providers, KeySource keys, HeaderSource headers = {}, QObject *parent = nullptr);

    const QList<ProviderInfo> &providers() const { return m_providers; } ///< In the catalog's order.
    const ProviderInfo *find(const ProviderId &id) const; ///< Null when unknown; valid while the registry lives.

    /// @p url as typed; normalised here. Empty removes the override. One that cannot be used changes nothing.
    Status setBaseUrl(const ProviderId &id, const QString &url);
    /// @p url as it is stored, where anything may have changed it. One that cannot be used is no leave to ask the
    /// provider's own server instead: baseUrl() is empty then, and requests fail and say why, until another is set.
    Status restoreBaseUrl(const ProviderId &id, const QString &url);
    std::optional<Error> baseUrlError(const ProviderId &id) const; ///< Of the one that is stored.
    QUrl baseUrl(const ProviderId &id) const; ///< Override or default; empty when there is none.
    bool hasBaseUrlOverride(const ProviderId &id) const; ///< One that cannot be used counts, too.

    /// A choice that cannot work (see checkNetwork(), which also looks into the CA file) is kept all the same: requests
    /// then fail and say why, and go no other way. Errors: unknown provider, unusable proxy (BadRequest).
    Status setNetwork(const ProviderId &id, const NetworkChoice &choice);
    NetworkChoice network(const ProviderId &id) const { return m_networks.value(id); }

    /// Everything a request needs, key and extra headers included. Errors: unknown provider (BadRequest), no base URL
    /// (BadRequest), a key is needed and there is none (Auth), a keychain that does not answer (Storage), extra headers
    /// that are lost.
    /// @p done is called once, never before this returns; not at all when @p context dies first.
    void resolve(const ProviderId &id, QObject *context, const std::function<void(Result<ProviderConfig>)> &done) const;

    /// The same for trying out @p base, normalised, before it is kept, or for finding out why nothing works: that there
    /// is no key is no error then, nor that @p base is empty.
    void resolveTrial(const ProviderId &id, const QUrl &base, QObject *context,
        const std::function<void(Result<ProviderConfig>)> &done) const;

signals:
    void providerChanged(const freshet::ProviderId &id); ///< Its server, the way to it, or its key.

private:
    enum class Keys { AsNeeded, Optional };
    void resolveKey(const ProviderConfig &config, Keys keys, const Error &noKey, QObject *context,
        const std::function<void(Result<ProviderConfig>)> &done) const;
    ProviderConfig configOf(const ProviderInfo &info, const QUrl &base) const;
    void resolveHeaders(const ProviderConfig &config, const Origin &origin, QObject *context,
        const std::function<void(Result<ProviderConfig>)> &done) const;

    const QList<ProviderInfo> m_providers;
    const KeySource m_keys;
    const HeaderSource m_headers;
    QHash<ProviderId, QUrl> m_baseUrls;
    QHash<ProviderId, Error> m_baseUrlErrors; ///< A provider stands here or in m_baseUrls.
    QHash<ProviderId, NetworkChoice> m_networks;
};

} // namespace freshet
