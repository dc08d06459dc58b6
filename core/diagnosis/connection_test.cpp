// SPDX-License-Identifier: MIT
#include "core/diagnosis/connection_test.h"

#include "core/diagnosis/base_url_probe.h"
#include "core/providers/embedding_adapter.h"
#include "core/providers/embedding_reply.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/secret_scrubber.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

using StepId = ConnectionStepId;
using StepState = ConnectionStepState;
namespace advice = connection_advice;

std::chrono::microseconds steadyTicks()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

ConnectionTest::Options completed(ConnectionTest::Options options)
{
    if (!options.ticks)
        options.ticks = steadyTicks;
    return options;
}

/// The provider as it is tested, whatever is stored of it: its key and its address come from @p config.
std::unique_ptr<ProviderRegistry> registryOf(const ConnectionSubject &subject)
{
    const ProviderConfig &config = subject.config;
    ProviderInfo info = subject.info;
    info.id = config.id;
    info.dialect = config.dialect;
    info.defaultBaseUrl = config.baseUrl;
    info.needsKey = false; // that there is none was said already
    info.isLocal = config.isOwnServer;
    info.headers = config.headers;
    info.quirks = config.quirks;
    const auto keys = [config](const ProviderId &, const Origin &origin, QObject *context,
                          const std::function<void(Result<Secret>)> &done) {
        const Secret key = Origin::of(config.baseUrl) == origin ? config.key : Secret();
        QTimer::singleShot(0, context, [done, key] { done(key); });
    };
    const auto headers = [config](const ProviderId &, const Origin &origin, QObject *context,
                             const std::function<void(Result<QList<ExtraHeader>>)> &done) {
        const auto extra = Origin::of(config.baseUrl) == origin ? config.extraHeaders : QList<ExtraHeader>();
        QTimer::singleShot(0, context, [done, extra] { done(extra); });
    };
    auto registry = std::make_unique<ProviderRegistry>(QList<ProviderInfo>{info}, keys, headers);
    (void)registry->setNetwork(config.id, config.network); // an unusable choice fails at its own step
    return registry;
}

HttpLimits answerLimits(std::chrono::milliseconds limit)
{
    return {.connect = std::min<std::chrono::milliseconds>(limit, std::chrono::seconds(15)),
        .firstByte = limit,
        .idle = limit,
        .whole = limit,
        .total = limit};
}

bool hasFailed(const ConnectionStep &step) { return step.state == StepState::Failed; }

} // namespace

ConnectionTest::ConnectionTest(
    HttpClient &http, const ConnectionSubject &subject, const Options &options, QObject *parent)
    : QObject(parent),
      m_http(http),
      m_subject(subject),
      m_options(completed(options)),
      m_registry(registryOf(subject)),
      m_chats(std::make_unique<LlmService>(http, *m_registry,
          LlmService::Options{.retries = 0,
              .limits = answerLimits(options.answerLimit),
              .localLimits = answerLimits(options.ownServerAnswerLimit)})),
      m_embeddings(std::make_unique<EmbeddingService>(http, *m_registry,
          EmbeddingService::Options{.retries = 0,
              .limits = answerLimits(options.answerLimit),
              .localLimits = answerLimits(options.ownServerAnswerLimit)}))
{
    for (int id = 0; id <= static_cast<int>(StepId::Embeddings); ++id)
        m_steps << ConnectionStep{.id = static_cast<StepId>(id)};
    goOn(&ConnectionTest::testAddress);
}

ConnectionTest::~ConnectionTest() = default;

bool ConnectionTest::hasFailed() const { return std::any_of(m_steps.begin(), m_steps.end(), freshet::hasFailed); }

QString ConnectionTest::report() const
{
    return connectionReport(m_subject.info.name, m_steps, secretsOf(m_subject.config));
}

void ConnectionTest::goOn(Part next)
{
    QMetaObject::invokeMethod(
        this,
        [this, next] {
            m_running.reset();
            if (!m_isFinished)
                (this->*next)();
        },
        Qt::QueuedConnection);
}

