// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

#include <QDate>
#include <QFlags>
#include <QStringList>

#include <optional>

namespace freshet {

/// What a message may hold beside its words, for `has:`.
enum class MessageFeature { Code = 1, Link = 2, Attachment = 4, Picture = 8, Thoughts = 16 };
Q_DECLARE_FLAGS(MessageFeatures, MessageFeature)

/// Where the words stand, for `in:`.
enum class ChatPart { Text = 1, Thoughts = 2, Attachments = 4, Title = 8 };
Q_DECLARE_FLAGS(ChatParts, ChatPart)

/// What is looked for in all chats: words that must all be there, and which messages count.
///
/// Made of what a person typed, which is never an error: a filter whose value says nothing is told in `ignored`, and
/// everything else is a word.
struct ChatQuery {
    struct Term {
        enum class Match { Word, Prefix, Phrase };

        QString text; ///< As typed, without quotes and stars.
        Match match = Match::Word;
        bool isExcluded = false; ///< No message with it is found.

        bool operator==(const Term &) const = default;
    };

    QList<Term> terms;
    QStringList models; ///< One of these is a part of the model's or its provider's name.
    std::optional<ChatRole> from;
    QDate since; ///< The first day; null: any.
    QDate before; ///< The day after the last; null: any.
    MessageFeatures has; ///< All of these.
    ChatParts parts; ///< One of these has the words; none: any may have them.
    QStringList tags; ///< Of the chat: it has one that begins with each of these, whatever the case.
    QStringList folders; ///< Its folder's name begins with one of these.
    std::optional<bool> isPinned;
    std::optional<bool> isArchived;
    QStringList ignored; ///< Filters that say nothing, as typed.

    /// Of messages: a title alone does not meet it.
    bool hasFilter() const { return !models.isEmpty() || from || since.isValid() || before.isValid() || has; }
    bool hasChatFilter() const { return !tags.isEmpty() || !folders.isEmpty() || isPinned || isArchived; }
    bool hasWords() const; ///< One that is not excluded.
    bool isEmpty() const { return !hasWords() && !hasFilter() && !hasChatFilter(); } ///< Nothing to look for.
    bool looksIn(ChatPart part) const { return !parts || parts.testFlag(part); }

    /// `tax "annual report" -draft model:qwen from:me before:2026-11 has:code in:thoughts tag:house folder:Home
    /// is:pinned`; the filters' names and values are known in English and German. The last word counts as the beginning
    /// of one while nothing is written after it. Each `after:` and `before:` narrows the days further.
    static ChatQuery of(const QString &typed, const QDate &today);

    bool operator==(const ChatQuery &) const = default;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(MessageFeatures)
Q_DECLARE_OPERATORS_FOR_FLAGS(ChatParts)

} // namespace freshet
