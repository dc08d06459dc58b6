// SPDX-License-Identifier: MIT
#pragma once

class QTextDocument;

namespace freshet {

/// Where in @p after the line stands that is at @p y in @p before: two documents that say the same, the one with the
/// source of formulas that the other has drawn. Both are laid out.
int sameLine(const QTextDocument &before, const QTextDocument &after, int y);

} // namespace freshet
