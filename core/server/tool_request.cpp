// SPDX-License-Identifier: MIT
#include "core/server/tool_request.h"

#include "core/providers/provider_registry.h"
#include "core/server/access_token_store.h"
#include "core/server/program_view.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <algorithm>

namespace freshet {

namespace {

bool isGuideOnly(const QList<CollectionName> &collections)
{
    return std::all_of(
        collections.begin(), collections.end(), [](const CollectionName &name) { return name == kGuideCollection; });
}

/// A model that is named without a provider belongs to the user's.
ModelRef modelFor(const ModelRef &asked, const EndpointServices &services)
{
    const ModelRef chosen = services.view.chosenModel();
    if (asked.provider.isEmpty())
        return {chosen.provider, asked.model.isEmpty() ? chosen.model : asked.model};
    if (asked.model.isEmpty() && asked.provider == chosen.provider)
        return chosen;
    return asked; // without a model: QueryService takes the provider's default
}

Result<RetrievalOptions> retrievalFor(
    const RetrievalOptions &asked, const ProviderInfo &provider, TokenScopes scopes, const SettingsStore &settings)
{
    RetrievalOptions options = asked;
    const bool isQuoting = provider.dialect == Dialect::Quotes;
    if (scopes & TokenScope::Documents) {
        if (options.collections.isEmpty() && options.isEnabled.value_or(true))
            options.collections = settings.get(keys::chatCollections);
        return options;
    }
    if (!isGuideOnly(options.collections))
        return failure(missingScope(TokenScope::Documents));
    if (options.isEnabled.value_or(isQuoting) || !options.collections.isEmpty())
        options.collections = {kGuideCollection};
    else
        options.isEnabled = false;
    return options;
}

} // namespace

Error missingScope(TokenScope scope)
{
    return {.kind = ErrorKind::UnauthorizedScope,
        .message = QStringLiteral("The token of this tool does not cover \"%1\". Allow it in Freshet's Settings under "
                                  "Local endpoint.")
                       .arg(toWord(scope))};
}

Error noSuchProvider()
{
    return {.kind = ErrorKind::NotFound,
        .message = QStringLiteral("There is no such provider; the catalog lists them."),
        .parameter = QStringLiteral("provider")};
}

Error toldToTools(Error error)
{
    if (error.kind == ErrorKind::Storage)
        error.message = QStringLiteral("Freshet cannot read what it needs for this on its disk or in its keychain. Its "
                                       "window or its log tells more.");
    return error;
}

Result<QueryRequest> admittedQuery(
    const QueryRequest &asked, const AccessToken &token, const EndpointServices &services)
{
    if (!(token.scopes & TokenScope::Query))
        return failure(missingScope(TokenScope::Query));
    if (services.tokens.isOverBudget(token.id))
        return failure({.kind = ErrorKind::Quota,
            .message = QStringLiteral("This tool has used up its budget for today. The budget is set in Freshet's "
                                      "Settings under Local endpoint.")});
    QueryRequest request = asked;
    request.model = modelFor(asked.model, services);
    const ProviderInfo *const provider = services.providers.find(request.model.provider);
    if (!provider)
        return failure(noSuchProvider());
    auto retrieval = retrievalFor(asked.retrieval, *provider, token.scopes, services.settings);
    if (!retrieval)
        return failure(retrieval.error());
    request.retrieval = *retrieval;
    return request;
}

Result<SearchRequest> admittedSearch(const SearchRequest &asked, const AccessToken &token)
{
    const bool mayRead = token.scopes & TokenScope::Documents;
    if (!mayRead && (asked.collections.isEmpty() || !isGuideOnly(asked.collections)))
        return failure(missingScope(TokenScope::Documents));
    return asked;
}

} // namespace freshet
