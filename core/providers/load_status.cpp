// SPDX-License-Identifier: MIT
#include "core/providers/load_status.h"

#include "core/base/json.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

/// The bytes are the better witness: builds differ in whether 1 or 100 is the whole.
std::optional<double> loadedPart(const QJsonObject &loading)
{
    const auto sent = json::number(loading, QLatin1String("bytes_sent"));
    const auto total = json::number(loading, QLatin1String("total_bytes"));
    if (sent && total && *total > 0 && *sent >= 0 && *sent <= *total)
        return *sent / *total;
    const auto progress = json::number(loading, QLatin1String("progress"));
    if (!progress || *progress < 0 || *progress > 100)
        return std::nullopt;
    return *progress > 1 ? *progress / 100 : *progress;
}

} // namespace

HttpRequest loadStatusRequest(const ModelRef &model, const ProviderConfig &config)
{
    ProviderConfig root = config;
    QString path = config.baseUrl.path();
    if (path.endsWith(QLatin1String("/v1")))
        path.chop(3);
    root.baseUrl.setPath(path);
    HttpRequest request = wireGet(QString(), root);
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(model.model));
    const QString encodedPath = QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
    request.url.setPath(
        QString(encodedPath % u"/api/models/" % id % u"/load-status"), QUrl::TolerantMode); // "a/b" is one segment
    return request;
}

std::optional<PhaseInfo> loadStatusPhase(const HttpResponse &response)
{
    const QJsonObject document = json::parse(response.body).value_or(QJsonValue()).toObject();
    const QJsonObject inner = json::object(document, QLatin1String("loading"));
    const QJsonObject &loading = inner.isEmpty() ? document : inner;
    const QString state = loading.value(QLatin1String("state")).toString().toLower();
    const bool isLoading = state.contains(QLatin1String("loading")) || state.contains(QLatin1String("staging"))
        || state.contains(QLatin1String("starting")) || state.contains(QLatin1String("transfer"))
        || state.contains(QLatin1String("queued"));
    if (!isLoading)
        return std::nullopt;
    return PhaseInfo{.phase = Phase::LoadingModel, .progress = loadedPart(loading)};
}

} // namespace freshet
