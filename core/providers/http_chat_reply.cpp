// SPDX-License-Identifier: MIT
#include "core/providers/http_chat_reply.h"

#include "core/providers/error_classifier.h"

#include <QPointer>

#include <utility>

namespace freshet {

namespace {

/// For what may follow the end of an answer: usage, the end mark, the end of the body, which frees the connection for
/// the next question.
constexpr std::chrono::seconds kEndGrace(2);

/// Of text and reasoning together: 16 MiB of memory, or two million tokens (R50).
constexpr qsizetype kMostCharacters = 8 * 1024 * 1024;

} // namespace

HttpChatReply::HttpChatReply(HttpClient &http, const ProviderConfig &config, const ChatRequest &request,
    const HttpLimits &limits, QObject *parent)
    : HttpChatReply(http, *adapterFor(config.dialect), config, request, limits, parent)
{
}

HttpChatReply::HttpChatReply(HttpClient &http, const ProviderAdapter &adapter, const ProviderConfig &config,
    const ChatRequest &request, const HttpLimits &limits, QObject *parent)
    : ChatReply(request.model, parent), m_client(http), m_config(config), m_adapter(&adapter)
{
    if (request.streaming == StreamMode::Whole)
        setDelivery(Delivery::NonStreaming);
    const bool isStream = request.streaming != StreamMode::Whole;
    m_http = http.send(m_adapter->chatRequest(request, config), isStream ? limits.forStream() : limits, this);
    m_endTimer.setSingleShot(true);
    connect(&m_endTimer, &QTimer::timeout, this, &HttpChatReply::conclude);
    m_quietTimer.setSingleShot(true);
    m_quietTimer.setInterval(limits.content);
    connect(&m_quietTimer, &QTimer::timeout, this, &HttpChatReply::endSilence);
    connect(m_http, &HttpReply::sent, this, [this] {
        if (!m_isPaused)
            m_quietTimer.start();
        setPhase({.phase = Phase::Connecting});
    });
    connect(m_http, &HttpReply::connected, this, [this] { setPhase({.phase = Phase::Waiting}); });
    connect(m_http, &HttpReply::headReceived, this, &HttpChatReply::onHeadReceived);
    connect(m_http, &HttpReply::bytesReceived, this, &HttpChatReply::onBytesReceived);
    connect(m_http, &HttpReply::finished, this, &HttpChatReply::onHttpFinished);
}

HttpChatReply::~HttpChatReply() = default;

void HttpChatReply::abort()
{
    if (!isFinished())
        stop({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")});
}

void HttpChatReply::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) == paused || isFinished())
        return;
    m_http->setPaused(paused);
    if (paused) { // it is us who do not listen
        m_quietTimer.stop();
        m_endTimer.stop();
    } else {
        m_quietTimer.start();
        if (m_parser && m_parser->isEnding())
            m_endTimer.start(kEndGrace);
    }
}

void HttpChatReply::onHeadReceived()
{
    const HttpResponse &head = m_http->response();
    if (isFinished() || head.status < 200 || head.status >= 300)
        return; // the body of a bad status is read first
    if (auto parser = m_adapter->chatParser(head, m_config))
        m_parser = std::move(*parser);
    else
        stop(parser.error());
}

void HttpChatReply::onBytesReceived(const QByteArray &bytes)
{
    if (isFinished() || !m_parser)
        return;
    const QPointer<HttpChatReply> self(this);
    if (!std::exchange(m_hasBody, true))
        emit bodyBegan();
    if (!self || isFinished())
        return;
    QList<ChatChunk> chunks;
    const Status fed = m_parser->feed(bytes, chunks);
    if (!chunks.isEmpty() && !m_isPaused)
        m_quietTimer.start();
    deliver(chunks);
    if (!self || isFinished())
        return;
    if (!fed)
        breakOff(fed.error());
    else if (text().size() + reasoning().size() > kMostCharacters)
        breakOff(endless());
    else if (m_parser->isComplete())
        conclude();
    else if (m_repeatedText.isRepeating(text()) || m_repeatedReasoning.isRepeating(reasoning()))
        endCircles();
    else if (!m_parser->isEnding())
        m_endTimer.stop();
    else if (!m_isPaused && (!m_endTimer.isActive() || !chunks.isEmpty()))
        m_endTimer.start(kEndGrace);
}

