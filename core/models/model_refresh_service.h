// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/model_info.h"
#include "core/models/model_cache.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace freshet {

class ModelListFetch;
class ModelListSource;

/// Keeps each provider's model list no older than its TTL, and never empties a list that once was good.
///
/// One fetch per provider at a time: refresh() during a fetch joins it. A failed or empty fetch keeps the old list and
/// counts as fresh for retryAfter; only Mode::Force looks past that. Lists are kept on disk between starts.
class ModelRefreshService : public QObject {
    Q_OBJECT

public:
    enum class Mode { IfStale, Force };

    struct Options {
        Clock clock = systemClock;
        std::chrono::seconds ttl = std::chrono::minutes(10);
        std::chrono::seconds localTtl = std::chrono::minutes(1);
        std::chrono::seconds retryAfter = std::chrono::minutes(1);
        QString cachePath; ///< A JSON file; empty = memory only.
    };

    /// What is known of one provider's list.
    struct State {
        QList<ModelInfo> models; ///< Static, cached and live merged.
        QDateTime refreshedAt; ///< Of the last good fetch; invalid = never.
        std::optional<Error> error; ///< Of the last fetch, cleared by a good one.
        bool isStale = true;
        bool isRefreshing = false;
    };

    ModelRefreshService(ModelListSource &source, const Options &options, QObject *parent = nullptr);
    ~ModelRefreshService() override;

    void setStaticModels(const ProviderId &provider, const QList<ModelInfo> &models, bool isLocal);
    /// Where the provider's list comes from: each address has a list of its own. A fetch in the middle starts over.
    void setBaseUrl(const ProviderId &provider, const QUrl &baseUrl);
    State state(const ProviderId &provider) const;
    void refresh(const ProviderId &provider, Mode mode = Mode::IfStale);

signals:
    void modelsChanged(const freshet::ProviderId &provider); ///< Only when the list differs.
    void refreshFinished(const freshet::ProviderId &provider); ///< After every fetch, good or bad.

private:
    struct List {
        QList<ModelInfo> staticModels;
        QDateTime failedAt; ///< Of the last fetch, when it failed.
        std::optional<Error> error;
        QUrl baseUrl;
        bool isLocal = false;
    };
    CachedModels fetched(const ProviderId &provider) const; ///< By the last good fetch from the present address.
    bool isStale(const ProviderId &provider) const;
    bool mayTryAgain(const List &list) const;
    void change(const ProviderId &provider, const std::function<void(List &)> &apply);
    void take(const ProviderId &provider, const Result<QList<ModelInfo>> &models);
    void saveCache() const;

    ModelListSource &m_source;
    const Options m_options;
    QHash<ProviderId, List> m_lists;
    QHash<std::pair<ProviderId, QUrl>, CachedModels> m_fetched; ///< In this run or an earlier one.
    QHash<ProviderId, ModelListFetch *> m_running; // children of this
};

} // namespace freshet
