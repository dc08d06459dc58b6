// SPDX-License-Identifier: MIT
#include "core/models/local_server_scan.h"

#include "core/net/http_client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace std::chrono_literals;

namespace freshet {

namespace {

const HttpLimits kScanLimits{.connect = 300ms, .firstByte = 300ms, .idle = 300ms, .total = 300ms, .maxBody = 1 << 20};

/// The models in either list form; nothing when @p body is no model list: some other program has that port.
std::optional<QJsonArray> scannedModels(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const QLatin1String key : {QLatin1String("data"), QLatin1String("models")}) {
        if (const QJsonValue list = object.value(key); list.isArray())
            return list.toArray();
    }
    return std::nullopt;
}

bool isLlamaCpp(const QJsonArray &models)
{
    return models.at(0).toObject().value("owned_by").toString() == QLatin1String("llamacpp");
}

QUrl onThisMachine(std::uint16_t port, const QString &path)
{
    return QUrl("http://127.0.0.1:" + QString::number(port) + path);
}

} // namespace

LocalServerScan::LocalServerScan(HttpClient &http, const Ports &ports, QObject *parent)
    : QObject(parent), m_http(http), m_ports(ports)
{
}

LocalServerScan::~LocalServerScan() = default;

void LocalServerScan::start()
{
    if (m_running > 0)
        return;
    m_answers.clear();
    const QList<Probe> probes{
        {"ollama", onThisMachine(m_ports.ollama, {}), "/api/tags"},
        {"lmstudio", onThisMachine(m_ports.lmStudio, "/v1"), "/models"},
        {"localai", onThisMachine(m_ports.localAi, "/v1"), "/models"},
    };
    m_running = static_cast<int>(probes.size());
    for (int place = 0; place < probes.size(); ++place) {
        const Probe &probe = probes.at(place);
        const HttpRequest request{.verb = "GET", .url = QUrl(probe.baseUrl.toString() + probe.listPath)};
        HttpReply *const reply = m_http.send(request, kScanLimits, this);
        connect(reply, &HttpReply::bytesReceived, this,
            [this, place](const QByteArray &bytes) { m_bodies[place] += bytes; });
        connect(reply, &HttpReply::finished, this, [this, reply, probe, place] {
            reply->deleteLater();
            take(*reply, probe, place);
        });
    }
}

void LocalServerScan::take(const HttpReply &reply, const Probe &probe, int place)
{
    const QByteArray body = m_bodies.take(place);
    if (const auto models = scannedModels(body); !reply.error() && reply.response().status == 200 && models) {
        const bool isOther = probe.provider == "localai" && isLlamaCpp(*models);
        m_answers.insert(place,
            {isOther ? QStringLiteral("openai-compatible") : probe.provider, probe.baseUrl,
                static_cast<int>(models->size())});
    }
    if (--m_running > 0)
        return;
    m_found = m_answers.values();
    emit finished(m_found);
}

} // namespace freshet
