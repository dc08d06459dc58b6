// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"
#include "core/providers/server_message.h"

namespace freshet {

/// Which kind of failure it is, whether a retry may help, and how long to wait (wire reference 0.7 and 0.8).
///
/// Pure: HTTP dates are read relative to the answer's own Date header. @p head is the answer's head, good status or
/// not. The message is our own sentence; the server's words stand in the detail, cleaned and with the key scrubbed out.
Error classifiedError(const ServerMessage &message, const HttpResponse &head, const ProviderConfig &config);

/// The same for a whole answer with a bad status.
Error classifiedError(const HttpResponse &response, const ProviderConfig &config);

/// @p text made safe to show: no control characters, none of @p secrets, nothing that looks like a key, at most
/// 500 characters.
QString shownServerText(const QString &text, const QList<Secret> &secrets);

/// How a person knows the server: the provider's name, and the host where it is not the vendor's name alone.
QString serverName(const ProviderConfig &config);

} // namespace freshet
