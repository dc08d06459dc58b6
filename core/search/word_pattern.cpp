// SPDX-License-Identifier: MIT
#include "core/search/word_pattern.h"

#include "core/retrieval/text_analyzer.h"

#include <algorithm>

namespace freshet {

namespace {

QStringList wordTexts(const QList<PlacedWord> &words, qsizetype from, qsizetype end)
{
    QStringList texts;
    for (qsizetype i = from; i < end; ++i)
        texts << words.at(i).text;
    return texts;
}

bool isUnspaced(const PlacedWord &word) { return isUnseparated(QStringView(word.text).toUcs4().value(0)); }

bool isHangul(const PlacedWord &word) { return QChar::script(word.text.at(0).unicode()) == QChar::Script_Hangul; }

} // namespace

QList<WordPattern> patternsOf(const ChatQuery::Term &term)
{
    const QList<PlacedWord> words = placedWords(term.text);
    if (words.isEmpty())
        return {};
    const bool isPrefix = term.match == ChatQuery::Term::Match::Prefix && !isUnspaced(words.last());
    // What stands in the same place as the last word: the parts of an identifier, then the whole of it.
    const auto last = std::find_if(
        words.begin(), words.end(), [&words](const PlacedWord &word) { return word.start == words.last().start; });
    const qsizetype lastRun = last - words.begin();
    if (isUnspaced(words.last()) || words.size() - lastRun == 1)
        return {{wordTexts(words, 0, words.size()), isPrefix}};

    if (isHangul(*last)) {
        const bool isAlone = lastRun == 0;
        QList<WordPattern> patterns{{wordTexts(words, 0, lastRun + 1), isPrefix}};
        if (isAlone)
            patterns << WordPattern{wordTexts(words, 1, words.size()), false};
        return patterns;
    }
    if (lastRun == 0)
        return {{{words.last().text}, isPrefix}};
    // After other words, the whole of an identifier comes behind its parts: only these follow directly.
    return {{wordTexts(words, 0, isPrefix ? words.size() - 1 : words.size()), isPrefix}};
}

} // namespace freshet
