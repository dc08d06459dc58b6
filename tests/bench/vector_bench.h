// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// The exact scan of 100,000 vectors of 768 dimensions for the nearest 1,000: as it is done, in one thread, and without
/// the processor's vector instructions.
QJsonObject measureVectors();

} // namespace freshet::bench
