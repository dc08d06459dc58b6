// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/sentences.h"

namespace freshet {

/// Where a Markdown text is code: fenced blocks (an open one runs to the end) and code spans. In ascending order.
QList<TextRange> codeRangesOf(QStringView markdown);

} // namespace freshet
