// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/language.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>

struct sb_stemmer;

namespace freshet {

/// A piece of text as search compares it: case-folded and in compatibility form, its marks kept.
struct Word {
    enum class Kind {
        Alphabetic, ///< A word, a number or an identifier.
        Ideographic, ///< One character or two neighbouring ones of a script that does not separate its words.
    };

    QString text;
    Kind kind = Kind::Alphabetic;

    bool operator==(const Word &) const = default;
};

/// Whether words of this character's script stand without spaces between them: Han, Kana, Thai and their like.
bool isUnseparated(char32_t c);

/// A Word whose text belongs to somebody else.
struct WordView {
    QStringView text;
    Word::Kind kind = Word::Kind::Alphabetic;
};

/// The words of a text in order. `snake_case` and `camelCase` give the whole name and its parts; runs of Han, Kana,
/// Thai and their like give every character and every pair of neighbours. Only letters, marks and digits get through.
QList<Word> wordsOf(QStringView text);

/// Gives @p take the same words one by one, each until the call returns: next to nothing is allocated.
void forEachWord(QStringView text, const std::function<void(const WordView &word)> &take);

/// @p text without a copy, to look something up by; not to be kept.
inline QString borrowed(QStringView text) { return QString::fromRawData(text.data(), text.size()); }

/// The four-character pieces of a word, its ends marked: what inflected and compound words still have in common.
QList<quint64> gramsOf(const QString &word);

/// Turns text into the tokens that the index stores and a query asks for. One function for both, so that they agree.
///
/// Deterministic: the index relies on getting the same tokens for the same text again when it takes a passage out.
/// A change here needs a new index schema version. Not thread-safe (the stemmers have state); make one per user.
class TextAnalyzer {
public:
    TextAnalyzer();
    ~TextAnalyzer();
    TextAnalyzer(const TextAnalyzer &) = delete;
    TextAnalyzer &operator=(const TextAnalyzer &) = delete;

    QString stem(const Word &word, const Language &language);
    QStringList tokens(QStringView text, const Language &language);

private:
    struct Stemmer;
    Stemmer &stemmer(const Language &language);

    std::map<Language, std::unique_ptr<Stemmer>> m_stemmers;
};

} // namespace freshet
