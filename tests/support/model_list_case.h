// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

#include <functional>

namespace freshet::test {

/// What a provider's list is when the first question gets this answer, and no further one any.
inline Result<QList<ModelInfo>> listFrom(const HttpResponse &response, const ProviderConfig &config)
{
    const auto reader = adapterFor(config.dialect)->modelListReader(config, {});
    if (const auto question = reader->next())
        reader->take(question->number, response);
    return reader->result();
}

/// A whole list, as a driver without a network reads it: each question is answered before the next is asked for.
struct ListRun {
    QList<HttpRequest> requests;
    Result<QList<ModelInfo>> result;
};

inline ListRun listWith(const ProviderConfig &config, const QList<ModelInfo> &known,
    const std::function<Result<HttpResponse>(const HttpRequest &)> &server)
{
    ListRun run;
    const auto reader = adapterFor(config.dialect)->modelListReader(config, known);
    while (const auto question = reader->next()) {
        run.requests << question->request;
        reader->take(question->number, server(question->request));
    }
    run.result = reader->result();
    return run;
}

inline HttpResponse okBody(const QByteArray &body) { return {.status = 200, .headers = {}, .body = body}; }

inline Result<HttpResponse> refused(int status, ErrorKind kind = ErrorKind::NotFound)
{
    return failure({.kind = kind, .message = "refused", .httpStatus = status});
}

} // namespace freshet::test
