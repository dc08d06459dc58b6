// SPDX-License-Identifier: MIT
#include "core/providers/openai_responses_parser.h"

#include "core/base/json.h"

namespace freshet {

namespace {

constexpr qsizetype kMaxOpenCalls = 128;

/// Where in the output an event belongs. Some servers leave the number out, others change the id in between.
QString outputKey(const QJsonObject &event)
{
    if (const auto index = json::count(event, QLatin1String("output_index")))
        return QString::number(*index);
    const QJsonObject item = json::object(event, QLatin1String("item"));
    return json::string(event, QLatin1String("item_id"))
        .value_or(json::string(item, QLatin1String("id")).value_or(QString()));
}

QString statusOf(const QJsonObject &response)
{
    return json::string(response, QLatin1String("status")).value_or(QString());
}

/// The texts of a list of parts: {type: "summary_text", text: "…"}.
QString textOf(const QJsonArray &parts)
{
    QStringList texts;
    for (const QJsonValue &part : parts)
        texts << json::string(part.toObject(), QLatin1String("text")).value_or(QString());
    return texts.join(QLatin1String("\n\n"));
}

} // namespace

std::optional<ServerMessage> OpenAiResponsesParser::errorIn(const QJsonObject &object) const
{
    const QJsonObject response = json::object(object, QLatin1String("response"));
    for (const QJsonObject &told : {object, response}) {
        if (const auto message = serverMessageIn(told))
            return message;
        if (const QString status = statusOf(told);
            status == QLatin1String("failed") || status == QLatin1String("cancelled"))
            return ServerMessage{.text = status};
    }
    if (object.value(QLatin1String("type")) == QLatin1String("response.failed"))
        return ServerMessage{};
    return std::nullopt;
}

bool OpenAiResponsesParser::takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks)
{
    const QString type = json::string(object, QLatin1String("type")).value_or(QString::fromLatin1(name));
    const bool isIncomplete = type == QLatin1String("response.incomplete");
    if (type == QLatin1String("response.completed") || isIncomplete) {
        takeResponse(json::object(object, QLatin1String("response")), chunks);
        if (isIncomplete)
            answer().setFinishReason(QStringLiteral("incomplete")); // where the response told no reason
        answer().setEndMark();
        complete();
    } else if (type == QLatin1String("response.reasoning_summary_part.added")) {
        m_startsParagraph = m_hasReasoning;
    } else if (type == QLatin1String("response.output_item.added")
        || type == QLatin1String("response.output_item.done")) {
        takeCall(outputKey(object), json::object(object, QLatin1String("item")));
    } else if (type == QLatin1String("response.function_call_arguments.done")) {
        if (const OpenCall *call = openCall(outputKey(object)); call && !call->hasArguments)
            takeArguments(outputKey(object), object.value(QLatin1String("arguments")).toString());
    } else if (object.value(QLatin1String("output")).isArray()) { // the answer as one document
        takeResponse(object, chunks);
        return true;
    } else {
        takeDelta(type, object, chunks);
    }
    return type.startsWith(QLatin1String("response."));
}

void OpenAiResponsesParser::takeDelta(const QString &type, const QJsonObject &event, QList<ChatChunk> &chunks)
{
    const QString delta = event.value(QLatin1String("delta")).toString();
    if (type == QLatin1String("response.output_text.delta"))
        answer().addText(delta, chunks);
    else if (type == QLatin1String("response.refusal.delta"))
        answer().addRefusal(delta, chunks);
    else if (type == QLatin1String("response.reasoning_summary_text.delta")
        || type == QLatin1String("response.reasoning_text.delta"))
        takeReasoning(delta, chunks);
    else if (type == QLatin1String("response.function_call_arguments.delta"))
        takeArguments(outputKey(event), delta);
}

void OpenAiResponsesParser::takeReasoning(const QString &text, QList<ChatChunk> &chunks)
{
    if (text.isEmpty())
        return;
    if (std::exchange(m_startsParagraph, false))
        answer().addReasoning(QStringLiteral("\n\n"), chunks);
    answer().addReasoning(text, chunks);
    m_hasReasoning = true;
}

OpenAiResponsesParser::OpenCall *OpenAiResponsesParser::openCall(const QString &key)
{
    if (const auto known = m_calls.find(key); known != m_calls.end())
        return &*known;
    if (m_calls.size() >= kMaxOpenCalls)
        return nullptr;
    return &*m_calls.insert(key, OpenCall{.slot = static_cast<int>(m_calls.size())});
}

void OpenAiResponsesParser::takeCall(const QString &key, const QJsonObject &item)
{
    if (item.value(QLatin1String("type")) != QLatin1String("function_call"))
        return;
    OpenCall *const call = openCall(key);
    if (!call)
        return;
    const QJsonValue id = item.value(QLatin1String("call_id"));
    const QJsonObject function{{"name", item.value(QLatin1String("name"))}};
    answer().addToolCalls({QJsonObject{{"index", call->slot}, {"id", id}, {"function", function}}});
    if (!call->hasArguments)
        takeArguments(key, item.value(QLatin1String("arguments")).toString());
}

void OpenAiResponsesParser::takeArguments(const QString &key, const QString &arguments)
{
    OpenCall *const call = openCall(key);
    if (!call || arguments.isEmpty())
        return;
    call->hasArguments = true;
    const QJsonObject function{{"arguments", arguments}};
    answer().addToolCalls({QJsonObject{{"index", call->slot}, {"function", function}}});
}

void OpenAiResponsesParser::takeResponse(const QJsonObject &response, QList<ChatChunk> &chunks)
{
    takeOutput(json::array(response, QLatin1String("output")), chunks);
    answer().setUsage(json::object(response, QLatin1String("usage")));
    const QJsonObject details = json::object(response, QLatin1String("incomplete_details"));
    if (const auto reason = json::string(details, QLatin1String("reason")))
        answer().setFinishReason(*reason);
    else if (statusOf(response) == QLatin1String("incomplete"))
        answer().setFinishReason(QStringLiteral("incomplete"));
}

void OpenAiResponsesParser::takeOutput(const QJsonArray &output, QList<ChatChunk> &chunks)
{
    const bool hadText = answer().hasText();
    const bool hadReasoning = m_hasReasoning;
    const bool hadCalls = !m_calls.isEmpty();
    for (qsizetype i = 0; i < output.size(); ++i) {
        const QJsonObject item = output.at(i).toObject();
        const QJsonArray content = json::array(item, QLatin1String("content"));
        if (item.value(QLatin1String("type")) == QLatin1String("reasoning") && !hadReasoning) {
            const QString summary = textOf(json::array(item, QLatin1String("summary")));
            m_startsParagraph = m_hasReasoning;
            takeReasoning(summary.isEmpty() ? textOf(content) : summary, chunks);
        } else if (item.value(QLatin1String("type")) == QLatin1String("message") && !hadText) {
            for (const QJsonValue &value : content) {
                const QJsonObject part = value.toObject();
                answer().addText(part.value(QLatin1String("text")).toString(), chunks);
                answer().addRefusal(part.value(QLatin1String("refusal")).toString(), chunks);
            }
        } else if (!hadCalls) {
            takeCall(QString::number(i), item);
        }
    }
}

} // namespace freshet
