// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// A refresh of a model list, in milliseconds: reading 1,000 models as OpenRouter describes them, which happens off the
/// window's thread; and what is left to the window's thread, merging 1,000, 5,000 and 20,000 into the list before.
QJsonObject measureRefresh();

} // namespace freshet::bench
