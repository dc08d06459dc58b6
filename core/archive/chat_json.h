// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <QJsonObject>

namespace freshet {

// Freshet's own form of chats: the whole of them, all branches and attachments. Pure.
//
// {"format": "freshet-chats", "version": 1, "exported_at": "…", "chats": [chat…]}. A reader leaves out members that it
// does not know, so new ones do not raise the version; only what an older reader would take wrongly does.

inline constexpr int kChatJsonVersion = 1;

QByteArray chatJsonHead(const QDateTime &exportedAt); ///< Up to the first chat.
QByteArray chatJsonTail();

QJsonObject chatToJson(const StoredChat &chat);

/// Everything as chatToJson() wrote it. What a stranger wrote into it is checked: parents come before their children,
/// marks lie within their text, pictures are pictures. An error says why it is no chat.
Result<StoredChat> chatFromJson(const QJsonObject &object);

/// Whether the members before the list are those of this form.
bool isChatJsonHead(const QJsonObject &head);
Status checkChatJsonHead(const QJsonObject &head); ///< An error when a newer Freshet wrote it.

} // namespace freshet
