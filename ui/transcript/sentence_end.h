// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// Where the last sentence of a growing text ends that more text follows, so that it is whole; at least @p from.
qsizetype sentenceEnd(const QString &text, qsizetype from);

} // namespace freshet
