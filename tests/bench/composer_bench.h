// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// How long a megabyte takes to be pasted, and key presses beside it and beside an attached megabyte take, each until
/// it is painted, while drafts are stored and the budget is estimated.
QJsonObject measureComposer();

} // namespace freshet::bench
