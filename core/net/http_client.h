// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/net/http_message.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace freshet {

/// Deadlines and caps of one request; each clock starts when the request is really sent (R45, R50).
struct HttpLimits {
    std::chrono::milliseconds connect = std::chrono::seconds(10);
    std::chrono::milliseconds firstByte = std::chrono::seconds(120); ///< Until the head is whole.
    std::chrono::milliseconds idle = std::chrono::seconds(60); ///< Between bytes of the body.
    std::chrono::milliseconds total = std::chrono::minutes(30);
    qint64 maxBody = 16 * 1024 * 1024; ///< Bytes of a body with a good status.
    qint64 maxErrorBody = 64 * 1024; ///< Bytes of a body with any other status; the rest is dropped, no error.
};

/// The handle of one HTTP exchange.
///
/// - Never null, and silent until control is back in the event loop.
/// - headReceived() at most once and before bytesReceived(); finished() exactly once and last.
/// - Bytes of a good status (2xx) come through bytesReceived() and are not kept; the body of any other status is
///   collected in response().body, up to the cap.
/// - error() is about the transport only (network, TLS, deadline, cap, redirect, cancelled): a 404 is no error here.
///   A body that was cut off may well end without error (Qt 6.4 often says so): the caller needs its own end mark.
/// - Deleting the handle aborts. The caller owns it.
class HttpReply : public QObject {
    Q_OBJECT

public:
    ~HttpReply() override;

    bool isFinished() const { return m_finished; }
    const HttpResponse& response() const { return m_response; } ///< Status and headers once the head is there.
    const std::optional<Error>& error() const { return m_error; }

    /// Stops reading: what the server sends on is held back by TCP after one buffer (256 KiB). For back-pressure.
    virtual void setPaused(bool paused) = 0;

public slots:
    virtual void abort() = 0; ///< Leads to finished() with ErrorKind::Cancelled; harmless when finished.

signals:
    void sent(); ///< It left the queue; the clocks run.
    void headReceived();
    void bytesReceived(const QByteArray& bytes);
    void finished();

protected:
    using QObject::QObject;
    void finish(std::optional<Error> error); ///< Queues finished(); only the first call counts.

    HttpResponse m_response;

private:
    std::optional<Error> m_error;
    bool m_finished = false;
};

/// The one door to the network, and the only user of QNetworkAccessManager.
///
/// Every request: redirects are never followed (a 3xx is an error that names the target host), the credential goes
/// only to its own origin and only over https or to this machine, identity encoding, HTTP/1.1, no cookies, no cache,
/// no proxy for loopback. Streams to one host do not wait for each other: Qt's limit of six connections a manager
/// is met with as many managers as needed, up to Options::maxPerOrigin; beyond it requests queue, without clocks.
/// Lives in the thread of its user; replies must not outlive it.
class HttpClient : public QObject {
    Q_OBJECT

public:
    struct Options {
        int maxPerOrigin = 256;
        QString logDir; ///< FRESHET_HTTP_LOG: redacted exchanges are written here; empty = off.
    };

    explicit HttpClient(const Options& options, QObject* parent = nullptr);
    ~HttpClient() override;

    HttpReply* send(const HttpRequest& request, const HttpLimits& limits, QObject* parent);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace freshet
