// SPDX-License-Identifier: MIT
#include "core/archive/chat_writer.h"

#include "core/archive/chat_json.h"
#include "core/archive/html_chat_writer.h"
#include "core/archive/markdown_chat_writer.h"

#include <QJsonDocument>

namespace freshet {

namespace {

class JsonChatWriter : public ChatWriter {
public:
    explicit JsonChatWriter(const QDateTime &now) : m_now(now) { }

    QByteArray head() override { return chatJsonHead(m_now); }
    QByteArray chat(const StoredChat &chat) override
    {
        const QByteArray comma = m_isFirst ? "" : ",\n";
        m_isFirst = false;
        return comma + QJsonDocument(chatToJson(chat)).toJson(QJsonDocument::Compact);
    }
    QByteArray tail() override { return chatJsonTail(); }

private:
    const QDateTime m_now;
    bool m_isFirst = true;
};

} // namespace

std::optional<ExportFormat> exportFormatFromString(QStringView word)
{
    for (const ExportFormat format : {ExportFormat::Markdown, ExportFormat::Html, ExportFormat::Json}) {
        if (word == toWord(format))
            return format;
    }
    return std::nullopt;
}

QLatin1String toWord(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Markdown:
        return QLatin1String("markdown");
    case ExportFormat::Html:
        return QLatin1String("html");
    case ExportFormat::Json:
        break;
    }
    return QLatin1String("json");
}

std::unique_ptr<ChatWriter> makeChatWriter(ExportFormat format, const QDateTime &now)
{
    switch (format) {
    case ExportFormat::Markdown:
        return std::make_unique<MarkdownChatWriter>();
    case ExportFormat::Html:
        return std::make_unique<HtmlChatWriter>();
    case ExportFormat::Json:
        break;
    }
    return std::make_unique<JsonChatWriter>(now);
}

} // namespace freshet
