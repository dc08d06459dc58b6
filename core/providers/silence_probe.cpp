// SPDX-License-Identifier: MIT
#include "core/providers/silence_probe.h"

#include "core/net/http_client.h"

#include <utility>

namespace freshet {

namespace {

constexpr HttpLimits kProbeLimits{.connect = std::chrono::seconds(5),
    .firstByte = std::chrono::seconds(5),
    .idle = std::chrono::seconds(5),
    .total = std::chrono::seconds(10),
    .maxBody = 1024 * 1024};

} // namespace

SilenceProbe::SilenceProbe(
    HttpClient &http, const HttpRequest &question, const Meaning &meaning, const Options &options, QObject *parent)
    : QObject(parent), m_http(http), m_question(question), m_meaning(meaning), m_options(options)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SilenceProbe::ask);
}

SilenceProbe::~SilenceProbe() = default;

void SilenceProbe::start()
{
    if (!m_isUnknown && !m_reply && !m_timer.isActive())
        m_timer.start(m_options.first);
}

void SilenceProbe::stop()
{
    m_timer.stop();
    if (HttpReply *const reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void SilenceProbe::ask()
{
    m_body.clear();
    m_reply = m_http.send(m_question, kProbeLimits, this);
    connect(m_reply, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) { m_body += bytes; });
    connect(m_reply, &HttpReply::finished, this, &SilenceProbe::onAnswered);
}

void SilenceProbe::onAnswered()
{
    HttpReply *const reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    HttpResponse response = reply->response();
    m_isUnknown = response.status >= 400 && response.status < 500;
    if (m_isUnknown)
        return;
    m_timer.start(m_options.every);
    response.body = m_body;
    if (reply->error() || response.status < 200 || response.status >= 300)
        return;
    if (const auto phase = m_meaning(response))
        emit phaseFound(*phase); // last: a listener may delete this
}

} // namespace freshet
