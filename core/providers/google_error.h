// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/server_message.h"

#include <QJsonArray>

namespace freshet {

/// What Google's `error.details` (google.rpc.*) say: reasons, quotas, how long to wait, which field it refuses.
void addGoogleDetails(ServerMessage &message, const QJsonArray &details);

/// What only the words of Google's sentence say: which parameter, in our words, can be left out of the next try, and
/// "endpoint" where only the Interactions API serves the model. Whoever else's sentence it is, it is left as it is.
void addGoogleHints(ServerMessage &message);

} // namespace freshet
