// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_limits.h"
#include "core/net/http_reply.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace freshet {

/// The one door to the network, and the only user of QNetworkAccessManager.
///
/// Every request: redirects are never followed (a 3xx is an error that names the target host), the credential goes
/// only to its own origin and only over https or to this machine, identity encoding, HTTP/1.1, no cookies, no cache,
/// no proxy for loopback, and nothing but a GET is sent twice (core/chat may ask again by a new request). A proxy that
/// asks for a password gets none. Requests with another HttpRequest::network share no connection. Streams to one host
/// do not wait for each other: Qt's limit of six connections a manager is met with as many managers as needed, up to
/// Options::maxPerOrigin; beyond it requests queue, without clocks. Costs nothing until the first send(). Lives in the
/// thread of its user; replies should not outlive it (those that do are finished as cancelled).
class HttpClient : public QObject {
    Q_OBJECT

public:
    struct Options {
        int maxPerOrigin = 256;
        std::chrono::milliseconds idleLaneLife = std::chrono::seconds(30); ///< How long spare managers are kept.
        QString logDir; ///< FRESHET_HTTP_LOG: redacted exchanges are written here; empty = off.
    };

    explicit HttpClient(const Options &options, QObject *parent = nullptr);
    ~HttpClient() override;

    HttpReply *send(const HttpRequest &request, const HttpLimits &limits, QObject *parent);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace freshet
