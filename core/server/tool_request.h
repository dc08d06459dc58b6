// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/query_types.h"
#include "core/server/access_token.h"
#include "core/server/endpoint_services.h"

namespace freshet {

/// The query as it may be asked with @p token: the user's choices stand where the tool made none, and what the token
/// does not cover is refused (UnauthorizedScope), as is an unknown provider (NotFound) and a tool that has used up its
/// day (Quota). Without the scope `documents` only the bundled guide is searched.
Result<QueryRequest> admittedQuery(
    const QueryRequest &asked, const AccessToken &token, const EndpointServices &services);

/// Likewise for a search without an answer.
Result<SearchRequest> admittedSearch(const SearchRequest &asked, const AccessToken &token);

Error noSuchProvider(); ///< NotFound.

/// An error as other programs may hear it: what is wrong with a file of ours, and where that is, is not for them (R20).
Error toldToTools(Error error);
Error missingScope(TokenScope scope); ///< UnauthorizedScope, with a sentence.

} // namespace freshet
