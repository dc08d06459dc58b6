// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/chat_types.h"

namespace freshet {

/// Reads a picture that is to go with a question: PNG, JPEG, WebP or GIF by its first bytes, whatever its name says.
///
/// BadRequest for what is no such picture, PayloadTooLarge above 20 MB (what Gemini takes of a whole request), Storage
/// for a file that cannot be read. Only a plain file is opened, so that a pipe or a device cannot block the caller.
Result<ChatImage> readImageFile(const QString &path);

} // namespace freshet
