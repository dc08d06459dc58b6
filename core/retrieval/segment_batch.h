// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/segment_builder.h"
#include "core/retrieval/text_analyzer.h"
#include "core/retrieval/word_map.h"

#include <QHash>

namespace freshet {

/// The fields of a passage that are searched.
struct SearchedPassage {
    qint64 id = 0;
    qint64 document = 0; ///< Its row.
    qint64 collection = 0;
    QString whole; ///< What the document is a piece of, see wholeOf(). Empty for most.
    QString title;
    QString heading;
    QString text;
    Language language;
};

/// The term of the inverted index for a piece of a word: never one of a word.
std::string gramTerm(quint64 gram);

/// The passages that one transaction adds, on their way into a segment: their words by stem, and the pieces of their
/// words, counted with the weight of the field that they stand in.
class SegmentBatch {
public:
    explicit SegmentBatch(TextAnalyzer &analyzer) : m_analyzer(analyzer) { }

    void add(const SearchedPassage &passage); ///< Ids ascend; passages of one document follow each other.
    bool isFull() const; ///< So that writing it bounds the memory.

    Status write(QIODevice &out) const { return m_builder.write(out); }
    void clear(); ///< What is known of words stays for the next ones.
    void forgetWords(); ///< Only while it is empty.

private:
    struct KnownWord {
        quint32 term = 0;
        quint32 firstGram = 0; ///< In m_grams.
        quint32 grams = 0;
    };
    KnownWord known(WordMap<KnownWord> &words, const WordView &word, const Language &language);
    bool goesOn(const SearchedPassage &passage) const;
    void count(QStringView text, quint32 weight, const Language &language, SegmentPassage *body);

    TextAnalyzer &m_analyzer;
    SegmentBuilder m_builder;
    /// Texts repeat their words. A pair of signs may be written like a word, but has no pieces.
    struct KnownWords {
        WordMap<KnownWord> words;
        WordMap<KnownWord> signs;
    };
    QHash<Language, KnownWords> m_known;
    std::vector<quint32> m_grams; // terms of the pieces of the known words
    std::vector<quint32> m_counts; // by term number; all 0 between passages
    std::vector<SegmentBuilder::TermCount> m_found; // of the passage at hand
    qint64 m_lastDocument = -1;
    qint64 m_lastCollection = -1;
    QString m_lastWhole;
    quint32 m_documents = 0;
};

} // namespace freshet