void ConnectionTest::begin(StepId id)
{
    m_began = m_options.ticks();
    step(id).state = StepState::Running;
    emit stepChanged(step(id));
}

void ConnectionTest::settle(ConnectionStep result, Part next)
{
    result.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_options.ticks() - m_began);
    step(result.id) = result;
    if (next) {
        goOn(next);
    } else {
        const QString why
            = QStringLiteral("Not tried, since it needs an earlier step: %1.").arg(connectionStepName(result.id));
        QMetaObject::invokeMethod(
            this, [this, why] { finish(why); }, Qt::QueuedConnection);
    }
    emit stepChanged(result);
}

void ConnectionTest::skip(StepId id, const QString &sentence, Part next)
{
    m_began = m_options.ticks();
    settle({.id = id, .state = StepState::Skipped, .sentence = sentence}, next);
}

void ConnectionTest::abort() { finish(QStringLiteral("Stopped.")); }

void ConnectionTest::finish(const QString &whySkipped)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_running.reset();
    QList<ConnectionStep> skipped;
    for (ConnectionStep &step : m_steps) {
        if (step.state != StepState::Waiting && step.state != StepState::Running)
            continue;
        step.state = StepState::Skipped;
        step.sentence = whySkipped;
        skipped << step;
    }
    QMetaObject::invokeMethod(this, &ConnectionTest::finished, Qt::QueuedConnection);
    const QPointer<ConnectionTest> self(this);
    for (const ConnectionStep &step : std::as_const(skipped)) {
        if (self)
            emit stepChanged(step);
    }
}

void ConnectionTest::testAddress()
{
    m_began = m_options.ticks();
    const ConnectionStep result = advice::onAddress(m_subject);
    settle(result, freshet::hasFailed(result) ? nullptr : &ConnectionTest::testConnection);
}

void ConnectionTest::testConnection()
{
    auto probe = std::make_unique<ConnectionProbe>(m_subject.config.baseUrl, m_subject.config.network,
        ConnectionProbe::Options{.limit = smallQuestionLimits(m_subject.config).total, .lookup = m_options.lookup},
        this);
    connect(probe.get(), &ConnectionProbe::legBegan, this, &ConnectionTest::onLegBegan, Qt::QueuedConnection);
    connect(probe.get(), &ConnectionProbe::legEnded, this, &ConnectionTest::onLegEnded, Qt::QueuedConnection);
    m_running = std::move(probe);
}

void ConnectionTest::onLegBegan(ConnectionLeg leg)
{
    if (!m_isFinished)
        begin(static_cast<StepId>(static_cast<int>(StepId::Proxy) + static_cast<int>(leg)));
}

void ConnectionTest::onLegEnded(const ConnectionLegResult &leg)
{
    if (m_isFinished)
        return;
    ConnectionStep result = advice::onLeg(leg, m_subject);
    if (freshet::hasFailed(result))
        return settle(result, nullptr);
    if (leg.leg == ConnectionLeg::Tls)
        return settle(result, &ConnectionTest::testKey);
    result.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_options.ticks() - m_began);
    step(result.id) = result;
    emit stepChanged(result); // the probe goes on by itself
}

void ConnectionTest::testKey()
{
    m_began = m_options.ticks();
    if (const ConnectionStep known = advice::onKey(m_subject); freshet::hasFailed(known))
        return settle(known, nullptr);
    auto call = std::make_unique<ModelListCall>(m_http, m_subject.config, smallQuestionLimits(m_subject.config), this);
    connect(call.get(), &ModelListCall::finished, this, &ConnectionTest::onListAnswer, Qt::QueuedConnection);
    m_running = std::move(call);
    begin(StepId::Key);
}

void ConnectionTest::onListAnswer(const ModelListAnswer &answer)
{
    if (m_isFinished)
        return;
    m_list = answer;
    const ConnectionStep result = advice::onKey(m_subject, answer);
    settle(result, freshet::hasFailed(result) ? nullptr : &ConnectionTest::testDialect);
}

