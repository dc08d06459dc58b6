// SPDX-License-Identifier: MIT
#include "core/chat/attempt_chain_reply.h"

#include "core/chat/image_policy.h"
#include "core/chat/text_reply.h"
#include "core/providers/error_classifier.h"
#include "core/providers/http_chat_reply.h"
#include "core/providers/openai_model_family.h"
#include "core/providers/provider_registry.h"

#include <utility>

namespace freshet {

namespace {

Error badRequest(const char *sentence, const ProviderConfig &config)
{
    return {.kind = ErrorKind::BadRequest, .message = QString::fromUtf8(sentence).arg(config.name)};
}

constexpr int kOwnServersRetries = 1; ///< A model that crashed here once more will again.
constexpr int kMostReconnects = 3; ///< Of one answer that breaks off again and again.

bool isBrokenOff(const Error &error) { return error.kind == ErrorKind::Truncated || error.kind == ErrorKind::Network; }

/// What a server says to a request that it does not understand.
bool isMisunderstanding(ErrorKind kind)
{
    return kind == ErrorKind::BadRequest || kind == ErrorKind::NotFound || kind == ErrorKind::Protocol
        || kind == ErrorKind::Empty;
}

} // namespace

AttemptChainReply::AttemptChainReply(
    const Services &services, const ChatRequest &request, const LlmService::Options &options, QObject *parent)
    : ChatReply(request.model, parent),
      m_services(services),
      m_options(options),
      m_askedFor(request.streaming),
      m_way{.request = request}
{
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer); // a coarse one may fire before the time that the server told
    connect(&m_wait, &QTimer::timeout, this, &AttemptChainReply::startAttempt);
    services.providers.resolve(
        request.model.provider, this, [this](const Result<ProviderConfig> &config) { onResolved(config); });
}

AttemptChainReply::~AttemptChainReply()
{
    if (m_isAsking)
        m_services.circuits.stopped(m_circuit);
}

