// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/attachment.h"

class QImage;

namespace freshet {

/// The longer side of a picture that is sent, in pixels: more costs time and money, and vendors scale it down anyway.
inline constexpr int kLongestPictureSide = 2048;

/// @p picture as it is sent: made smaller when it is larger than kLongestPictureSide, else byte for byte; with its
/// thumbnail. BadRequest, in a sentence, for what cannot be decoded. A kind that this Qt cannot decode passes as it is.
/// Slow; for a thread of its own.
Result<Attachment> preparedPicture(const Attachment &picture);

/// A picture from the clipboard, which has no file.
Result<Attachment> attachmentFrom(const QImage &picture, const QString &name);

} // namespace freshet
