// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_errors.h"
#include "core/net/http_inflater.h"
#include "core/net/http_lanes.h"
#include "core/net/http_limits.h"
#include "core/net/http_log.h"
#include "core/net/http_reply.h"
#include "core/net/http_routes.h"

#include <QTimer>

#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace freshet {

/// The HttpReply of one request on its way: waits for a lane, runs under its clocks and caps, and ends exactly once.
class HttpExchange : public HttpReply {
    Q_OBJECT

public:
    HttpExchange(const HttpRequest &request, const HttpLimits &limits, const QString &logDir, QObject *parent);
    ~HttpExchange() override;

    Origin origin() const { return m_origin; }
    const HttpRoute &route() const { return m_route; }
    void setRoute(const HttpRoute &route) { m_route = route; } ///< Before it enters the lanes.
    void setLanes(HttpLanes *lanes) { m_lanes = lanes; }
    void start(QNetworkAccessManager &manager); ///< Emits nothing before control is back in the event loop.
    void refuse(const Error &error) { conclude(error); }

    void setPaused(bool paused) override;
    void abort() override;

private:
    void connectReply();
    void onRequestSent();
    void onHead();
    void onDeadline(HttpDeadline which);
    void pump(); ///< Hands on what is there, and ends when that was the end.
    void take(const QByteArray &bytes);
    void takePacked(const QByteArray &bytes);
    void awaitNext(HttpDeadline which, std::chrono::milliseconds limit);
    void conclude(const std::optional<Error> &error); ///< The one way out.
    void release(); ///< Lets go of connection, lane, clocks and request.
    bool hasHead() const { return m_response.status != 0; }
    bool isGood() const { return m_response.status / 100 == 2; }

    HttpRequest m_request; ///< Until it is sent.
    const Origin m_origin;
    HttpRoute m_route;
    const HttpLimits m_limits;
    const QString m_logDir;
    HttpLanes *m_lanes = nullptr; // not owned; null before it entered them and after it left
    std::unique_ptr<QNetworkReply> m_reply; ///< While it runs; gone before its manager.
    std::unique_ptr<HttpLog> m_log;
    QTimer m_phaseClock{this};
    QTimer m_totalClock{this};
    HttpDeadline m_awaited = HttpDeadline::Connect;
    QString m_tlsReason;
    qint64 m_received = 0;
    bool m_isPaused = false;
    std::unique_ptr<HttpInflater> m_inflater; ///< Of a compressed body.
    bool m_skipsBody = false;
};

} // namespace freshet
