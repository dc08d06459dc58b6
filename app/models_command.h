// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/server/query_protocol.h"

#include <QSet>

namespace freshet {

class AppContext;
class Console;

/// `freshet models`: the providers and what is known of their models; with --refresh, after asking them.
class ModelsCommand : public Command {
    Q_OBJECT

public:
    ModelsCommand(AppContext &context, Console &console, const ModelsArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void onResolved(const ProviderId &provider, const Result<ProviderConfig> &config);
    void onRefreshed(const ProviderId &provider);
    void printWhenDone();
    protocol::CatalogEntry entryOf(const ProviderId &provider) const;

    AppContext &m_context;
    Console &m_console;
    const ModelsArguments m_arguments;
    QList<ProviderId> m_shown; ///< In the catalog's order.
    QSet<ProviderId> m_awaited; ///< Still being looked up or refreshed.
    QHash<ProviderId, Error> m_notConfigured; ///< Why not.
};

} // namespace freshet
