// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_run.h"

#include "core/base/log_categories.h"
#include "core/providers/embedding_reply.h"

#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kShortestHalf = 200; ///< UTF-16 units; a shorter text is not too long for any model.

bool isTooLong(const Error &error)
{
    return error.kind == ErrorKind::ContextLength || error.kind == ErrorKind::PayloadTooLarge;
}

/// That no other text and no waiting would change.
bool isForAllTexts(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Auth:
    case ErrorKind::Permission:
    case ErrorKind::Billing:
    case ErrorKind::Quota:
    case ErrorKind::NotFound:
    case ErrorKind::Tls:
    case ErrorKind::Storage:
    case ErrorKind::Cancelled:
        return true;
    default:
        return false;
    }
}

/// The server was not reached, or has no time: says nothing of the texts.
bool isPassing(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
    case ErrorKind::ModelLoading:
    case ErrorKind::Timeout:
    case ErrorKind::Network:
    case ErrorKind::Busy:
        return true;
    default:
        return false;
    }
}

QString firstHalf(const QString &text)
{
    qsizetype end = text.size() / 2;
    if (text.at(end).isLowSurrogate())
        --end;
    return text.left(end);
}

} // namespace

EmbeddingRun::EmbeddingRun(EmbeddingWork &work, const Options &options, QObject *parent)
    : QObject(parent), m_work(work), m_options(options), m_pace(options.pace)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer); // a coarse one may fire before the time that the server told
    connect(&m_pause, &QTimer::timeout, this, &EmbeddingRun::sendMore);
}

EmbeddingRun::~EmbeddingRun() = default;

void EmbeddingRun::start() { sendMore(); }

void EmbeddingRun::release()
{
    if (--m_holds == 0)
        QMetaObject::invokeMethod(this, &EmbeddingRun::sendMore, Qt::QueuedConnection);
}

void EmbeddingRun::sendMore()
{
    if (m_isEnding || m_holds > 0 || m_pause.isActive())
        return;
    if (const auto pause = m_pace.pause(); pause.count() > 0) {
        m_pause.start(pause);
        return;
    }
    if (!m_profile || m_pace.isOpen()) {
        if (m_underWay == 0)
            probe();
        return;
    }
    while (m_underWay < m_pace.mostInFlight() && !m_waiting.empty()) {
        const Batch batch = m_waiting.front();
        m_waiting.pop_front();
        send(batch);
    }
    if (m_underWay >= m_pace.mostInFlight() || m_isFetching)
        return;
    if (!m_hasFetchedAll) {
        fetch();
    } else if (!m_suspects.empty()) {
        const Text suspect = m_suspects.front();
        m_suspects.pop_front();
        send({suspect});
    } else if (m_underWay == 0) {
        m_isEnding = true;
        m_work.finish(*m_profile, this, [this](const Result<EmbeddingCoverage> &coverage) {
            m_coverage = coverage.value_or(EmbeddingCoverage());
            end(coverage ? std::nullopt : std::optional(coverage.error()));
        });
    }
}

/// Asks for the vector of a text that every model takes: to know which model it is, and whether the server is well.
void EmbeddingRun::probe()
{
    ++m_underWay;
    const EmbeddingModelTraits traits = embeddingModelTraits(m_options.model.model);
    EmbeddingReply *reply
        = m_options.embed({.model = m_options.model, .texts = {traits.documentPrefix + kEmbeddingProbe}}, this);
    connect(reply, &EmbeddingReply::finished, this, [this, reply] { onProbed(reply); });
}

void EmbeddingRun::onProbed(EmbeddingReply *reply)
{
    reply->deleteLater();
    --m_underWay;
    if (m_isFinished)
        return;
    if (const auto &error = reply->error()) {
        if (!isPassing(*error) && error->kind != ErrorKind::Server && error->kind != ErrorKind::Protocol)
            return end(*error);
        if (noteFault(*error))
            sendMore();
        return;
    }
    m_pace.succeeded();
    ++m_successes;
    if (m_profile)
        return sendMore();
    ++m_underWay; // until it is known
    const EmbeddingModelTraits traits = embeddingModelTraits(m_options.model.model);
    const EmbeddingVector &vector = reply->vectors().first();
    const EmbeddingProfile like{.model = m_options.model,
        .dimensions = static_cast<int>(vector.size()),
        .documentPrefix = traits.documentPrefix,
        .queryPrefix = traits.queryPrefix,
        .probe = vector};
    m_work.open(like, this, [this](const Result<EmbeddingProfile> &profile) {
        --m_underWay;
        if (!profile)
            return end(profile.error());
        m_profile = *profile;
        sendMore();
    });
}

