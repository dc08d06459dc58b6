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

/// One query on its way: look in the documents, ask, check the citations.
class QueryRun : public QueryReply {
    Q_OBJECT

public:
    /// What a run works with; all of it outlives the run.
    struct Services {
        LlmService &llm;
        RetrievalService &retrieval;
        const PromptBuilder &prompts;
    };

    /// @p provider answers; without a value the run fails with @p error.
    QueryRun(
        const QueryRequest &request, const Result<ProviderInfo> &provider, const Services &services, QObject *parent);

    void abort() override;
    void setPaused(bool paused) override;
    bool isRevealing() const override;
    void revealAll() override;

private:
    void start();
    void search();
    void onSearched();
    void askModel(const QList<Source> &found);
    void quote(const QList<Source> &found);
    void follow(ChatReply *reply);
    void onTextAppended(const QString &delta);
    void onRestarted(const QString &reason);
    void onAnswered();
    QList<Citation> citations() const;
    std::optional<int> contextTokens() const;

    QueryRequest m_request;
    const Result<ProviderInfo> m_provider;
    const Services m_services;
    bool m_isFromDocuments = false;
    bool m_isPaused = false;
    QPointer<SearchReply> m_search; // child of this
    QPointer<ChatReply> m_chat; // child of this
    QList<Citation> m_quotes; // of the provider `documents`
    QElapsedTimer m_clock;
};

} // namespace freshet
