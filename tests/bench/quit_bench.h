// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// How long the window and the process are still there after 200 quits at random moments. Needs an application object.
QJsonObject measureQuit();

} // namespace freshet::bench
