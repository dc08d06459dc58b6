// SPDX-License-Identifier: MIT
#include "core/search/placed_words.h"
#include "core/search/typing_distance.h"
#include "core/search/word_pattern.h"

#include <QTest>

using namespace freshet;

class PlacedWordsTest : public QObject {
    Q_OBJECT

private slots:
    void findsWordsAndTheirPlaces_data();
    void findsWordsAndTheirPlaces();
    void foldsAccentsButNotOtherMarks();
    void cutsWhatIsNoWord();
    void asksForTermsAsTextsHoldThem_data();
    void asksForTermsAsTextsHoldThem();
    void countsSlipsOfTheFingers_data();
    void countsSlipsOfTheFingers();
};

void PlacedWordsTest::findsWordsAndTheirPlaces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("placed"); // word@start+length
    const auto row = [](const char *name, const char *text, const char *placed) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(placed);
    };
    row("nothing", " .,! ", "");
    row("words", "One, two", "one@0+3 two@5+3");
    row("a name", "a user_name b", "a@0+1 user@2+9 name@2+9 username@2+9 b@12+1");
    row("a camel", "HTTPServer", "http@0+10 server@0+10 httpserver@0+10");
    row("no spaces", "量子计", "量@0+1 量子@0+2 子@1+1 子计@1+2 计@2+1");
    row("mixed", "Qt6で東京", "qt6@0+3 で@3+1 で東@3+2 東@4+1 東京@4+2 京@5+1");
    row("Korean", "서울에서", "서울에서@0+4 서울@0+4 울에@0+4 에서@0+4");
    row("beyond the first plane", "a \xF0\xA0\x80\x80\xF0\xA0\x80\x81", // two characters of two units each
        "a@0+1 \xF0\xA0\x80\x80@2+2 \xF0\xA0\x80\x80\xF0\xA0\x80\x81@2+4 \xF0\xA0\x80\x81@4+2");
    row("emoji", "a \xF0\x9F\x98\x80 b", "a@0+1 b@5+1");
}

void PlacedWordsTest::findsWordsAndTheirPlaces()
{
    QFETCH(QString, text);
    QStringList placed;
    for (const PlacedWord &word : placedWords(text))
        placed << word.text + '@' + QString::number(word.start) + '+' + QString::number(word.length);
    QTEST(placed.join(' '), "placed");
}

void PlacedWordsTest::foldsAccentsButNotOtherMarks()
{
    const auto only = [](const char *text) {
        const QList<PlacedWord> words = placedWords(QString::fromUtf8(text));
        return words.size() == 1 ? words.first().text : QString();
    };
    QCOMPARE(only("R\u00e9sum\u00e9"), QString("resume"));
    QCOMPARE(only("re\u0301sume\u0301"), QString("resume"));
    QCOMPARE(only("Stra\u00dfe"), QString("strasse"));
    QCOMPARE(only("STRASSE"), QString("strasse"));
    QCOMPARE(only("\u0141\u00f3d\u017a"), QString("lodz"));
    QCOMPARE(only("\uff21\uff22"), QString("ab")); // full width
    // A Devanagari vowel sign and a voiced kana are no accents.
    QCOMPARE(only("\u0915\u093f"), QString::fromUtf8("\u0915\u093f"));
    QCOMPARE(only("\u304c"), QString::fromUtf8("\u304c"));
}

void PlacedWordsTest::cutsWhatIsNoWord()
{
    const QList<PlacedWord> words = placedWords(QString(QString(5000, u'a') + " b"));
    QCOMPARE(words.size(), 2);
    QCOMPARE(words.first().text, QString(64, u'a'));
    QCOMPARE(words.first().length, 5000);
    QCOMPARE(words.last().start, 5001);
}

void PlacedWordsTest::asksForTermsAsTextsHoldThem_data()
{
    QTest::addColumn<QString>("term");
    QTest::addColumn<bool>("isPrefix");
    QTest::addColumn<QString>("text"); // that must match
    const auto row = [](const char *term, bool isPrefix, const char *text) {
        QTest::addRow("%s in %s", term, text) << QString::fromUtf8(term) << isPrefix << QString::fromUtf8(text);
    };
    row("tax", false, "the Tax letter");
    row("lett", true, "the Tax letter");
    row("user_name", false, "set userName now");
    row("username", false, "set user_name now");
    row("userNa", true, "set user_name now");
    row("std::userNa", true, "a std::userName b");
    row("std::userName", false, "a std::user_name b");
    row("don't", false, "I don't know");
    row("子计", false, "量子计算");
    row("子", true, "量子计算");
    row("Qt6で東", true, "Qt6で東京");
    row("서울", false, "서울에서 부산까지");
    row("서울에", true, "서울에서 부산까지");
    row("울에서", false, "서울에서 부산까지");
    row("cafe", false, "Caf\u00e9");
}

void PlacedWordsTest::asksForTermsAsTextsHoldThem()
{
    QFETCH(QString, term);
    QFETCH(bool, isPrefix);
    QFETCH(QString, text);
    using Match = ChatQuery::Term::Match;
    const QList<WordPattern> patterns = patternsOf({term, isPrefix ? Match::Prefix : Match::Word});
    const QList<PlacedWord> words = placedWords(text);
    bool isMet = false;
    for (const WordPattern &pattern : patterns) {
        for (qsizetype at = 0; at + pattern.words.size() <= words.size(); ++at) {
            bool isHere = true;
            for (qsizetype i = 0; i < pattern.words.size(); ++i) {
                const bool mayGoOn = pattern.isPrefix && i + 1 == pattern.words.size();
                const QString &word = words.at(at + i).text;
                isHere = isHere && (mayGoOn ? word.startsWith(pattern.words.at(i)) : word == pattern.words.at(i));
            }
            isMet = isMet || isHere;
        }
    }
    QVERIFY(isMet);
    QVERIFY(patternsOf({"...", Match::Word}).isEmpty());
}

void PlacedWordsTest::countsSlipsOfTheFingers_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<int>("slips");
    QTest::newRow("the same") << "search" << 0;
    QTest::newRow("two that changed places") << "serach" << 1;
    QTest::newRow("one too few") << "serch" << 1;
    QTest::newRow("one too many") << "seearch" << 1;
    QTest::newRow("another one") << "seatch" << 1;
    QTest::newRow("two") << "srearhc" << 2;
    QTest::newRow("too many") << "church" << 3;
    QTest::newRow("much longer") << "researchers" << 3;
    QTest::newRow("empty") << "" << 3;
}

void PlacedWordsTest::countsSlipsOfTheFingers()
{
    QFETCH(QString, other);
    QTEST(typingDistance(u"search", other, 2), "slips");
    QTEST(typingDistance(other, u"search", 2), "slips");
    QCOMPARE(forgivenSlips(3), 0);
    QCOMPARE(forgivenSlips(7), 1);
    QCOMPARE(forgivenSlips(8), 2);
}

QTEST_GUILESS_MAIN(PlacedWordsTest)

#include "placed_words_test.moc"
