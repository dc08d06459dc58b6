// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/net/http_message.h"

#include <QByteArrayView>
#include <QFile>

#include <memory>
#include <optional>

namespace freshet {

/// Writes one exchange to a file of its own, for finding out what a server really says (FRESHET_HTTP_LOG).
///
/// Only the user can read the file. Headers and query items that carry secrets by their name are blotted out, and so
/// are the request's key and extra headers wherever they turn up, also in the answer. Prompts and answers are written
/// as they are.
class HttpLog {
public:
    /// Null when @p dir is empty, or cannot be written to (which a warning tells).
    static std::unique_ptr<HttpLog> open(const QString &dir, const HttpRequest &request);

    void writeHead(const HttpResponse &response);
    void writeBody(QByteArrayView bytes);
    void writeEnd(const std::optional<Error> &error);

private:
    HttpLog(const QString &path, const QList<Secret> &secrets);
    void writeHeaders(const HttpHeaders &headers);
    void write(const QByteArray &bytes); ///< Without the secrets.

    QFile m_file;
    const QList<Secret> m_secrets;
    QByteArray m_heldBack; ///< The end of what was written so far, as long as it may be the begin of a secret.
};

} // namespace freshet
