// SPDX-License-Identifier: MIT
#include "core/retrieval/text_analyzer.h"

#include "core/retrieval/folded_word.h"

#include <QVarLengthArray>

#include <libstemmer.h>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

/// Longer runs are no words (base64, minified code): they are cut, so that no token is longer.
constexpr qsizetype kLongestWord = 64;

constexpr std::size_t kMostKnownWords = 200'000; // and stems

enum class CharacterKind : quint8 { Other, Joiner, Letter, Mark, Ideograph, IdeographMark };

CharacterKind kindOfWide(char32_t c)
{
    if (QChar::isMark(c))
        return isUnseparated(c) ? CharacterKind::IdeographMark : CharacterKind::Mark;
    if (!QChar::isLetterOrNumber(c))
        return CharacterKind::Other;
    return isUnseparated(c) ? CharacterKind::Ideograph : CharacterKind::Letter;
}

CharacterKind kindOf(char32_t c)
{
    static constexpr auto ascii = [] {
        std::array<CharacterKind, 128> kinds{};
        for (const auto &[first, last] : {std::pair('0', '9'), std::pair('A', 'Z'), std::pair('a', 'z')})
            std::fill(kinds.begin() + first, kinds.begin() + last + 1, CharacterKind::Letter);
        kinds['_'] = CharacterKind::Joiner;
        return kinds;
    }();
    return c < ascii.size() ? ascii[c] : kindOfWide(c);
}

