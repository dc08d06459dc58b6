// SPDX-License-Identifier: MIT
#include "core/query/query_service.h"

#include "core/base/origin.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_run.h"

#include <QFile>

#include <limits>

// Outside the namespace, as Qt asks for it: a static library does not register its resources by itself.
static void registerPromptResources() { Q_INIT_RESOURCE(freshet_guide_resources); }

namespace freshet {

namespace {

QString promptTemplate(const QString &name)
{
    QFile file(QString(QStringLiteral(":/freshet/prompts/") + name));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // it is compiled in
    return isOpen ? QString::fromUtf8(file.readAll()) : QString();
}

PromptBuilder::Templates promptTemplates()
{
    registerPromptResources();
    return {.sources = promptTemplate(QStringLiteral("sources.md")),
        .noSources = promptTemplate(QStringLiteral("no_sources.md")),
        .goOn = promptTemplate(QStringLiteral("continue.md"))};
}

Error queryRefusal(ErrorKind kind, const QString &message) { return {.kind = kind, .message = message}; }

} // namespace

QueryService::QueryService(
    LlmService &llm, RetrievalService &retrieval, const ProviderRegistry &providers, QObject *parent)
    : QObject(parent), m_llm(llm), m_retrieval(retrieval), m_providers(providers), m_prompts(promptTemplates())
{
}

Result<ProviderInfo> QueryService::providerFor(const QueryRequest &request) const
{
    if (request.question.trimmed().isEmpty())
        return failure(queryRefusal(ErrorKind::BadRequest, QStringLiteral("Type a question first.")));
    if (request.question.size() + request.extraContext.size() > kMaxQuestion) {
        return failure(queryRefusal(ErrorKind::PayloadTooLarge,
            QStringLiteral("The question is too long: with its context it may have up to 4 million characters.")));
    }
    const ProviderInfo *info = m_providers.find(request.model.provider);
    if (!info) {
        return failure(queryRefusal(ErrorKind::BadRequest,
            QStringLiteral("There is no provider \"%1\"; choose one of those in the settings.")
                .arg(request.model.provider)));
    }
    return *info;
}

bool QueryService::leavesThisMachine(const QueryRequest &request) const
{
    const ProviderInfo *info = m_providers.find(request.model.provider);
    if (info && info->dialect == Dialect::Quotes)
        return false;
    const auto origin = Origin::of(m_providers.baseUrl(request.model.provider));
    return !origin || !origin->isLoopback();
}

QueryReply *QueryService::ask(const QueryRequest &request, QObject *parent)
{
    return new QueryRun(request, providerFor(request), {m_llm, m_retrieval, m_prompts, leavesThisMachine(request)},
        QueryRun::Goal::Answer, parent);
}

QueryRun *QueryService::preview(const QueryRequest &request, QObject *parent)
{
    return new QueryRun(request, providerFor(request), {m_llm, m_retrieval, m_prompts, leavesThisMachine(request)},
        QueryRun::Goal::Prompt, parent);
}

PromptParts QueryService::expectedParts(const QueryRequest &request) const
{
    const ProviderInfo *info = m_providers.find(request.model.provider);
    const QueryRequest whole = info ? completed(request, *info) : request;
    PromptParts parts = promptParts(whole, modelFor(request));
    if (parts.isFromDocuments)
        parts.expectedSources = std::numeric_limits<qsizetype>::max(); // whole documents may fill the room for them
    return parts;
}

ModelInfo QueryService::modelFor(const QueryRequest &request) const
{
    const ProviderInfo *info = m_providers.find(request.model.provider);
    return info ? modelKnown(completed(request, *info).model, *info, m_llm) : ModelInfo{.ref = request.model};
}

} // namespace freshet
