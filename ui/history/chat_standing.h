// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/conversation_info.h"

#include <algorithm>
#include <iterator>

namespace freshet {

// Where a chat stands, which says what can be done with it.

inline bool isTemporaryChat(const ConversationInfo &chat) { return chat.isTemporary; }
inline bool isPinnedChat(const ConversationInfo &chat) { return chat.pinnedAt.isValid(); }
inline bool isArchivedChat(const ConversationInfo &chat) { return chat.archivedAt.isValid(); }
inline bool isTrashedChat(const ConversationInfo &chat) { return chat.trashedAt.isValid(); }
inline bool isKeptChat(const ConversationInfo &chat) { return !isTemporaryChat(chat) && !isTrashedChat(chat); }
inline bool isListedChat(const ConversationInfo &chat) { return isKeptChat(chat) && !isArchivedChat(chat); }

template <typename Predicate>
QList<ConversationInfo> chatsWhere(const QList<ConversationInfo> &chats, Predicate isOne)
{
    QList<ConversationInfo> some;
    std::copy_if(chats.cbegin(), chats.cend(), std::back_inserter(some), isOne);
    return some;
}

template <typename Predicate>
bool areAll(const QList<ConversationInfo> &chats, Predicate isOne)
{
    return std::all_of(chats.cbegin(), chats.cend(), isOne);
}

} // namespace freshet
