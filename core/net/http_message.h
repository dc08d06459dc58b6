// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/base/secret.h"
#include "core/domain/provider_info.h"

#include <QByteArray>
#include <QDateTime>
#include <QUrl>

#include <optional>

namespace freshet {

/// A key, or another value that may be secret, on its way into one header. HttpClient adds it only when the request's
/// URL has this origin.
struct Credential {
    QByteArray header; ///< "Authorization", "x-goog-api-key" …
    QByteArray prefix; ///< "Bearer ", or nothing.
    Secret secret;
    Origin origin;
};

/// What an adapter asks for. A value, so a test compares it without a network.
struct HttpRequest {
    QByteArray verb = "POST";
    QUrl url; ///< Never holds a key.
    HttpHeaders headers; ///< Without the credential.
    QByteArray body;
    std::optional<Credential> credential;
    QList<Credential> extraHeaders = {}; ///< Of the user; they win over a header of the same name.
    NetworkChoice network = {};
};

/// A whole answer, or its head while the body is still empty.
struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    QDateTime receivedAt = {}; ///< The head; for waits that are told as an instant by a server that tells no Date.

    /// The first header of that name, compared without case; empty when there is none.
    QByteArray header(QByteArrayView name) const;
};

} // namespace freshet
