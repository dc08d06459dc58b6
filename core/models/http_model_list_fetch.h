// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/models/model_list_source.h"
#include "core/net/http_client.h"

#include <QHash>
#include <QTimer>

#include <memory>

namespace freshet {

class ModelListReader;
class ProviderAdapter;

/// Moves the bytes between a provider's server and its ModelListReader: at most four questions at once, each of them
/// within the limits' total, all of them within twice that. Answers are read off the caller's thread.
class HttpModelListFetch : public ModelListFetch {
    Q_OBJECT

public:
    HttpModelListFetch(HttpClient &http, QObject *parent);
    ~HttpModelListFetch() override;

    void start(const ProviderConfig &config, const QList<ModelInfo> &known, const HttpLimits &limits);
    void end(const Result<QList<ModelInfo>> &models); ///< In the place of start(), when nobody need be asked.

private:
    struct Open {
        HttpReply *reply = nullptr; // child of the fetch
        QByteArray body;
    };

    void goOn();
    void ask(int number, const HttpRequest &request);
    Result<HttpResponse> answerOf(Open &open) const;
    void readNext();
    void stopAsking();
    void finish();

    HttpClient &m_http;
    HttpLimits m_limits;
    ProviderConfig m_config;
    const ProviderAdapter *m_adapter = nullptr; // lives as long as the program
    std::shared_ptr<ModelListReader> m_reader; ///< Shared with the thread that reads; here only while none does.
    QHash<int, Open> m_open;
    QList<std::pair<int, Result<HttpResponse>>> m_unread;
    QTimer m_deadline;
    bool m_isReading = false;
    bool m_hasTime = true;
};

} // namespace freshet
