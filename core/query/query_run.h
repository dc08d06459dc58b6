// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"
#include "core/query/prompt_builder.h"
#include "core/query/query_reply.h"

#include <QElapsedTimer>
#include <QPointer>

namespace freshet {

class ChatReply;
class LlmService;
class RetrievalService;
class SearchReply;

/// @p request with all that it leaves to us: the provider's default model, which documents are searched, and whether
/// they are.
QueryRequest completed(const QueryRequest &request, const ProviderInfo &provider);

/// What is known of @p model: from its provider's list of today, else from the catalog.
ModelInfo modelKnown(const ModelRef &model, const ProviderInfo &provider, const LlmService &llm);

/// What @p request, completed, makes a prompt of; the passages are still missing. @p known is its model.
PromptParts promptParts(const QueryRequest &request, const ModelInfo &known);

/// One query on its way: look in the documents, ask, check the citations.
class QueryRun : public QueryReply {
    Q_OBJECT

public:
    /// What a run works with; all of it outlives the run.
    struct Services {
        LlmService &llm;
        RetrievalService &retrieval;
        const PromptBuilder &prompts;
        bool leavesThisMachine = true; ///< What the provider is told: collections that are kept here are not for it.
    };

    enum class Goal {
        Answer,
        /// All but asking: ends when the prompt is made, and sends nothing to another machine, so that passages may be
        /// found by words alone (a note says so). Quotes need no prompt, and then there is none.
        Prompt,
    };

    /// @p provider answers; without a value the run fails with @p error.
    QueryRun(const QueryRequest &request, const Result<ProviderInfo> &provider, const Services &services, Goal goal,
        QObject *parent);

    const Prompt &prompt() const { return m_prompt; } ///< Of Goal::Prompt, when it has finished.

    void abort() override;
    void setPaused(bool paused) override;
    bool isRevealing() const override;
    void revealAll() override;

private:
    void start();
    void search();
    void checkBegunSources();
    void onSearched();
    void askModel(const QList<Source> &found);
    void quote(const QList<Source> &found, bool isRelevant);
    void follow(ChatReply *reply);
    void onTextAppended(const QString &delta);
    void onRestarted(const QString &reason);
    void onAnswered();
    QList<Citation> citations() const;
    ModelInfo known() const;

    QueryRequest m_request;
    const Result<ProviderInfo> m_provider;
    const Services m_services;
    const Goal m_goal;
    Prompt m_prompt;
    bool m_isFromDocuments = false;
    bool m_isPaused = false;
    QPointer<SearchReply> m_search; // child of this
    QPointer<ChatReply> m_chat; // child of this
    QList<Citation> m_quotes; // of the provider `documents`
    QElapsedTimer m_clock;
};

} // namespace freshet
