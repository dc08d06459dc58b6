// SPDX-License-Identifier: MIT
#include "core/chat/attempt_chain_reply.h"

#include "core/chat/text_reply.h"
#include "core/providers/http_chat_reply.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/provider_registry.h"

#include <QPointer>
#include <QRandomGenerator>

namespace freshet {

namespace {

RetryPolicy::Options retryOptions(const LlmService::Options &options)
{
    return {.retries = options.retries, .backoff = options.backoff, .jitter = options.jitter ? options.jitter : [] {
                return QRandomGenerator::global()->generateDouble();
            }};
}

bool isModelServer(const ProviderInfo *info) { return info && info->isLocal; }

} // namespace

AttemptChainReply::AttemptChainReply(HttpClient &http, const ProviderRegistry &providers, const ChatRequest &request,
    const LlmService::Options &options, QObject *parent)
    : ChatReply(request.model, parent),
      m_http(http),
      m_options(options),
      m_askedFor(request.streaming),
      m_isModelServer(isModelServer(providers.find(request.model.provider))),
      m_way{.request = request},
      m_retries(retryOptions(options))
{
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer); // a coarse one may fire before the time that the server told
    connect(&m_wait, &QTimer::timeout, this, &AttemptChainReply::startAttempt);
    providers.resolve(
        request.model.provider, this, [this](const Result<ProviderConfig> &config) { onResolved(config); });
}

AttemptChainReply::~AttemptChainReply() = default;

void AttemptChainReply::abort() { giveUp({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")}); }

void AttemptChainReply::onResolved(const Result<ProviderConfig> &config)
{
    if (isFinished()) // stopped meanwhile
        return;
    if (!config)
        return giveUp(config.error());
    if (!adapterFor(config->dialect))
        return giveUp({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("%1 is no model server. Choose another provider.").arg(config->name)});
    if (servedBy().model.isEmpty())
        return giveUp({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("No model of %1 is chosen. Choose one first.").arg(config->name)});
    m_config = *config;
    m_way.quirks = config->quirks;
    startAttempt();
}

void AttemptChainReply::startAttempt()
{
    if (m_attempt)
        m_attempt->deleteLater();
    m_config.quirks = m_way.quirks;
    const auto origin = Origin::of(m_config.baseUrl);
    const bool isLocal = m_isModelServer || (origin && origin->isLoopback());
    const HttpLimits &limits = isLocal ? m_options.localLimits : m_options.limits;
    const bool isWhole = m_way.request.streaming == StreamMode::Whole;
    m_attempt = new HttpChatReply(m_http, m_config, m_way.request, isWhole ? limits.forWholeAnswer() : limits, this);
    connect(m_attempt, &ChatReply::phaseChanged, this, &AttemptChainReply::setPhase);
    connect(m_attempt, &ChatReply::reasoningAppended, this, &AttemptChainReply::appendReasoning);
    connect(m_attempt, &ChatReply::textAppended, this, [this](const QString &delta) {
        if (m_attempt->delivery() == Delivery::Native) // what came whole is revealed at the end
            appendText(delta);
    });
    connect(m_attempt, &ChatReply::restarted, this, [this](const QString &reason) { restart(servedBy(), reason); });
    connect(m_attempt, &ChatReply::finished, this, &AttemptChainReply::onAttemptFinished);
}

void AttemptChainReply::onAttemptFinished()
{
    if (isFinished())
        return;
    setUsage(m_attempt->usage());
    if (!m_attempt->error())
        return accept();
    const Error error = *m_attempt->error();
    if (text().isEmpty() && reasoning().isEmpty() && m_attempt->text().isEmpty()) {
        if (const auto way = otherWayOfAsking(error, m_way))
            return askDifferently(*way);
        if (const auto wait = m_retries.waitAfter(error))
            return tryAgainIn(*wait, error.message);
    }
    if (m_attempt->delivery() != Delivery::Native)
        appendText(m_attempt->text()); // a whole answer that was cut off: what came of it
    giveUp(error);
}

void AttemptChainReply::askDifferently(const WayOfAsking &way)
{
    m_way = way;
    addNote(way.note);
    const QPointer<AttemptChainReply> self(this);
    setPhase({.phase = Phase::FallingBack, .reason = way.note});
    if (self && !isFinished())
        startAttempt();
}

void AttemptChainReply::tryAgainIn(std::chrono::milliseconds wait, const QString &reason)
{
    m_wait.start(wait);
    setPhase({.phase = Phase::Retrying, .attempt = m_retries.tries() + 1, .wait = wait, .reason = reason});
}

void AttemptChainReply::accept()
{
    setToolCalls(m_attempt->toolCalls());
    if (m_attempt->delivery() == Delivery::Native)
        return succeed(m_attempt->finishReason());
    reveal();
}

void AttemptChainReply::reveal()
{
    setDelivery(m_askedFor == StreamMode::Whole ? Delivery::NonStreaming : Delivery::Pseudo);
    const FinishReason reason = m_attempt->finishReason();
    m_reveal = new TextReply(servedBy(), m_attempt->text(), m_askedFor, this);
    connect(m_reveal, &ChatReply::phaseChanged, this, &AttemptChainReply::setPhase);
    connect(m_reveal, &ChatReply::textAppended, this, &AttemptChainReply::appendText);
    connect(m_reveal, &ChatReply::finished, this, [this, reason] { succeed(reason); });
}

/// Also how it is stopped, in whatever phase; harmless when finished.
void AttemptChainReply::giveUp(const Error &error)
{
    m_wait.stop();
    fail(error);
    if (m_attempt)
        m_attempt->abort();
    if (m_reveal)
        m_reveal->abort();
}

} // namespace freshet
