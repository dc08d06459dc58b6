// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/domain/citation.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace freshet {

enum class MessageState { Done, Streaming };

/// What a person can do with a message. Copy is done by the view itself.
enum class MessageAction {
    Copy,
    Edit,
    Regenerate,
    Continue,
    Retry,
    ChooseModel,
    OpenSettings,
    PreviousBranch,
    NextBranch,
    CompareBranches,
};

QString labelOf(MessageAction action); ///< "Choose another model": what a button or menu entry says.

/// A box in the place of the answer: what happened, what to do.
struct MessageNotice {
    QString title;
    QString advice;
    QString detail; ///< The server's own words; folded. May be empty.
    QList<MessageAction> actions; ///< Buttons, the most useful one first.
    bool isQuiet = false; ///< Nothing is wrong: it was wanted so.

    bool operator==(const MessageNotice &) const = default;
};

/// Something that went with a question.
struct MessageAttachment {
    QString name;
    QString detail; ///< "34 kB"; may be empty.
    QByteArray thumbnail; ///< Of a picture: a small one, as PNG or JPEG. Else it is shown by its name.

    bool operator==(const MessageAttachment &) const = default;
};

/// One message as the transcript shows it.
struct TranscriptMessage {
    QString id; ///< Unique within the transcript.
    ChatRole role = ChatRole::User;
    MessageState state = MessageState::Done;
    QString text; ///< Markdown for answers; a user's text is shown as it was typed.
    QString reasoning; ///< Markdown, folded.
    QString phase; ///< What is going on, in the place where text will appear; empty for nothing.
    QString footer; ///< "qwen3:8b · 42 tok/s".
    QList<int> sources; ///< The numbers n whose `[n]` in the text can be clicked.
    bool canContinue = false; ///< It was cut off: offers to go on.
    bool canBeAskedAgain = true; ///< Of an answer.
    std::optional<MessageNotice> notice; ///< An error.
    int branch = 1; ///< Which of the messages that stand in this place.
    int branches = 1; ///< How many those are.
    QList<MessageAttachment> attachments
        = {}; ///< What went with a question; of an answer that was imported, what came with it.
    QList<Citation> citations = {}; ///< Of a finished answer: how each `[n]` was checked, in the order of the text.

    bool operator==(const TranscriptMessage &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::MessageAction)
