// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

class QSqlQuery;

namespace freshet {

// The statements about what goes with a question and about drafts; HistoryWorker puts transactions around them.

/// Those of a message are written once: what is there already stays.
bool storeAttachments(QSqlQuery &query, const MessageId &message, const QList<Attachment> &attachments);
QHash<MessageId, QList<Attachment>> readAttachments(QSqlQuery &query, const ConversationId &conversation);

/// One of the two texts that a chat may have: what is written, and what was put aside while a question is edited.
enum class DraftPlace { Written, Aside };
enum class DraftParts { Write, AreThere };

/// An empty draft is removed. Its large parts, the pasted text and the attachments, are written only when told. What
/// is put aside is not written with it.
bool writeDraft(QSqlQuery &query, const ConversationId &id, DraftPlace place, const Draft &draft, DraftParts parts);
QHash<ConversationId, Draft> readDrafts(QSqlQuery &query);

/// What of @p draft is a part.
QList<Attachment> partsOf(const Draft &draft);

} // namespace freshet
