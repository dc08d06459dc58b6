// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/chat_files.h"
#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <QJsonObject>

#include <optional>

namespace freshet {

/// Whose form a chat has.
enum class ChatForm { Freshet, ChatGpt, Claude, OpenWebUi };

/// By its members, never by a file's name; nothing for what is no chat that is known here. Freshet's is told by the
/// head of its file.
std::optional<ChatForm> chatFormOf(const QJsonObject &object);

QString titleOf(ChatForm form, const QJsonObject &object); ///< As the stranger wrote it; empty, not null, without one.

/// An error says why it is no chat. @p files gives what lies beside it, and is told what does not.
Result<StoredChat> chatFrom(ChatForm form, const QJsonObject &object, ChatFiles &files);

} // namespace freshet
