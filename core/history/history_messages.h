// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <optional>

class QSqlQuery;

namespace freshet {

// The statements about the messages of a chat; whoever calls puts transactions around them.

/// All of a chat, with what went with them, in the order of storing; nothing when SQLite could not read them.
std::optional<QList<StoredMessage>> readMessages(QSqlQuery &query, const ConversationId &conversation);

/// Adds it, or replaces what may change of the one with its id. Without its attachments.
bool upsertMessage(QSqlQuery &query, const StoredMessage &message);

} // namespace freshet
