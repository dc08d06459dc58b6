// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/domain/provider_info.h"

namespace freshet {

/// All system messages as one text, for dialects that have a field of its own for it; empty when there is none.
QString systemWords(const ChatRequest &request);

/// The messages without the system's.
QList<ChatMessage> withoutSystem(const QList<ChatMessage> &messages);

/// The messages as a server can take them: where it has no system role, the system's words go before the user's first.
QList<ChatMessage> messagesFor(const ChatRequest &request, const ProviderQuirks &quirks);

/// Neighbours of the same role made one, for servers that want the roles to alternate; messages that say and show
/// nothing are left out.
QList<ChatMessage> alternating(const QList<ChatMessage> &messages);

/// "data:image/png;base64,…"
QString dataUrl(const ChatImage &image);

} // namespace freshet