void EmbeddingRun::fetch()
{
    m_isFetching = true;
    m_work.next(*m_profile, m_passage, this, [this](const Result<UnembeddedTexts> &found) {
        m_isFetching = false;
        if (!found)
            return end(found.error());
        m_passage = found->lastPassage;
        m_hasFetchedAll = found->isEnd;
        Batch batch;
        for (const UnembeddedText &text : found->texts)
            batch << Text{.text = text};
        if (!batch.isEmpty())
            m_waiting.push_back(batch);
        sendMore();
    });
}

void EmbeddingRun::send(const Batch &batch)
{
    ++m_underWay;
    EmbeddingRequest request{.model = m_options.model};
    for (const Text &text : batch)
        request.texts << m_profile->documentPrefix + text.text.text;
    EmbeddingReply *reply = m_options.embed(request, this);
    connect(reply, &EmbeddingReply::finished, this, [this, reply, batch] { onEmbedded(reply, batch); });
}

void EmbeddingRun::onEmbedded(EmbeddingReply *reply, const Batch &batch)
{
    reply->deleteLater();
    if (m_isFinished)
        return;
    if (const auto &error = reply->error()) {
        --m_underWay;
        onFailed(batch, *error);
        return;
    }
    m_pace.succeeded();
    ++m_successes;
    if (reply->vectors().first().size() != m_profile->dimensions)
        return end(Error{.kind = ErrorKind::Protocol,
            .message = QStringLiteral("%1 makes vectors of another length than a moment ago. Try again.")
                           .arg(m_options.model.model)});
    store(batch, reply->vectors());
}

void EmbeddingRun::store(const Batch &batch, const QList<EmbeddingVector> &vectors)
{
    QHash<QByteArray, EmbeddingVector> byHash;
    for (qsizetype i = 0; i < batch.size(); ++i)
        byHash.insert(batch.at(i).text.hash, vectors.at(i));
    m_work.put(*m_profile, byHash, this, [this, count = batch.size()](const Status &stored) {
        --m_underWay;
        if (!stored)
            return end(stored.error());
        m_embedded += count;
        emit progressed(m_embedded);
        sendMore();
    });
}

void EmbeddingRun::onFailed(const Batch &batch, const Error &error)
{
    if (m_isEnding)
        return;
    if (isForAllTexts(error))
        return end(error);
    if (isPassing(error)) {
        m_waiting.push_front(batch);
        if (!noteFault(error))
            return;
    } else if (batch.size() > 1) { // one of them may be what it does not take
        const qsizetype half = batch.size() / 2;
        m_waiting.push_front(batch.mid(half));
        m_waiting.push_front(batch.first(half));
        if (error.kind == ErrorKind::Server && !noteFault(error))
            return;
    } else {
        onTextFailed(batch.first(), error);
        if (error.kind == ErrorKind::Server && !m_isEnding && !noteFault(error))
            return;
    }
    sendMore();
}

void EmbeddingRun::onTextFailed(Text text, const Error &error)
{
    if (isTooLong(error) && text.text.text.size() > kShortestHalf) {
        text.text.text = firstHalf(text.text.text);
        m_waiting.push_front({text});
        return;
    }
    if (text.tries++ == 0)
        text.successesBefore = m_successes;
    // While nothing succeeds it may be the server, whatever it says.
    if (text.tries < m_options.tries || m_successes == text.successesBefore) {
        m_suspects.push_back(text);
        if (text.tries >= m_options.tries) // ask whether it is well
            probe();
        return;
    }
    ++m_underWay;
    qCInfo(logRetrieval) << "a text is left without a vector:" << toWord(error.kind) << error.httpStatus;
    m_work.giveUp(*m_profile, text.text.hash, error.message, this, [this](const Status &noted) {
        --m_underWay;
        if (!noted)
            return end(noted.error());
        sendMore();
    });
}

/// Takes it as one more failure of the server. False: it was the last one, the run has ended.
bool EmbeddingRun::noteFault(const Error &error)
{
    m_pace.failed(error);
    if (m_pace.isOpen() && m_options.patience == Patience::UntilItFailsOften) {
        end(error);
        return false;
    }
    emit waiting(m_pace.pause(), error);
    return true;
}

void EmbeddingRun::end(const std::optional<Error> &error)
{
    if (m_isFinished)
        return;
    m_isFinished = m_isEnding = true;
    m_pause.stop();
    m_error = error;
    QMetaObject::invokeMethod(this, &EmbeddingRun::finished, Qt::QueuedConnection);
}

} // namespace freshet
