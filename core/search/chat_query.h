// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

#include <QDate>
#include <QFlags>
#include <QStringList>

#include <optional>

namespace freshet {

/// What a message may hold beside its words, for `has:`.
enum class MessageFeature { Code = 1, Link = 2, Attachment = 4, Picture = 8 };
Q_DECLARE_FLAGS(MessageFeatures, MessageFeature)

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
    QStringList ignored; ///< Filters that say nothing, as typed.

    bool hasFilter() const { return !models.isEmpty() || from || since.isValid() || before.isValid() || has; }
    bool hasWords() const; ///< One that is not excluded.
    bool isEmpty() const { return !hasWords() && !hasFilter(); } ///< Nothing to look for.

    /// `tax "annual report" -draft model:qwen from:me before:2026-11 has:code`; the filters' names and values are known
    /// in English and German. The last word counts as the beginning of one while nothing is written after it. Each
    /// `after:` and `before:` narrows the days further.
    static ChatQuery of(const QString &typed, const QDate &today);

    bool operator==(const ChatQuery &) const = default;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(MessageFeatures)

} // namespace freshet
