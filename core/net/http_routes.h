// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/network_choice.h"

#include <QDateTime>
#include <QHash>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

class QThreadPool;

namespace freshet {

/// One way to a server. Connections of different routes are never shared.
struct HttpRoute {
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    QString trust; ///< Names what `tls` trusts; empty: the system's certificates alone.
    std::optional<QSslConfiguration> tls; ///< Unset: as Qt does it by itself.

    bool isSameAs(const HttpRoute &other) const { return proxy == other.proxy && trust == other.trust; }
};

/// Finds the way that a NetworkChoice means.
///
/// Asking the system for its proxy may wait for a script from the network, and certificates are files, so both are done
/// on threads of their own. A CA file is read again when it has changed.
class HttpRoutes : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(Result<HttpRoute>)>;
    using SystemProxies = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>; ///< Called on any thread.

    explicit HttpRoutes(std::chrono::milliseconds limit = std::chrono::seconds(10),
        SystemProxies systemProxies = QNetworkProxyFactory::systemProxyForQuery);
    ~HttpRoutes() override; ///< Answers who still waits: cancelled.

    /// Answers before it returns where there is nothing to wait for, once in any case, and not at all when @p context
    /// dies first. Errors: BadRequest for an unusable proxy, Tls for an unusable CA file, Network when the system does
    /// not answer within the limit.
    void find(const QUrl &url, const NetworkChoice &choice, QObject *context, const Done &done);

private:
    struct CaFile {
        QDateTime modified;
        QDateTime changed; ///< Also when another file took its place.
        qint64 size = 0;
        QString trust;
        QSslConfiguration tls;
    };
    struct Found {
        Result<HttpRoute> route;
        std::optional<CaFile> caFile;
    };
    struct Waiting {
        QPointer<QObject> context;
        Done done;
    };

    static Found findSlowly(const QUrl &url, const NetworkChoice &choice, const SystemProxies &systemProxies,
        const std::optional<CaFile> &known);
    static Result<CaFile> loadCaFile(const NetworkChoice &choice, const std::optional<CaFile> &known);
    void answer(QObject *search, const Result<HttpRoute> &route);

    const std::chrono::milliseconds m_limit;
    const SystemProxies m_systemProxies;
    std::unique_ptr<QThreadPool> m_threads; ///< None before the first search.
    std::map<std::pair<QString, NetworkChoice::Trust>, CaFile> m_caFiles; ///< By path and what is trusted besides.
    QHash<QObject *, Waiting> m_waiting; // keys: children of this
};

} // namespace freshet
