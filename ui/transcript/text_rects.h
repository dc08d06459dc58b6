// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QRect>

class QTextDocument;

namespace freshet {

/// Where characters of one paragraph stand in their document, which is laid out: one rectangle a line, from the top.
QList<QRect> textRects(const QTextDocument &document, int position, int length);

} // namespace freshet
