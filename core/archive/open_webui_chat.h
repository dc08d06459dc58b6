// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <QJsonObject>

namespace freshet {

class ChatFiles;

/// One chat of Open WebUI's export: messages by id under chat.history, in old exports a plain list.
Result<StoredChat> chatFromOpenWebUi(const QJsonObject &entry, ChatFiles &files);

} // namespace freshet
