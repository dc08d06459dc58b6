// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"
#include "core/domain/query_types.h"
#include "core/query/prompt_builder.h"

#include <QObject>

namespace freshet {

class LlmService;
class ProviderRegistry;
class QueryReply;
class QueryRun;
class RetrievalService;

/// One question through retrieval, prompt, model and citations: the same for window, command line and endpoint.
///
/// The provider `documents` is answered here by quoting the best passages; every other one through LlmService.
class QueryService : public QObject {
    Q_OBJECT

public:
    /// The longest question with its context, in UTF-16 units; more is ErrorKind::PayloadTooLarge.
    static constexpr qsizetype kMaxQuestion = 4 * 1024 * 1024;

    QueryService(
        LlmService &llm, RetrievalService &retrieval, const ProviderRegistry &providers, QObject *parent = nullptr);

    /// @p parent owns the handle. An empty question is ErrorKind::BadRequest.
    QueryReply *ask(const QueryRequest &request, QObject *parent);

    /// All of ask() but asking: searches the documents and makes the prompt. Nothing is sent to another machine, the
    /// question to an embedding model neither; see QueryRun::Goal. @p parent owns the handle.
    QueryRun *preview(const QueryRequest &request, QObject *parent);

    /// What ask() would make a prompt of, without searching: all the room that passages may take is kept for
    /// them. Does not block; the building of it is for another thread where the texts may be long.
    PromptParts expectedParts(const QueryRequest &request) const;
    const PromptBuilder &prompts() const { return m_prompts; } ///< Its copies may be used in any thread.

    /// What is known of the model that @p request is answered by.
    ModelInfo modelFor(const QueryRequest &request) const;

private:
    bool leavesThisMachine(const QueryRequest &request) const;
    Result<ProviderInfo> providerFor(const QueryRequest &request) const;

    LlmService &m_llm;
    RetrievalService &m_retrieval;
    const ProviderRegistry &m_providers;
    const PromptBuilder m_prompts;
};

} // namespace freshet
