// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// Tokens a second of one core that the local endpoint's writers carry, in memory: into a StreamLog and out as frames,
/// out again for a replay, and as OpenAI's chunks; beside them the same frames made with QJsonDocument.
QJsonObject measureFrames();

} // namespace freshet::bench
