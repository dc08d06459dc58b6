// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/chat_writer.h"

namespace freshet {

/// One page that needs nothing else: pictures are in it, and neither a script nor a stranger's address is loaded.
class HtmlChatWriter : public ChatWriter {
public:
    QByteArray head() override;
    QByteArray chat(const StoredChat &chat) override;
    QByteArray tail() override;
};

} // namespace freshet
