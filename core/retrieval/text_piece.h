// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// What a text that came with an id is a piece of, where the id says so: "guide" of "guide_chunk_3", "a.md" of
/// "a.md#7". Empty where it does not. Pieces that follow each other are searched as passages of one document.
QString wholeOf(const QString &id);

} // namespace freshet
