// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/net/http_message.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace freshet {

class HttpClient;
class HttpReply;

/// Asks a silent server what it is doing, again and again until it speaks: loading a model takes minutes without a
/// word.
///
/// One question at a time, and what goes wrong with them is of no interest; a server that does not know the question is
/// never asked again.
class SilenceProbe : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::chrono::milliseconds first = std::chrono::seconds(1); ///< Of silence, before the first question.
        std::chrono::milliseconds every = std::chrono::seconds(2);
    };
    using Meaning = std::function<std::optional<PhaseInfo>(const HttpResponse &)>;

    /// @p meaning reads an answer with a good status.
    SilenceProbe(
        HttpClient &http, const HttpRequest &question, const Meaning &meaning, const Options &options, QObject *parent);
    ~SilenceProbe() override;

    void start(); ///< The silence begins now.
    void stop(); ///< It is over; nothing is told any more until the next start().

signals:
    void phaseFound(const freshet::PhaseInfo &phase);

private:
    void ask();
    void onAnswered();

    HttpClient &m_http;
    const HttpRequest m_question;
    const Meaning m_meaning;
    const Options m_options;
    QTimer m_timer;
    HttpReply *m_reply = nullptr; // child of this; null while no question is on its way
    QByteArray m_body;
    bool m_isUnknown = false; ///< The server does not know the question.
};

} // namespace freshet
