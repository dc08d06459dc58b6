// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/message_item.h"

#include <compare>

namespace freshet {

/// A position between two characters of the transcript. Ordered as the text is read.
struct TextPlace {
    size_t message = 0;
    MessageItem::Section section = MessageItem::Section::Text;
    size_t block = 0;
    int position = 0; ///< In the block's text, where each formula is its source (see BlockDocument::places()).

    auto operator<=>(const TextPlace &) const = default;
};

} // namespace freshet
