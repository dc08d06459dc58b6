// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>

#include <functional>

namespace freshet {

/// The current time in UTC; services take one, so that a test can step it.
using Clock = std::function<QDateTime()>;

inline QDateTime systemClock() { return QDateTime::currentDateTimeUtc(); }

} // namespace freshet
