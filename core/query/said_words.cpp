// SPDX-License-Identifier: MIT
#include "core/query/said_words.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

struct Negation {
    const char *language;
    const char16_t *words;
};

constexpr std::array kNegations{
    Negation{"english", u"not no never none nor without cannot neither nobody nothing"},
    Negation{"german", u"nicht kein keine keinen keinem keiner keines nie niemals ohne nichts niemand weder"},
    Negation{"french", u"pas jamais sans aucun aucune rien ni"},
    Negation{"spanish", u"no nunca jamás sin ningún ninguna ninguno nadie nada tampoco"},
    Negation{"italian", u"non mai senza nessun nessuno nessuna niente"},
    Negation{"portuguese", u"não nunca jamais sem nenhum nenhuma nada"},
    Negation{"dutch", u"niet geen nooit zonder niemand niets"},
    Negation{"swedish", u"inte ej aldrig utan ingen inget inga"},
    Negation{"russian", u"не нет никогда без ни никто ничего нельзя"},
    Negation{"arabic", u"لا لم لن ليس ليست غير دون بدون"},
};

constexpr int kWordEndings = 3; // "German" and "Germany", "Berlin" and "Berliner"

QSet<QString> negationsOf(const Language &language)
{
    for (const Negation &negation : kNegations) {
        if (language == QLatin1String(negation.language)) {
            const QStringList words = QString::fromUtf16(negation.words).split(u' ');
            return QSet<QString>(words.begin(), words.end());
        }
    }
    return {};
}

/// In scripts that do not separate words: the characters that deny, but not in words that only have them in.
bool isUnseparatedNegation(QStringView text)
{
    static const QRegularExpression harmless(
        QStringLiteral("不同|不仅|不僅|不过|不過|不但|不断|不斷|不久|不少|不错|不錯|不论|不論|不管|不得不|无论|無論|"
                       "未来|未來|没收|沒收|少なくとも|少ない|少なく|少なかっ"));
    static const QRegularExpression denial(QStringLiteral("不|没|沒|无|無|未|勿|ない|なく|なかっ|ません|なし|ไม่"));
    return QString(text.toString()).remove(harmless).contains(denial);
}

/// What denies only beside another word: "isn't", but not the "t" of "AT&T"; "ne … personne", but not "une personne".
bool isNegatedByTwo(QStringView text, const QSet<QString> &words, const Language &language)
{
    static const QRegularExpression contraction(
        QStringLiteral("n['\u2019\u02bc]t(?![\\p{L}\\p{N}])"), QRegularExpression::CaseInsensitiveOption);
    if (language == QLatin1String("english"))
        return text.toString().contains(contraction);
    return language == QLatin1String("french") && words.contains(QStringLiteral("personne"))
        && (words.contains(QStringLiteral("ne")) || words.contains(QStringLiteral("n")));
}

/// Of a word in a script that separates its words.
bool isWordPart(QChar c) { return c == u'_' || ((c.isLetterOrNumber() || c.isMark()) && !isUnseparated(c.unicode())); }

bool isIdentifier(QStringView word)
{
    bool hasLetter = false;
    bool isMixed = false;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const QChar c = word.at(i);
        if (i > 0 && hasLetter && (c.isDigit() || c == u'_' || (c.isUpper() && word.at(i - 1).isLower())))
            isMixed = true;
        hasLetter |= c.isLetter();
    }
    return isMixed && word.size() > 1;
}

} // namespace

SaidWords saidIn(QStringView text, const Language &language, TextAnalyzer &analyzer)
{
    static thread_local QHash<Language, QSet<QString>> negations;
    if (!negations.contains(language))
        negations.insert(language, negationsOf(language));
    const QSet<QString> &denying = negations[language];

    SaidWords said;
    for (const Word &word : wordsOf(text)) {
        const QString stem = analyzer.stem(word, language);
        said.words << word.text << stem;
        said.isNegated |= denying.contains(word.text);
        if (isStopWord(word.text, language))
            continue;
        said.stems << stem;
        for (const quint64 gram : gramsOf(word.text))
            said.grams << gram;
    }
    said.figures = figuresIn(text, language);
    said.isNegated |= isUnseparatedNegation(text) || isNegatedByTwo(text, said.words, language);
    return said;
}

QList<QStringList> exactWordsIn(QStringView text, const Language &language, TextAnalyzer &analyzer)
{
    QList<QStringList> exact;
    bool isAfterSmallWord = false;
    for (qsizetype i = 0; i < text.size();) {
        if (!isWordPart(text.at(i))) {
            isAfterSmallWord &= text.at(i) == u' ';
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && isWordPart(text.at(end)))
            ++end;
        const QStringView word = text.sliced(i, end - i);
        const bool isName = isAfterSmallWord && word.size() > 2 && word.at(0).isUpper()
            && language != QLatin1String("german") && !isStopWord(word.toString().toCaseFolded(), language);
        if (isName || isIdentifier(word)) {
            const QList<Word> whole = wordsOf(word); // with the parts of an identifier behind it
            if (!whole.isEmpty())
                exact << QStringList{whole.first().text, analyzer.stem(whole.first(), language)};
        }
        isAfterSmallWord = word.at(0).isLower();
        i = end;
    }
    return exact;
}

bool hasExactWord(const QSet<QString> &words, const QStringList &forms)
{
    if (std::any_of(forms.begin(), forms.end(), [&](const QString &form) { return words.contains(form); }))
        return true;
    const QString &name = forms.first();
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        const qsizetype common = std::min(word.size(), name.size());
        return common > kWordEndings && std::abs(word.size() - name.size()) <= kWordEndings
            && word.startsWith(name.first(common));
    });
}

Language writtenLanguage(QStringView text)
{
    qsizetype letters = 0;
    qsizetype han = 0;
    qsizetype kana = 0;
    qsizetype hangul = 0;
    qsizetype thai = 0;
    for (const QChar c : text.first(std::min<qsizetype>(text.size(), 4000))) {
        if (!c.isLetter())
            continue;
        ++letters;
        const QChar::Script script = c.script();
        han += script == QChar::Script_Han;
        kana += script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
        hangul += script == QChar::Script_Hangul;
        thai += script == QChar::Script_Thai;
    }
    if (2 * (han + kana) > letters)
        return kana * 20 > han + kana ? QStringLiteral("japanese") : QStringLiteral("chinese");
    if (2 * hangul > letters)
        return QStringLiteral("korean");
    if (2 * thai > letters)
        return QStringLiteral("thai");
    return detectedLanguage(text);
}

} // namespace freshet
