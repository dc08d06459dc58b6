// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/language.h"
#include "core/retrieval/word_map.h"

#include <QList>

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

/// The four-character pieces of a word, its ends marked: what inflected and compound words still have in common.
QList<quint64> gramsOf(const QString &word);

/// What search knows of a word in one language.
struct KnownWord {
    QString stem; ///< The token that the index stores and a query asks for.
    quint32 number = 0; ///< Of the stem, from 0 on: words with the same stem have the same.
    bool isStop = false; ///< It says nothing about the subject.
};

/// Turns words into the tokens that the index stores and a query asks for. One function for both, so that they agree.
///
/// Deterministic: the index relies on getting the same tokens for the same text again. A change here needs a new
/// index schema version. Not thread-safe (the stemmers have state); make one per user.
class TextAnalyzer {
public:
    /// The words of one language, which are looked up rather than stemmed once they are known: texts repeat them.
    class Words {
    public:
        explicit Words(const Language &language);
        ~Words();

        const KnownWord &known(const WordView &word); ///< Valid until the next call.
        quint32 numberOf(const QString &stem); ///< A new one for one that is not known.
        quint32 numbers() const { return static_cast<quint32>(m_numbers.size()); } ///< All are below.
        bool isFull() const;

    private:
        QString stemOf(const WordView &word);

        const Language m_language;
        const std::unique_ptr<sb_stemmer, void (*)(sb_stemmer *)> m_stemmer; // null: its words are their own stems
        WordMap<KnownWord> m_words;
        WordMap<quint32> m_numbers; // by stem
    };

    TextAnalyzer();
    ~TextAnalyzer();
    TextAnalyzer(const TextAnalyzer &) = delete;
    TextAnalyzer &operator=(const TextAnalyzer &) = delete;

    /// Forgets words when they have become very many, so valid until the next call for the same language, or of stem().
    Words &words(const Language &language);

    QString stem(const Word &word, const Language &language);

private:
    std::map<Language, std::unique_ptr<Words>> m_languages;
};

} // namespace freshet
