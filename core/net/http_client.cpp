// SPDX-License-Identifier: MIT
#include "core/net/http_client.h"

#include "core/net/http_exchange.h"
#include "core/net/http_lanes.h"
#include "core/net/http_routes.h"
#include "core/net/http_rules.h"

namespace freshet {

class HttpClient::Private {
public:
    explicit Private(const Options &options) : lanes(options.maxPerOrigin, options.idleLaneLife), logDir(options.logDir)
    {
    }

    HttpLanes lanes;
    HttpRoutes routes; ///< Goes first, and refuses what waits for it.
    const QString logDir;
};

HttpClient::HttpClient(const Options &options, QObject *parent) : QObject(parent), d(std::make_unique<Private>(options))
{
}

HttpClient::~HttpClient() = default;

HttpReply *HttpClient::send(const HttpRequest &request, const HttpLimits &limits, QObject *parent)
{
    auto *const exchange = new HttpExchange(request, limits, d->logDir, parent);
    if (const Status allowed = checkHttpRequest(request); !allowed) {
        exchange->refuse(allowed.error());
        return exchange;
    }
    d->routes.find(
        request.url, request.network, exchange, [exchange, lanes = &d->lanes](const Result<HttpRoute> &route) {
            if (exchange->isFinished())
                return; // was aborted meanwhile
            if (!route)
                return exchange->refuse(route.error());
            exchange->setRoute(*route);
            lanes->enter(exchange);
        });
    return exchange;
}

} // namespace freshet
