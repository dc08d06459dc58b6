// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/net/http_message.h"

#include <QObject>

#include <optional>

namespace freshet {

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
    const HttpResponse &response() const { return m_response; } ///< Status and headers once the head is there.
    const std::optional<Error> &error() const { return m_error; }

    /// Stops reading: what the server sends on is held back by TCP after one buffer (256 KiB). For back-pressure.
    virtual void setPaused(bool paused) = 0;

public slots:
    virtual void abort() = 0; ///< Leads to finished() with ErrorKind::Cancelled; harmless when finished.

signals:
    void sent(); ///< It left the queue; the clocks run.
    void connected(); ///< The server was reached and takes the request: from here on, it is waited for.
    void headReceived();
    void bytesReceived(const QByteArray &bytes);
    void finished();

protected:
    using QObject::QObject;
    void finish(std::optional<Error> error); ///< Queues finished(); only the first call counts.

    HttpResponse m_response;

private:
    std::optional<Error> m_error;
    bool m_finished = false;
};

} // namespace freshet
