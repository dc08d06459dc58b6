// SPDX-License-Identifier: MIT
#include "core/history/history_title.h"

#include <QTextBoundaryFinder>

namespace freshet {

namespace {
constexpr qsizetype kTitleLength = 60;
} // namespace

QString titleFromQuestion(const QString &question)
{
    // A pasted megabyte is not worth reading for a title.
    const QString line = question.left(kTitleLength * 20).simplified();
    if (line.isEmpty())
        return QStringLiteral("New chat");
    if (line.size() <= kTitleLength)
        return line;

    QTextBoundaryFinder words(QTextBoundaryFinder::Word, line);
    words.setPosition(kTitleLength);
    qsizetype cut = words.isAtBoundary() ? kTitleLength : words.toPreviousBoundary();
    if (cut < kTitleLength / 2) { // one very long word: between characters then
        QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, line);
        characters.setPosition(kTitleLength);
        cut = characters.isAtBoundary() ? kTitleLength : characters.toPreviousBoundary();
    }
    return line.left(cut).trimmed() + QChar(0x2026);
}

} // namespace freshet
