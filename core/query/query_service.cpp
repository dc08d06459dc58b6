// SPDX-License-Identifier: MIT
#include "core/query/query_service.h"

#include "core/providers/provider_registry.h"
#include "core/query/query_run.h"

#include <QFile>

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
        .noSources = promptTemplate(QStringLiteral("no_sources.md"))};
}

Error queryRefusal(ErrorKind kind, const QString &message) { return {.kind = kind, .message = message}; }

} // namespace

QueryService::QueryService(
    LlmService &llm, RetrievalService &retrieval, const ProviderRegistry &providers, QObject *parent)
    : QObject(parent), m_llm(llm), m_retrieval(retrieval), m_providers(providers), m_prompts(promptTemplates())
{
}

QueryReply *QueryService::ask(const QueryRequest &request, QObject *parent)
{
    const auto provider = [&]() -> Result<ProviderInfo> {
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
    }();
    return new QueryRun(request, provider, {m_llm, m_retrieval, m_prompts}, parent);
}

} // namespace freshet
