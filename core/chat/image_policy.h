// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/chat_types.h"

#include <optional>

namespace freshet {

/// The largest picture that is sent, in bytes of its file.
inline constexpr qsizetype kMaxImageBytes = 20 * 1024 * 1024;

/// Why the pictures of @p request are not sent, before anything is: the model is known not to see, or a picture is no
/// picture. Nothing when all is well.
std::optional<Error> imageRefusal(const ChatRequest &request);

} // namespace freshet
