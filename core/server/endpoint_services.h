// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <functional>

namespace freshet {

class AccessTokenStore;
class CatalogRefresher;
class ProgramView;
class ProviderRegistry;
class QueryService;
class RetrievalService;
class SettingsStore;
class ToolQueries;

/// What the local endpoint offers, and works with. All of it outlives the endpoint.
struct EndpointServices {
    AccessTokenStore &tokens;
    ToolQueries &queries;
    ProgramView &view;
    CatalogRefresher &refresher;
    RetrievalService &retrieval;
    const ProviderRegistry &providers;
    const SettingsStore &settings;
};

} // namespace freshet
