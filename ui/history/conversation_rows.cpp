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
    for (const QString &word : filter.toCaseFolded().split(u' ', Qt::SkipEmptyParts)) {
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
    QList<ConversationRow> rows;
    if (view == ConversationView::Trash) {
        std::stable_sort(chats.begin(), chats.end(),
            [](const ConversationInfo *a, const ConversationInfo *b) { return a->trashedAt > b->trashedAt; });
        for (const ConversationInfo *chat : std::as_const(chats)) {
            const qint64 leftMs
                = std::chrono::milliseconds(kTrashKept).count() - std::max(chat->trashedAt.msecsTo(now), qint64(0));
            constexpr qint64 dayMs = std::chrono::milliseconds(std::chrono::hours(24)).count();
            const int days = static_cast<int>(std::max((leftMs + dayMs - 1) / dayMs, qint64(1)));
            rows << chatRow(*chat, days == 1 ? tr("1 day left") : tr("%1 days left").arg(days));
        }
        return rows;
    }

    const auto add = [&rows](const ConversationRow &heading, const Chats &below) {
        if (!below.isEmpty())
            rows << heading;
        for (const ConversationInfo *chat : below)
            rows << chatRow(*chat);
    };
    if (view == ConversationView::Chats) {
        add(headingRow("temporary", tr("Temporary")),
            takeChats(chats, [](const ConversationInfo *chat) { return chat->isTemporary; }));
        Chats pinned = takeChats(chats, [](const ConversationInfo *chat) { return chat->pinnedAt.isValid(); });
        std::stable_sort(pinned.begin(), pinned.end(), // where somebody put them they stay
            [](const ConversationInfo *a, const ConversationInfo *b) { return a->pinnedAt < b->pinnedAt; });
        add(headingRow("pinned", tr("Pinned")), pinned);
        QList<FolderInfo> sorted = folders;
        std::sort(sorted.begin(), sorted.end(), [](const FolderInfo &a, const FolderInfo &b) {
            const int order = QString::localeAwareCompare(a.name, b.name);
            return order < 0 || (order == 0 && a.id < b.id);
        });
        QHash<FolderId, Chats> inFolders;
        for (const FolderInfo &folder : std::as_const(sorted))
            inFolders.insert(folder.id, {});
        chats.removeIf([&inFolders](const ConversationInfo *chat) {
            const auto own = inFolders.find(chat->folder);
            if (own == inFolders.end())
                return false;
            *own << chat;
            return true;
        });
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

    struct Span {
        const char *id;
        QString text;
        int days;
    };
    const Span spans[] = {{"today", tr("Today"), 0}, {"yesterday", tr("Yesterday"), 1}, {"week", tr("This week"), 6}};
    const QDate today = now.toLocalTime().date();
    for (const Span &span : spans) {
        const qint64 from = today.addDays(-span.days).startOfDay().toMSecsSinceEpoch();
        add(headingRow(span.id, span.text), takeChats(chats, [from](const ConversationInfo *chat) {
            return chat->changedAt.toMSecsSinceEpoch() >= from; // of a clock that was ahead too
        }));
    }
    add(headingRow("earlier", tr("Earlier")), chats);
    return rows;
}

} // namespace freshet
