// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

namespace freshet {

/// The answers that run, whole, and what was asked and answered but is not in the file yet.
///
/// Each can be written again at any time, anywhere: so nothing is lost with a connection, or with a file. What is read
/// from the file is brought up to date by it.
class UnsavedAnswers {
public:
    struct Entry {
        std::optional<StoredMessage> question; ///< Nothing: only its end was told.
        StoredMessage answer; ///< With all of its text so far.
        bool isAsked = false; ///< Both were stored.
        bool hasNews = false; ///< Text that was not stored.
        bool isFinished = false;
    };

    void ask(const StoredMessage &question, const StoredMessage &answer); ///< Asked again: the text so far is void.
    void append(const MessageId &id, const QString &delta); ///< Of an answer that runs; others are left alone.
    void restart(const MessageId &id);
    void finish(const StoredMessage &answer);
    void forget(const ConversationId &conversation);

    QList<Entry> &entries() { return m_entries; } ///< In the order of asking. What is stored and finished is to go.

    QList<StoredMessage> over(const ConversationId &conversation, QList<StoredMessage> stored) const;
    QList<ConversationInfo> over(QList<ConversationInfo> stored) const;
    MessageId leafOver(const ConversationId &conversation, const MessageId &stored) const;

private:
    Entry *find(const MessageId &answer);

    QList<Entry> m_entries;
};

} // namespace freshet
