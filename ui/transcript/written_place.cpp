// SPDX-License-Identifier: MIT
#include "ui/transcript/written_place.h"

#include "ui/transcript/display_text.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>

namespace freshet {

namespace {

/// How many characters were written for those in front of @p position; or, the other way round, in front of which
/// position @p written were.
struct WrittenCount {
    int position = 0;
    int written = 0;
};

template <typename Reached>
WrittenCount countWritten(const QTextDocument &document, Reached isReached)
{
    WrittenCount count;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const int each = std::max(int(writtenFor(fragment.charFormat()).size()), 1);
            for (int i = 0; i < fragment.length(); ++i) {
                if (isReached(WrittenCount{.position = count.position + 1, .written = count.written + each}))
                    return count;
                ++count.position;
                count.written += each;
            }
        }
        if (isReached(WrittenCount{.position = count.position + 1, .written = count.written + 1}))
            return count;
        ++count.position;
        ++count.written;
    }
    return count;
}

double lineTop(const QTextDocument &document, int position)
{
    const QTextBlock block = document.findBlock(position);
    const double top = document.documentLayout()->blockBoundingRect(block).top();
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    return line.isValid() ? top + line.y() : top;
}

} // namespace

int sameLine(const QTextDocument &before, const QTextDocument &after, int y)
{
    const int position = std::max(before.documentLayout()->hitTest(QPointF(0, y), Qt::FuzzyHit), 0);
    const int written
        = countWritten(before, [position](const WrittenCount &next) { return next.position > position; }).written;
    const int there
        = countWritten(after, [written](const WrittenCount &next) { return next.written > written; }).position;
    return y + qRound(lineTop(after, there) - lineTop(before, position));
}

} // namespace freshet
