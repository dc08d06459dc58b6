// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/extracted_text.h"

namespace freshet {

/// codeOutline() for Python and Ruby: what is deeper than the line of a class or a module belongs to it.
QList<HeadingMark> indentedOutline(const QString &code);

} // namespace freshet
