// SPDX-License-Identifier: MIT
#include "core/providers/gemini_chat_parser.h"

#include "core/base/json.h"

#include <QRegularExpression>

namespace freshet {

namespace {

/// Why the question was blocked, as a word; empty when it was not.
QString blockReasonIn(const QJsonObject &object)
{
    static const QRegularExpression words(QStringLiteral("^[A-Za-z_]{1,60}$"));
    const QJsonObject feedback = json::object(object, QLatin1String("promptFeedback"));
    const QString reason = json::string(feedback, QLatin1String("blockReason")).value_or(QString());
    const bool isReason = words.match(reason).hasMatch() && reason != QLatin1String("BLOCK_REASON_UNSPECIFIED");
    return isReason ? reason : QString();
}

} // namespace

bool GeminiChatParser::isEnding() const
{
    // Proxies send an empty STOP before the text; then more than that is to come.
    return m_isLastOfAnswer && answer().saidAnything();
}

Status GeminiChatParser::feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks)
{
    if (!isJsonStream())
        return SseAnswerParser::feedStream(bytes, chunks);
    const Result<QByteArrayList> objects = m_objects.feed(bytes);
    if (!objects)
        return failure(objects.error());
    for (const QByteArray &object : *objects) {
        if (const Status taken = takeMessage(object, chunks); !taken)
            return taken;
    }
    return {};
}

Status GeminiChatParser::endStream(QList<ChatChunk> &chunks)
{
    if (!isJsonStream())
        return SseAnswerParser::endStream(chunks);
    const QByteArray &partial = m_objects.partialObject();
    if (!partial.isEmpty() && !json::isCutOff(partial))
        return takeMessage(partial, chunks);
    if (!m_objects.strayBytes().isEmpty())
        return takeMessage(m_objects.strayBytes(), chunks);
    return {};
}

bool GeminiChatParser::takeEvent(const QByteArray &, const QJsonObject &object, QList<ChatChunk> &chunks)
{
    answer().setUsage(json::object(object, QLatin1String("usageMetadata")));
    const QJsonArray candidates = json::array(object, QLatin1String("candidates"));
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        const QJsonObject candidate = candidates.at(i).toObject();
        if (json::count(candidate, QLatin1String("index")).value_or(i) == 0)
            takeCandidate(candidate, chunks);
    }
    if (const QString reason = blockReasonIn(object); !reason.isEmpty()) {
        answer().replaceFinishReason(QStringLiteral("content_filter"));
        answer().setNote(QStringLiteral("Google blocked the question: ") + reason);
    }
    return object.contains(QLatin1String("candidates")) || object.contains(QLatin1String("promptFeedback"));
}

void GeminiChatParser::takeCandidate(const QJsonObject &candidate, QList<ChatChunk> &chunks)
{
    const QJsonArray parts = json::array(json::object(candidate, QLatin1String("content")), QLatin1String("parts"));
    for (const QJsonValue &part : parts)
        takePart(part.toObject(), chunks);
    if (!parts.isEmpty())
        m_continuation.clear(); // who goes on from an earlier place gets this part again
    const QString token = json::string(candidate, QLatin1String("continuationToken")).value_or(QString());
    if (!token.isEmpty())
        m_continuation = token;
    const QString reason = candidate.value(QLatin1String("finishReason")).toString();
    answer().replaceFinishReason(reason);
    m_isLastOfAnswer = !reason.isEmpty();
}

void GeminiChatParser::takePart(const QJsonObject &part, QList<ChatChunk> &chunks)
{
    const QString text = part.value(QLatin1String("text")).toString();
    if (part.value(QLatin1String("thought")).toBool())
        answer().addReasoning(text, chunks);
    else
        answer().addText(text, chunks);
    const QJsonObject call = json::object(part, QLatin1String("functionCall"));
    if (!call.value(QLatin1String("name")).toString().isEmpty())
        takeFunctionCall(call);
}

/// Calls come whole, so each is its own, whatever its id says.
void GeminiChatParser::takeFunctionCall(const QJsonObject &call)
{
    const QJsonValue told = call.value(QLatin1String("args"));
    const QJsonValue arguments = told.isObject() || !told.toString().isEmpty() ? told : QJsonValue(QJsonObject());
    const QJsonObject function{{"name", call.value(QLatin1String("name"))}, {"arguments", arguments}};
    answer().addToolCalls(
        {QJsonObject{{"index", m_functionCalls++}, {"id", call.value(QLatin1String("id"))}, {"function", function}}});
}

} // namespace freshet
