// SPDX-License-Identifier: MIT
#include "core/evaluation/expected_places.h"
#include "ui/knowledge/expected_quote.h"

#include <QTest>

using namespace freshet;

class ExpectedQuoteTest : public QObject {
    Q_OBJECT

private slots:
    void takesAShortPassageWhole();
    void takesTheWordsAroundMostOfTheMarks();
    void beginsAndEndsBetweenWords();
    void cutsNoCharacterInTwo();
    void isFoundAgainWhereverThePassageIsCut();

private:
    static QString longText();
};

QString ExpectedQuoteTest::longText()
{
    QString text;
    for (int i = 0; i < 200; ++i)
        text += QStringLiteral("word%1 ").arg(i);
    return text.trimmed();
}

void ExpectedQuoteTest::takesAShortPassageWhole()
{
    QCOMPARE(expectedQuote("  The walrus\nlives on ice. ", {{6, 6}}), "The walrus\nlives on ice.");
    QCOMPARE(expectedQuote({}, {}), QString());
}

void ExpectedQuoteTest::takesTheWordsAroundMostOfTheMarks()
{
    const QString text = longText();
    const auto mark = [&text](const char *word) {
        const QString marked = QString::fromLatin1(word);
        return std::pair(text.indexOf(marked), marked.size());
    };
    const QString quote = expectedQuote(text, {mark("word3 "), mark("word150"), mark("word155"), mark("word160")});
    for (const char *word : {"word150", "word155", "word160"})
        QVERIFY2(quote.contains(word), qPrintable(quote));
    QVERIFY(!quote.contains("word3 "));
    QVERIFY(text.contains(quote));
    QVERIFY(quote.size() <= 240);
}

void ExpectedQuoteTest::beginsAndEndsBetweenWords()
{
    const QString text = longText();
    for (int word = 0; word < 200; word += 7) {
        const qsizetype at = text.indexOf(QStringLiteral("word%1").arg(word));
        const QString quote = expectedQuote(text, {{at, 5}});
        const qsizetype start = text.indexOf(quote);
        QVERIFY2(start == 0 || text.at(start - 1) == u' ', qPrintable(quote));
        const qsizetype end = start + quote.size();
        QVERIFY2(end == text.size() || text.at(end) == u' ', qPrintable(quote));
    }
}

void ExpectedQuoteTest::cutsNoCharacterInTwo()
{
    QString text = QStringLiteral("x");
    const char32_t whale[] = {0x1F40B};
    for (int i = 0; i < 400; ++i)
        text += QString::fromUcs4(whale, 1);
    for (const qsizetype at : {0, 100, 101, 102, 103, 700}) {
        const QString quote = expectedQuote(text, {{at, 2}});
        QVERIFY(quote.isValidUtf16());
        QVERIFY(!quote.isEmpty());
    }
}

void ExpectedQuoteTest::isFoundAgainWhereverThePassageIsCut()
{
    const QString text = longText();
    const ExpectedPassage expected{
        .documentId = "a", .page = {}, .quote = expectedQuote(text, {{text.indexOf("word100"), 7}})};
    for (qsizetype cut = 0; cut <= text.size(); cut += 11) {
        Source first{.number = 1, .documentId = "a", .text = text.first(cut).trimmed()};
        Source second = first;
        second.text = text.sliced(cut).trimmed();
        QVERIFY2(isExpected(first, expected) || isExpected(second, expected), qPrintable(QString::number(cut)));
    }
}

QTEST_GUILESS_MAIN(ExpectedQuoteTest)
#include "expected_quote_test.moc"
