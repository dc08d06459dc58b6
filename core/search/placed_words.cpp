// SPDX-License-Identifier: MIT
#include "core/search/placed_words.h"

#include "core/retrieval/text_analyzer.h"

#include <algorithm>

namespace freshet {

namespace {

/// What is longer is no word (base64, minified code); its beginning is enough to find it.
constexpr qsizetype kLongestPlacedWord = 64;

struct CodePoint {
    char32_t value;
    qsizetype size;
};

CodePoint codePointAt(QStringView text, qsizetype at)
{
    const QChar c = text.at(at);
    if (c.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate())
        return {QChar::surrogateToUcs4(c, text.at(at + 1)), 2};
    return {c.unicode(), 1};
}

bool isInWord(char32_t c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c); }

bool hasAccents(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script == QChar::Script_Latin || script == QChar::Script_Greek || script == QChar::Script_Cyrillic;
}

/// Letters that do not decompose, and that people without them on their keyboard write so.
QLatin1String plainLetters(char32_t c)
{
    switch (c) {
    case U'ß':
        return QLatin1String("ss");
    case U'æ':
        return QLatin1String("ae");
    case U'œ':
        return QLatin1String("oe");
    case U'ø':
        return QLatin1String("o");
    case U'đ':
    case U'ð':
        return QLatin1String("d");
    case U'ł':
        return QLatin1String("l");
    case U'ı':
        return QLatin1String("i");
    case U'þ':
        return QLatin1String("th");
    default:
        return {};
    }
}

bool isPlain(QStringView word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c.unicode() < 0x80; });
}

QString withoutAccents(const QString &word)
{
    if (isPlain(word))
        return word;
    QString plain;
    char32_t base = 0;
    for (const char32_t c : word.normalized(QString::NormalizationForm_D).toUcs4()) {
        if (QChar::isMark(c) && hasAccents(base))
            continue;
        if (!QChar::isMark(c))
            base = c;
        if (const QLatin1String letters = plainLetters(c); !letters.isEmpty())
            plain += letters;
        else
            plain += QChar::fromUcs4(c);
    }
    return plain.normalized(QString::NormalizationForm_C);
}

/// One plain word, as most are: no more than lower case is needed.
bool isSimple(QStringView run)
{
    return !run.isEmpty() && std::all_of(run.begin(), run.end(), [&run](const QChar &c) {
        const char16_t unit = c.unicode();
        const bool isCapital = unit >= u'A' && unit <= u'Z';
        return (unit >= u'a' && unit <= u'z') || (unit >= u'0' && unit <= u'9') || (isCapital && &c == run.data());
    });
}

class PlacedWordCollector {
public:
    explicit PlacedWordCollector(QStringView text) : m_text(text) { }

    QList<PlacedWord> collect()
    {
        while (m_at < m_text.size()) {
            const CodePoint c = codePointAt(m_text, m_at);
            if (isInWord(c.value))
                isUnseparated(c.value) ? addCharacters() : addRun();
            else
                m_at += c.size;
        }
        return m_words;
    }

private:
    /// Characters of a script without spaces, each with its marks.
    void addCharacters()
    {
        QList<PlacedWord> characters;
        while (m_at < m_text.size()) {
            const CodePoint c = codePointAt(m_text, m_at);
            if (!characters.isEmpty() && QChar::isMark(c.value))
                characters.last().length += c.size;
            else if (isUnseparated(c.value))
                characters << PlacedWord{{}, m_at, c.size};
            else
                break;
            m_at += c.size;
        }
        for (PlacedWord &character : characters) {
            character.text = m_text.sliced(character.start, character.length)
                                 .toString()
                                 .normalized(QString::NormalizationForm_KC)
                                 .toCaseFolded();
        }
        for (qsizetype i = 0; i < characters.size(); ++i) {
            const PlacedWord &character = characters.at(i);
            m_words << character;
            if (i + 1 < characters.size()) {
                const PlacedWord &next = characters.at(i + 1);
                m_words << PlacedWord{character.text + next.text, character.start, character.length + next.length};
            }
        }
    }

    void addRun()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size()) {
            const CodePoint c = codePointAt(m_text, m_at);
            if (c.value != U'_' && (!isInWord(c.value) || isUnseparated(c.value)))
                break;
            m_at += c.size;
        }
        QStringView run = m_text.sliced(start, m_at - start);
        const qsizetype length = run.size();
        if (run.size() > kLongestPlacedWord)
            run = run.first(
                run.at(kLongestPlacedWord - 1).isHighSurrogate() ? kLongestPlacedWord - 1 : kLongestPlacedWord);
        if (isSimple(run)) {
            m_words << PlacedWord{run.toString().toLower(), start, length};
            return;
        }
        for (const Word &word : wordsOf(run))
            m_words << PlacedWord{withoutAccents(word.text), start, length};
    }

    const QStringView m_text;
    qsizetype m_at = 0;
    QList<PlacedWord> m_words;
};

} // namespace

QList<PlacedWord> placedWords(QStringView text) { return PlacedWordCollector(text).collect(); }

} // namespace freshet
