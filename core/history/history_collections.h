// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/history/conversation_info.h"

#include <QHash>

#include <optional>

class QSqlQuery;

namespace freshet {

// The statements about which collections a chat searches; HistoryWorker puts transactions around them.

/// Nothing: it has no choice of its own from now on. An empty list is one, too.
bool writeCollections(
    QSqlQuery &query, const ConversationId &id, const std::optional<QList<CollectionName>> &collections);
std::optional<QList<CollectionName>> readCollections(QSqlQuery &query, const ConversationId &id);
QHash<ConversationId, QList<CollectionName>> readAllCollections(QSqlQuery &query); ///< Of chats with a choice.

/// Whoever chose @p from has chosen @p to.
bool renameInCollections(QSqlQuery &query, const CollectionName &from, const CollectionName &to);

/// @p names with @p to in the place of @p from, each once.
QList<CollectionName> withRenamed(
    const QList<CollectionName> &names, const CollectionName &from, const CollectionName &to);

} // namespace freshet
