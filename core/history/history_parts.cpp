// SPDX-License-Identifier: MIT
#include "core/history/history_parts.h"

#include "core/history/history_sql.h"

namespace freshet {

namespace {

QVariantList partValues(qsizetype place, const Attachment &part)
{
    return {static_cast<qint64>(place), historyValue(part.name), historyValue(part.mimeType), historyValue(part.text),
        historyBytes(part.bytes), historyBytes(part.thumbnail)};
}

/// From the columns name, mime, text, bytes, thumbnail, of which @p first is the first.
Attachment partFrom(const QSqlQuery &row, int first)
{
    return {.name = row.value(first).toString(),
        .mimeType = row.value(first + 1).toString().toUtf8(),
        .bytes = row.value(first + 3).toByteArray(),
        .thumbnail = row.value(first + 4).toByteArray(),
        .text = row.value(first + 2).toString()};
}

bool storeDraftParts(QSqlQuery &query, const QVariantList &owner, const QList<Attachment> &parts)
{
    bool ok = runHistory(query, "DELETE FROM draft_parts WHERE conversation = ? AND aside = ?", owner);
    for (qsizetype place = 0; ok && place < parts.size(); ++place) {
        ok = runHistory(query,
            "INSERT INTO draft_parts (conversation, aside, place, name, mime, text, bytes, thumbnail)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            owner + partValues(place, parts.at(place)));
    }
    return ok;
}

using DraftKey = std::pair<ConversationId, int>;

QHash<DraftKey, Draft> readEachDraft(QSqlQuery &query)
{
    QHash<DraftKey, Draft> drafts;
    query.exec("SELECT conversation, aside, text, editing FROM drafts");
    while (query.next()) {
        Draft &draft = drafts[{query.value(0).toString(), query.value(1).toInt()}];
        draft.text = query.value(2).toString();
        draft.editing = query.value(3).toString();
    }
    query.exec("SELECT conversation, aside, name, mime, text, bytes, thumbnail FROM draft_parts"
               " ORDER BY conversation, aside, place");
    while (query.next()) {
        Draft &draft = drafts[{query.value(0).toString(), query.value(1).toInt()}];
        const Attachment part = partFrom(query, 2);
        if (part.name.isEmpty())
            draft.pasted = part.text;
        else
            draft.attachments << part;
    }
    return drafts;
}

} // namespace

bool storeAttachments(QSqlQuery &query, const MessageId &message, const QList<Attachment> &attachments)
{
    bool ok = true;
    for (qsizetype place = 0; ok && place < attachments.size(); ++place) {
        ok = runHistory(query,
            "INSERT OR IGNORE INTO attachments (message, place, name, mime, text, bytes, thumbnail)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            QVariantList{message} + partValues(place, attachments.at(place)));
    }
    return ok;
}

QHash<MessageId, QList<Attachment>> readAttachments(QSqlQuery &query, const ConversationId &conversation)
{
    QHash<MessageId, QList<Attachment>> attachments;
    runHistory(query,
        "SELECT message, name, mime, text, bytes, thumbnail FROM attachments WHERE message IN"
        " (SELECT id FROM messages WHERE conversation = ?) ORDER BY message, place",
        {conversation});
    while (query.next())
        attachments[query.value(0).toString()] << partFrom(query, 1);
    return attachments;
}

bool writeDraft(QSqlQuery &query, const ConversationId &id, DraftPlace place, const Draft &draft, DraftParts parts)
{
    const QVariantList owner{historyValue(id), place == DraftPlace::Aside ? 1 : 0};
    if (draft.isEmpty())
        return runHistory(query, "DELETE FROM drafts WHERE conversation = ? AND aside = ?", owner);
    return runHistory(query,
               "INSERT INTO drafts (conversation, aside, text, editing) VALUES (?, ?, ?, ?)"
               " ON CONFLICT(conversation, aside) DO UPDATE SET text = excluded.text, editing = excluded.editing",
               owner + QVariantList{historyValue(draft.text), historyValue(draft.editing)})
        && (parts == DraftParts::AreThere || storeDraftParts(query, owner, partsOf(draft)));
}

QHash<ConversationId, Draft> readDrafts(QSqlQuery &query)
{
    const QHash<DraftKey, Draft> each = readEachDraft(query);
    QHash<ConversationId, Draft> drafts;
    for (auto draft = each.cbegin(); draft != each.cend(); ++draft) {
        const ConversationId &id = draft.key().first;
        Draft whole = each.value({id, 0});
        if (const auto aside = each.constFind({id, 1}); aside != each.cend())
            whole.aside = std::make_shared<const Draft>(*aside);
        drafts.insert(id, whole);
    }
    return drafts;
}

QList<Attachment> partsOf(const Draft &draft)
{
    QList<Attachment> parts = draft.attachments;
    if (!draft.pasted.isEmpty())
        parts.prepend(Attachment{.mimeType = "text/plain", .text = draft.pasted}); // no file is without a name
    return parts;
}

} // namespace freshet
