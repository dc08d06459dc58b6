// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// The search over all chats with 100,000 messages of a natural vocabulary: making the index, and searches of each
/// kind, from what is typed to the result. Needs an application object; no display.
QJsonObject measureSearch();

} // namespace freshet::bench