bool isAsciiUpper(char16_t c) { return c >= u'A' && c <= u'Z'; }
bool isAsciiText(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Finds the words of a text in compatibility form.
class WordScanner {
public:
    WordScanner(QStringView text, const std::function<void(const WordView &word)> &take)
        : m_text(text), m_take(take) { }

    void run()
    {
        while (m_at < m_text.size()) {
            switch (kindHere()) {
            case CharacterKind::Letter:
            case CharacterKind::Mark:
                takeWord();
                break;
            case CharacterKind::Ideograph:
            case CharacterKind::IdeographMark:
                takeCharacters();
                break;
            case CharacterKind::Joiner:
            case CharacterKind::Other:
                m_at += m_width;
                break;
            }
        }
    }

private:
    CharacterKind kindHere()
    {
        const QChar c = m_text.at(m_at);
        const bool isPair = c.isHighSurrogate() && m_at + 1 < m_text.size() && m_text.at(m_at + 1).isLowSurrogate();
        m_width = isPair ? 2 : 1;
        return kindOf(isPair ? QChar::surrogateToUcs4(c, m_text.at(m_at + 1)) : c.unicode());
    }

    void takeWord()
    {
        const qsizetype start = m_at;
        bool hasJoiner = false;
        while (m_at < m_text.size()) {
            const CharacterKind kind = kindHere();
            if (kind != CharacterKind::Letter && kind != CharacterKind::Mark && kind != CharacterKind::Joiner)
                break;
            m_at += m_width;
            hasJoiner = hasJoiner || kind == CharacterKind::Joiner;
            if (kind != CharacterKind::Joiner && m_at - start >= kLongestWord)
                break;
        }
        const QStringView word = m_text.sliced(start, m_at - start);
        if (hasJoiner || hasInnerCapital(word))
            takeParts(word);
        else
            takeFolded(word, Word::Kind::Alphabetic);
        if (QChar::script(word.front().unicode()) == QChar::Script_Hangul)
            takeHangulPairs(word);
    }

    /// A run of characters, each with the marks behind it (vowel signs).
    void takeCharacters()
    {
        const qsizetype start = m_at;
        m_starts.clear();
        for (; m_at < m_text.size(); m_at += m_width) {
            const CharacterKind kind = kindHere();
            const bool isMark = kind == CharacterKind::Mark || kind == CharacterKind::IdeographMark;
            if (kind != CharacterKind::Ideograph && !isMark)
                break;
            if (!isMark || m_at == start)
                m_starts << m_at - start;
        }
        const QStringView run = m_text.sliced(start, m_at - start);
        m_starts << run.size();
        for (qsizetype i = 0; i + 1 < m_starts.size(); ++i) {
            const auto to
                = [&](qsizetype end) { return run.sliced(m_starts.at(i), m_starts.at(end) - m_starts.at(i)); };
            takeFolded(to(i + 1), Word::Kind::Ideographic);
            if (i + 2 < m_starts.size())
                takeFolded(to(i + 2), Word::Kind::Ideographic);
        }
    }

    static bool hasInnerCapital(QStringView word)
    {
        for (qsizetype i = 1; i < word.size(); ++i) {
            if (startsPart(word, i))
                return true;
        }
        return false;
    }

    /// `userName` and `HTTPServer` have a part that starts at N and S.
    static bool startsPart(QStringView word, qsizetype i)
    {
        const char16_t c = word.at(i).unicode();
        if (i < 1 || !(c < 0x80 ? isAsciiUpper(c) : QChar::isUpper(c)))
            return false;
        const bool afterLower = word.at(i - 1).isLower();
        const bool beforeLower = i + 1 < word.size() && word.at(i + 1).isLower();
        return afterLower || (beforeLower && word.at(i - 1).isUpper());
    }

    void takeParts(QStringView word)
    {
        QString whole;
        qsizetype lastPart = 0;
        qsizetype start = 0;
        for (qsizetype i = 1; i <= word.size(); ++i) {
            if (i < word.size() && word.at(i) != u'_' && !startsPart(word, i))
                continue;
            const QString part = word.sliced(start, i - start).toString().remove(u'_').toCaseFolded();
            if (!part.isEmpty()) {
                m_take({part, Word::Kind::Alphabetic});
                whole += part;
                lastPart = part.size();
            }
            start = i;
        }
        if (whole.size() != lastPart)
            m_take({whole, Word::Kind::Alphabetic});
    }

    /// Korean joins particles to its words: pairs find the noun.
    void takeHangulPairs(QStringView word)
    {
        for (qsizetype i = 0; word.size() > 2 && i + 1 < word.size(); ++i) {
            if (!word.at(i).isSurrogate() && !word.at(i + 1).isSurrogate())
                m_take({word.sliced(i, 2), Word::Kind::Ideographic});
        }
    }

    void takeFolded(QStringView word, Word::Kind kind) { m_take({FoldedWord(word).view(), kind}); }

    const QStringView m_text;
    const std::function<void(const WordView &word)> &m_take;
    QVarLengthArray<qsizetype, 256> m_starts; // of the characters of a run, in it, and its end
    qsizetype m_at = 0;
    qsizetype m_width = 1; // of the character here
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

void forEachWord(QStringView text, const std::function<void(const WordView &word)> &take)
{
    if (isAsciiText(text)) // is in normal form
        return WordScanner(text, take).run();
    const QString normal = text.toString().normalized(QString::NormalizationForm_KC);
    WordScanner(normal, take).run();
}

QList<Word> wordsOf(QStringView text)
{
    QList<Word> words;
    forEachWord(text, [&words](const WordView &word) { words << Word{word.text.toString(), word.kind}; });
    return words;
}

void WordList::read(QStringView text)
{
    m_text.clear();
    m_words.clear();
    forEachWord(text, [this](const WordView &word) {
        m_words.push_back({.start = m_text.size(), .size = word.text.size(), .kind = word.kind});
        m_text.insert(m_text.end(), word.text.utf16(), word.text.utf16() + word.text.size());
    });
}

QList<quint64> gramsOf(QStringView word)
{
    QList<quint64> grams;
    forEachGram(word, [&grams](quint64 gram) { grams << gram; });
    return grams;
}

TextAnalyzer::Words::Words(const Language &language)
    : m_language(language), m_stemmer(sb_stemmer_new(language.toLatin1().constData(), "UTF_8"), &sb_stemmer_delete)
{
}

TextAnalyzer::Words::~Words() = default;

KnownWord TextAnalyzer::Words::known(const WordView &word)
{
    if (const auto known = m_words.find(word.text))
        return *known;
    return add(word);
}

KnownWord TextAnalyzer::Words::add(const WordView &word)
{
    const KnownWord added{.number = numberOf(stemOf(word)), .isStop = isStopWord(word.text, m_language)};
    m_words.insert(word.text, added);
    return added;
}

quint32 TextAnalyzer::Words::numberOf(const QString &stem)
{
    if (const auto known = m_numbers.find(stem))
        return *known;
    const quint32 added = numbers();
    m_numbers.insert(stem, added);
    m_stems.push_back(stem);
    return added;
}

bool TextAnalyzer::Words::isFull() const { return m_words.size() + m_numbers.size() > kMostKnownWords; }

QString TextAnalyzer::Words::stemOf(const WordView &word)
{
    const QString text = word.text.toString();
    if (!m_stemmer || word.kind != Word::Kind::Alphabetic)
        return text;
    const QByteArray bytes = text.toUtf8();
    const sb_symbol *result = sb_stemmer_stem(
        m_stemmer.get(), reinterpret_cast<const sb_symbol *>(bytes.constData()), static_cast<int>(bytes.size()));
    if (!result)
        return text; // out of memory
    const QString stem = QString::fromUtf8(reinterpret_cast<const char *>(result), sb_stemmer_length(m_stemmer.get()));
    return stem.isEmpty() ? text : stem;
}

TextAnalyzer::TextAnalyzer() = default;

TextAnalyzer::~TextAnalyzer() = default;

TextAnalyzer::Words &TextAnalyzer::words(const Language &language)
{
    auto &made = m_languages[language];
    if (!made || made->isFull())
        made = std::make_unique<Words>(language);
    return *made;
}

QString TextAnalyzer::stem(const Word &word, const Language &language)
{
    Words &known = words(language);
    return known.stem(known.known({word.text, word.kind}).number);
}

} // namespace freshet
