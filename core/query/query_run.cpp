// SPDX-License-Identifier: MIT
#include "core/query/query_run.h"

#include "core/chat/llm_service.h"
#include "core/chat/text_reply.h"
#include "core/query/citation_builder.h"
#include "core/query/quote_builder.h"
#include "core/retrieval/retrieval_service.h"

#include <QCoreApplication>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostSources = 50;

constexpr qsizetype kMostEarlierQuestions = 3;

/// Those of the chat, newest first, without what was attached to them.
QStringList earlierQuestions(const QList<ChatMessage> &history)
{
    QStringList questions;
    for (qsizetype i = history.size() - 1; i >= 0 && questions.size() < kMostEarlierQuestions; --i) {
        if (history.at(i).role == ChatRole::User)
            questions << questionWithoutContext(history.at(i).text);
    }
    return questions;
}

std::chrono::milliseconds elapsedOf(const QElapsedTimer &clock) { return std::chrono::milliseconds(clock.elapsed()); }

} // namespace

QueryRequest completed(const QueryRequest &request, const ProviderInfo &provider)
{
    QueryRequest whole = request;
    if (whole.model.model.isEmpty())
        whole.model.model = provider.defaultModel;
    const bool isQuoting = provider.dialect == Dialect::Quotes;
    QList<CollectionName> &collections = whole.retrieval.collections;
    const bool isWanted = whole.retrieval.isEnabled.value_or(isQuoting || !collections.isEmpty());
    if (isQuoting && collections.isEmpty())
        collections = {kGuideCollection};
    whole.retrieval.isEnabled = isWanted && !collections.isEmpty();
    return whole;
}

ModelInfo modelKnown(const ModelRef &model, const ProviderInfo &provider, const LlmService &llm)
{
    if (const auto known = llm.known(model))
        return *known;
    const auto listed = std::find_if(provider.models.begin(), provider.models.end(),
        [&model](const ModelInfo &info) { return info.ref.model == model.model; });
    return listed != provider.models.end() ? *listed : ModelInfo{.ref = model, .name = model.model};
}

PromptParts promptParts(const QueryRequest &request, const ModelInfo &known)
{
    return {.question = request.question,
        .extraContext = request.extraContext,
        .instructions = request.instructions,
        .images = request.images,
        .history = request.history,
        .isFromDocuments = request.retrieval.isEnabled.value_or(false),
        .contextTokens = known.contextTokens,
        .answerTokens = request.options.maxTokens,
        .mayDropPictures = request.caller.isEmpty(),
        .canSee = known.canSee};
}

QueryRun::QueryRun(const QueryRequest &request, const Result<ProviderInfo> &provider, const Services &services,
    Goal goal, QObject *parent)
    : QueryReply(parent), m_request(request), m_provider(provider), m_services(services), m_goal(goal)
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
    m_request = completed(m_request, *m_provider);
    m_answer.model = m_request.model;
    const BegunAnswer begun = m_request.begun.value_or(BegunAnswer());
    m_answer.text = begun.text;
    m_answer.reasoning = begun.reasoning;

    const bool isQuoting = m_provider->dialect == Dialect::Quotes;
    m_isFromDocuments = *m_request.retrieval.isEnabled;
    if (m_request.begun && !isQuoting)
        m_isFromDocuments = !begun.sources.isEmpty();
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
    if (m_isFromDocuments && (isQuoting || !m_request.begun))
        search();
    else if (!begun.sources.isEmpty() && m_services.leavesThisMachine)
        checkBegunSources();
    else
        askModel(begun.sources);
}

/// Another model may have begun the answer, one that was allowed to read them.
void QueryRun::checkBegunSources()
{
    QStringList documents;
    for (const Source &source : m_request.begun->sources)
        documents << source.documentId;
    m_search = m_services.retrieval.checkLeaving(m_request.retrieval.collections, documents, this);
    connect(m_search, &SearchReply::finished, this, [this] {
        if (isFinished())
            return;
        m_search->deleteLater();
        if (m_search->error())
            finish(m_search->error());
        else
            askModel(m_request.begun->sources);
    });
}

