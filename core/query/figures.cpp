// SPDX-License-Identifier: MIT
#include "core/query/figures.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

struct NumberWords {
    const char *language;
    const char16_t *words; // of 2 to 20, then of 30, 40 … 100
    const char16_t *one; // in a compound
};

constexpr std::array kNumberWords{
    NumberWords{"english",
        u"two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        u"eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
        u"one"},
    NumberWords{"german",
        u"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
        u"achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
        u"ein"},
    NumberWords{"french",
        u"deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
        u"dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent",
        u"un"},
    NumberWords{"spanish",
        u"dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        u"dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
        u"uno"},
    NumberWords{"italian",
        u"due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
        u"diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento",
        u"uno"},
};

constexpr QStringView kSeparators = u".,'’\u00a0\u202f\u2009٫٬";
constexpr QStringView kThousandsOnly = u"'’\u00a0\u202f\u2009٬";
constexpr QStringView kHanDigits = u"〇一二三四五六七八九";

int hanDigit(QChar c)
{
    return c == u'零' ? 0 : c == u'两' || c == u'兩' ? 2 : static_cast<int>(kHanDigits.indexOf(c)); // -1: none
}

int hanUnit(QChar c)
{
    switch (c.unicode()) {
    case u'十':
        return 10;
    case u'百':
        return 100;
    case u'千':
        return 1000;
    case u'万':
    case u'萬':
        return 10'000;
    default:
        return 0;
    }
}

bool isSpelled(QChar c) { return c.isLetter() && c.unicode() < 0x2e80; } // a letter of a script with spaces

bool isHanNumeral(QChar c) { return hanDigit(c) >= 0 || hanUnit(c) > 0; }

/// 八十五 as 85, 二〇一九 as 2019.
qint64 hanNumber(QStringView numeral)
{
    const bool hasUnits = std::any_of(numeral.begin(), numeral.end(), [](QChar c) { return hanUnit(c) > 0; });
    qint64 total = 0;
    qint64 section = 0; // below 万
    qint64 digit = 0;
    for (const QChar c : numeral) {
        const int unit = hanUnit(c);
        if (!hasUnits) {
            total = total * 10 + hanDigit(c);
        } else if (unit == 0) {
            digit = hanDigit(c);
        } else if (unit == 10'000) {
            total += (section + digit) * unit;
            section = digit = 0;
        } else {
            section += (digit == 0 ? 1 : digit) * unit;
            digit = 0;
        }
    }
    return total + section + digit;
}

QString canonicalInteger(const QString &digits)
{
    qsizetype zeros = 0;
    while (zeros + 1 < digits.size() && digits.at(zeros) == u'0')
        ++zeros;
    return digits.sliced(zeros);
}

QString canonicalDecimal(const QString &whole, QString fraction)
{
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    return fraction.isEmpty() ? canonicalInteger(whole) : QString(canonicalInteger(whole) + u'.' + fraction);
}

bool isGrouped(const QStringList &parts, qsizetype count)
{
    if (parts.first().size() > 3)
        return false;
    return std::all_of(parts.begin() + 1, parts.begin() + count, [](const QString &part) { return part.size() == 3; });
}

/// The figures of digits with separators between them.
QList<Figure> numbersOf(const QStringList &parts, const QString &separators)
{
    if (parts.size() == 1)
        return {{.readings = {canonicalInteger(parts.first())}}};
    const bool isMixed = separators.back() != separators.front();
    const bool isEven = separators.count(separators.front()) == separators.size() - (isMixed ? 1 : 0);
    QStringList readings;
    if (isEven && !isMixed && isGrouped(parts, parts.size()))
        readings << canonicalInteger(parts.join(QString()));
    if (isEven && parts.size() == 2 && !kThousandsOnly.contains(separators.front()))
        readings << canonicalDecimal(parts.first(), parts.last());
    if (isEven && isMixed && isGrouped(parts, parts.size() - 1))
        readings << canonicalDecimal(parts.first(parts.size() - 1).join(QString()), parts.last());
    if (!readings.isEmpty())
        return {{.readings = readings}};
    QList<Figure> figures; // a date, a version
    for (const QString &part : parts)
        figures << Figure{.readings = {canonicalInteger(part)}};
    return figures;
}

