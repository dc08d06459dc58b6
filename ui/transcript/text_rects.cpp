// SPDX-License-Identifier: MIT
#include "ui/transcript/text_rects.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextLayout>

namespace freshet {

QList<QRect> textRects(const QTextDocument &document, int position, int length)
{
    const QTextBlock block = document.findBlock(position);
    if (!block.isValid())
        return {};
    // Asked for first: this is what lays a block out. Its lines are counted from there, and the first may stand lower.
    const QPointF offset = document.documentLayout()->blockBoundingRect(block).topLeft();
    const QTextLayout *layout = block.layout();
    const int begin = position - block.position();
    const int end = begin + length;
    QList<QRect> rects;
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        const int from = std::max(begin, line.textStart());
        const int to = std::min(end, line.textStart() + line.textLength());
        if (from >= to)
            continue;
        const double x = line.cursorToX(from);
        const QRectF inBlock(x, line.y(), line.cursorToX(to) - x, line.height());
        rects.append(inBlock.normalized().translated(offset).toAlignedRect());
    }
    return rects;
}

} // namespace freshet
