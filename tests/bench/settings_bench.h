// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// With 5,000 models of one provider: opening the settings on its page until they are painted, and a keystroke in the
/// search of the models until the list is painted; the same keystrokes in the model picker. Needs a display.
QJsonObject measureSettings();

} // namespace freshet::bench
