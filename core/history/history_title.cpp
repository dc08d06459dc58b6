// SPDX-License-Identifier: MIT
#include "core/history/history_title.h"

#include <QStringList>
#include <QTextBoundaryFinder>

namespace freshet {

namespace {

constexpr qsizetype kTitleLength = 60;

/// Of a line without breaks.
QString cutToTitle(const QString &line)
{
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

bool isAroundTitle(QChar sign) { return sign.isSpace() || QStringView(u"\"'“”„‚‘’«»‹›「」*_#`:").contains(sign); }

} // namespace

QString titleFromQuestion(const QString &question)
{
    // A pasted megabyte is not worth reading for a title.
    const QString line = question.left(kTitleLength * 20).simplified();
    return line.isEmpty() ? QStringLiteral("New chat") : cutToTitle(line);
}

QString titleFromModel(const QString &answer)
{
    const QStringList lines = answer.left(kTitleLength * 20).split(u'\n');
    for (const QString &line : lines) {
        QStringView title = QStringView(line).trimmed();
        const auto strip = [&title] {
            while (!title.isEmpty() && isAroundTitle(title.front()))
                title = title.mid(1);
            while (!title.isEmpty() && title.back() != u'#' // as of C#
                && (isAroundTitle(title.back()) || title.back() == u'.'))
                title.chop(1);
        };
        strip();
        for (const QStringView word : {QStringView(u"title"), QStringView(u"titel")}) {
            if (title.startsWith(word, Qt::CaseInsensitive)
                && QStringView(u":*").contains(title.mid(word.size()).left(1)) && title.size() > word.size())
                title = title.mid(word.size());
        }
        strip();
        if (!title.isEmpty())
            return cutToTitle(title.toString().simplified());
    }
    return {};
}

} // namespace freshet
