// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"

namespace freshet {

// What goes with a question, in words. Pure functions.

QString pastedName(); ///< "Pasted text".

/// "340 kB" of a picture, "1.2k tokens" of a text: what it costs to send.
QString sizeWords(const Attachment &attachment);

/// "3.1k", "32k", "1M": a count of tokens as people say it.
QString shortCount(qsizetype count);

} // namespace freshet
