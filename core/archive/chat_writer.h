// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/stored_chat.h"

#include <memory>
#include <optional>

namespace freshet {

enum class ExportFormat { Markdown, Html, Json };

std::optional<ExportFormat> exportFormatFromString(QStringView word); ///< "markdown", "html", "json".
QLatin1String toWord(ExportFormat format);

/// Turns chats into one document, chat by chat. Pure but for the time that it is given; used in one thread at a time.
///
/// JSON holds a chat as a whole; Markdown and HTML hold the branch that is shown.
class ChatWriter {
public:
    virtual ~ChatWriter() = default;

    virtual QByteArray head() = 0;
    virtual QByteArray chat(const StoredChat &chat) = 0;
    virtual QByteArray tail() = 0;
};

std::unique_ptr<ChatWriter> makeChatWriter(ExportFormat format, const QDateTime &now);

} // namespace freshet
