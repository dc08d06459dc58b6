// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/chat_writer.h"

namespace freshet {

/// Messages as they were written, under headings; texts of files fenced, pictures by their names.
class MarkdownChatWriter : public ChatWriter {
public:
    QByteArray head() override { return {}; }
    QByteArray chat(const StoredChat &chat) override;
    QByteArray tail() override { return {}; }

private:
    bool m_isFirst = true;
};

} // namespace freshet
