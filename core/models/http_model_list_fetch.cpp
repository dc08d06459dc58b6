// SPDX-License-Identifier: MIT
#include "core/models/http_model_list_fetch.h"

#include "core/providers/model_list.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/secret_forms.h"
#include "core/providers/secret_scrubber.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace freshet {

namespace {

constexpr int kMostOpenQuestions = 4;

using ListedModels = Result<QList<ModelInfo>>;

/// Without what repeats a secret: such a model is left out, and such words of an error are replaced.
ListedModels withoutSecret(ListedModels models, const Secret &secret)
{
    const SecretForms forms(secret);
    if (models) {
        models->removeIf([&forms](const ModelInfo &model) {
            return forms.isIn(model.ref.model) || forms.isIn(model.name) || forms.isIn(model.digest);
        });
        return models;
    }
    Error error = models.error();
    error.message = forms.replacedIn(error.message);
    error.detail = forms.replacedIn(error.detail);
    error.parameter = forms.replacedIn(error.parameter);
    return failure(error);
}

ListedModels withoutSecrets(ListedModels models, const QList<Secret> &secrets)
{
    for (const Secret &secret : secrets)
        models = withoutSecret(std::move(models), secret);
    return models;
}

} // namespace

HttpModelListFetch::HttpModelListFetch(HttpClient &http, QObject *parent) : ModelListFetch(parent), m_http(http)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpModelListFetch::stopAsking);
}

HttpModelListFetch::~HttpModelListFetch() = default;

void HttpModelListFetch::start(const ProviderConfig &config, const QList<ModelInfo> &known, const HttpLimits &limits)
{
    m_config = config;
    m_limits = limits;
    m_adapter = adapterFor(config.dialect);
    m_reader = m_adapter->modelListReader(config, known);
    m_deadline.start(2 * limits.total);
    goOn();
}

void HttpModelListFetch::end(const Result<QList<ModelInfo>> &models)
{
    deleteLater();
    emit finished(models); // whoever hears it may delete this
}

void HttpModelListFetch::goOn()
{
    while (m_hasTime && m_open.size() < kMostOpenQuestions) {
        const auto question = m_reader->next();
        if (!question)
            break;
        ask(question->number, question->request);
    }
    if (!m_unread.isEmpty())
        readNext();
    else if (m_open.isEmpty())
        finish();
}

void HttpModelListFetch::ask(int number, const HttpRequest &request)
{
    HttpReply *const reply = m_http.send(request, m_limits, this);
    m_open.insert(number, {.reply = reply, .body = {}});
    connect(reply, &HttpReply::bytesReceived, this,
        [this, number](const QByteArray &bytes) { m_open[number].body += bytes; });
    connect(reply, &HttpReply::finished, this, [this, number] {
        Open open = m_open.take(number);
        m_unread.append({number, answerOf(open)});
        open.reply->deleteLater();
        readNext();
    });
}

Result<HttpResponse> HttpModelListFetch::answerOf(Open &open) const
{
    HttpResponse response = open.reply->response();
    if (response.status >= 400)
        return failure(m_adapter->errorFrom(response, m_config));
    if (open.reply->error())
        return failure(*open.reply->error());
    response.body = std::move(open.body);
    return response;
}

void HttpModelListFetch::readNext()
{
    if (m_isReading || m_unread.isEmpty())
        return;
    m_isReading = true;
    auto *const watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcher<void>::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isReading = false;
        goOn();
    });
    const auto [number, answer] = m_unread.takeFirst();
    watcher->setFuture(
        QtConcurrent::run([reader = m_reader, number = number, answer = answer] { reader->take(number, answer); }));
}

void HttpModelListFetch::stopAsking()
{
    m_hasTime = false;
    for (const auto &[number, open] : std::as_const(m_open).asKeyValueRange()) {
        m_unread.append({number, failure(unfinishedList(m_config))});
        open.reply->disconnect(this);
        open.reply->deleteLater();
    }
    m_open.clear();
    readNext();
}

void HttpModelListFetch::finish()
{
    m_deadline.stop();
    auto *const watcher = new QFutureWatcher<ListedModels>(this);
    connect(watcher, &QFutureWatcher<ListedModels>::finished, this, [this, watcher] { end(watcher->result()); });
    watcher->setFuture(QtConcurrent::run(
        [reader = m_reader, secrets = secretsOf(m_config)] { return withoutSecrets(reader->result(), secrets); }));
}

} // namespace freshet