void QueryRun::search()
{
    const QPointer<QueryRun> self(this);
    emit phaseChanged({.phase = Phase::Retrieving});
    if (!self || isFinished())
        return;
    if (m_request.retrieval.collections.contains(kGuideCollection))
        m_services.retrieval.ensureGuide();
    SearchRequest wanted{.query = m_request.question,
        .collections = m_request.retrieval.collections,
        .topK = std::clamp(m_request.retrieval.topK, 1, kMostSources),
        .earlierQuestions = earlierQuestions(m_request.history)};
    wanted.leavesThisMachine = m_services.leavesThisMachine;
    wanted.keepsQuestionHere = m_goal == Goal::Prompt;
    if (m_provider->dialect != Dialect::Quotes)
        wanted.contextTokens = m_services.prompts.roomForSources(promptParts(m_request, known()));
    m_search = m_services.retrieval.search(wanted, this);
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
    const bool isRefused = error && error->kind == ErrorKind::Permission; // the user said so, and is asked
    if (error && (isQuoting || isRefused)) {
        finish(error);
        return;
    }
    if (error) {
        m_isFromDocuments = false;
        const bool isOwnBusiness = error->kind == ErrorKind::Storage && !m_request.caller.isEmpty();
        m_answer.notes << QString(QStringLiteral("Answered without your documents. ")
            + (isOwnBusiness ? QStringLiteral("They cannot be read.") : error->message));
    }
    if (m_search->vectorUse() == VectorUse::Withheld) {
        m_answer.notes << QCoreApplication::translate("CoreWords",
            "These passages were found by words alone: your question is not sent to the embedding model, which is on "
            "another machine, before you ask it. Other passages may be found then.");
    }
    if (isQuoting)
        quote(found, m_search->isRelevant());
    else
        askModel(found);
}

void QueryRun::askModel(const QList<Source> &found)
{
    PromptParts parts = promptParts(m_request, known());
    parts.begun = m_answer.text;
    parts.sources = found;
    const bool isThere = !found.isEmpty() || (m_search && m_search->isRelevant()); // if it does not fit
    parts.isFromDocuments = m_isFromDocuments && (!found.isEmpty() || !isThere);
    const Prompt prompt = m_services.prompts.build(parts);
    m_sources = prompt.sources;
    if (m_isFromDocuments && m_sources.isEmpty()) {
        m_answer.notes << (isThere
                ? QCoreApplication::translate(
                    "CoreWords", "Passages were found in your documents, but they do not fit beside this question.")
                : QCoreApplication::translate("CoreWords", "Nothing relevant was found in your documents."));
    }
    if (prompt.droppedMessages > 0) {
        m_answer.notes << QStringLiteral("Sent without the first %n messages of this chat: they do not fit the model.")
                              .replace(QLatin1String("%n"), QString::number(prompt.droppedMessages));
    }
    if (prompt.droppedPictures > 0) {
        m_answer.notes << (known().canSee.value_or(true)
                ? QStringLiteral("Sent without pictures of earlier questions: they are too large together.")
                : QStringLiteral("Sent without the pictures of earlier questions: this model cannot see."));
    }
    if (m_goal == Goal::Prompt) {
        m_prompt = prompt;
        finish(std::nullopt);
        return;
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

void QueryRun::quote(const QList<Source> &found, bool isRelevant)
{
    m_sources = found;
    if (m_goal == Goal::Prompt) {
        finish(std::nullopt);
        return;
    }
    const QPointer<QueryRun> self(this);
    emit sourcesFound(m_sources);
    if (!self || isFinished())
        return;
    if (m_request.begun) { // quoting is quick, and says the same again
        m_request.begun.reset();
        onRestarted({});
    }
    if (!self || isFinished())
        return;
    const QuotedAnswer answer = QuoteBuilder().answerTo(m_request.question, m_sources,
        {.earlierQuestions = earlierQuestions(m_request.history), .isRelevant = isRelevant});
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
    const BegunAnswer begun = m_request.begun.value_or(BegunAnswer());
    m_answer.text = begun.text;
    m_answer.reasoning = begun.reasoning;
    m_answer.timings.firstToken.reset();
    emit restarted(reason);
}

void QueryRun::onAnswered()
{
    const BegunAnswer begun = m_request.begun.value_or(BegunAnswer());
    m_answer.text = begun.text + m_chat->text();
    m_answer.reasoning = begun.reasoning + m_chat->reasoning();
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

ModelInfo QueryRun::known() const { return modelKnown(m_request.model, *m_provider, m_services.llm); }

} // namespace freshet
