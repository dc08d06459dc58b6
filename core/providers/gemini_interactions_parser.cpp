// SPDX-License-Identifier: MIT
#include "core/providers/gemini_interactions_parser.h"

#include "core/base/json.h"

namespace freshet {

namespace {

/// A string, a part with a text, or a list of such parts.
QString interactionText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    if (content.isObject())
        return content[QLatin1String("text")].toString();
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += part[QLatin1String("text")].toString();
    return text;
}

} // namespace

std::optional<ServerMessage> GeminiInteractionsParser::errorIn(const QJsonObject &object) const
{
    if (auto message = SseAnswerParser::errorIn(object))
        return message;
    return SseAnswerParser::errorIn(json::object(object, QLatin1String("interaction")));
}

bool GeminiInteractionsParser::takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks)
{
    const QString told = json::string(object, QLatin1String("event_type")).value_or(QString());
    const QString type = told.isEmpty() ? QString::fromUtf8(name) : told;
    if (type == QLatin1String("step.delta") || type == QLatin1String("content.delta")) { // the older name
        takeDelta(object, chunks);
    } else if (type == QLatin1String("step.start")) {
        QJsonObject step = json::object(object, QLatin1String("step"));
        if (json::object(step, QLatin1String("arguments")).isEmpty()) // they come piece by piece
            step.remove(QLatin1String("arguments"));
        if (step.value(QLatin1String("type")).toString() == QLatin1String("function_call"))
            takeFunctionCall(step, object.value(QLatin1String("index")));
    } else if (type == QLatin1String("interaction.status_update")) {
        takeStatus(object.value(QLatin1String("status")).toString());
    } else if (type == QLatin1String("interaction.completed") || type == QLatin1String("interaction.complete")) {
        const QJsonObject interaction = json::object(object, QLatin1String("interaction"));
        answer().setUsage(json::object(interaction, QLatin1String("usage")));
        takeStatus(interaction.value(QLatin1String("status")).toString());
        answer().setEndMark();
        complete();
    } else if (told.isEmpty() && type == QLatin1String("message")) {
        return takeInteraction(object, chunks);
    }
    return true;
}

void GeminiInteractionsParser::takeDelta(const QJsonObject &event, QList<ChatChunk> &chunks)
{
    const QJsonObject delta = json::object(event, QLatin1String("delta"));
    const QString type = delta.value(QLatin1String("type")).toString();
    const QJsonValue index = event.value(QLatin1String("index"));
    if (type == QLatin1String("text"))
        answer().addText(delta.value(QLatin1String("text")).toString(), chunks);
    else if (type == QLatin1String("thought_summary"))
        answer().addReasoning(interactionText(delta.value(QLatin1String("content"))), chunks);
    else if (type == QLatin1String("arguments_delta") || type == QLatin1String("function_call"))
        takeFunctionCall(delta, index);
}

void GeminiInteractionsParser::takeFunctionCall(const QJsonObject &call, const QJsonValue &index)
{
    const QJsonObject function{
        {"name", call.value(QLatin1String("name"))}, {"arguments", call.value(QLatin1String("arguments"))}};
    answer().addToolCalls(
        {QJsonObject{{"index", index}, {"id", call.value(QLatin1String("id"))}, {"function", function}}});
}

/// The whole answer in one document.
bool GeminiInteractionsParser::takeInteraction(const QJsonObject &interaction, QList<ChatChunk> &chunks)
{
    answer().setUsage(json::object(interaction, QLatin1String("usage")));
    const bool hasSteps = interaction.value(QLatin1String("steps")).isArray();
    const QJsonArray steps = json::array(interaction, hasSteps ? QLatin1String("steps") : QLatin1String("outputs"));
    for (qsizetype i = 0; i < steps.size(); ++i)
        takeStep(steps.at(i).toObject(), static_cast<int>(i), chunks);
    return takeStatus(interaction.value(QLatin1String("status")).toString()) || !steps.isEmpty();
}

void GeminiInteractionsParser::takeStep(const QJsonObject &step, int index, QList<ChatChunk> &chunks)
{
    const QString type = step.value(QLatin1String("type")).toString();
    if (type == QLatin1String("model_output"))
        answer().addText(interactionText(step.value(QLatin1String("content"))), chunks);
    else if (type == QLatin1String("text")) // an output of the older form
        answer().addText(step.value(QLatin1String("text")).toString(), chunks);
    else if (type == QLatin1String("thought"))
        answer().addReasoning(interactionText(step.value(QLatin1String("summary"))), chunks);
    else if (type == QLatin1String("function_call"))
        takeFunctionCall(step, index);
}

/// Returns false for a word that is no status.
bool GeminiInteractionsParser::takeStatus(const QString &status)
{
    if (status == QLatin1String("in_progress") || status == QLatin1String("queued"))
        return true;
    // Google stopped it, not the user.
    answer().replaceFinishReason(status == QLatin1String("cancelled") ? QStringLiteral("failed") : status);
    return !status.isEmpty();
}

} // namespace freshet
