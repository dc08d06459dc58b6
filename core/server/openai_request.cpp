// SPDX-License-Identifier: MIT
#include "core/server/openai_request.h"

#include "core/base/json.h"
#include "core/server/field_reader.h"

#include <algorithm>

namespace freshet::openai {

namespace {

constexpr qsizetype kLongestModelName = 512;

/// Does not touch the answer, or only how OpenAI itself keeps and bills it.
constexpr QLatin1String kIgnoredFields[]{QLatin1String("user"), QLatin1String("metadata"), QLatin1String("store"),
    QLatin1String("parallel_tool_calls"), QLatin1String("service_tier"), QLatin1String("safety_identifier"),
    QLatin1String("prompt_cache_key"), QLatin1String("prompt_cache_retention"), QLatin1String("prediction")};

/// What clients send back with the messages that they were given.
constexpr QLatin1String kIgnoredInMessages[]{QLatin1String("name"), QLatin1String("refusal"),
    QLatin1String("annotations"), QLatin1String("audio"), QLatin1String("reasoning"),
    QLatin1String("reasoning_content")};

/// Would change the answer, but is often sent with a value that asks for nothing: those are @p neutral.
struct NeutralField {
    QLatin1String name;
    QJsonArray neutral;
};

QList<NeutralField> neutralFields()
{
    return {{QLatin1String("frequency_penalty"), {0}}, {QLatin1String("presence_penalty"), {0}},
        {QLatin1String("n"), {1}}, {QLatin1String("logprobs"), {false}}, {QLatin1String("top_logprobs"), {0}},
        {QLatin1String("logit_bias"), {QJsonObject()}}, {QLatin1String("tools"), {QJsonArray()}},
        {QLatin1String("functions"), {QJsonArray()}},
        {QLatin1String("tool_choice"), {QStringLiteral("auto"), QStringLiteral("none")}},
        {QLatin1String("function_call"), {QStringLiteral("auto"), QStringLiteral("none")}},
        {QLatin1String("response_format"), {QJsonObject{{QStringLiteral("type"), QStringLiteral("text")}}}},
        {QLatin1String("audio"), {}}, {QLatin1String("modalities"), {QJsonArray{QStringLiteral("text")}}},
        {QLatin1String("verbosity"), {QStringLiteral("medium")}}};
}

void refuseUnlessNeutral(FieldReader &fields, const NeutralField &field)
{
    const QJsonValue value = fields.any(field.name);
    if (!value.isNull() && !field.neutral.contains(value))
        fields.refuse(field.name, QStringLiteral("asks for what Freshet cannot do; leave it out."));
}

/// The picture of a data: URL. Its bytes are judged where all pictures are, before anything is sent.
std::optional<ChatImage> imageOf(const QString &url)
{
    const qsizetype comma = url.indexOf(QLatin1Char(','));
    if (comma < 0 || !url.startsWith(QLatin1String("data:"), Qt::CaseInsensitive))
        return std::nullopt;
    QByteArray type = url.sliced(5, comma - 5).toLatin1().toLower();
    constexpr QByteArrayView encoding(";base64");
    if (!type.endsWith(encoding))
        return std::nullopt;
    type.chop(encoding.size());
    if (type == "image/jpg")
        type = "image/jpeg";
    if (!QByteArrayList{"image/png", "image/jpeg", "image/webp", "image/gif"}.contains(type))
        return std::nullopt;
    const auto bytes
        = QByteArray::fromBase64Encoding(url.sliced(comma + 1).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || (*bytes).isEmpty())
        return std::nullopt;
    return ChatImage{.mimeType = type, .bytes = *bytes};
}

std::optional<ChatImage> takeImage(FieldReader &part)
{
    const QLatin1String name("image_url");
    const QJsonValue value = part.any(name);
    QString url = value.toString();
    if (value.isObject()) {
        FieldReader image(value.toObject(), part.pathOf(name));
        image.any(QLatin1String("detail"));
        url = image.text(QLatin1String("url")).value_or(QString());
        part.refuse(image.refusal());
    }
    const std::optional<ChatImage> image = imageOf(url);
    if (!image)
        part.refuse(name,
            QStringLiteral("must be a data: URL of a PNG, JPEG, WebP or GIF picture in base64; Freshet fetches none."));
    return image;
}

/// One part of a content that is an array: to @p texts, or to the pictures of @p message.
void takePart(FieldReader &part, ChatMessage &message, QStringList &texts)
{
    const QLatin1String name("type");
    const QString type = part.text(name).value_or(QString());
    part.any(QLatin1String("cache_control"));
    if (type == QLatin1String("text")) {
        part.require(QLatin1String("text"));
        texts << part.text(QLatin1String("text")).value_or(QString());
    } else if (type == QLatin1String("image_url") && message.role == ChatRole::User) {
        if (const auto image = takeImage(part))
            message.images << *image;
    } else {
        part.refuse(name, QStringLiteral("must be text or, in a message of the user, image_url."));
    }
}

void takeContent(FieldReader &fields, ChatMessage &message)
{
    const QLatin1String name("content");
    const QJsonValue content = fields.any(name);
    if (!content.isArray()) {
        message.text = fields.text(name).value_or(QString());
        return;
    }
    const QJsonArray parts = content.toArray();
    QStringList texts;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        FieldReader part(parts.at(i).toObject(), fields.pathOf(name, i));
        takePart(part, message, texts);
        fields.refuse(part.refusal());
    }
    message.text = texts.join(QLatin1Char('\n'));
}

ChatMessage takeMessage(FieldReader &fields)
{
    const QLatin1String name("role");
    const QString word = fields.text(name).value_or(QString());
    const auto role = word == QLatin1String("developer") ? ChatRole::System : chatRoleFromString(word);
    if (!role)
        fields.refuse(name, QStringLiteral("must be system, developer, user or assistant; Freshet calls no tools."));
    ChatMessage message{.role = role.value_or(ChatRole::User), .text = {}};
    if (message.role != ChatRole::Assistant)
        fields.require(QLatin1String("content"));
    takeContent(fields, message);
    for (const QLatin1String ignored : kIgnoredInMessages)
        fields.any(ignored);
    refuseUnlessNeutral(fields, {QLatin1String("tool_calls"), {QJsonArray()}});
    refuseUnlessNeutral(fields, {QLatin1String("function_call"), {}});
    return message;
}

void takeMessages(FieldReader &fields, QueryRequest &query)
{
    const QLatin1String name("messages");
    fields.require(name);
    const QJsonArray messages = fields.array(name).value_or(QJsonArray());
    QStringList instructions;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        FieldReader entry(messages.at(i).toObject(), fields.pathOf(name, i));
        const ChatMessage message = takeMessage(entry);
        fields.refuse(entry.refusal());
        if (message.role == ChatRole::System)
            instructions << message.text;
        else
            query.history << message;
    }
    query.instructions = instructions.join(QLatin1String("\n\n"));
    if (query.history.isEmpty() || query.history.last().role != ChatRole::User) {
        fields.refuse(name, QStringLiteral("must end with a message of the user; Freshet continues no answer."));
        return;
    }
    const ChatMessage question = query.history.takeLast();
    query.question = question.text;
    query.images = question.images;
    if (question.text.trimmed().isEmpty())
        fields.refuse(name, QStringLiteral("end with an empty text; ask something."));
}

