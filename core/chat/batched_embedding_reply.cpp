// SPDX-License-Identifier: MIT
#include "core/chat/batched_embedding_reply.h"

#include "core/chat/embedding_attempt.h"
#include "core/providers/error_classifier.h"
#include "core/providers/provider_registry.h"

#include <QPointer>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

Error embeddingRefusal(const QString &message) { return {.kind = ErrorKind::BadRequest, .message = message}; }

/// "OpenAI, Ollama and LM Studio"
QString providersWithEmbeddings(const ProviderRegistry &registry)
{
    QStringList names;
    for (const ProviderInfo &info : registry.providers()) {
        if (embeddingAdapterFor({.dialect = info.dialect, .baseUrl = info.defaultBaseUrl, .quirks = info.quirks}))
            names << info.name;
    }
    const QString last = names.isEmpty() ? QString() : names.takeLast();
    return names.isEmpty() ? last : QString(names.join(QLatin1String(", ")) + QLatin1String(" and ") + last);
}

bool refusesEmbeddings(const Error &error)
{
    static const QRegularExpression words(
        QStringLiteral(
            "not support (?:generating )?embedding|--embeddings|embeddings? (?:is |are )?not (?:enabled|supported)"),
        QRegularExpression::CaseInsensitiveOption);
    return error.httpStatus == 501 || words.match(error.detail).hasMatch();
}

} // namespace

BatchedEmbeddingReply::BatchedEmbeddingReply(HttpClient &http, const ProviderRegistry &providers,
    const EmbeddingRequest &request, const EmbeddingService::Options &options, QObject *parent)
    : EmbeddingReply(request.model, parent),
      m_http(http),
      m_providers(providers),
      m_options(options),
      m_request(request)
{
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer); // a coarse one may fire before the time that the server told
    connect(&m_wait, &QTimer::timeout, this, &BatchedEmbeddingReply::sendMore);
    if (request.texts.isEmpty())
        succeed({});
    else if (const Status checked = checkRequest(); !checked)
        fail(checked.error());
    else
        providers.resolve(
            request.model.provider, this, [this](const Result<ProviderConfig> &config) { onResolved(config); });
}

BatchedEmbeddingReply::~BatchedEmbeddingReply() = default;

void BatchedEmbeddingReply::abort() { giveUp({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")}); }

Status BatchedEmbeddingReply::checkRequest() const
{
    if (m_request.dimensions && (*m_request.dimensions < 1 || *m_request.dimensions > kMaxEmbeddingDimensions))
        return failure(embeddingRefusal(QStringLiteral("Embeddings have 1 to %1 dimensions, not %2.")
                                            .arg(kMaxEmbeddingDimensions)
                                            .arg(*m_request.dimensions)));
    for (qsizetype i = 0; i < m_request.texts.size(); ++i) {
        const QString &text = m_request.texts.at(i);
        if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }))
            return failure(embeddingRefusal(QStringLiteral("Text %1 is empty. Leave it out.").arg(i + 1)));
    }
    return {};
}

void BatchedEmbeddingReply::onResolved(const Result<ProviderConfig> &config)
{
    if (isFinished()) // stopped meanwhile
        return;
    if (!config)
        return giveUp(config.error());
    m_config = *config;
    const EmbeddingAdapter *adapter = embeddingAdapterFor(m_config);
    if (!adapter)
        return giveUp(embeddingRefusal(QStringLiteral("%1 makes no embeddings. Choose another provider: %2 do.")
                                           .arg(m_config.name, providersWithEmbeddings(m_providers))));
    if (model().model.isEmpty())
        return giveUp(embeddingRefusal(
            QStringLiteral("No embedding model of %1 is known. Name one (--model).").arg(m_config.name)));
    const EmbeddingLimits limits = adapter->limits();
    for (qsizetype i = 0; i < m_request.texts.size(); ++i) {
        if (m_request.texts.at(i).size() > limits.textCharacters)
            return giveUp(tooLong(i));
    }
    m_batches.emplace(m_request.texts, limits);
    m_vectors.resize(m_request.texts.size());
    sendMore();
}

void BatchedEmbeddingReply::sendMore()
{
    for (EmbeddingAttempt *attempt : std::as_const(m_attempts)) {
        if (!attempt->isSent())
            send(attempt);
    }
    while (m_attempts.size() < m_options.inFlight) {
        const auto batch = m_batches->next();
        if (!batch)
            break;
        auto *attempt = new EmbeddingAttempt(m_http, m_config, *batch,
            RetryPolicy({.retries = m_options.retries, .backoff = m_options.backoff, .jitter = m_options.jitter}),
            this);
        connect(attempt, &EmbeddingAttempt::finished, this,
            [this, attempt](const Result<QList<EmbeddingVector>> &vectors) { onAttemptFinished(attempt, vectors); });
        m_attempts << attempt;
        send(attempt);
    }
    if (m_attempts.isEmpty())
        succeed(m_vectors);
}

