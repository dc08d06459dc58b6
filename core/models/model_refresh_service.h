// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/model_info.h"
#include "core/models/model_cache.h"

#include <QFutureWatcher>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace freshet {

class ModelListFetch;
class ModelListSource;

/// Keeps each provider's model list no older than its TTL, and never empties a list that once was good.
///
/// What is known is there at once; state() costs nothing. One refresh per provider at a time: refresh() during one
/// joins it, and a change of address or access starts it over, so that no late answer replaces a newer one. What may
/// pass (503, timeout) is asked again within the refresh. A failed or empty refresh changes nothing but State::error,
/// and lets the provider alone for a time that doubles with each failure; only Mode::Force looks past that. No timer
/// runs but that of a second try. Lists are kept on disk between starts, written off the thread.
class ModelRefreshService : public QObject {
    Q_OBJECT

public:
    enum class Mode {
        IfStale, ///< For whatever the program wants by itself.
        Force, ///< For whatever a person asked for.
    };
    enum class Automatic { On, Off };

    struct Options {
        Clock clock = systemClock;
        std::function<double()> jitter = randomShare; ///< From 0 to 1: so that not all lists grow stale together.
        std::chrono::seconds ttl = std::chrono::minutes(10);
        std::chrono::seconds localTtl = std::chrono::minutes(1);
        std::chrono::seconds backOff = std::chrono::seconds(30); ///< After the first failure; at most three TTLs.
        QList<std::chrono::milliseconds> retryWaits{std::chrono::milliseconds(500), std::chrono::seconds(2)};
        QSet<ProviderId> setUp; ///< Known to have what they need, though no list of theirs was ever fetched.
        QString cachePath; ///< A JSON file; empty = memory only.
    };

    /// What is known of one provider's list.
    struct State {
        QList<ModelInfo> models; ///< The catalog's, the provider's (now or earlier) and those added by hand, merged.
        QDateTime refreshedAt; ///< Of the last good fetch; invalid = never.
        std::optional<Error> error; ///< Of the last refresh, cleared by a good one.
        bool isStale = true;
        bool isRefreshing = false;
        int added = 0; ///< By the last good refresh in this run; the first list of all counts as nothing new.
        int gone = 0; ///< Likewise.
    };

    ModelRefreshService(ModelListSource &source, const Options &options, QObject *parent = nullptr);
    ~ModelRefreshService() override; ///< Waits until the lists are on disk.

    void setStaticModels(const ProviderId &provider, const QList<ModelInfo> &models, bool isLocal);
    /// Where the provider's list comes from: each address has a list of its own. The first call tells it; a later one
    /// with another address also refreshes, unless that is switched off.
    void setBaseUrl(const ProviderId &provider, const QUrl &baseUrl);
    /// The key, the extra headers or the way there (proxy, own CA file): what was refused or out of reach may be had
    /// now. Refreshes, unless that is switched off.
    void accessChanged(const ProviderId &provider);

    void setAutomaticRefresh(Automatic automatic); ///< Off: only Mode::Force asks anybody.
    void refresh(const ProviderId &provider, Mode mode = Mode::IfStale);
    /// Asks each provider whose list is stale and that is set up as far as is known here: one that told its models from
    /// this address before, one with a model in use, and those of Options::setUp.
    void refreshStale();

    State state(const ProviderId &provider) const;
    std::optional<ModelInfo> model(const ModelRef &ref) const;

    /// The models that must not vanish: favourites, defaults, those chosen in chats. Replaces the ones before.
    void setModelsInUse(const QSet<ModelRef> &models);

    /// Models that the user named; the caller keeps them between starts and follows manualModelsChanged().
    void setManualModels(const QList<ModelRef> &models);
    Status addManualModel(const ModelRef &model); ///< BadRequest when its id cannot be one. Again is no error.
    void removeManualModel(const ModelRef &model);
    const QList<ModelRef> &manualModels() const { return m_manual; }

    static double randomShare();

signals:
    void modelsChanged(const freshet::ProviderId &provider); ///< Only when the list differs.
    void refreshStarted(const freshet::ProviderId &provider);
    void refreshFinished(const freshet::ProviderId &provider); ///< After every refresh, good or bad.
    void manualModelsChanged();

private:
    struct Run {
        quint64 generation = 0; ///< Of the question that is open; an answer to any other comes too late.
        QPointer<ModelListFetch> fetch; // child of this; null while the next try is waited for
        qsizetype tries = 0;
        Mode mode = Mode::IfStale;
    };
    struct Provider {
        QList<ModelInfo> staticModels;
        std::optional<QUrl> baseUrl;
        bool isLocal = false;
        double share = 0; ///< Of the jitter, drawn anew with each refresh.
        QDateTime failedAt; ///< Of the last refresh, when it failed.
        int failures = 0; ///< In a row.
        std::optional<Error> error;
        int added = 0;
        int gone = 0;
        QList<ModelInfo> merged;
        std::optional<Run> run;
    };
    using ListKey = std::pair<ProviderId, QUrl>;

    Provider &at(const ProviderId &provider);
    ListKey keyOf(const ProviderId &provider) const;
    CachedModels fetched(const ProviderId &provider) const; ///< By the last good fetch from the present address.
    bool isStale(const ProviderId &provider) const;
    bool isSetUp(const ProviderId &provider) const;
    bool mayTryAgain(const Provider &provider) const;
    std::chrono::seconds ttlOf(const Provider &provider) const;
    void begin(const ProviderId &provider, Mode mode);
    void ask(const ProviderId &provider);
    void startOver(const ProviderId &provider);
    void take(const ProviderId &provider, quint64 generation, const Result<QList<ModelInfo>> &models);
    bool isTriedAgain(const ProviderId &provider, const Result<QList<ModelInfo>> &models);
    void takeList(const ProviderId &provider, const QList<ModelInfo> &models);
    void takeError(const ProviderId &provider, const Error &error, Mode mode);
    QSet<QString> keptModels(const ProviderId &provider) const;
    void merge(const ProviderId &provider);
    void saveCache();

    ModelListSource &m_source;
    const Options m_options;
    Automatic m_automatic = Automatic::On;
    quint64 m_lastGeneration = 0;
    QHash<ProviderId, Provider> m_providers;
    QHash<ListKey, CachedModels> m_fetched; ///< In this run or an earlier one.
    QHash<ProviderId, QList<ModelRef>> m_inUse; ///< Sorted by id.
    QList<ModelRef> m_manual;
    QFutureWatcher<Status> m_saving;
    bool m_isSaveDue = false; ///< Something came while the last save was running.
};

} // namespace freshet
