// SPDX-License-Identifier: MIT
#include "core/retrieval/text_analyzer.h"

#include <libstemmer.h>

#include <algorithm>

namespace freshet {

namespace {

/// Longer runs are no words (base64, minified code): they are cut, so that no token is longer.
constexpr qsizetype kLongestWord = 64;

bool isWordCharacter(char32_t c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c); }

/// Splits runs of word characters as they come and collects their words.
class WordCollector {
public:
    void add(char32_t c)
    {
        const bool staysWithCharacter = !m_characters.isEmpty() && QChar::isMark(c); // a vowel sign
        if (staysWithCharacter) {
            m_characters.last() += QChar::fromUcs4(c);
        } else if (isUnseparated(c)) {
            endWord();
            m_characters << QString::fromUcs4(&c, 1);
        } else {
            endCharacters();
            m_word += QChar::fromUcs4(c);
            m_hasParts = m_hasParts || startsPart(m_word.size() - 1) || startsPart(m_word.size() - 2);
            if (m_word.size() >= kLongestWord)
                endWord();
        }
    }

    void addJoiner()
    {
        endCharacters();
        if (!m_word.isEmpty())
            m_word += u'_';
        m_hasParts = !m_word.isEmpty();
    }

    void end()
    {
        endWord();
        endCharacters();
    }

    QList<Word> words;

private:
    void endCharacters()
    {
        for (qsizetype i = 0; i < m_characters.size(); ++i) {
            words << Word{m_characters.at(i).toCaseFolded(), Word::Kind::Ideographic};
            if (i + 1 < m_characters.size())
                words << Word{
                    QString(m_characters.at(i) + m_characters.at(i + 1)).toCaseFolded(), Word::Kind::Ideographic};
        }
        m_characters.clear();
    }

    void endWord()
    {
        if (m_word.isEmpty())
            return;
        if (m_hasParts)
            addParts();
        else
            words << Word{m_word.toCaseFolded()};
        if (QChar::script(m_word.at(0).unicode()) == QChar::Script_Hangul)
            addHangulPairs();
        m_word.clear();
        m_hasParts = false;
    }

    void addParts()
    {
        QString whole;
        qsizetype start = 0;
        for (qsizetype i = 1; i <= m_word.size(); ++i) {
            if (i < m_word.size() && m_word.at(i) != u'_' && !startsPart(i))
                continue;
            if (const QString part = m_word.sliced(start, i - start).remove(u'_').toCaseFolded(); !part.isEmpty()) {
                words << Word{part};
                whole += part;
            }
            start = i;
        }
        if (whole != words.last().text)
            words << Word{whole};
    }

    /// `userName` and `HTTPServer` have a part that starts at N and S.
    bool startsPart(qsizetype i) const
    {
        if (i < 1 || !m_word.at(i).isUpper())
            return false;
        const bool afterLower = m_word.at(i - 1).isLower();
        const bool beforeLower = i + 1 < m_word.size() && m_word.at(i + 1).isLower();
        return afterLower || (beforeLower && m_word.at(i - 1).isUpper());
    }

    /// Korean joins particles to its words: pairs find the noun.
    void addHangulPairs()
    {
        for (qsizetype i = 0; m_word.size() > 2 && i + 1 < m_word.size(); ++i) {
            if (!m_word.at(i).isSurrogate() && !m_word.at(i + 1).isSurrogate())
                words << Word{m_word.sliced(i, 2), Word::Kind::Ideographic};
        }
    }

    QString m_word;
    QStringList m_characters;
    bool m_hasParts = false;
};

} // namespace

bool isUnseparated(char32_t c)
{
    if (c < 0x0E00) // before Thai
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_Tibetan:
        return true;
    default:
        return c == 0x30FC; // the prolonged sound mark belongs to no single script
    }
}

QList<Word> wordsOf(QStringView text)
{
    WordCollector collector;
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QString normal = isAscii ? QString() : text.toString().normalized(QString::NormalizationForm_KC);
    for (const char32_t c : (isAscii ? text : QStringView(normal)).toUcs4()) { // ASCII is in normal form
        if (isWordCharacter(c))
            collector.add(c);
        else if (c == U'_')
            collector.addJoiner();
        else
            collector.end();
    }
    collector.end();
    return collector.words;
}

QList<quint64> gramsOf(const QString &word)
{
    const QString padded = QString(u'_' + word + u'_');
    QList<quint64> grams;
    for (qsizetype i = 0; i + 4 <= padded.size(); ++i) {
        quint64 packed = 0;
        for (qsizetype j = i; j < i + 4; ++j)
            packed = packed << 16 | padded.at(j).unicode();
        grams << packed;
    }
    return grams;
}

/// One Snowball stemmer and what it has answered: texts repeat their words.
struct TextAnalyzer::Stemmer {
    explicit Stemmer(const Language &language)
        : snowball(sb_stemmer_new(language.toLatin1().constData(), "UTF_8"), &sb_stemmer_delete)
    {
    }

    QString stem(const QString &word)
    {
        if (!snowball)
            return word;
        if (const auto known = stems.constFind(word); known != stems.cend())
            return *known;
        const QByteArray bytes = word.toUtf8();
        const sb_symbol *result = sb_stemmer_stem(
            snowball.get(), reinterpret_cast<const sb_symbol *>(bytes.constData()), static_cast<int>(bytes.size()));
        if (!result)
            return word; // out of memory
        QString stem = QString::fromUtf8(reinterpret_cast<const char *>(result), sb_stemmer_length(snowball.get()));
        if (stem.isEmpty())
            stem = word;
        if (stems.size() > 100'000)
            stems.clear();
        stems.insert(word, stem);
        return stem;
    }

    std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> snowball;
    QHash<QString, QString> stems;
};

TextAnalyzer::TextAnalyzer() = default;

TextAnalyzer::~TextAnalyzer() = default;

TextAnalyzer::Stemmer &TextAnalyzer::stemmer(const Language &language)
{
    auto &made = m_stemmers[language];
    if (!made)
        made = std::make_unique<Stemmer>(language);
    return *made;
}

QString TextAnalyzer::stem(const Word &word, const Language &language)
{
    return word.kind == Word::Kind::Alphabetic ? stemmer(language).stem(word.text) : word.text;
}

QStringList TextAnalyzer::tokens(QStringView text, const Language &language)
{
    QStringList result;
    for (const Word &word : wordsOf(text))
        result << stem(word, language);
    return result;
}

} // namespace freshet
