// SPDX-License-Identifier: MIT
#include "core/archive/foreign_chat.h"

#include "core/archive/chat_json.h"
#include "core/archive/chatgpt_chat.h"
#include "core/archive/claude_chat.h"
#include "core/archive/open_webui_chat.h"

namespace freshet {

std::optional<ChatForm> chatFormOf(const QJsonObject &object)
{
    if (object.value(u"mapping").isObject())
        return ChatForm::ChatGpt;
    if (object.value(u"chat_messages").isArray())
        return ChatForm::Claude;
    const QJsonObject chat = object.value(u"chat").isObject() ? object.value(u"chat").toObject() : object;
    if (chat.value(u"history").isObject() || (object.contains(u"chat") && chat.value(u"messages").isArray()))
        return ChatForm::OpenWebUi;
    return std::nullopt;
}

QString titleOf(ChatForm form, const QJsonObject &object)
{
    const QJsonObject holder
        = form == ChatForm::OpenWebUi && !object.contains(u"title") ? object.value(u"chat").toObject() : object;
    return holder.value(form == ChatForm::Claude ? u"name" : u"title").toString(QStringLiteral(""));
}

Result<StoredChat> chatFrom(ChatForm form, const QJsonObject &object, ChatFiles &files)
{
    switch (form) {
    case ChatForm::Freshet:
        return chatFromJson(object);
    case ChatForm::ChatGpt:
        return chatFromChatGpt(object, files);
    case ChatForm::Claude:
        return chatFromClaude(object, files);
    case ChatForm::OpenWebUi:
        break;
    }
    return chatFromOpenWebUi(object, files);
}

} // namespace freshet
