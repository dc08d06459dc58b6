// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

namespace freshet {

/// Where to go in the chats.
struct ChatPlace {
    ConversationId chat;
    MessageId message = {}; ///< Empty: where the chat opens by itself.
    QStringList words = {}; ///< To be marked in that message.
};

} // namespace freshet
