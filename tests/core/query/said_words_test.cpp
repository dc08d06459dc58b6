// SPDX-License-Identifier: MIT
#include "core/query/said_words.h"

#include <QTest>

using namespace freshet;

class SaidWordsTest : public QObject {
    Q_OBJECT

private slots:
    void hearsANot_data();
    void hearsANot();
};

void SaidWordsTest::hearsANot_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("isNegated");

    QTest::newRow("plain") << "The boiler is serviced every autumn."
                           << "english" << false;
    QTest::newRow("not") << "The boiler is not serviced."
                         << "english" << true;
    QTest::newRow("a contraction") << "The boiler isn't serviced."
                                   << "english" << true;
    QTest::newRow("a contraction with the other apostrophe") << "It DOESN\u2019T leak."
                                                             << "english" << true;
    QTest::newRow("a company") << "AT&T services the boiler."
                               << "english" << false;
    QTest::newRow("a shirt") << "The plumber wears a T-shirt."
                             << "english" << false;
    QTest::newRow("what only ends so") << "The \"Mason't\u0101\" of Ain't\u0113n."
                                       << "english" << false;
    QTest::newRow("une personne") << "Une personne entretient la chaudière."
                                  << "french" << false;
    QTest::newRow("ne … personne") << "La chaudière ne convient à personne."
                                   << "french" << true;
    QTest::newRow("personne n'…") << "Personne n'entretient la chaudière."
                                  << "french" << true;
    QTest::newRow("ne … pas") << "La chaudière ne fuit pas."
                              << "french" << true;
    QTest::newRow("at least, in Japanese") << "少なくとも年に一度点検します。"
                                           << "japanese" << false;
    QTest::newRow("few, in Japanese") << "水漏れは少ない。"
                                      << "japanese" << false;
    QTest::newRow("not, in Japanese") << "点検しない。"
                                      << "japanese" << true;
    QTest::newRow("both, in Japanese") << "少なくとも点検しません。"
                                       << "japanese" << true;
    QTest::newRow("not, in Chinese") << "锅炉不需要保养。"
                                     << "chinese" << true;
    QTest::newRow("different, in Chinese") << "两个锅炉不同。"
                                           << "chinese" << false;
}

void SaidWordsTest::hearsANot()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    QFETCH(bool, isNegated);

    TextAnalyzer analyzer;
    QCOMPARE(saidIn(text, language, analyzer).isNegated, isNegated);
}

QTEST_GUILESS_MAIN(SaidWordsTest)
#include "said_words_test.moc"
