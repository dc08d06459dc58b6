// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_reply.h"

#include <QByteArray>
#include <QObject>
#include <QSignalSpy>
#include <QStringList>

#include <memory>

namespace freshet::test {

/// Owns an HttpReply and writes down what it says.
class RecordedReply : public QObject {
public:
    explicit RecordedReply(HttpReply *reply) : m_reply(reply)
    {
        connect(reply, &HttpReply::sent, this, [this] { log << "sent"; });
        connect(reply, &HttpReply::headReceived, this, [this] { log << "head"; });
        connect(reply, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) {
            body += bytes;
            if (log.last() != "bytes")
                log << "bytes";
        });
        connect(reply, &HttpReply::finished, this, [this] { log << "finished"; });
    }

    HttpReply *operator->() const { return m_reply.get(); }
    void destroy() { m_reply.reset(); }

    bool isOver() const { return log.contains("finished"); } ///< Its signal came, not only its flag.
    /// Lets the event loop run until it is over; without the polling of QTRY_VERIFY.
    bool endsSoon() const { return isOver() || QSignalSpy(m_reply.get(), &HttpReply::finished).wait(); }
    ErrorKind kind() const { return m_reply->error() ? m_reply->error()->kind : ErrorKind(-1); }
    QString message() const { return m_reply->error() ? m_reply->error()->message : QString(); }

    QByteArray body;
    QStringList log; ///< Signals in their order; several bytesReceived() in a row count once.

private:
    std::unique_ptr<HttpReply> m_reply;
};

/// A small POST, as an adapter makes one.
inline HttpRequest postTo(const QUrl &url, const QByteArray &body = "{}")
{
    return {.url = url, .headers = {{"Content-Type", "application/json"}}, .body = body};
}

} // namespace freshet::test
