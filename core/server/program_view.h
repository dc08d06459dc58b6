// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/models/model_refresh_service.h"
#include "core/server/query_protocol.h"

#include <QObject>

#include <functional>
#include <map>

namespace freshet {

class ProviderRegistry;
class SettingsStore;

/// What `catalog` and `settings` tell of the program, for the command line and for other tools alike.
///
/// Whether a provider has what it needs is asked of the keychain each time; callers that come meanwhile share the
/// answer. No key leaves this class.
class ProgramView : public QObject {
    Q_OBJECT

public:
    /// All of it outlives the view.
    struct Services {
        const ProviderRegistry &providers;
        const ModelRefreshService &models;
        const SettingsStore &settings;
        std::function<ProviderId()> defaultProvider; ///< The one that questions go to.
    };
    /// What each provider lacks; without a value it lacks nothing.
    using Lacks = std::map<ProviderId, std::optional<Error>>;

    explicit ProgramView(const Services &services, QObject *parent = nullptr);

    /// Of all providers, or of @p only, in the catalog's order; of an unknown one nothing. @p done is called once,
    /// later; not at all when @p context dies first.
    void catalog(
        const ProviderId &only, QObject *context, const std::function<void(QList<protocol::CatalogEntry>)> &done);
    void settings(QObject *context, const std::function<void(protocol::SettingsView)> &done);

    /// What catalog() tells of one provider.
    protocol::CatalogEntry entry(const ProviderId &provider, const std::optional<Error> &lack) const;
    ModelRef chosenModel() const; ///< Which questions go to that name none.

private:
    using Waiter = std::function<void(const Lacks &)>;

    void survey(QObject *context, const Waiter &done);
    void onResolved(const ProviderId &provider, const std::optional<Error> &error, bool hasKey);
    protocol::SettingsView view() const;

    const Services m_services;
    Lacks m_lacks; ///< Of the survey that runs.
    QSet<ProviderId> m_withKey;
    qsizetype m_open = 0; ///< Providers that it still waits for.
    QList<std::pair<QPointer<QObject>, Waiter>> m_waiting;
};

} // namespace freshet
