// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QUrl>

#include <cstdint>

namespace freshet {

class HttpClient;
class HttpReply;

/// A model server that answered on this machine.
struct FoundServer {
    ProviderId provider; ///< As the catalog names it.
    QUrl baseUrl; ///< As ProviderRegistry::setBaseUrl takes it.
    int models = 0;

    bool operator==(const FoundServer &) const = default;
};

/// Looks once for model servers on this machine's usual ports: Ollama, LM Studio, and LocalAI or llama.cpp.
///
/// Asks 127.0.0.1 only, all ports at once, without a key, at most 300 ms each. Starts nothing by itself: the window
/// calls start() after it has painted. A second start() while one runs joins it.
class LocalServerScan : public QObject {
    Q_OBJECT

public:
    struct Ports {
        std::uint16_t ollama = 11434;
        std::uint16_t lmStudio = 1234;
        std::uint16_t localAi = 8080;
    };

    LocalServerScan(HttpClient &http, const Ports &ports, QObject *parent = nullptr);
    ~LocalServerScan() override;

    void start();
    const QList<FoundServer> &found() const { return m_found; } ///< Of the last scan, in the order of the ports.

signals:
    void finished(const QList<freshet::FoundServer> &found); ///< Once a scan; empty when nothing answered.

private:
    struct Probe {
        ProviderId provider;
        QUrl baseUrl;
        QString listPath;
    };

    void take(const HttpReply &reply, const Probe &probe, int place);

    HttpClient &m_http;
    const Ports m_ports;
    QHash<int, QByteArray> m_bodies; ///< By place in the order of the ports.
    QMap<int, FoundServer> m_answers; ///< Of the running scan, by place.
    QList<FoundServer> m_found;
    int m_running = 0;
};

} // namespace freshet
