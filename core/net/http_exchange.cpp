// SPDX-License-Identifier: MIT
#include "core/net/http_exchange.h"

#include "core/base/clock.h"
#include "core/net/http_one_shot_body.h"
#include "core/net/http_rules.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslError>

#include <utility>

namespace freshet {

namespace {

constexpr qint64 kHttpReadBuffer = 256 * 1024;
constexpr int kHttpProxyWantsPassword = 407;

bool httpEndsByClosing(const HttpResponse &response)
{
    return response.header("content-length").isEmpty() && response.header("transfer-encoding").isEmpty();
}

} // namespace

HttpExchange::HttpExchange(const HttpRequest &request, const HttpLimits &limits, const QString &logDir, QObject *parent)
    : HttpReply(parent),
      m_request(request),
      m_origin(Origin::of(request.url).value_or(Origin())),
      m_limits(limits),
      m_logDir(logDir)
{
    m_phaseClock.setSingleShot(true);
    m_totalClock.setSingleShot(true);
    connect(&m_phaseClock, &QTimer::timeout, this, [this] { onDeadline(m_awaited); });
    connect(&m_totalClock, &QTimer::timeout, this, [this] { onDeadline(HttpDeadline::Total); });
}

HttpExchange::~HttpExchange() { release(); }

void HttpExchange::start(QNetworkAccessManager &manager)
{
    // Posted before the request, so that it comes before anything that is heard of it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!isFinished())
                emit sent();
        },
        Qt::QueuedConnection);
    m_log = HttpLog::open(m_logDir, m_request);
    QNetworkRequest request = toNetworkRequest(m_request);
    if (m_route.tls)
        request.setSslConfiguration(*m_route.tls);
    if (m_request.verb == "GET" && m_request.body.isEmpty()) {
        m_reply.reset(manager.get(request));
    } else {
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        auto *const body = new HttpOneShotBody(m_request.body, this);
        m_reply.reset(manager.sendCustomRequest(request, m_request.verb, body));
        body->setParent(m_reply.get());
    }
    m_request = {};
    // Only now posted, since Qt starts a request with a body from the event loop, and forgets a size set before that.
    QMetaObject::invokeMethod(
        m_reply.get(), [reply = m_reply.get()] { reply->setReadBufferSize(kHttpReadBuffer); }, Qt::QueuedConnection);
    connectReply();
    awaitNext(HttpDeadline::Connect, m_limits.connect);
    m_totalClock.start(m_limits.total);
}

void HttpExchange::connectReply()
{
    // Queued, so that Qt is in no signal of the reply when our callers run: they may delete anything.
    QNetworkReply *const reply = m_reply.get();
    connect(reply, &QNetworkReply::requestSent, this, &HttpExchange::onRequestSent, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::onHead, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::readyRead, this, &HttpExchange::pump, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::finished, this, &HttpExchange::pump, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_tlsReason = errors.constFirst().errorString(); // Qt's own words for the code; nothing of the server's
    });
}

void HttpExchange::onRequestSent()
{
    if (!m_reply || m_awaited != HttpDeadline::Connect)
        return;
    awaitNext(HttpDeadline::FirstByte, m_limits.firstByte);
    emit connected();
}

void HttpExchange::onHead()
{
    if (!m_reply || hasHead())
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return;
    m_response.status = status;
    m_response.headers = m_reply->rawHeaderPairs();
    m_response.receivedAt = systemClock();
    if (m_log)
        m_log->writeHead(m_response);
    const QByteArray encoding = m_response.header("content-encoding").trimmed().toLower();
    const bool isCompressed = !encoding.isEmpty() && encoding != "identity";
    if (status / 100 == 3) {
        const QUrl target = QUrl::fromEncoded(m_response.header("location"));
        conclude(http_errors::redirect(status, m_reply->url().resolved(target), m_origin));
        return;
    }
    if (status == kHttpProxyWantsPassword && m_route.proxy.type() != QNetworkProxy::NoProxy) {
        const auto code = QNetworkReply::ProxyAuthenticationRequiredError;
        conclude(http_errors::transport(code, {}, m_origin, m_route.proxy));
        return;
    }
    if (isCompressed)
        m_inflater = HttpInflater::forEncoding(encoding);
    const bool isReadable = !isCompressed || m_inflater;
    if (!isReadable && isGood()) {
        conclude(http_errors::compressed(m_origin));
    } else {
        m_skipsBody = !isReadable; // of an error the status is worth more than a body that nobody can read
        awaitNext(HttpDeadline::FirstByte, m_limits.firstByte); // a model may think for minutes behind its head
        emit headReceived();
    }
}

