// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <QJsonObject>

namespace freshet {

class ChatFiles;

/// One chat of Claude's conversations.json: a list of messages, in later exports with the id of the one before.
Result<StoredChat> chatFromClaude(const QJsonObject &chat, ChatFiles &files);

} // namespace freshet
