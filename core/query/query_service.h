// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"
#include "core/query/prompt_builder.h"

#include <QObject>

namespace freshet {

class LlmService;
class ProviderRegistry;
class QueryReply;
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

private:
    LlmService &m_llm;
    RetrievalService &m_retrieval;
    const ProviderRegistry &m_providers;
    const PromptBuilder m_prompts;
};

} // namespace freshet
