// SPDX-License-Identifier: MIT
#include "ui/palette/fuzzy_match.h"

#include <QStringList>

namespace freshet {

namespace {

constexpr int kWholeStart = 400; // the text begins with it
constexpr int kWordStart = 300;
constexpr int kWithin = 200;
constexpr int kLetterAtStart = 12; // each letter, on its own
constexpr int kLetter = 4;
constexpr int kGap = 1;

QString folded(const QString &text)
{
    QString plain;
    const QString parts = text.normalized(QString::NormalizationForm_KD);
    for (const QChar c : parts) {
        if (!c.isMark())
            plain += c;
    }
    return plain.toCaseFolded();
}

bool startsWord(const QString &text, qsizetype at) { return at == 0 || !text.at(at - 1).isLetterOrNumber(); }

std::optional<int> letterScore(const QString &word, const QString &text)
{
    int score = 0;
    qsizetype at = -1;
    for (const QChar letter : word) {
        const qsizetype before = at;
        // At the beginning of a word where there is one, since that is how people abbreviate.
        qsizetype next = text.indexOf(letter, at + 1);
        for (qsizetype better = next; better >= 0; better = text.indexOf(letter, better + 1)) {
            if (startsWord(text, better)) {
                next = better;
                break;
            }
        }
        if (next != at + 1 && before >= 0) {
            const qsizetype near = text.indexOf(letter, before + 1);
            if (near == before + 1)
                next = near;
        }
        if (next < 0)
            return std::nullopt;
        score += (startsWord(text, next) ? kLetterAtStart : kLetter) - (next == before + 1 ? 0 : kGap);
        at = next;
    }
    return score;
}

std::optional<int> wordScore(const QString &word, const QString &text, FuzzyMode mode)
{
    std::optional<int> best;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const int score = at == 0 ? kWholeStart : startsWord(text, at) ? kWordStart : kWithin;
        best = std::max(best.value_or(0), score);
    }
    return best || mode == FuzzyMode::Words ? best : letterScore(word, text);
}

} // namespace

std::optional<int> fuzzyScore(const QString &typed, const QString &text, FuzzyMode mode)
{
    const QString plain = folded(text);
    int score = 0;
    for (const QString &word : folded(typed).split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<int> one = wordScore(word, plain, mode);
        if (!one)
            return std::nullopt;
        score += *one;
    }
    return score;
}

} // namespace freshet
