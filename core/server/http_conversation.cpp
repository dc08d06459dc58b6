// SPDX-License-Identifier: MIT
#include "core/server/http_conversation.h"

#include "core/base/json.h"
#include "core/query/query_reply.h"
#include "core/server/access_token_store.h"
#include "core/server/catalog_refresher.h"
#include "core/server/field_reader.h"
#include "core/server/http_answer.h"
#include "core/server/program_view.h"
#include "core/server/tool_queries.h"
#include "core/server/tool_request.h"

#include <QTcpSocket>

#include <utility>

namespace freshet {

namespace {

constexpr std::chrono::seconds kBodyTime{10};
constexpr std::chrono::seconds kReadingTime{15}; ///< Without the client taking a byte.
constexpr qint64 kHoldBackAt = 256 * 1024;
constexpr qint64 kGoOnAt = 64 * 1024;

} // namespace

HttpConversation::HttpConversation(std::unique_ptr<QTcpSocket> socket, const GateGrant &grant, quint64 connection,
    const EndpointServices &services, QObject *parent)
    : QObject(parent), m_socket(std::move(socket)), m_grant(grant), m_connection(connection), m_services(services)
{
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConversation::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &HttpConversation::onBytesWritten);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConversation::onDisconnected, Qt::QueuedConnection);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, m_socket.get(), &QTcpSocket::abort);
    m_deadline.start(kBodyTime);
    QMetaObject::invokeMethod(this, &HttpConversation::onReadyRead, Qt::QueuedConnection);
}

HttpConversation::~HttpConversation()
{
    m_socket->disconnect(this);
    leaveQuery();
}

/// Nobody can come back for what it would still say.
void HttpConversation::leaveQuery()
{
    if (!m_query)
        return;
    m_query->disconnect(this);
    m_query->unfollow();
    std::exchange(m_query, nullptr)->cancel();
}

void HttpConversation::close()
{
    if (m_query)
        m_query->cancel();
    else
        m_socket->abort();
}

void HttpConversation::onReadyRead()
{
    if (m_isAnswering) {
        m_socket->skip(m_socket->bytesAvailable()); // nothing more is expected, nor kept
        return;
    }
    m_body += m_socket->read(m_grant.bodyBytes - m_body.size());
    if (m_body.size() < m_grant.bodyBytes)
        return;
    m_isAnswering = true;
    m_deadline.stop();
    onBody(std::exchange(m_body, {}));
}

void HttpConversation::onBody(const QByteArray &body)
{
    switch (m_grant.route->action) {
    case EndpointAction::Health:
        return answer({.contentType = "text/plain", .body = "ok"});
    case EndpointAction::Catalog:
        return m_services.view.catalog({}, this, [this](const QList<protocol::CatalogEntry> &entries) {
            answer(HttpAnswer::json(protocol::catalog(entries, systemClock())));
        });
    case EndpointAction::RefreshModels:
        return refreshModels(body);
    case EndpointAction::Settings:
        return m_services.view.settings(
            this, [this](const protocol::SettingsView &view) { answer(HttpAnswer::json(protocol::settings(view))); });
    case EndpointAction::OpenAiModels:
        return m_services.view.catalog({}, this, [this](const QList<protocol::CatalogEntry> &entries) {
            answer(HttpAnswer::json(openai::modelList(entries)));
        });
    case EndpointAction::OpenAiChat:
        return chat(body);
    case EndpointAction::QueryStream:
        break; // a WebSocket, and never here
    }
    m_socket->abort();
}

/// The body may say {"force": true}.
void HttpConversation::refreshModels(const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    const auto value = json::parseStrictly(text.isEmpty() ? QByteArrayView("{}") : QByteArrayView(text));
    if (!value || !value->isObject())
        return answerError({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("The body may be empty or a JSON object, and nothing else.")});
    FieldReader fields(value->toObject());
    using Mode = ModelRefreshService::Mode;
    const Mode mode = fields.flag(QLatin1String("force")).value_or(false) ? Mode::Force : Mode::IfStale;
    if (const auto refusal = fields.refusal())
        return answerError(*refusal);
    m_services.refresher.refresh(m_grant.id, mode, this, [this](const Result<QList<protocol::CatalogEntry>> &entries) {
        if (entries)
            answer(HttpAnswer::json(protocol::catalog(*entries, systemClock())));
        else
            answerError(entries.error());
    });
}

