// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/models/model_refresh_service.h"
#include "core/server/query_protocol.h"

#include <QObject>

namespace freshet {

class ProgramView;
class ProviderRegistry;

/// Refreshes a model list on behalf of other tools: callers share one refresh, and a provider is asked at most every
/// half a minute for them, forced or not; in between they get what is known.
class CatalogRefresher : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kPause{30};

    using Done = std::function<void(Result<QList<protocol::CatalogEntry>>)>;

    /// All of it outlives the refresher.
    CatalogRefresher(ModelRefreshService &models, const ProviderRegistry &providers, ProgramView &view,
        Clock clock = systemClock, QObject *parent = nullptr);

    /// The catalog's entry of @p provider after the refresh; a failed one is in its `error`. An unknown provider is
    /// NotFound. @p done is called once, later; not at all when @p context dies first.
    void refresh(const ProviderId &provider, ModelRefreshService::Mode mode, QObject *context, const Done &done);

private:
    void onRefreshed(const ProviderId &provider);
    void tell(const ProviderId &provider, QObject *context, const Done &done);

    ModelRefreshService &m_models;
    const ProviderRegistry &m_providers;
    ProgramView &m_view;
    const Clock m_clock;
    QHash<ProviderId, QDateTime> m_askedAt;
    QHash<ProviderId, QList<std::pair<QPointer<QObject>, Done>>> m_waiting;
};

} // namespace freshet
