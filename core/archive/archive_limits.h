// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// How much of a stranger's file is taken.
namespace freshet::archive_limits {

inline constexpr qint64 kMaxFileBytes = 4LL << 30; ///< Of a file, or of what one entry of a .zip unpacks to.
inline constexpr qint64 kMaxChatBytes = 256LL << 20; ///< Of one chat as JSON, its pictures included.
inline constexpr qint64 kMaxChatTokens = 4'000'000; ///< Brackets and commas of one chat.
inline constexpr int kMaxDepth = 100; ///< Of brackets within brackets.
inline constexpr int kMaxMessages = 100'000; ///< Of one chat.
inline constexpr int kMaxChats = 200'000; ///< Of one file.
inline constexpr qsizetype kMaxText = 16'000'000; ///< Characters of one message.
inline constexpr qsizetype kMaxTitle = 500;
inline constexpr qsizetype kMaxName = 255; ///< Of a file or a model.
inline constexpr qsizetype kMaxPictureBytes = 20LL << 20;
inline constexpr int kMaxCollections = 1000; ///< That one chat searches.
inline constexpr int kMaxAttachments = 200; ///< Of one message.

} // namespace freshet::archive_limits
