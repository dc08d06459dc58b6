// SPDX-License-Identifier: MIT
#include "core/net/http_lanes.h"

#include "core/base/origin.h"
#include "core/net/http_exchange.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kHttpMaxPerLane = 5; // Qt: 6 connections an origin

} // namespace

struct HttpLanes::Lane {
    explicit Lane(const HttpRoute &itsRoute) : route(itsRoute) { manager->setProxy(route.proxy); }

    const HttpRoute route;
    std::unique_ptr<QNetworkAccessManager> manager = std::make_unique<QNetworkAccessManager>();
    QHash<QString, int> running; ///< By origin; no zeros.
    bool isSuspect = false; ///< A request on it was given up: its thread may be stuck.
};

HttpLanes::HttpLanes(int maxPerOrigin, std::chrono::milliseconds idleLife) : m_maxPerOrigin(maxPerOrigin)
{
    m_dispatch.setSingleShot(true);
    m_dispatch.setInterval(0);
    connect(&m_dispatch, &QTimer::timeout, this, &HttpLanes::dispatch);
    m_spareLanes.setSingleShot(true);
    m_spareLanes.setInterval(idleLife);
    connect(&m_spareLanes, &QTimer::timeout, this, &HttpLanes::dropSpareLanes);
}

HttpLanes::~HttpLanes()
{
    const QList<HttpExchange *> left = m_waiting + m_running.keys();
    for (HttpExchange *const exchange : left)
        exchange->abort();
    dropSuspectLanes();
}

void HttpLanes::enter(HttpExchange *exchange)
{
    exchange->setLanes(this);
    m_waiting.append(exchange);
    m_dispatch.start();
}

void HttpLanes::leave(HttpExchange *exchange, Leaving how)
{
    m_waiting.removeOne(exchange);
    Lane *const lane = m_running.take(exchange);
    if (!lane)
        return;
    const QString origin = exchange->origin().toString();
    for (auto *const counts : {&lane->running, &m_runningPerOrigin}) {
        if (--(*counts)[origin] == 0)
            counts->remove(origin);
    }
    lane->isSuspect |= how == Leaving::GivenUp;
    m_dispatch.start();
    if (m_lanes.size() > 1 && !m_spareLanes.isActive())
        m_spareLanes.start();
}

void HttpLanes::dispatch()
{
    dropSuspectLanes();
    for (qsizetype i = 0; i < m_waiting.size();) {
        HttpExchange *const exchange = m_waiting.at(i);
        const QString origin = exchange->origin().toString();
        if (m_runningPerOrigin.value(origin) >= m_maxPerOrigin) {
            ++i;
            continue;
        }
        m_waiting.removeAt(i);
        Lane &lane = laneFor(*exchange);
        ++lane.running[origin];
        ++m_runningPerOrigin[origin];
        m_running.insert(exchange, &lane);
        exchange->start(*lane.manager);
    }
}

HttpLanes::Lane &HttpLanes::laneFor(const HttpExchange &exchange)
{
    const QString origin = exchange.origin().toString();
    for (const auto &lane : m_lanes) {
        if (!lane->isSuspect && lane->route.isSameAs(exchange.route()) && lane->running.value(origin) < kHttpMaxPerLane)
            return *lane;
    }
    return *m_lanes.emplace_back(std::make_unique<Lane>(exchange.route()));
}

void HttpLanes::dropSpareLanes()
{
    const auto isSpare = [this](const auto &lane) { return lane != m_lanes.front() && lane->running.isEmpty(); };
    std::erase_if(m_lanes, isSpare);
    if (m_lanes.size() > 1)
        m_spareLanes.start();
}

void HttpLanes::dropSuspectLanes()
{
    std::erase_if(m_lanes, [this](const auto &lane) {
        const bool drop = lane->isSuspect && lane->running.isEmpty();
        if (drop)
            m_reaper.take(std::move(lane->manager));
        return drop;
    });
}

} // namespace freshet
