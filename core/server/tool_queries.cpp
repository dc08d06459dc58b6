// SPDX-License-Identifier: MIT
#include "core/server/tool_queries.h"

#include "core/server/token_secret.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds kBusyRetryAfter{2000};

} // namespace

ToolQueries::ToolQueries(QueryService &queries, const Limits &limits, Clock clock, QObject *parent)
    : QObject(parent), m_queries(queries), m_limits(limits), m_clock(std::move(clock))
{
    m_dropTimer.setSingleShot(true);
    connect(&m_dropTimer, &QTimer::timeout, this, &ToolQueries::dropOld);
}

ToolQueries::~ToolQueries() = default;

void ToolQueries::setLimits(const Limits &limits)
{
    m_limits = limits;
    runWaiting();
}

Result<ToolQuery *> ToolQueries::start(const ToolQuery::Ask &ask)
{
    const auto waiting = std::count_if(m_open.cbegin(), m_open.cend(),
        [](const ToolQuery *query) { return query->state() == ToolQuery::State::Waiting; });
    const auto running = m_open.size() - waiting;
    const bool mustWait
        = running >= m_limits.running || runningOf(ask.caller.connection) >= m_limits.runningPerConnection;
    if (mustWait && waiting >= m_limits.waiting)
        return failure({.kind = ErrorKind::Busy,
            .message = QStringLiteral("Freshet is answering as many queries as it may at once. Ask again in a moment."),
            .retryable = true,
            .retryAfter = kBusyRetryAfter});
    auto *const query = new ToolQuery(ask, QString::fromLatin1(generateTokenSecret().reveal()), m_clock(), this);
    query->follow();
    m_open.append(query);
    connect(query, &ToolQuery::ended, this, [this, query] { onEnded(query); });
    emit started(query);
    runWaiting();
    return query;
}

void ToolQueries::runWaiting()
{
    auto running = std::count_if(m_open.cbegin(), m_open.cend(),
        [](const ToolQuery *query) { return query->state() == ToolQuery::State::Running; });
    for (ToolQuery *const query : std::as_const(m_open)) {
        if (running >= m_limits.running)
            return;
        if (query->state() != ToolQuery::State::Waiting
            || runningOf(query->caller().connection) >= m_limits.runningPerConnection)
            continue;
        query->run(m_queries);
        ++running;
    }
}

int ToolQueries::runningOf(quint64 connection) const
{
    return static_cast<int>(std::count_if(m_open.cbegin(), m_open.cend(), [connection](const ToolQuery *query) {
        return query->state() == ToolQuery::State::Running && query->caller().connection == connection;
    }));
}

ToolQuery *ToolQueries::find(const QString &streamId) const
{
    for (ToolQuery *const query : m_open) {
        if (query->streamId() == streamId)
            return query;
    }
    for (const Ended &ended : m_ended) {
        if (ended.query->streamId() == streamId)
            return ended.query;
    }
    return nullptr;
}

QList<ToolQuery *> ToolQueries::open() const { return m_open; }

void ToolQueries::cancelAll()
{
    const QList<ToolQuery *> open = m_open;
    for (ToolQuery *const query : open)
        query->cancel();
}

void ToolQueries::onEnded(ToolQuery *query)
{
    m_open.removeOne(query);
    emit ended(query);
    if (query->log().isEnded())
        m_ended.append({.query = query, .at = m_clock()});
    else
        query->deleteLater(); // it kept nothing that anybody could come back for
    dropOld();
    runWaiting();
}

void ToolQueries::dropOld()
{
    const QDateTime now = m_clock();
    const auto isOld = [this, &now](const Ended &ended) { return ended.at.addSecs(m_limits.keptFor.count()) <= now; };
    qsizetype tooMany = m_ended.size() - m_limits.kept;
    m_ended.removeIf([&isOld, &tooMany](const Ended &ended) {
        if (ended.query->isFollowed() || (tooMany <= 0 && !isOld(ended))) // somebody may still be reading it
            return false;
        --tooMany;
        ended.query->deleteLater();
        return true;
    });
    if (m_ended.isEmpty())
        return;
    const auto left = std::chrono::seconds(now.secsTo(m_ended.constFirst().at.addSecs(m_limits.keptFor.count())));
    m_dropTimer.start(std::clamp<std::chrono::seconds>(left, std::chrono::seconds(1), m_limits.keptFor));
}

} // namespace freshet
