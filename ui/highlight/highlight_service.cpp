// SPDX-License-Identifier: MIT
#include "ui/highlight/highlight_service.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr int kMostKeptLines = 50'000;
constexpr qsizetype kMostRequests = 32;

QByteArray keyOf(const QString &scope, const QString &text)
{
    return scope.toLatin1() + ' '
        + QCryptographicHash::hash(
            QByteArrayView(reinterpret_cast<const char *>(text.utf16()), 2 * text.size()).toByteArray(),
            QCryptographicHash::Sha1);
}

} // namespace

HighlightService::HighlightService(Grammar::Source source, QObject *parent)
    : QObject(parent), m_worker(new HighlightWorker(std::move(source))), m_kept(kMostKeptLines)
{
    m_thread.setObjectName(QStringLiteral("highlight"));
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &HighlightWorker::done, this, &HighlightService::onDone);
}

HighlightService::~HighlightService()
{
    m_worker->stop();
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

std::shared_ptr<CodeColors> HighlightService::colors(const QString &scope, const QString &text)
{
    const std::shared_ptr<CodeColors> *kept = m_kept.object(keyOf(scope, text));
    return kept ? *kept : std::make_shared<CodeColors>(scope);
}

void HighlightService::keep(const std::shared_ptr<CodeColors> &colors, const QString &text)
{
    if (colors->count() > 0)
        m_kept.insert(
            keyOf(colors->scope(), text), new std::shared_ptr<CodeColors>(colors), std::max(colors->count(), 1));
}

void HighlightService::want(const std::shared_ptr<CodeColors> &colors, const QStringList &lines)
{
    if (lines.isEmpty() || colors->isGivenUp() || (m_isRunning && m_running.lock() == colors))
        return;
    m_requests.removeIf([&](const Request &request) {
        const std::shared_ptr<CodeColors> other = request.colors.lock();
        return !other || other == colors;
    });
    m_requests.append({.colors = colors, .lines = lines});
    if (m_requests.size() > kMostRequests)
        m_requests.removeFirst();
    startNext();
}

void HighlightService::startNext()
{
    while (!m_isRunning && !m_requests.isEmpty()) {
        const Request request = m_requests.takeLast();
        const std::shared_ptr<CodeColors> colors = request.colors.lock();
        if (!colors)
            continue;
        if (!m_thread.isRunning())
            m_thread.start();
        m_running = colors;
        m_isRunning = true;
        const HighlightJob job{.scope = colors->scope(), .state = colors->state(), .lines = request.lines};
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, job] { worker->run(job); }, Qt::QueuedConnection);
    }
}

void HighlightService::onDone(const HighlightResult &result)
{
    m_isRunning = false;
    if (const std::shared_ptr<CodeColors> colors = m_running.lock()) {
        colors->append(result.lines, result.state);
        colors->addCost(result.cost, result.dearLines);
    }
    startNext();
    emit colored();
}

} // namespace freshet
