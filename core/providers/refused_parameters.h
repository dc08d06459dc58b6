// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/server_message.h"

namespace freshet {

// What a server does not take at all, and the next try can leave out. A value that is out of its range is none of it:
// that is the user's to mend.

/// "temperature", "stream", "system" …: told in the body, or the word that the sentence quotes; else empty.
QString refusedParameter(const ServerMessage &message);

/// What else the same answer refuses besides @p first, where the body lists it or the sentence names several.
QStringList otherRefusedParameters(const ServerMessage &message, const QString &first);

} // namespace freshet