void HttpChatReply::onHttpFinished()
{
    if (isFinished())
        return;
    const HttpResponse &response = m_http->response();
    if (response.status >= 400)
        return stop(m_adapter->errorFrom(response, m_config));
    if (m_parser)
        return conclude();
    stop(m_http->error().value_or(Error{.kind = ErrorKind::Protocol,
        .message = QStringLiteral("%1 closed the connection without an answer. Try again.").arg(m_config.name)}));
}

/// All bytes are there, or as many as will come: did the answer end well?
void HttpChatReply::conclude()
{
    const bool nothingShown = text().isEmpty() && reasoning().isEmpty();
    QList<ChatChunk> chunks;
    const Result<ChatEnd> end = m_parser->end(chunks);
    if (nothingShown && !chunks.isEmpty())
        setDelivery(Delivery::NonStreaming); // one document, though a stream was asked for
    const QPointer<HttpChatReply> self(this);
    deliver(chunks);
    if (!self || isFinished())
        return;
    setUsage(m_parser->usage()); // after deliver(): an answer that turns out to be reasoning starts over
    if (!end) {
        if (end.error().kind != ErrorKind::Truncated)
            return stop(end.error()); // in the server's own words
        // The transport knows better why the end is missing. But whether Qt tells a break from a proper close is
        // chance, so an answer that was cut off is called so either way.
        const Error why = m_http->error().value_or(end.error());
        const bool isCutOff = why.kind == ErrorKind::Network && !(text().isEmpty() && reasoning().isEmpty());
        return stop(isCutOff ? end.error() : why);
    }
    setToolCalls(end->toolCalls);
    if (!end->note.isEmpty())
        addNote(end->note);
    leaveConnection();
    succeed(end->reason);
}

Error HttpChatReply::endless() const
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("The answer of %1 is longer than 8 million characters, so it was stopped there.")
                       .arg(serverName(m_config))};
}

/// The answer failed in the middle: what was held back of its text is told first.
void HttpChatReply::breakOff(const Error &error)
{
    QList<ChatChunk> chunks;
    (void)m_parser->end(chunks);
    const QPointer<HttpChatReply> self(this);
    deliver(chunks);
    if (self && !isFinished())
        stop(error);
}

/// The model will not end by itself; what to do now is for the user to say.
void HttpChatReply::endCircles()
{
    setUsage(m_parser->usage());
    m_isCircling = true;
    addNote(QStringLiteral("stopped: the model said the same over and over"));
    m_endTimer.stop();
    m_quietTimer.stop();
    succeed(FinishReason::Pause);
    m_http->abort();
}

/// The connection lives, the answer does not: a server or a proxy that sends keep-alives without an end.
void HttpChatReply::endSilence()
{
    stop({.kind = ErrorKind::Timeout,
        .message = QStringLiteral("%1 keeps the connection open, but sends no word of the answer. Try again.")
                       .arg(serverName(m_config)),
        .retryable = true});
}

/// Lets the body end by itself, even when this is gone by then.
void HttpChatReply::leaveConnection()
{
    m_endTimer.stop();
    m_quietTimer.stop();
    HttpReply *const http = std::exchange(m_http, nullptr);
    http->disconnect(this);
    if (http->isFinished()) {
        http->deleteLater();
        return;
    }
    http->setParent(&m_client);
    connect(http, &HttpReply::finished, http, &QObject::deleteLater);
    QTimer::singleShot(kEndGrace, http, &HttpReply::abort);
}

void HttpChatReply::stop(const Error &error)
{
    if (m_parser)
        setUsage(m_parser->usage());
    m_endTimer.stop();
    m_quietTimer.stop();
    fail(error);
    m_http->abort();
}

void HttpChatReply::deliver(const QList<ChatChunk> &chunks)
{
    const QPointer<HttpChatReply> self(this); // a listener may delete the handle
    for (const ChatChunk &chunk : chunks) {
        if (chunk.textWasReasoning && !text().isEmpty())
            moveTextToReasoning();
        if (self && chunk.phase)
            setPhase(*chunk.phase);
        if (self && !chunk.reasoning.isEmpty())
            setPhase({.phase = Phase::Thinking});
        if (self)
            appendReasoning(chunk.reasoning);
        if (self && !chunk.text.isEmpty())
            setPhase({.phase = Phase::Writing});
        if (self)
            appendText(chunk.text);
        if (!self)
            return;
    }
}

void HttpChatReply::moveTextToReasoning()
{
    const QString thought = reasoning() + text();
    const QPointer<HttpChatReply> self(this);
    restart(servedBy(), QStringLiteral("What the model wrote so far was its reasoning."));
    if (self)
        appendReasoning(thought);
}

} // namespace freshet
