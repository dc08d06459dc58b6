// SPDX-License-Identifier: MIT
#include "core/query/query_run.h"

#include "core/chat/llm_service.h"
#include "core/chat/text_reply.h"
#include "core/query/citation_builder.h"
#include "core/query/quote_builder.h"
#include "core/retrieval/retrieval_service.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostSources = 50;

std::chrono::milliseconds elapsedOf(const QElapsedTimer &clock) { return std::chrono::milliseconds(clock.elapsed()); }

} // namespace

QueryRun::QueryRun(
    const QueryRequest &request, const Result<ProviderInfo> &provider, const Services &services, QObject *parent)
    : QueryReply(parent), m_request(request), m_provider(provider), m_services(services)
{
    m_clock.start();
    QMetaObject::invokeMethod(this, &QueryRun::start, Qt::QueuedConnection);
}

void QueryRun::start()
{
    if (isFinished())
        return;
    if (!m_provider) {
        finish(m_provider.error());
        return;
    }
    if (m_request.model.model.isEmpty())
        m_request.model.model = m_provider->defaultModel;
    m_answer.model = m_request.model;

    const bool isQuoting = m_provider->dialect == Dialect::Quotes;
    QList<CollectionName> &collections = m_request.retrieval.collections;
    m_isFromDocuments = m_request.retrieval.isEnabled.value_or(isQuoting || !collections.isEmpty());
    if (isQuoting && collections.isEmpty())
        collections = {kGuideCollection};
    m_isFromDocuments = m_isFromDocuments && !collections.isEmpty();
    if (isQuoting && !m_isFromDocuments) {
        finish(Error{.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("%1 can only answer from documents; turn the search in documents on, or choose "
                                      "another provider.")
                           .arg(m_provider->name)});
        return;
    }
    const QPointer<QueryRun> self(this); // a listener may delete the handle
    emit accepted(m_request.model, m_isFromDocuments);
    if (!self || isFinished())
        return;
    if (m_isFromDocuments)
        search();
    else
        askModel({});
}

void QueryRun::search()
{
    const QPointer<QueryRun> self(this);
    emit phaseChanged({.phase = Phase::Retrieving});
    if (!self || isFinished())
        return;
    if (m_request.retrieval.collections.contains(kGuideCollection))
        m_services.retrieval.ensureGuide();
    m_search = m_services.retrieval.search({.query = m_request.question,
                                               .collections = m_request.retrieval.collections,
                                               .topK = std::clamp(m_request.retrieval.topK, 1, kMostSources)},
        this);
    connect(m_search, &SearchReply::finished, this, &QueryRun::onSearched);
}

void QueryRun::onSearched()
{
    if (isFinished())
        return;
    m_answer.timings.retrieval = elapsedOf(m_clock);
    m_search->deleteLater();
    const QList<Source> found = m_search->sources();
    const std::optional<Error> error = m_search->error();
    const bool isQuoting = m_provider->dialect == Dialect::Quotes;
    if (error && isQuoting) {
        finish(error);
        return;
    }
    if (error) {
        m_isFromDocuments = false;
        m_answer.notes << QString(QStringLiteral("Answered without your documents. ") + error->message);
    }
    if (isQuoting)
        quote(found);
    else
        askModel(found);
}

void QueryRun::askModel(const QList<Source> &found)
{
    const Prompt prompt = m_services.prompts.build({.question = m_request.question,
        .extraContext = m_request.extraContext,
        .instructions = m_request.instructions,
        .images = m_request.images,
        .history = m_request.history,
        .sources = found,
        .isFromDocuments = m_isFromDocuments,
        .contextTokens = contextTokens(),
        .answerTokens = m_request.options.maxTokens});
    m_sources = prompt.sources;
    if (prompt.droppedMessages > 0) {
        m_answer.notes << QStringLiteral("Sent without the first %n messages of this chat: they do not fit the model.")
                              .replace(QLatin1String("%n"), QString::number(prompt.droppedMessages));
    }
    const QPointer<QueryRun> self(this);
    if (m_isFromDocuments)
        emit sourcesFound(m_sources);
    if (!self || isFinished())
        return;
    follow(m_services.llm.send({.model = m_request.model,
                                   .messages = prompt.messages,
                                   .options = m_request.options,
                                   .streaming = m_request.streaming,
                                   .caller = m_request.caller},
        this));
}