void HttpExchange::pump()
{
    if (!m_reply || (!hasHead() && !m_reply->isFinished()))
        return;
    const QPointer<HttpExchange> self(this); // whoever gets the bytes may delete this
    while (m_reply && !m_isPaused) {
        const QByteArray bytes = m_reply->readAll();
        if (bytes.isEmpty())
            break;
        awaitNext(HttpDeadline::Idle, m_limits.idle);
        if (m_inflater)
            takePacked(bytes);
        else
            take(bytes);
        if (!self)
            return;
    }
    if (!m_reply || m_isPaused || !m_reply->isFinished())
        return;
    const QNetworkReply::NetworkError code = m_reply->error();
    // When a fast server ends a body by closing, Qt delivers it and still wants to send the request again.
    const bool endedByClosing = code == QNetworkReply::ContentReSendError && hasHead() && httpEndsByClosing(m_response);
    if (code == QNetworkReply::NoError || endedByClosing || (hasHead() && !isGood()))
        conclude(std::nullopt);
    else
        conclude(http_errors::transport(code, m_tlsReason, m_origin, m_route.proxy));
}

void HttpExchange::takePacked(const QByteArray &bytes)
{
    const QPointer<HttpExchange> self(this);
    const bool isSound = m_inflater->unpack(bytes, [&self](const QByteArray &piece) {
        self->take(piece);
        return self && self->m_reply;
    });
    if (self && m_reply && !isSound)
        conclude(isGood() ? std::optional(http_errors::damaged(m_origin)) : std::nullopt);
}

void HttpExchange::take(const QByteArray &bytes)
{
    if (m_log && !m_skipsBody)
        m_log->writeBody(bytes);
    const qint64 limit = isGood() ? m_limits.maxBody : m_limits.maxErrorBody;
    const QByteArray kept = bytes.first(std::min(bytes.size(), limit - m_received));
    const bool isTooMuch = kept.size() < bytes.size();
    m_received += kept.size();
    const QPointer<HttpExchange> self(this);
    if (!isGood() && !m_skipsBody)
        m_response.body += kept;
    else if (isGood() && !kept.isEmpty())
        emit bytesReceived(kept);
    if (self && isTooMuch)
        conclude(isGood() ? std::optional(http_errors::tooLarge(limit, m_origin)) : std::nullopt);
}

void HttpExchange::setPaused(bool paused)
{
    if (m_isPaused == paused)
        return;
    m_isPaused = paused;
    if (!m_reply || !hasHead())
        return;
    awaitNext(m_awaited, m_awaited == HttpDeadline::FirstByte ? m_limits.firstByte : m_limits.idle);
    if (!paused)
        QMetaObject::invokeMethod(this, &HttpExchange::pump, Qt::QueuedConnection);
}

void HttpExchange::awaitNext(HttpDeadline which, std::chrono::milliseconds limit)
{
    m_awaited = which;
    if (hasHead() && m_isPaused)
        m_phaseClock.stop(); // it is us who make the server wait
    else
        m_phaseClock.start(limit);
}

void HttpExchange::onDeadline(HttpDeadline which)
{
    const std::chrono::milliseconds limit = which == HttpDeadline::Connect ? m_limits.connect
        : which == HttpDeadline::FirstByte                                 ? m_limits.firstByte
        : which == HttpDeadline::Idle                                      ? m_limits.idle
                                                                           : m_limits.total;
    conclude(http_errors::deadline(which, limit, m_origin, m_route.proxy));
}

void HttpExchange::abort() { conclude(http_errors::cancelled()); }

void HttpExchange::conclude(const std::optional<Error> &error)
{
    if (isFinished())
        return;
    if (m_log)
        m_log->writeEnd(error);
    release();
    finish(error);
}

void HttpExchange::release()
{
    m_phaseClock.stop();
    m_totalClock.stop();
    m_log.reset();
    m_request = {};
    auto how = HttpLanes::Leaving::Done;
    if (m_reply && !m_reply->isFinished())
        how = HttpLanes::Leaving::GivenUp;
    m_reply.reset(); // aborts it; why it ended is known here, and not from what Qt would say
    if (HttpLanes *const lanes = std::exchange(m_lanes, nullptr))
        lanes->leave(this, how);
}

} // namespace freshet
