// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/stored_chat.h"

class QSqlQuery;

namespace freshet {

/// Adds @p chat, or what it has more than the one with its id. Nothing that is there changes, but the time of the last
/// change and, where nobody went on with the chat here, the message that it is shown down to.
///
/// A chat with a message that belongs to another one is skipped. False: SQLite refused a statement; the caller undoes
/// the transaction.
bool storeChat(QSqlQuery &query, const StoredChat &chat, ChatsStored &result);

} // namespace freshet
