// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QString>

namespace freshet {

/// Sends Qt's messages through our sink from now on: redacted, warnings to standard error; and everything, with the
/// time, to DIR/freshet.log when @p logDir is not empty (five old ones of 1 MiB are kept).
void setUpLog(const QString &logDir);

/// From now on this secret is taken out of every log line, whatever it stands in.
void keepOutOfLog(const Secret &secret);

} // namespace freshet