void ConnectionTest::testDialect()
{
    m_began = m_options.ticks();
    if (!advice::mayBeElsewhere(*m_list))
        return tellDialect();
    auto probe = std::make_unique<BaseUrlProbe>(m_http, m_subject.config, BaseUrlProbe::Places::OthersOnly, this);
    const auto take = [this, found = probe.get()] {
        if (m_isFinished)
            return;
        m_elsewhere = found->found();
        tellDialect();
    };
    connect(probe.get(), &BaseUrlProbe::finished, this, take, Qt::QueuedConnection);
    m_running = std::move(probe);
    begin(StepId::Dialect);
}

void ConnectionTest::tellDialect()
{
    const ConnectionStep result = advice::onDialect(m_subject, *m_list, m_elsewhere);
    settle(result, freshet::hasFailed(result) ? nullptr : &ConnectionTest::testModels);
}

void ConnectionTest::testModels()
{
    m_began = m_options.ticks();
    settle(advice::onModels(m_subject, *m_list), &ConnectionTest::testAnswer);
}

void ConnectionTest::testAnswer() { tryAnswer(StepId::Answer, StreamMode::Whole); }

void ConnectionTest::testStreamedAnswer()
{
    if (step(StepId::Answer).state == StepState::Ok)
        return tryAnswer(StepId::StreamedAnswer, StreamMode::Streamed);
    skip(StepId::StreamedAnswer, QStringLiteral("Not tried, since there was no answer at all."),
        &ConnectionTest::testEmbeddings);
}

void ConnectionTest::tryAnswer(StepId id, StreamMode streaming)
{
    const QString model = advice::chatModelFor(m_subject, m_list->models.value_or(QList<ModelInfo>()));
    if (model.isEmpty()) {
        return skip(id, QStringLiteral("No model is known that could be asked."), &ConnectionTest::testStreamedAnswer);
    }
    auto trial = std::make_unique<AnswerTrial>(
        *m_chats, ModelRef{m_subject.config.id, model}, streaming, m_options.ticks, this);
    const auto take = [this, id](const AnswerTrialResult &result) { onAnswer(id, result); };
    connect(trial.get(), &AnswerTrial::finished, this, take, Qt::QueuedConnection);
    m_running = std::move(trial);
    begin(id);
}

void ConnectionTest::onAnswer(StepId id, const AnswerTrialResult &result)
{
    if (m_isFinished)
        return;
    const QList<ModelInfo> listed = m_list->models.value_or(QList<ModelInfo>());
    if (id == StepId::StreamedAnswer)
        return settle(advice::onStreamedAnswer(result, m_subject, listed), &ConnectionTest::testEmbeddings);
    const bool isKeyRefused = result.error && result.error->kind == ErrorKind::Auth;
    settle(advice::onAnswer(result, m_subject, listed), isKeyRefused ? nullptr : &ConnectionTest::testStreamedAnswer);
}

void ConnectionTest::testEmbeddings()
{
    const QString model = advice::embeddingModelFor(m_subject, m_list->models.value_or(QList<ModelInfo>()));
    if (model.isEmpty() || !embeddingAdapterFor(m_subject.config))
        return skip(StepId::Embeddings, QStringLiteral("No embedding model of this server is known."), nullptr);
    const EmbeddingRequest request{.model = {m_subject.config.id, model}, .texts = {QStringLiteral("test")}};
    EmbeddingReply *const reply = m_embeddings->embed(request, this);
    m_running.reset(reply);
    const auto take = [this, reply] {
        if (m_isFinished)
            return;
        const qsizetype dimensions = reply->vectors().isEmpty() ? 0 : reply->vectors().constFirst().size();
        settle(advice::onEmbeddings(reply->error(), dimensions, reply->model().model), nullptr);
    };
    connect(reply, &EmbeddingReply::finished, this, take, Qt::QueuedConnection);
    begin(StepId::Embeddings);
}

} // namespace freshet
