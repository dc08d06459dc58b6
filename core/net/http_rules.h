// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/http_message.h"

class QNetworkRequest;

namespace freshet {

/// Whether the request may leave the house at all: a usable address and proxy, clean headers, and a key and extra
/// headers only for their own origin and never readable on the wire. ErrorKind::BadRequest says what is wrong.
Status checkHttpRequest(const HttpRequest &request);

/// The request in Qt's terms, with every default of Qt's switched off that would follow, store, reuse or offer
/// something by itself. Adds the credential and the extra headers: only for a request that checkHttpRequest() allows.
QNetworkRequest toNetworkRequest(const HttpRequest &request);

} // namespace freshet
