// SPDX-License-Identifier: MIT
#include "core/server/catalog_refresher.h"

#include "core/providers/provider_registry.h"
#include "core/server/program_view.h"
#include "core/server/tool_request.h"

namespace freshet {

CatalogRefresher::CatalogRefresher(
    ModelRefreshService &models, const ProviderRegistry &providers, ProgramView &view, Clock clock, QObject *parent)
    : QObject(parent), m_models(models), m_providers(providers), m_view(view), m_clock(std::move(clock))
{
    connect(&m_models, &ModelRefreshService::refreshFinished, this, &CatalogRefresher::onRefreshed);
}

void CatalogRefresher::refresh(
    const ProviderId &provider, ModelRefreshService::Mode mode, QObject *context, const Done &done)
{
    if (!m_providers.find(provider)) {
        QMetaObject::invokeMethod(
            context, [done] { done(failure(noSuchProvider())); }, Qt::QueuedConnection);
        return;
    }
    const QDateTime now = m_clock();
    const QDateTime askedAt = m_askedAt.value(provider);
    const bool mayAsk = !askedAt.isValid() || askedAt.addSecs(kPause.count()) <= now || askedAt > now;
    const ModelRefreshService::State state = m_models.state(provider);
    const bool isWanted = mode == ModelRefreshService::Mode::Force || state.isStale;
    if (!state.isRefreshing && isWanted && mayAsk) {
        m_askedAt.insert(provider, now);
        m_models.refresh(provider, ModelRefreshService::Mode::Force); // the tool asked, nothing is automatic here
    }
    if (m_models.state(provider).isRefreshing)
        m_waiting[provider].append({context, done});
    else
        tell(provider, context, done);
}

void CatalogRefresher::onRefreshed(const ProviderId &provider)
{
    const auto waiting = m_waiting.take(provider);
    for (const auto &[context, done] : waiting) {
        if (context)
            tell(provider, context, done);
    }
}

void CatalogRefresher::tell(const ProviderId &provider, QObject *context, const Done &done)
{
    m_view.catalog(provider, context, [done](const QList<protocol::CatalogEntry> &entries) { done(entries); });
}

} // namespace freshet
