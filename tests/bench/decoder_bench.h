// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// Tokens a second of one core through decoder and adapter, from bytes in memory to ChatChunk; the time a byte of one
/// very long line against that of a shorter one; and the JSON parser alone, beside others where they are installed.
QJsonObject measureDecoder();

} // namespace freshet::bench
