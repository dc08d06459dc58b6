// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"
#include "core/retrieval/token_estimate.h"

namespace freshet {

/// What goes into a prompt. Without sources to give, `isFromDocuments` tells whether there were none or none asked for.
struct PromptParts {
    QString question;
    QString extraContext;
    QString instructions; ///< Come before what we say about sources.
    QList<ChatImage> images;
    QList<ChatMessage> history;
    QString begun; ///< The answer so far, which the model is to go on with; may be empty.
    QList<Source> sources; ///< Best first, numbered.
    bool isFromDocuments = false;
    qsizetype expectedSources = 0; ///< Tokens that passages not looked for yet take at most; no more than their room.
    std::optional<int> contextTokens; ///< Of the model, when known.
    std::optional<int> answerTokens; ///< What the answer may take, when the user said so.
    /// Pictures of the history that the model cannot take are left out and counted. Else they stay, to be refused.
    bool mayDropPictures = false;
    std::optional<bool> canSee; ///< The model, when known.
};

/// What each part of a prompt takes, in estimated tokens.
struct PromptCosts {
    qsizetype system = 0; ///< The user's instructions and what we say about sources.
    qsizetype history = 0;
    qsizetype passages = 0;
    qsizetype attachments = 0; ///< Pictures and context of the question.
    qsizetype question = 0;
    qsizetype answer = 0; ///< Room that is left for it; 0 where the window is not known.
    std::optional<int> window; ///< Of the model.

    qsizetype sent() const { return system + history + passages + attachments + question; }
    bool operator==(const PromptCosts &) const = default;
};

struct Prompt {
    QList<ChatMessage> messages;
    QList<Source> sources; ///< Those that are in it: the first ones, as many as fit.
    qsizetype droppedMessages = 0; ///< How much of the history's beginning is not in it.
    qsizetype droppedPictures = 0; ///< Of the history that is in it; see PromptParts::mayDropPictures.
    qsizetype droppedSources = 0; ///< How many of those that were found are not in it.
    PromptCosts costs;

    /// The question alone leaves no room for an answer.
    bool isTooLong() const { return costs.window && costs.sent() + costs.answer > *costs.window; }
};

/// Makes the messages for a model out of a question, its chat and the passages found for it. Pure, but for the key of
/// delimiterCode().
///
/// Whatever a passage or the context of a question says, it stays inside its own `<source-…>` or `<context-…>` element:
/// it does not know its code, and what looks like one of their tags is made harmless.
class PromptBuilder {
public:
    struct Templates {
        QString sources; ///< Holds "{{sources}}" once.
        QString noSources;
        QString goOn; ///< What is said behind an answer that was cut off.
    };

    explicit PromptBuilder(const Templates &templates) : m_templates(templates) { }

    Prompt build(const PromptParts &parts) const;

    /// How many tokens the sources of @p parts may have: a share of the model's window and no more than it can use
    /// well, after the question and the last turns of the chat.
    qsizetype roomForSources(const PromptParts &parts) const;

private:
    PromptCosts fixedCosts(const PromptParts &parts) const;
    QString systemText(const QList<Source> &sources) const;

    Templates m_templates;
};

/// A question with its context, as every prompt has it: also the earlier ones of a chat.
QString questionText(const QString &question, const QString &extraContext);
QString questionWithoutContext(const QString &text); ///< The question that questionText() made @p text of.

inline constexpr qsizetype kPictureTokens = 1200; ///< About what the vendors count for one as large as a screen.

} // namespace freshet
