// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"
#include "core/domain/provider_info.h"
#include "core/net/http_limits.h"
#include "core/net/http_message.h"

#include <QList>
#include <QObject>

#include <memory>

namespace freshet {

class HttpClient;
class HttpReply;
class ModelListReader;
struct ModelListQuestion;

/// What came of asking a server for its models: the list, or why there is none, and what tells who answered.
struct ModelListAnswer {
    Result<QList<ModelInfo>> models;
    HttpResponse response; ///< Status 0 when nobody answered; its body is cut after 64 KiB.
};

/// Asks a server once for its models, whatever it is configured as, without the details of each. Emits finished() once,
/// never before control is back in the event loop. Deleting it aborts.
class ModelListCall : public QObject {
    Q_OBJECT

public:
    ModelListCall(HttpClient &http, const ProviderConfig &config, const HttpLimits &limits, QObject *parent);
    ~ModelListCall() override;

signals:
    void finished(const freshet::ModelListAnswer &answer);

private:
    void ask(const ModelListQuestion &question);
    void take(int number);

    HttpClient &m_http;
    const ProviderConfig m_config;
    const HttpLimits m_limits;
    const std::unique_ptr<ModelListReader> m_reader;
    HttpReply *m_reply = nullptr; // child of this
    QByteArray m_body;
};

/// Whether somebody is there who knows @p config's address and speaks its dialect: a list, or a word about the key.
bool isAtHome(const ModelListAnswer &answer);

/// How long a small question may take: 5 seconds to a server that is near, 15 to another one.
HttpLimits smallQuestionLimits(const ProviderConfig &config);

} // namespace freshet
