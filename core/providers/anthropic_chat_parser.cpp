// SPDX-License-Identifier: MIT
#include "core/providers/anthropic_chat_parser.h"

#include "core/base/json.h"

#include <utility>

namespace freshet {

namespace {

qint64 blockIndex(const QJsonObject &event) { return json::count(event, QLatin1String("index")).value_or(0); }

} // namespace

bool AnthropicChatParser::takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks)
{
    const QString type = json::string(object, QLatin1String("type")).value_or(QString::fromLatin1(name));
    if (type == QLatin1String("message_start")) {
        takeWhole(json::object(object, QLatin1String("message")), chunks);
    } else if (type == QLatin1String("content_block_start")) {
        takeBlock(blockIndex(object), json::object(object, QLatin1String("content_block")), chunks);
    } else if (type == QLatin1String("content_block_delta")) {
        takeDelta(blockIndex(object), json::object(object, QLatin1String("delta")), chunks);
    } else if (type == QLatin1String("message_delta")) {
        answer().setUsage(json::object(object, QLatin1String("usage")));
        takeStopReason(json::object(object, QLatin1String("delta")), chunks);
    } else if (type == QLatin1String("message_stop")) {
        fillArguments();
        answer().setEndMark();
        complete();
    } else if (object.value(QLatin1String("content")).isArray()) { // the answer as one document
        takeWhole(object, chunks);
    } else {
        return false;
    }
    return true;
}

/// A message with its blocks; of a stream that begins it has none yet.
void AnthropicChatParser::takeWhole(const QJsonObject &message, QList<ChatChunk> &chunks)
{
    const QJsonArray content = json::array(message, QLatin1String("content"));
    for (qsizetype i = 0; i < content.size(); ++i)
        takeBlock(i, content.at(i).toObject(), chunks);
    answer().setUsage(json::object(message, QLatin1String("usage")));
    takeStopReason(message, chunks);
}

void AnthropicChatParser::takeBlock(qint64 index, const QJsonObject &block, QList<ChatChunk> &chunks)
{
    takeDelta(index, block, chunks);
    if (!block.value(QLatin1String("type")).toString().endsWith(QLatin1String("tool_use")))
        return;
    QJsonObject function{{"name", block.value(QLatin1String("name"))}};
    // Of a stream that begins the input is {}, and comes in pieces.
    if (const QJsonObject input = json::object(block, QLatin1String("input")); !input.isEmpty())
        function.insert("arguments", input);
    else
        m_withoutArguments.insert(index);
    answer().addToolCalls(
        {QJsonObject{{"index", index}, {"id", block.value(QLatin1String("id"))}, {"function", function}}});
}

/// Of a function that takes none no piece comes.
void AnthropicChatParser::fillArguments()
{
    const auto indices = std::exchange(m_withoutArguments, {});
    for (const qint64 index : indices)
        answer().addToolCalls({QJsonObject{{"index", index}, {"function", QJsonObject{{"arguments", QJsonObject()}}}}});
}

/// Which member a delta or a block has tells what it is; signatures and redacted thinking are for the server alone.
void AnthropicChatParser::takeDelta(qint64 index, const QJsonObject &delta, QList<ChatChunk> &chunks)
{
    answer().addReasoning(delta.value(QLatin1String("thinking")).toString(), chunks);
    answer().addText(delta.value(QLatin1String("text")).toString(), chunks);
    const QString piece = delta.value(QLatin1String("partial_json")).toString();
    if (piece.isEmpty())
        return;
    m_withoutArguments.remove(index);
    answer().addToolCalls({QJsonObject{{"index", index}, {"function", QJsonObject{{"arguments", piece}}}}});
}

void AnthropicChatParser::takeStopReason(const QJsonObject &told, QList<ChatChunk> &chunks)
{
    const QString reason = told.value(QLatin1String("stop_reason")).toString();
    if (!reason.isEmpty())
        fillArguments();
    answer().setFinishReason(reason);
    const QJsonObject details = json::object(told, QLatin1String("stop_details"));
    if (details.value(QLatin1String("type")) == QLatin1String("refusal") && !answer().saidAnything())
        answer().addRefusal(details.value(QLatin1String("explanation")).toString(), chunks);
}

} // namespace freshet