void BatchedEmbeddingReply::send(EmbeddingAttempt *attempt)
{
    const HttpLimits &limits = m_config.isOwnServer ? m_options.localLimits : m_options.limits;
    const EmbeddingBatch &batch = attempt->batch();
    attempt->send({.model = m_request.model,
                      .texts = m_request.texts.mid(batch.first, batch.count), // shares the texts
                      .purpose = m_request.purpose,
                      .dimensions = m_request.dimensions},
        limits.forWholeAnswer());
}

void BatchedEmbeddingReply::onAttemptFinished(EmbeddingAttempt *attempt, const Result<QList<EmbeddingVector>> &vectors)
{
    if (isFinished())
        return;
    if (!vectors)
        return onAttemptFailed(attempt, vectors.error());
    if (const Status taken = take(attempt->batch(), *vectors); !taken)
        return giveUp(taken.error());
    drop(attempt);
    const QPointer<BatchedEmbeddingReply> self(this); // a listener may delete the handle
    progress(m_done, m_request.texts.size());
    if (self && !isFinished() && !m_wait.isActive())
        sendMore();
}

Status BatchedEmbeddingReply::take(const EmbeddingBatch &batch, const QList<EmbeddingVector> &vectors)
{
    const qsizetype dimensions = vectors.first().size();
    if (m_request.dimensions && dimensions != *m_request.dimensions)
        return failure(embeddingRefusal(
            QStringLiteral("%1 made vectors of %2 dimensions, not %3: it does not change their number for this model.")
                .arg(serverName(m_config))
                .arg(dimensions)
                .arg(*m_request.dimensions)));
    if (m_done > 0 && dimensions != m_dimensions)
        return failure({.kind = ErrorKind::Protocol,
            .message = QStringLiteral("%1 made vectors of %2 dimensions after some of %3. Try again.")
                           .arg(serverName(m_config))
                           .arg(dimensions)
                           .arg(m_dimensions)});
    m_dimensions = dimensions;
    std::copy(vectors.begin(), vectors.end(), m_vectors.begin() + batch.first);
    m_done += batch.count;
    return {};
}

void BatchedEmbeddingReply::onAttemptFailed(EmbeddingAttempt *attempt, const Error &error)
{
    const EmbeddingBatch batch = attempt->batch();
    if (m_batches->halve(batch, error)) {
        drop(attempt);
        if (!m_wait.isActive())
            sendMore();
        return;
    }
    if (EmbeddingBatchPolicy::isTooLong(error) && batch.count == 1)
        return giveUp(tooLong(batch.first, error));
    const auto wait = attempt->waitAfter(error);
    if (!wait)
        return giveUp(explained(error));
    m_wait.start(std::max(*wait, m_wait.isActive() ? m_wait.remainingTimeAsDuration() : *wait));
    tellWait(*wait, error.message);
}

void BatchedEmbeddingReply::drop(EmbeddingAttempt *attempt)
{
    m_attempts.removeOne(attempt);
    attempt->deleteLater(); // it is its signal that is being heard
}

Error BatchedEmbeddingReply::tooLong(qsizetype text, Error error) const
{
    error.kind = ErrorKind::ContextLength;
    error.retryable = false;
    error.message = QStringLiteral("Text %1 is too long for %2 of %3. Cut it into parts.")
                        .arg(text + 1)
                        .arg(model().model, serverName(m_config));
    return error;
}

/// What the classifier's sentences, which are about chats, would not tell.
Error BatchedEmbeddingReply::explained(Error error) const
{
    if (refusesEmbeddings(error)) {
        error.kind = ErrorKind::BadRequest;
        error.message
            = QStringLiteral("%1 makes no embeddings with %2. Choose an embedding model; llama-server has to be "
                             "started with --embeddings.")
                  .arg(serverName(m_config), model().model);
    }
    return error;
}

/// Also how it is stopped, in whatever phase; harmless when finished.
void BatchedEmbeddingReply::giveUp(const Error &error)
{
    m_wait.stop();
    fail(error);
    m_vectors.clear();
    for (EmbeddingAttempt *attempt : std::exchange(m_attempts, {}))
        attempt->deleteLater();
}

} // namespace freshet