void AttemptChainReply::abort() { giveUp({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")}); }

bool AttemptChainReply::isRevealing() const { return m_reveal && !isFinished() && m_reveal->isRevealing(); }

void AttemptChainReply::revealAll()
{
    if (isRevealing())
        m_reveal->revealAll();
}

void AttemptChainReply::setPaused(bool paused)
{
    m_isPaused = paused;
    if (m_attempt)
        m_attempt->setPaused(paused);
}

void AttemptChainReply::onResolved(const Result<ProviderConfig> &config)
{
    if (isFinished()) // stopped meanwhile
        return;
    if (!config)
        return giveUp(config.error());
    if (const Status status = check(*config); !status)
        return giveUp(status.error());
    prepare(*config);
    startAttempt();
}

/// What needs no server to be refused.
Status AttemptChainReply::check(const ProviderConfig &config) const
{
    if (!m_options.adapterOf(config.dialect))
        return failure(badRequest("%1 is no model server. Choose another provider.", config));
    if (servedBy().model.isEmpty())
        return failure(badRequest("No model of %1 is chosen. Choose one first.", config));
    ChatRequest request = m_way.request;
    if (config.quirks.hasOpenAiFamilies && isOpenAiModelWithoutVision(request.model.model)) {
        request.known = request.known.value_or(ModelInfo{.name = request.model.model});
        request.known->canSee = request.known->canSee.value_or(false);
    }
    if (const auto refusal = imageRefusal(request))
        return failure(*refusal);
    return {};
}

void AttemptChainReply::prepare(const ProviderConfig &config)
{
    m_config = config;
    const auto origin = Origin::of(config.baseUrl);
    m_limits = config.isOwnServer ? m_options.localLimits : m_options.limits;
    m_retries.emplace(RetryPolicy::Options{.retries = m_options.retries,
        .serverErrors = config.isOwnServer ? kOwnServersRetries : m_options.retries,
        .backoff = m_options.backoff,
        .jitter = m_options.jitter});
    m_circuit
        = {.provider = config.id, .origin = origin ? origin->toString() : QString(), .caller = m_way.request.caller};

    m_way.quirks = config.quirks;
    m_way.dialect = dialectFor(servedBy(), config);
    QStringList notes;
    m_way = withLearnedSteps(m_way, m_services.learned.steps(servedBy(), config.baseUrl), notes);
    m_isLearnedWay = !m_way.steps.isEmpty();
    for (const QString &note : std::as_const(notes))
        addNote(note);

    const ProviderAdapter *const adapter = m_options.adapterOf(m_way.dialect);
    const auto question = config.isOwnServer ? adapter->statusRequest(servedBy(), config) : std::nullopt;
    if (!question)
        return;
    const auto meaning
        = [adapter, model = servedBy()](const HttpResponse &response) { return adapter->phaseFrom(response, model); };
    m_probe = new SilenceProbe(m_services.http, *question, meaning, m_options.silence, this);
    connect(m_probe, &SilenceProbe::phaseFound, this, &AttemptChainReply::onPhaseFound);
}

void AttemptChainReply::startAttempt()
{
    if (m_attempt)
        std::exchange(m_attempt, nullptr)->deleteLater();
    if (const auto refusal = m_services.circuits.refusal(m_circuit, serverName(m_config)))
        return giveUp(*refusal);
    m_isAsking = true;
    m_config.quirks = m_way.quirks;
    m_config.dialect = m_way.dialect;
    const bool isWhole = m_way.request.streaming == StreamMode::Whole;
    m_attempt = new HttpChatReply(m_services.http, *m_options.adapterOf(m_config.dialect), m_config, m_way.request,
        isWhole ? m_limits.forWholeAnswer() : m_limits, this);
    m_attempt->setPaused(m_isPaused);
    connectAttempt();
}

void AttemptChainReply::connectAttempt()
{
    connect(m_attempt, &ChatReply::phaseChanged, this, [this](const PhaseInfo &phase) {
        if (m_probe && phase.phase == Phase::Waiting)
            m_probe->start();
        setPhase(phase);
    });
    if (m_probe) {
        connect(m_attempt, &HttpChatReply::bodyBegan, m_probe, &SilenceProbe::stop);
        connect(m_attempt, &ChatReply::finished, m_probe, &SilenceProbe::stop);
    }
    connect(m_attempt, &ChatReply::reasoningAppended, this, [this](const QString &delta) {
        onContent();
        appendReasoning(delta);
    });
    connect(m_attempt, &ChatReply::textAppended, this, [this](const QString &delta) {
        onContent();
        if (isShownAtOnce())
            appendText(delta);
    });
    connect(m_attempt, &ChatReply::restarted, this, &AttemptChainReply::onAttemptRestarted);
    connect(m_attempt, &ChatReply::finished, this, &AttemptChainReply::onAttemptFinished);
}

/// A whole answer is silent while it is written too.
void AttemptChainReply::onPhaseFound(const PhaseInfo &phase)
{
    const bool isWhole = m_way.request.streaming == StreamMode::Whole;
    setPhase(isWhole && phase.phase == Phase::ReadingPrompt ? PhaseInfo{.phase = Phase::Waiting} : phase);
}

/// What came whole is revealed at the end, and with it all that comes after it.
bool AttemptChainReply::isShownAtOnce() const
{
    return m_attempt->delivery() == Delivery::Native && m_hops.before().hidden.isEmpty();
}

QString AttemptChainReply::hiddenText() const
{
    return isShownAtOnce() ? QString() : QString(m_hops.before().hidden + m_attempt->text());
}

/// Only the present part of the answer starts over.
void AttemptChainReply::onAttemptRestarted(const QString &reason)
{
    const QPointer<AttemptChainReply> self(this);
    restart(servedBy(), reason);
    if (self)
        appendReasoning(m_hops.before().reasoning);
    if (self)
        appendText(m_hops.before().text);
}

/// A server that speaks is well, however long the answer takes.
void AttemptChainReply::onContent()
{
    if (std::exchange(m_isAsking, false))
        m_services.circuits.succeeded(m_circuit);
}

void AttemptChainReply::tellCircuit()
{
    if (!std::exchange(m_isAsking, false))
        return;
    if (const auto &error = m_attempt->error())
        m_services.circuits.failed(m_circuit, *error);
    else
        m_services.circuits.succeeded(m_circuit);
}

void AttemptChainReply::onAttemptFinished()
{
    if (isFinished())
        return;
    tellCircuit();
    setUsage(sumOf(m_hops.before().usage, m_attempt->usage()));
    const std::optional<Error> error = m_attempt->error();
    if (!error) {
        if (m_attempt->finishReason() != FinishReason::Pause || !goOn())
            accept();
        return;
    }
    const bool saidNothing = m_attempt->text().isEmpty() && m_attempt->reasoning().isEmpty();
    if (saidNothing ? tryOtherwise(*error) : isBrokenOff(*error) && m_reconnects++ < kMostReconnects && goOn())
        return;
    endWith(*error);
}

/// False when there is nothing left to try.
bool AttemptChainReply::tryOtherwise(const Error &error)
{
    if (const auto way = otherWayOfAsking(error, m_way); way && m_options.adapterOf(way->dialect)) {
        askDifferently(*way);
        return true;
    }
    const auto wait = m_retries->waitAfter(error);
    if (!wait || m_services.circuits.isOpen(m_circuit))
        return false;
    tryAgainIn(*wait, error.message);
    return true;
}

void AttemptChainReply::askDifferently(const WayOfAsking &way)
{
    m_way = way;
    for (const QString &note : way.notes)
        addNote(note);
    const QPointer<AttemptChainReply> self(this);
    setPhase({.phase = Phase::FallingBack, .reason = way.notes.join(QLatin1String("; "))});
    if (self && !isFinished())
        startAttempt();
}

void AttemptChainReply::tryAgainIn(std::chrono::milliseconds wait, const QString &reason)
{
    m_wait.start(wait);
    setPhase({.phase = Phase::Retrying, .attempt = m_retries->tries() + 1, .wait = wait, .reason = reason});
}

/// Asks for the next part of an answer that paused or broke off; false when it cannot go on.
bool AttemptChainReply::goOn()
{
    const QString continuation = m_attempt->continuation();
    AnswerHops::Part sum = m_hops.before();
    sum.text = text();
    sum.hidden = hiddenText();
    sum.reasoning = reasoning();
    sum.toolCalls += m_attempt->toolCalls();
    sum.usage = usage();
    if (!m_hops.goOn(continuation, sum))
        return false;
    m_way.request.continuation = continuation;
    startAttempt();
    return true;
}

void AttemptChainReply::accept()
{
    m_services.learned.learn(servedBy(), m_config.baseUrl, m_way.steps);
    setToolCalls(m_hops.before().toolCalls + m_attempt->toolCalls());
    addFinalNotes();
    if (isShownAtOnce())
        return succeed(m_attempt->finishReason());
    reveal();
}

void AttemptChainReply::endWith(const Error &error)
{
    if (m_isLearnedWay && isMisunderstanding(error.kind))
        m_services.learned.forget(servedBy(), m_config.baseUrl); // it may be what was learned that is wrong by now
    if (!text().isEmpty() || !hiddenText().isEmpty())
        addFinalNotes();
    giveUp(error);
}

void AttemptChainReply::addFinalNotes()
{
    const QStringList left = m_options.adapterOf(m_config.dialect)->notesOn(m_way.request, m_config);
    for (const QString &note : left + m_attempt->notes())
        addNote(note);
    if (const QString note = m_hops.note(); !note.isEmpty())
        addNote(note);
}

void AttemptChainReply::reveal()
{
    setDelivery(m_askedFor == StreamMode::Whole ? Delivery::NonStreaming : Delivery::Pseudo);
    const FinishReason reason = m_attempt->finishReason();
    m_reveal = new TextReply(servedBy(), hiddenText(), m_askedFor, this);
    connect(m_reveal, &ChatReply::phaseChanged, this, &AttemptChainReply::setPhase);
    connect(m_reveal, &ChatReply::textAppended, this, &AttemptChainReply::appendText);
    connect(m_reveal, &ChatReply::finished, this, [this, reason] { succeed(reason); });
}

/// Of an answer that ends before its end.
void AttemptChainReply::tellWhatCame()
{
    if (m_attempt)
        m_attempt->abort(); // only then it tells its usage
    setUsage(m_attempt ? sumOf(m_hops.before().usage, m_attempt->usage()) : m_hops.before().usage);
    const QString hidden = m_attempt ? hiddenText() : m_hops.before().hidden;
    if (hidden.isEmpty())
        return;
    setDelivery(Delivery::NonStreaming); // it was to be revealed, and now comes at once
    appendText(hidden);
}

/// Also how it is stopped, in whatever phase; harmless when finished.
void AttemptChainReply::giveUp(const Error &error)
{
    m_wait.stop();
    if (m_probe)
        m_probe->stop();
    if (std::exchange(m_isAsking, false))
        m_services.circuits.stopped(m_circuit);
    if (!isFinished() && !m_reveal)
        tellWhatCame();
    fail(error);
    if (m_reveal)
        m_reveal->abort();
}

} // namespace freshet
