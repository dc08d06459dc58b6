// SPDX-License-Identifier: MIT
#include "core/query/figures.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

struct NumberWords {
    const char *language;
    const char16_t *words; // of 2 to 12, then of 15, 20, 30 … 90, 100
};

constexpr std::array kNumberWords{
    NumberWords{"english",
        u"two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy "
        u"eighty ninety hundred"},
    NumberWords{"german",
        u"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig vierzig fünfzig sechzig "
        u"siebzig achtzig neunzig hundert"},
    NumberWords{"french",
        u"deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante "
        u"soixante-dix quatre-vingts quatre-vingt-dix cent"},
    NumberWords{"spanish",
        u"dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta sesenta "
        u"setenta ochenta noventa cien"},
    NumberWords{"italian",
        u"due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta "
        u"sessanta settanta ottanta novanta cento"},
};
constexpr std::array kNumberValues{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100};

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

QHash<QString, int> numberWordsOf(const Language &language)
{
    QHash<QString, int> words;
    for (const NumberWords &known : kNumberWords) {
        if (language != QLatin1String(known.language))
            continue;
        const QStringList list = QString::fromUtf16(known.words).split(u' ');
        for (qsizetype i = 0; i < list.size(); ++i)
            words.insert(list.at(i), kNumberValues.at(static_cast<size_t>(i)));
    }
    return words;
}

/// The end of the run of @p isPart from @p start.
template <typename Test>
qsizetype runEnd(QStringView text, qsizetype start, Test isPart)
{
    while (start < text.size() && isPart(text.at(start)))
        ++start;
    return start;
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
            const qsizetype end = runEnd(text, i, [](QChar each) { return isSpelled(each) || each == u'-'; });
            if (const int value = words.value(text.sliced(i, end - i).toString().toCaseFolded()); value > 0)
                figures << Figure{.readings = {QString::number(value)}, .isWord = true};
            i = end;
        } else {
            ++i;
        }
    }
    return figures;
}

} // namespace freshet
