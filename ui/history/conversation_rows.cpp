// SPDX-License-Identifier: MIT
#include "ui/history/conversation_rows.h"

#include <QHash>

#include <algorithm>

namespace freshet {

namespace {

using Chats = QList<const ConversationInfo *>;

ConversationRow headingRow(const char *id, const QString &text)
{
    return {.kind = ConversationRow::Kind::Heading, .id = QLatin1String(id), .text = text};
}

ConversationRow chatRow(const ConversationInfo &chat, const QString &detail = {})
{
    return {
        .kind = ConversationRow::Kind::Chat, .id = chat.id, .text = chat.title, .detail = detail, .tags = chat.tags};
}

/// Takes out of @p chats those that @p isOne, and keeps the order of both.
template <typename Predicate>
Chats takeChats(Chats &chats, Predicate isOne)
{
    const auto others = std::stable_partition(chats.begin(), chats.end(), isOne);
    const Chats taken(chats.begin(), others);
    chats.erase(chats.begin(), others);
    return taken;
}

bool hasTag(const ConversationInfo &chat, const QString &beginning)
{
    return std::any_of(chat.tags.cbegin(), chat.tags.cend(),
        [&](const QString &tag) { return tag.toCaseFolded().startsWith(beginning); });
}

/// A heading and what is below it; nothing where that is nothing.
void addChats(QList<ConversationRow> &rows, const ConversationRow &heading, const Chats &below)
{
    if (!below.isEmpty())
        rows << heading;
    for (const ConversationInfo *chat : below)
        rows << chatRow(*chat);
}

QList<ConversationRow> trashRows(Chats chats, const QDateTime &now)
{
    std::stable_sort(chats.begin(), chats.end(),
        [](const ConversationInfo *a, const ConversationInfo *b) { return a->trashedAt > b->trashedAt; });
    constexpr qint64 keptMs = std::chrono::milliseconds(kTrashKept).count();
    constexpr qint64 dayMs = std::chrono::milliseconds(std::chrono::hours(24)).count();
    QList<ConversationRow> rows;
    for (const ConversationInfo *chat : std::as_const(chats)) {
        const qint64 leftMs = keptMs - std::max(chat->trashedAt.msecsTo(now), qint64(0));
        const qint64 days = std::max((leftMs + dayMs - 1) / dayMs, qint64(1));
        rows << chatRow(
            *chat, days == 1 ? ConversationRows::tr("1 day left") : ConversationRows::tr("%1 days left").arg(days));
    }
    return rows;
}

void addPinned(QList<ConversationRow> &rows, Chats &chats)
{
    Chats pinned = takeChats(chats, [](const ConversationInfo *chat) { return chat->pinnedAt.isValid(); });
    std::stable_sort(pinned.begin(), pinned.end(), // where somebody put them they stay
        [](const ConversationInfo *a, const ConversationInfo *b) { return a->pinnedAt < b->pinnedAt; });
    addChats(rows, headingRow("pinned", ConversationRows::tr("Pinned")), pinned);
}

/// Takes those that are in one of the folders.
QHash<FolderId, Chats> takeFoldersOf(Chats &chats, const QList<FolderInfo> &folders)
{
    QHash<FolderId, Chats> inFolders;
    for (const FolderInfo &folder : folders)
        inFolders.insert(folder.id, {});
    chats.removeIf([&inFolders](const ConversationInfo *chat) {
        const auto own = inFolders.find(chat->folder);
        if (own == inFolders.end())
            return false;
        *own << chat;
        return true;
    });
    return inFolders;
}

void addByAge(QList<ConversationRow> &rows, Chats chats, const QDateTime &now)
{
    struct Span {
        const char *id;
        QString text;
        int days;
    };
    const Span spans[] = {{"today", ConversationRows::tr("Today"), 0},
        {"yesterday", ConversationRows::tr("Yesterday"), 1}, {"week", ConversationRows::tr("This week"), 6}};
    const QDate today = now.toLocalTime().date();
    for (const Span &span : spans) {
        const qint64 from = today.addDays(-span.days).startOfDay().toMSecsSinceEpoch();
        addChats(rows, headingRow(span.id, span.text), takeChats(chats, [from](const ConversationInfo *chat) {
            return chat->changedAt.toMSecsSinceEpoch() >= from; // of a clock that was ahead too
        }));
    }
    addChats(rows, headingRow("earlier", ConversationRows::tr("Earlier")), chats);
}

} // namespace

bool ConversationRows::isInView(const ConversationInfo &conversation, ConversationView view)
{
    if (conversation.trashedAt.isValid())
        return view == ConversationView::Trash;
    return view == (conversation.archivedAt.isValid() ? ConversationView::Archive : ConversationView::Chats);
}

ConversationRows::Words ConversationRows::words() const
{
    Words words;
    for (const QString &word : filter.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (!word.startsWith(u'#'))
            words.title << word;
        else if (word.size() > 1)
            words.tags << word.mid(1);
    }
    return words;
}

QList<const ConversationInfo *> ConversationRows::shown(const Words &words) const
{
    Chats chats;
    for (const ConversationInfo &chat : conversations) {
        if (!isInView(chat, view))
            continue;
        const QString title = words.title.isEmpty() ? QString() : chat.title.toCaseFolded();
        const bool isHit = std::all_of(words.title.cbegin(), words.title.cend(),
                               [&](const QString &word) { return title.contains(word); })
            && std::all_of(
                words.tags.cbegin(), words.tags.cend(), [&](const QString &tag) { return hasTag(chat, tag); });
        if (isHit)
            chats << &chat;
    }
    return chats;
}

QList<ConversationRow> ConversationRows::rows(const QDateTime &now) const
{
    const Words wanted = words();
    Chats chats = shown(wanted);
    if (view == ConversationView::Trash)
        return trashRows(chats, now);
    QList<ConversationRow> rows;
    if (view == ConversationView::Chats) {
        addChats(rows, headingRow("temporary", tr("Temporary")),
            takeChats(chats, [](const ConversationInfo *chat) { return chat->isTemporary; }));
        addPinned(rows, chats);
        addFolders(rows, chats, wanted);
    }
    addByAge(rows, chats, now);
    return rows;
}

void ConversationRows::addFolders(
    QList<ConversationRow> &rows, QList<const ConversationInfo *> &chats, const Words &wanted) const
{
    QList<FolderInfo> sorted = folders;
    std::sort(sorted.begin(), sorted.end(), [](const FolderInfo &a, const FolderInfo &b) {
        const int order = QString::localeAwareCompare(a.name, b.name);
        return order < 0 || (order == 0 && a.id < b.id);
    });
    const QHash<FolderId, Chats> inFolders = takeFoldersOf(chats, folders);
    for (const FolderInfo &folder : std::as_const(sorted)) {
        const Chats own = inFolders.value(folder.id);
        if (own.isEmpty() && !wanted.isEmpty())
            continue;
        const bool isOpen = !wanted.isEmpty() || !closed.contains(folder.id);
        rows << ConversationRow{.kind = ConversationRow::Kind::Folder,
            .id = folder.id,
            .text = folder.name,
            .detail = QString::number(own.size()),
            .isOpen = isOpen};
        if (!isOpen)
            continue;
        for (const ConversationInfo *chat : own) {
            rows << chatRow(*chat);
            rows.last().isInFolder = true;
        }
    }
}

} // namespace freshet
