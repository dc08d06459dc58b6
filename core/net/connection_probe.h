// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/net/http_routes.h"

#include <QHostInfo>
#include <QObject>
#include <QSslError>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QSslSocket;

namespace freshet {

/// A part of the way to a server.
enum class ConnectionLeg { Proxy, Name, Connection, Tls };

/// How a part of the way went.
struct ConnectionLegResult {
    enum class State { Ok, Warning, Failed, NotNeeded };
    /// What stands against a secure connection, as far as something can be done about it.
    enum class TlsProblem { None, Expired, UnknownIssuer, WrongHost, NotTls, CaFile, Other };

    ConnectionLeg leg = ConnectionLeg::Proxy;
    State state = State::Ok;
    QString sentence; ///< For a person.
    QString detail; ///< Addresses, the certificate; may have several lines.
    TlsProblem problem = TlsProblem::None;
    bool isThroughProxy = false;
};

/// Goes to a server as HttpClient would, leg by leg, and tells how each went: which proxy, what the name stands for,
/// whether somebody takes the connection, and what TLS says. Sends no request, no key, and nothing after TLS stands.
///
/// Silent until control is back in the event loop. legBegan() and legEnded() for each leg in order, until one fails;
/// finished() once and last. Deleting it aborts.
class ConnectionProbe : public QObject {
    Q_OBJECT

public:
    using Lookup
        = std::function<void(const QString &host, QObject *context, const std::function<void(QHostInfo)> &done)>;

    struct Options {
        std::chrono::milliseconds limit = std::chrono::seconds(15); ///< Of each leg.
        Lookup lookup; ///< Unset: the system's.
        HttpRoutes::SystemProxies systemProxies = QNetworkProxyFactory::systemProxyForQuery;
        Clock clock = systemClock; ///< For the age of certificates.
    };

    /// @p url is http or https.
    ConnectionProbe(const QUrl &url, const NetworkChoice &network, const Options &options, QObject *parent);
    ~ConnectionProbe() override;

signals:
    void legBegan(freshet::ConnectionLeg leg);
    void legEnded(const freshet::ConnectionLegResult &result);
    void finished();

private:
    void start();
    bool begin(ConnectionLeg leg); ///< False when a listener deleted this.
    void end(ConnectionLegResult result, void (ConnectionProbe::*next)());
    void takeProxy(const Result<HttpRoute> &route);
    void lookUp();
    void takeName(const QString &host, const QHostInfo &info);
    void connectToServer();
    void onConnected();
    void onSocketError();
    void secure();
    void startTls(const Result<HttpRoute> &route);
    void onEncrypted();
    void finish();
    bool isTunnelled() const; ///< The proxy connects us, and does not speak HTTP for us.
    ConnectionLegResult failedConnection() const;
    ConnectionLegResult failedTls() const;

    const QUrl m_url;
    const NetworkChoice m_network;
    const Options m_options;
    HttpRoutes m_routes;
    QNetworkProxy m_proxy{QNetworkProxy::NoProxy};
    std::unique_ptr<QSslSocket> m_socket;
    QList<QSslError> m_tlsErrors;
    QTimer m_deadline{this};
    ConnectionLeg m_leg = ConnectionLeg::Proxy;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::ConnectionLeg)
