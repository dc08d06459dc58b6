// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"

namespace freshet {

/// What goes into a prompt. Without sources to give, `isFromDocuments` tells whether there were none or none asked for.
struct PromptParts {
    QString question;
    QString extraContext;
    QString instructions; ///< Come before what we say about sources.
    QList<ChatImage> images;
    QList<ChatMessage> history;
    QList<Source> sources; ///< Best first, numbered.
    bool isFromDocuments = false;
    std::optional<int> contextTokens; ///< Of the model, when known.
    std::optional<int> answerTokens; ///< What the answer may take, when the user said so.
};

struct Prompt {
    QList<ChatMessage> messages;
    QList<Source> sources; ///< Those that are in it: the first ones, as many as fit.
    qsizetype droppedMessages = 0; ///< How much of the history's beginning is not in it.
};

/// Makes the messages for a model out of a question, its chat and the passages found for it. Pure.
///
/// Whatever a passage says, it stays inside its own `<source>` element: its text can neither close the element nor
/// open another one.
class PromptBuilder {
public:
    struct Templates {
        QString sources; ///< Holds "{{sources}}" once.
        QString noSources;
    };

    explicit PromptBuilder(const Templates &templates) : m_templates(templates) { }

    Prompt build(const PromptParts &parts) const;

private:
    QString systemText(const QList<Source> &sources) const;

    const Templates m_templates;
};

/// A rough count, on the safe side: four Latin characters a token, fewer of other scripts.
qsizetype estimatedTokens(QStringView text);

} // namespace freshet
