// SPDX-License-Identifier: MIT
#include "core/query/figures.h"

#include <QTest>

using namespace freshet;

class FiguresTest : public QObject {
    Q_OBJECT

private slots:
    void readsNumbers_data();
    void readsNumbers();
};

void FiguresTest::readsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("figures");

    QTest::newRow("none") << "no number at all"
                          << "english" << QStringList{};
    QTest::newRow("plain") << "in 2019, 7 of 08"
                           << "english" << QStringList{"2019", "7", "8"};
    QTest::newRow("a decimal point") << "1.5 bar"
                                     << "english" << QStringList{"1.5"};
    QTest::newRow("a decimal comma") << "1,50 Euro"
                                     << "german" << QStringList{"1.5"};
    QTest::newRow("thousands or a decimal") << "1.500"
                                            << "german" << QStringList{"1500|1.5"};
    QTest::newRow("thousands and a decimal") << "1.234.567,80 and 1,234.5"
                                             << "english" << QStringList{"1234567.8", "1234.5"};
    QTest::newRow("thousands with a narrow space") << "4\u202f350"
                                                   << "french" << QStringList{"4350"};
    QTest::newRow("a date") << "12.03.2021"
                            << "german" << QStringList{"12", "3", "2021"};
    QTest::newRow("another date") << "2021-03-12"
                                  << "english" << QStringList{"2021", "3", "12"};
    QTest::newRow("a number before its unit") << "40% of 5km"
                                              << "english" << QStringList{"40", "5"};
    QTest::newRow("words") << "Seven of twelve"
                           << "english" << QStringList{"7w", "12w"};
    QTest::newRow("every word up to twenty")
        << "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        << "english" << QStringList{"13w", "14w", "15w", "16w", "17w", "18w", "19w", "20w"};
    QTest::newRow("compounds") << "Thirty-five, ninety-one, thirty"
                               << "english" << QStringList{"35w", "91w", "30w"};
    QTest::newRow("beside a hyphen") << "a twenty-five-year loan, two-thirds, a well-known five-year plan"
                                     << "english" << QStringList{"25w", "2w", "5w"};
    QTest::newRow("German compounds") << "fünfunddreißig, siebzehn, einundzwanzig, neunundneunzig"
                                      << "german" << QStringList{"35w", "17w", "21w", "99w"};
    QTest::newRow("French compounds") << "trente-cinq, vingt-et-un, soixante et soixante-douze, quatre-vingt-dix-sept, "
                                         "quatre-vingt-un, soixante-dix, dix-sept"
                                      << "french"
                                      << QStringList{"35w", "21w", "60w", "72w", "97w", "81w", "70w", "17w"};
    QTest::newRow("Spanish compounds") << "treinta y cinco, veintidós, diecisiete, treinta y punto"
                                       << "spanish" << QStringList{"35w", "22w", "17w", "30w"};
    QTest::newRow("Italian compounds") << "trentacinque, ventuno, quarantotto, ventitré, diciassette"
                                       << "italian" << QStringList{"35w", "21w", "48w", "23w", "17w"};
    QTest::newRow("words of another language are none") << "sei elf"
                                                        << "english" << QStringList{};
    QTest::newRow("Chinese numerals") << "水温八十五摄氏度，二〇一九年，三万五千元"
                                      << "english" << QStringList{"85", "2019", "35000"};
    QTest::newRow("Chinese words that hold a numeral") << "一些十分重要"
                                                       << "english" << QStringList{};
    QTest::newRow("a single Chinese numeral") << "每杯放三克"
                                              << "english" << QStringList{"3w"};
    QTest::newRow("Arabic digits") << "٣٠ يوما"
                                   << "arabic" << QStringList{"30"};
}

void FiguresTest::readsNumbers()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    QFETCH(QStringList, figures);

    QStringList got;
    for (const Figure &figure : figuresIn(text, language))
        got << figure.readings.join(u'|') + (figure.isWord ? "w" : "");
    QCOMPARE(got, figures);
}

QTEST_GUILESS_MAIN(FiguresTest)
#include "figures_test.moc"
