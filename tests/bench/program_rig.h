// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/history/history_store.h"
#include "core/models/model_list_source.h"
#include "core/models/model_refresh_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_service.h"
#include "core/retrieval/retrieval_service.h"
#include "core/server/local_endpoint.h"
#include "core/server/program_view.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/documents/document_controller.h"
#include "ui/endpoint/tool_query_model.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/settings/settings_dialog.h"
#include "ui/shortcuts/shortcut_controller.h"

#include <QTemporaryDir>
#include <QWidget>

namespace freshet::bench {

class NoModelLists : public ModelListSource {
public:
    ModelListFetch *fetchModels(const ProviderId &, const QList<ModelInfo> &, QObject *parent) override
    {
        return new ModelListFetch(parent);
    }
};

/// The services of the program in a folder of their own, without keys and without model lists of servers.
struct ProgramRig {
    explicit ProgramRig(const QList<ProviderInfo> &infos) : providers(infos, noKey) { }

    static void noKey(
        const ProviderId &, const Origin &, QObject *context, const std::function<void(Result<Secret>)> &done)
    {
        QMetaObject::invokeMethod(
            context, [done] { done(Secret()); }, Qt::QueuedConnection);
    }

    QTemporaryDir dir;
    SettingsStore settings{dir.filePath(QStringLiteral("settings.ini"))};
    MemorySecretStore secrets;
    ExtraHeaderStore headers{settings, secrets};
    HttpClient http{HttpClient::Options{}};
    ProviderRegistry providers;
    NoModelLists lists;
    ModelRefreshService models{lists, {}};
    RetrievalService retrieval{dir.filePath(QStringLiteral("index.db"))};
    QWidget window;
    HistoryStore history{dir.filePath(QStringLiteral("chats.db"))};
    ChatCollectionStore chatCollections{history, retrieval, settings};
    DocumentController documents{retrieval, chatCollections, window};
    ModelChoice model{settings, providers, models};
    FavouriteModels favourites{settings};
    LlmService llm{http, providers, {}};
    QueryService queries{llm, retrieval, providers};
    ProgramView view{{providers, models, settings, [] { return ProviderId(); }}};
    LocalEndpoint endpoint{
        {queries, retrieval, models, providers, settings, view}, {.tokenFile = dir.filePath(QStringLiteral("tokens"))}};
    ToolQueryModel toolQueries{endpoint.queries(), providers};
    ShortcutController shortcuts{{}, settings, nullptr};
    SettingsDialog::Services services{providers, models, settings, secrets, headers, http, retrieval, documents, model,
        favourites, endpoint, toolQueries, shortcuts};
};

} // namespace freshet::bench
