// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// CPU a token of an answer that is stored while it grows, 50 tokens a second and a commit each 250 ms as the program
/// does, all of the process; the bytes written come on top, and depend on the disk.
QJsonObject measureHistory();

} // namespace freshet::bench