/// "thirty-five" of 30 and 5, as @p language puts them together; @p words has those below it.
QString compoundOf(int value, const QHash<int, QString> &words, const QString &one, const Language &language)
{
    const int unit = value % 10;
    const QString tens = words.value(value - unit);
    const QString ones = unit == 1 ? one : words.value(unit);
    if (language == QLatin1String("german"))
        return ones + QStringLiteral("und") + tens;
    if (language == QLatin1String("spanish")) {
        static const QHash<int, QString> stressed{
            {2, QStringLiteral("dós")}, {3, QStringLiteral("trés")}, {6, QStringLiteral("séis")}};
        return value < 30 ? QString(QStringLiteral("veinti") + stressed.value(unit, ones))
                          : QString(tens + QStringLiteral(" y ") + ones);
    }
    if (language == QLatin1String("italian")) {
        const bool isContracted = unit == 1 || unit == 8; // ventuno, ventotto
        return (isContracted ? tens.chopped(1) : tens) + (unit == 3 ? QStringLiteral("tré") : ones);
    }
    if (language == QLatin1String("french") && value > 80)
        return QStringLiteral("quatre-vingt-") + (value == 81 ? one : words.value(value - 80));
    if (language == QLatin1String("french") && value > 70)
        return (value == 71 ? QStringLiteral("soixante-et-") : QStringLiteral("soixante-")) + words.value(value - 60);
    if (language == QLatin1String("french") && unit == 1)
        return tens + QStringLiteral("-et-un");
    return tens + u'-' + ones;
}

QHash<QString, int> numberWordsOf(const Language &language)
{
    QHash<QString, int> values;
    for (const NumberWords &known : kNumberWords) {
        if (language != QLatin1String(known.language))
            continue;
        QHash<int, QString> words;
        for (const QString &word : QString::fromUtf16(known.words).split(u' ')) {
            const auto place = static_cast<int>(words.size());
            words.insert(place < 19 ? place + 2 : 10 * (place - 16), word);
        }
        for (int value = 21; value < 100; ++value) {
            if (value % 10 > 0)
                words.insert(value, compoundOf(value, words, QString::fromUtf16(known.one), language));
        }
        for (auto word = words.cbegin(); word != words.cend(); ++word)
            values.insert(word.value().toCaseFolded(), word.key());
    }
    return values;
}

/// The end of the run of @p isPart from @p start.
template <typename Test>
qsizetype runEnd(QStringView text, qsizetype start, Test isPart)
{
    while (start < text.size() && isPart(text.at(start)))
        ++start;
    return start;
}

/// Takes the number words that begin at @p start, up to a blank: "thirty-five", "treinta y cinco", both of
/// "two-thirty", the first of "twenty-year". Returns where they end.
qsizetype takeWords(QStringView text, qsizetype start, const QHash<QString, int> &words, QList<Figure> &figures)
{
    static constexpr QStringView kAnd(u" y ");
    const auto wordEnd = [text](qsizetype from) {
        return runEnd(text, from, [](QChar each) { return isSpelled(each) || each == u'-'; });
    };
    const auto valueOf = [&words](const QString &word) { return words.value(word.toCaseFolded()); };
    const auto take = [&figures](int value) {
        if (value > 0)
            figures << Figure{.readings = {QString::number(value)}, .isWord = true};
        return value > 0;
    };
    const qsizetype end = wordEnd(start);
    if (words.isEmpty())
        return end;
    const QString run = text.sliced(start, end - start).toString();
    const int value = valueOf(run);
    if (value > 0 && text.sliced(end).startsWith(kAnd)) {
        const qsizetype whole = wordEnd(end + kAnd.size());
        if (take(valueOf(text.sliced(start, whole - start).toString())))
            return whole;
    }
    if (take(value))
        return end;
    const QStringList parts = run.split(u'-');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i + 1 < parts.size() && take(valueOf(QString(parts.at(i) + u'-' + parts.at(i + 1)))))
            ++i;
        else
            take(valueOf(parts.at(i)));
    }
    return end;
}

} // namespace

QList<Figure> figuresIn(QStringView text, const Language &language)
{
    static thread_local QHash<Language, QHash<QString, int>> known;
    if (!known.contains(language))
        known.insert(language, numberWordsOf(language));
    const QHash<QString, int> &words = known[language];
    const auto isDigit = [](QChar c) { return c.digitValue() >= 0; };

    QList<Figure> figures;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text.at(i);
        if (isDigit(c)) {
            QStringList parts;
            QString separators;
            for (;;) {
                const qsizetype end = runEnd(text, i, isDigit);
                QString digits;
                for (const QChar digit : text.sliced(i, end - i))
                    digits += QChar(u'0' + digit.digitValue());
                parts << digits;
                i = end;
                if (i + 1 >= text.size() || !kSeparators.contains(text.at(i)) || !isDigit(text.at(i + 1)))
                    break;
                separators += text.at(i++);
            }
            figures << numbersOf(parts, separators);
        } else if (isHanNumeral(c)) {
            const qsizetype end = runEnd(text, i, isHanNumeral);
            const QStringView numeral = text.sliced(i, std::min<qsizetype>(end - i, 16));
            const bool isAlone = numeral.size() == 1; // 一 and 万 alone are rather words
            if (!isAlone)
                figures << Figure{.readings = {QString::number(hanNumber(numeral))}};
            else if (hanDigit(c) > 1)
                figures << Figure{.readings = {QString::number(hanDigit(c))}, .isWord = true};
            i = end;
        } else if (isSpelled(c)) {
            i = takeWords(text, i, words, figures);
        } else {
            ++i;
        }
    }
    return figures;
}

} // namespace freshet