ModelRef modelOf(const QString &name)
{
    const qsizetype slash = name.indexOf(QLatin1Char('/'));
    return slash < 0 ? ModelRef{name, QString()} : ModelRef{name.first(slash), name.sliced(slash + 1)};
}

bool takeWantsUsage(FieldReader &fields)
{
    const QLatin1String name("stream_options");
    FieldReader options(fields.object(name).value_or(QJsonObject()), name);
    options.any(QLatin1String("include_obfuscation"));
    const bool wantsUsage = options.flag(QLatin1String("include_usage")).value_or(false);
    fields.refuse(options.refusal());
    return wantsUsage;
}

GenerationOptions takeChatOptions(FieldReader &fields)
{
    GenerationOptions options = takeGenerationOptions(fields);
    if (const auto newer = fields.count(QLatin1String("max_completion_tokens")))
        options.maxTokens = newer;
    return options;
}

ChatCall takeCall(FieldReader &fields)
{
    ChatCall call;
    call.model = fields.word(QLatin1String("model"), kLongestModelName).value_or(QString());
    call.query.model = modelOf(call.model);
    takeMessages(fields, call.query);
    call.query.options = takeChatOptions(fields);
    call.query.retrieval = takeRetrieval(fields);
    if (!fields.flag(QLatin1String("stream")).value_or(false))
        call.query.streaming = StreamMode::Whole;
    call.wantsUsage = takeWantsUsage(fields);
    for (const QLatin1String ignored : kIgnoredFields)
        fields.any(ignored);
    for (const NeutralField &field : neutralFields())
        refuseUnlessNeutral(fields, field);
    return call;
}

} // namespace

Result<ChatCall> parseChatCall(QByteArrayView body)
{
    const std::optional<QJsonValue> value = json::parseStrictly(body);
    if (!value || !value->isObject()) {
        return failure({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("The body must be one JSON object, at most 64 levels deep.")});
    }
    FieldReader fields(value->toObject());
    const ChatCall call = takeCall(fields);
    if (const auto refusal = fields.refusal())
        return failure(*refusal);
    return call;
}

} // namespace freshet::openai