void HttpConversation::chat(const QByteArray &body)
{
    const auto call = openai::parseChatCall(body);
    if (call)
        startChat(*call);
    else
        answerError(call.error());
}

void HttpConversation::startChat(const openai::ChatCall &call)
{
    const auto token = m_services.tokens.token(m_grant.token);
    if (!token)
        return m_socket->abort(); // revoked while the body came
    const Result<QueryRequest> request = admittedQuery(call.query, *token, m_services);
    if (!request)
        return answerError(request.error());
    const auto query
        = m_services.queries.start({.caller = {.tokenId = token->id, .name = token->name, .connection = m_connection},
            .request = *request,
            .keeping = ToolQuery::Keeping::Nothing});
    if (!query)
        return answerError(query.error());
    m_services.tokens.count(token->id, 1, 0);
    m_query = *query;
    m_head = {
        .id = QLatin1String("chatcmpl-") + m_query->streamId(), .created = m_query->startedAt(), .model = call.model};
    using UsageChunk = openai::ChatStreamWriter::UsageChunk;
    if (call.isStreamed())
        m_stream.emplace(m_head, call.wantsUsage ? UsageChunk::Sent : UsageChunk::Left);
    connect(m_query, &ToolQuery::ended, this, &HttpConversation::onChatEnded);
    if (m_stream)
        streamChat();
}

void HttpConversation::streamChat()
{
    connect(m_query, &ToolQuery::textAppended, this, [this](const QString &delta) {
        begin();
        write(m_stream->content(delta));
    });
    connect(m_query, &ToolQuery::reasoningAppended, this, [this](const QString &delta) {
        begin();
        write(m_stream->reasoning(delta));
    });
    connect(m_query, &ToolQuery::restarted, this, [this] {
        if (!m_stream->hasContent())
            return;
        write(m_stream->error({.kind = ErrorKind::Server,
            .message = QStringLiteral("The model began its answer anew, and what was sent cannot be taken back. Ask "
                                      "again, or ask without streaming."),
            .retryable = true}));
        endChat();
    });
}

/// Not before there is something to tell: until then an error has a status of its own.
void HttpConversation::begin()
{
    if (std::exchange(m_hasBegun, true))
        return;
    m_socket->write(chunkedHttpHead("text/event-stream"));
    write(m_stream->start());
}

void HttpConversation::write(const QByteArray &event)
{
    if (event.isEmpty())
        return;
    m_socket->write(httpChunk(event));
    if (!m_isPaused && m_socket->bytesToWrite() > kHoldBackAt && m_query) {
        m_isPaused = true;
        m_query->setPaused(true);
        m_deadline.start(kReadingTime);
    }
}

void HttpConversation::onChatEnded()
{
    const std::optional<Error> error = m_query->error();
    if (!m_hasBegun && error)
        answerError(*error);
    else if (!m_stream)
        answer(HttpAnswer::json(openai::completion(m_head, m_query->reply()->answer())));
    else {
        begin();
        write(error ? m_stream->error(toldToTools(*error)) : m_stream->end(m_query->reply()->answer()));
        endChat();
    }
}

void HttpConversation::endChat()
{
    leaveQuery();
    m_socket->write(kLastHttpChunk);
    endConnection();
}

void HttpConversation::answerError(const Error &error)
{
    const Error known = toldToTools(error);
    const openai::ErrorAnswer told = openai::errorAnswer(known);
    HttpAnswer failed = HttpAnswer::json(m_grant.route->isOpenAi() ? told.body : protocol::error(known, {}));
    failed.status = told.status;
    failed.headers = told.headers;
    answer(failed);
}

void HttpConversation::answer(const HttpAnswer &answer)
{
    leaveQuery();
    m_socket->write(answer.bytes());
    endConnection();
}

void HttpConversation::endConnection()
{
    m_deadline.start(kReadingTime);
    m_socket->disconnectFromHost(); // once all is written
}

void HttpConversation::onBytesWritten()
{
    if (m_deadline.isActive() && m_isAnswering)
        m_deadline.start(kReadingTime);
    if (!m_isPaused || m_socket->bytesToWrite() > kGoOnAt)
        return;
    m_isPaused = false;
    if (!m_query)
        return;
    m_deadline.stop();
    m_query->setPaused(false);
}

void HttpConversation::onDisconnected()
{
    if (std::exchange(m_isFinished, true))
        return;
    leaveQuery();
    emit finished();
}

} // namespace freshet
