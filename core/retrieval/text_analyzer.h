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

/// The words of some text, on their way to be looked up. Keeps its memory.
class WordList {
public:
    void read(QStringView text); ///< In the place of what was there.
    std::size_t size() const { return m_words.size(); }
    WordView at(std::size_t i) const
    {
        return {QStringView(m_text.data() + m_words[i].start, m_words[i].size), m_words[i].kind};
    }

private:
    struct Place {
        std::size_t start = 0;
        qsizetype size = 0;
        Word::Kind kind = Word::Kind::Alphabetic;
    };
    std::vector<char16_t> m_text; // of the words, one behind the other
    std::vector<Place> m_words;
};

/// The four-character pieces of a word, its ends marked: what inflected and compound words still have in common.
QList<quint64> gramsOf(QStringView word);

/// Gives @p take the same pieces one by one.
template <typename Take>
void forEachGram(QStringView word, Take take)
{
    if (word.size() < 2)
        return;
    constexpr quint64 end = u'_';
    quint64 packed = end << 16 | word.at(0).unicode();
    for (qsizetype i = 1; i <= word.size(); ++i) {
        packed = packed << 16 | (i < word.size() ? word.at(i).unicode() : end);
        if (i >= 2)
            take(packed);
    }
}

/// What search knows of a word in one language.
struct KnownWord {
    quint32 number = 0; ///< Of its stem, from 0 on: words with the same stem have the same.
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

        KnownWord known(const WordView &word);

        /// Gives @p take each of @p words and what is known of it, in their order. Quicker than known() of one
        /// after the other: the memory that each needs is asked for ahead.
        template <typename Take>
        void forEachKnown(const WordList &words, Take take);
        quint32 numberOf(const QString &stem); ///< A new one for one that is not known.
        quint32 numbers() const { return static_cast<quint32>(m_stems.size()); } ///< All are below.

        /// The token that the index stores and a query asks for.
        const QString &stem(quint32 number) const { return m_stems[number]; }
        bool isFull() const;

    private:
        KnownWord add(const WordView &word);
        QString stemOf(const WordView &word);

        const Language m_language;
        const std::unique_ptr<sb_stemmer, void (*)(sb_stemmer *)> m_stemmer; // null: its words are their own stems
        WordMap<KnownWord> m_words;
        std::vector<quint64> m_hashes; // of the words at hand
        WordMap<quint32> m_numbers; // by stem
        std::vector<QString> m_stems; // by number
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

template <typename Take>
void TextAnalyzer::Words::forEachKnown(const WordList &words, Take take)
{
    m_hashes.clear();
    for (std::size_t i = 0; i < words.size(); ++i) {
        m_hashes.push_back(m_words.hashOf(words.at(i).text));
        m_words.prefetchSlot(m_hashes.back());
    }
    for (const quint64 hash : m_hashes)
        m_words.prefetchEntry(hash);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const WordView word = words.at(i);
        const auto known = m_words.find(word.text, m_hashes[i]);
        take(word, known ? *known : add(word));
    }
}

} // namespace freshet
