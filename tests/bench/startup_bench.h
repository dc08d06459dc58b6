// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>

namespace freshet::bench {

/// Start to first painted frame and memory a second later, of Freshet and of the bare Qt Widgets program, in turns.
/// Both say on standard error when their first frame is painted.
QJsonObject measureStartup(const QString &freshet, const QString &bare);

/// How often each of the two programs wakes up while nobody touches it: the voluntary context switches of all its
/// threads in the minute that begins half a minute after its start.
QJsonObject measureIdle(const QString &freshet, const QString &bare);

} // namespace freshet::bench
