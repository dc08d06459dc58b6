// SPDX-License-Identifier: MIT
#include "core/net/http_routes.h"

#include "core/base/origin.h"
#include "core/net/http_errors.h"
#include "core/net/network_rules.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr int kRouteThreads = 4; // a search that hangs keeps its thread
constexpr std::chrono::milliseconds kRouteMoment{200};

bool isThisMachine(const QUrl &url)
{
    const auto origin = Origin::of(url);
    return origin && origin->isLoopback();
}

QNetworkProxy toNetworkProxy(const QUrl &address)
{
    const bool isSocks = address.scheme() == QLatin1String("socks5");
    return {isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, address.host(),
        static_cast<quint16>(address.port())};
}

QNetworkProxy firstUsable(const QList<QNetworkProxy> &proxies)
{
    const auto it = std::find_if(proxies.begin(), proxies.end(), [](const QNetworkProxy &proxy) {
        return proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::HttpProxy
            || proxy.type() == QNetworkProxy::Socks5Proxy;
    });
    return it == proxies.end() ? QNetworkProxy(QNetworkProxy::NoProxy) : *it;
}

QString nameOfTrust(const QList<QSslCertificate> &certificates, NetworkChoice::Trust trust)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(trust == NetworkChoice::Trust::OnlyCaFile ? "only" : "too");
    for (const QSslCertificate &certificate : certificates)
        hash.addData(certificate.digest(QCryptographicHash::Sha256));
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

HttpRoutes::HttpRoutes(std::chrono::milliseconds limit, SystemProxies systemProxies)
    : m_limit(limit), m_systemProxies(std::move(systemProxies))
{
}

HttpRoutes::~HttpRoutes()
{
    const QList<QObject *> searches = m_waiting.keys();
    for (QObject *const search : searches)
        answer(search, failure(http_errors::cancelled()));
    if (m_threads && !m_threads->waitForDone(static_cast<int>(kRouteMoment.count())))
        (void)m_threads.release(); // its destructor would wait for a search that may hang for ever
}

void HttpRoutes::find(const QUrl &url, const NetworkChoice &choice, QObject *context, const Done &done)
{
    if (const Status proxy = checkProxy(choice); !proxy)
        return done(failure(proxy.error()));
    const bool asksSystem = choice.proxy == NetworkChoice::Proxy::System && !isThisMachine(url);
    if (!asksSystem && choice.caFile.isEmpty()) {
        const Found found = findSlowly(url, choice, {}, {}); // is quick then
        return done(found.route);
    }
    if (!m_threads) {
        m_threads = std::make_unique<QThreadPool>();
        m_threads->setMaxThreadCount(kRouteThreads);
    }
    const std::pair trusted(choice.caFile, choice.trust);
    const auto known = m_caFiles.contains(trusted) ? std::optional(m_caFiles.at(trusted)) : std::nullopt;
    auto *const search = new QFutureWatcher<Found>(this);
    m_waiting.insert(search, {.context = context, .done = done});
    connect(search, &QFutureWatcherBase::finished, this, [this, search, trusted] {
        const Found found = search->result();
        if (found.caFile)
            m_caFiles.insert_or_assign(trusted, *found.caFile);
        answer(search, found.route);
    });
    QTimer::singleShot(m_limit, search, [this, search, origin = Origin::of(url).value_or(Origin())] {
        answer(search, failure(http_errors::noRoute(m_limit, origin)));
    });
    search->setFuture(QtConcurrent::run(m_threads.get(), &HttpRoutes::findSlowly, url, choice, m_systemProxies, known));
}

HttpRoutes::Found HttpRoutes::findSlowly(const QUrl &url, const NetworkChoice &choice,
    const SystemProxies &systemProxies, const std::optional<CaFile> &known)
{
    HttpRoute route;
    if (isThisMachine(url) || choice.proxy == NetworkChoice::Proxy::None)
        route.proxy = QNetworkProxy::NoProxy;
    else if (choice.proxy == NetworkChoice::Proxy::Manual)
        route.proxy = toNetworkProxy(proxyAddressFrom(choice.proxyUrl.toString()).value_or(QUrl()));
    else
        route.proxy = firstUsable(systemProxies(QNetworkProxyQuery(url)));
    if (choice.caFile.isEmpty())
        return {.route = route, .caFile = {}};
    const Result<CaFile> caFile = loadCaFile(choice, known);
    if (!caFile)
        return {.route = failure(caFile.error()), .caFile = {}};
    route.trust = caFile->trust;
    route.tls = caFile->tls;
    return {.route = route, .caFile = *caFile};
}

Result<HttpRoutes::CaFile> HttpRoutes::loadCaFile(const NetworkChoice &choice, const std::optional<CaFile> &known)
{
    const QFileInfo info(choice.caFile);
    CaFile file{.modified = info.lastModified(), .changed = info.metadataChangeTime(), .size = info.size()};
    if (known && info.isReadable() && file.modified == known->modified && file.changed == known->changed
        && file.size == known->size)
        return *known;
    const auto certificates = readCaFile(choice.caFile);
    if (!certificates)
        return failure(certificates.error());
    file.trust = nameOfTrust(*certificates, choice.trust);
    file.tls = QSslConfiguration::defaultConfiguration();
    // Qt loads the system's certificates by itself only as long as there are no others.
    file.tls.setCaCertificates(choice.trust == NetworkChoice::Trust::OnlyCaFile
            ? *certificates
            : QSslConfiguration::systemCaCertificates() + *certificates);
    return file;
}

void HttpRoutes::answer(QObject *search, const Result<HttpRoute> &route)
{
    const Waiting waiting = m_waiting.take(search);
    if (!waiting.done)
        return; // was answered already
    search->deleteLater();
    if (waiting.context)
        waiting.done(route);
}

} // namespace freshet
