// SPDX-License-Identifier: MIT
#include "ui/transcript/sentence_end.h"

#include <QTextBoundaryFinder>

namespace freshet {

qsizetype sentenceEnd(const QString &text, qsizetype from)
{
    qsizetype written = text.size();
    while (written > from && text.at(written - 1).isSpace())
        --written;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, text);
    finder.setPosition(written); // what stands there belongs to the sentence that is still being written
    const qsizetype end = finder.toPreviousBoundary();
    return std::max(from, end);
}

} // namespace freshet
