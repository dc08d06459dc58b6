// SPDX-License-Identifier: MIT
#include "ui/chat/title_controller.h"

#include "core/base/log_categories.h"
#include "core/history/history_title.h"
#include "core/query/query_reply.h"
#include "core/query/query_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

namespace freshet {

namespace {

constexpr qsizetype kToldLength = 2000; ///< Of question and answer each: a title needs no more.

const char kTitleQuestion[] = "Write a title for this conversation: at most six words, in the language of the "
                              "question, without quotation marks. Answer with the title alone.";

} // namespace

TitleController::TitleController(
    QueryService &queries, HistoryStore &history, const SettingsStore &settings, QObject *parent)
    : QObject(parent), m_queries(queries), m_history(history), m_settings(settings)
{
}

void TitleController::onAnswered(const StoredMessage &question, const StoredMessage &answer)
{
    const ConversationId id = question.conversation;
    const bool isFirst = question.parent.isEmpty() && answer.state == StoredState::Complete;
    const bool isByModel = answer.answer.model.isValid(); // else of quotes
    if (!isFirst || !isByModel || !m_settings.get(keys::titlesByModel) || m_history.isTemporary(id)
        || m_asked.contains(id))
        return;
    m_asked.insert(id);
    const QueryRequest request{.question = QLatin1String(kTitleQuestion),
        .history = {{.role = ChatRole::User, .text = question.answer.text.left(kToldLength)},
            {.role = ChatRole::Assistant, .text = answer.answer.text.left(kToldLength)}},
        .model = answer.answer.model,
        .retrieval = {.isEnabled = false}};
    QueryReply *const reply = m_queries.ask(request, this);
    connect(reply, &QueryReply::finished, this, [this, id, reply] { onFinished(id, reply); });
}

void TitleController::onFinished(const ConversationId &id, QueryReply *reply)
{
    reply->deleteLater();
    const QString title = reply->error() ? QString() : titleFromModel(reply->answer().text);
    if (!title.isEmpty())
        m_history.changeOrder(order::TitleByModel{id, title});
    else
        qCInfo(logHistory) << "no title from the model:"
                           << (reply->error() ? reply->error()->message : QStringLiteral("it wrote none"));
}

} // namespace freshet
