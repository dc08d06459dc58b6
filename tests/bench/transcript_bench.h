// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QUrl>

namespace freshet::bench {

/// CPU of the window's thread a frame while 300 tokens a second of Markdown come: at the start, and behind 10,000 and
/// 50,000 tokens.
QJsonObject measureFrameWork();

/// A chat of 10,000 messages: from the call to the first frame, a frame while scrolling, and the memory.
QJsonObject measureLongChat();

/// One Markdown answer of 5,000 tokens at 100 a second from @p server: CPU seconds of the whole program, and memory.
QJsonObject measureLongAnswer(const QUrl &server);

/// 31 texts of a megabyte each that are hard to read as Markdown: until the first frame of each, and the worst of them.
QJsonObject measureHardTexts();

} // namespace freshet::bench
