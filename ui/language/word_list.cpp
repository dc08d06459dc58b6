// SPDX-License-Identifier: MIT
#include "ui/language/word_list.h"

#include <QCoreApplication>

namespace freshet {

QString wordList(const QStringList &words)
{
    return words.join(QCoreApplication::translate("WordList", ", ", "between the words of a list"));
}

QString sentenceRow(const QStringList &sentences)
{
    QString row;
    for (const QString &sentence : sentences) {
        if (!row.isEmpty() && !QStringLiteral("。！？：；").contains(row.back()))
            row += u' ';
        row += sentence;
    }
    return row;
}

} // namespace freshet
