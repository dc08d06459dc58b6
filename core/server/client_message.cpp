// SPDX-License-Identifier: MIT
#include "core/server/client_message.h"

#include "core/base/json.h"
#include "core/server/field_reader.h"

#include <algorithm>
#include <array>
#include <limits>

namespace freshet {

namespace {

constexpr qsizetype kLongestId = 64;
constexpr qsizetype kLongestModel = 256;

QString takeId(FieldReader &fields) { return fields.word(QLatin1String("id"), kLongestId).value_or(QString()); }

QString takeNeededId(FieldReader &fields)
{
    fields.require(QLatin1String("id"));
    return takeId(fields);
}

ProviderId takeProvider(FieldReader &fields)
{
    return fields.word(QLatin1String("provider"), kLongestModel).value_or(QString());
}

QString takeQuestion(FieldReader &fields)
{
    const QLatin1String name("query");
    fields.require(name);
    const QString question = fields.text(name).value_or(QString());
    if (question.trimmed().isEmpty())
        fields.refuse(name, QStringLiteral("is empty; ask something."));
    return question;
}

/// What the system is told stands before everything else, wherever the client wrote it.
void takeHistory(FieldReader &fields, QueryRequest &request)
{
    const QLatin1String name("history");
    const QJsonArray history = fields.array(name).value_or(QJsonArray());
    QStringList instructions;
    for (qsizetype i = 0; i < history.size(); ++i) {
        if (!history.at(i).isObject()) {
            fields.refuse(name, QStringLiteral("must be an array of objects with \"role\" and \"content\"."));
            return;
        }
        FieldReader entry(history.at(i).toObject(), fields.pathOf(name, i));
        const auto role = chatRoleFromString(entry.text(QLatin1String("role")).value_or(QString()));
        if (!role)
            entry.refuse(QLatin1String("role"), QStringLiteral("must be user, assistant or system."));
        entry.require(QLatin1String("content"));
        const QString content = entry.text(QLatin1String("content")).value_or(QString());
        fields.refuse(entry.refusal());
        if (role == ChatRole::System)
            instructions << content;
        else
            request.history << ChatMessage{role.value_or(ChatRole::User), content};
    }
    request.instructions = instructions.join(QLatin1String("\n\n"));
}

void takeQueryOptions(FieldReader &fields, QueryRequest &request)
{
    const QLatin1String name("options");
    if (const auto object = fields.object(name)) {
        FieldReader options(*object, name);
        request.options = takeGenerationOptions(options);
        if (options.flag(QLatin1String("stream")) == false)
            request.streaming = StreamMode::Whole;
        fields.refuse(options.refusal());
    }
}

ClientMessage takeQuery(FieldReader &fields)
{
    QueryMessage message{.id = takeNeededId(fields), .request = {}};
    message.request.question = takeQuestion(fields);
    takeHistory(fields, message.request);
    message.request.model.provider = takeProvider(fields);
    message.request.model.model = fields.word(QLatin1String("model"), kLongestModel).value_or(QString());
    message.request.retrieval = takeRetrieval(fields);
    takeQueryOptions(fields, message.request);
    return message;
}

ClientMessage takeCancel(FieldReader &fields) { return CancelMessage{.id = takeNeededId(fields)}; }

ClientMessage takeResume(FieldReader &fields)
{
    ResumeMessage message{.id = takeNeededId(fields)};
    message.after = static_cast<int>(
        fields.integer(QLatin1String("after"), 0, std::numeric_limits<int>::max()).value_or(message.after));
    return message;
}

ClientMessage takeCatalog(FieldReader &fields)
{
    return CatalogMessage{.id = takeId(fields), .provider = takeProvider(fields)};
}

ClientMessage takeRefresh(FieldReader &fields)
{
    fields.require(QLatin1String("provider"));
    return RefreshMessage{.id = takeId(fields),
        .provider = takeProvider(fields),
        .isForced = fields.flag(QLatin1String("force")).value_or(false)};
}

ClientMessage takeSettings(FieldReader &fields) { return SettingsMessage{.id = takeId(fields)}; }

ClientMessage takeSearch(FieldReader &fields)
{
    SearchMessage message{.id = takeId(fields), .request = {}};
    message.request.query = takeQuestion(fields);
    message.request.collections = takeCollections(fields);
    message.request.topK = takeTopK(fields).value_or(message.request.topK);
    return message;
}

struct MessageType {
    QLatin1String word;
    ClientMessage (*take)(FieldReader &fields);
};

constexpr std::array kMessageTypes{MessageType{QLatin1String("query"), takeQuery},
    MessageType{QLatin1String("cancel"), takeCancel}, MessageType{QLatin1String("resume"), takeResume},
    MessageType{QLatin1String("catalog"), takeCatalog}, MessageType{QLatin1String("refresh"), takeRefresh},
    MessageType{QLatin1String("settings"), takeSettings}, MessageType{QLatin1String("search"), takeSearch}};

QString knownTypes()
{
    QStringList words;
    for (const MessageType &type : kMessageTypes)
        words << type.word;
    return words.join(QLatin1String(", "));
}

Result<ClientMessage> clientMessage(const QJsonObject &object)
{
    const QLatin1String name("type");
    FieldReader fields(object);
    fields.require(name);
    const QString word = fields.text(name).value_or(QString());
    const auto type = std::find_if(
        kMessageTypes.begin(), kMessageTypes.end(), [&](const MessageType &known) { return known.word == word; });
    if (type == kMessageTypes.end()) {
        fields.refuse(name, QStringLiteral("must be one of %1.").arg(knownTypes()));
        return failure(*fields.refusal());
    }
    const ClientMessage message = type->take(fields);
    if (const auto refusal = fields.refusal())
        return failure(*refusal);
    return message;
}

} // namespace

ClientMessageResult decodeClientMessage(QByteArrayView frame)
{
    const std::optional<QJsonValue> value = json::parseStrictly(frame);
    if (!value || !value->isObject()) {
        return {.id = {},
            .message = failure({.kind = ErrorKind::BadRequest,
                .message = QStringLiteral("A message must be one JSON object, at most 64 levels deep.")})};
    }
    const QJsonObject object = value->toObject();
    const QString id = object.value(QLatin1String("id")).toString();
    return {.id = isPrintableWord(id, kLongestId) ? id : QString(), .message = clientMessage(object)};
}

} // namespace freshet
