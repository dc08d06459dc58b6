// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <QJsonObject>

namespace freshet {

class ChatFiles;

/// One chat of ChatGPT's conversations.json: a tree of nodes by id, many of them hidden.
Result<StoredChat> chatFromChatGpt(const QJsonObject &chat, ChatFiles &files);

} // namespace freshet