void QueryRun::quote(const QList<Source> &found)
{
    m_sources = found;
    const QPointer<QueryRun> self(this);
    emit sourcesFound(m_sources);
    if (!self || isFinished())
        return;
    const QuotedAnswer answer = QuoteBuilder().answerTo(m_request.question, m_sources);
    m_quotes = answer.citations;
    follow(new TextReply(m_request.model, answer.text, m_request.streaming, this));
}

void QueryRun::follow(ChatReply *reply)
{
    m_chat = reply;
    reply->setPaused(m_isPaused);
    connect(reply, &ChatReply::phaseChanged, this, &QueryReply::phaseChanged);
    connect(reply, &ChatReply::textAppended, this, &QueryRun::onTextAppended);
    connect(reply, &ChatReply::reasoningAppended, this, [this](const QString &delta) {
        m_answer.reasoning += delta;
        emit reasoningAppended(delta);
    });
    connect(reply, &ChatReply::restarted, this, &QueryRun::onRestarted);
    connect(reply, &ChatReply::finished, this, &QueryRun::onAnswered);
}

void QueryRun::onTextAppended(const QString &delta)
{
    if (!m_answer.timings.firstToken)
        m_answer.timings.firstToken = elapsedOf(m_clock);
    m_answer.text += delta;
    emit textAppended(delta);
}

void QueryRun::onRestarted(const QString &reason)
{
    m_answer.text.clear();
    m_answer.reasoning.clear();
    m_answer.timings.firstToken.reset();
    emit restarted(reason);
}

void QueryRun::onAnswered()
{
    m_answer.text = m_chat->text();
    m_answer.reasoning = m_chat->reasoning();
    m_answer.toolCalls = m_chat->toolCalls();
    m_answer.finishReason = m_chat->finishReason();
    m_answer.delivery = m_chat->delivery();
    m_answer.model = m_chat->servedBy();
    m_answer.usage = m_chat->usage();
    m_answer.notes << m_chat->notes();
    if (m_isFromDocuments) {
        m_answer.citations = citations();
        m_answer.sources = citedSources(m_answer.citations, m_sources);
    }
    m_answer.timings.total = elapsedOf(m_clock);
    m_chat->deleteLater();
    finish(m_chat->error());
}

QList<Citation> QueryRun::citations() const
{
    if (m_provider->dialect != Dialect::Quotes)
        return CitationBuilder().citationsOf(m_answer.text, m_sources);
    QList<Citation> shown = m_quotes;
    shown.removeIf([this](const Citation &citation) { return citation.end > m_answer.text.size(); });
    return shown;
}

void QueryRun::abort()
{
    if (isFinished())
        return;
    if (m_chat) {
        m_chat->abort(); // its end is ours
        return;
    }
    delete m_search;
    m_answer.finishReason = FinishReason::Cancelled;
    m_answer.timings.total = elapsedOf(m_clock);
    finish(Error{.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")});
}

void QueryRun::setPaused(bool paused)
{
    m_isPaused = paused;
    if (m_chat)
        m_chat->setPaused(paused);
}

bool QueryRun::isRevealing() const { return m_chat && m_chat->isRevealing(); }

void QueryRun::revealAll()
{
    if (m_chat)
        m_chat->revealAll();
}

std::optional<int> QueryRun::contextTokens() const
{
    const auto model = std::find_if(m_provider->models.begin(), m_provider->models.end(),
        [this](const ModelInfo &info) { return info.ref.model == m_request.model.model; });
    return model != m_provider->models.end() ? model->contextTokens : std::nullopt;
}

} // namespace freshet
