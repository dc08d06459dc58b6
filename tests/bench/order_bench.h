// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

namespace freshet::bench {

/// The list of 10,000 chats, in folders and with tags: from its file to the painted pane, a letter in its search, and a
/// chat that was asked in.
QJsonObject measureOrder();

} // namespace freshet::bench
