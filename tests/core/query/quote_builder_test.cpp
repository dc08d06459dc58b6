// SPDX-License-Identifier: MIT
#include "core/query/citation_builder.h"
#include "core/query/quote_builder.h"

#include <QTest>

using namespace freshet;

class QuoteBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void quotesTheSentenceThatAnswers_data();
    void quotesTheSentenceThatAnswers();
    void quotesWordForWord();
    void citesItsQuotesRightly();
    void quotesUpToFiveSentencesAndNoneFarWorse();
    void takesNoCitationOutOfAQuote();
    void saysThatNothingMatches();
    void saysThatItIsNotSure();
    void quotesTheSentenceUnderTheHeadingThatAnswers();
};

static QList<Source> houseSources()
{
    return {
        {.number = 1,
            .title = "Boiler",
            .text = "## Boiler\n\nThe boiler is serviced every autumn by a plumber. Its pressure should stand at 1.5 "
                    "bar when\n"
                    "cold. The plumber's number is on the door of the cupboard.",
            .score = 1},
        {.number = 2,
            .title = "Roof",
            .text = "The roof was retiled in 2019. The gutters are cleaned in spring and in November. In autumn the "
                    "loft is aired.",
            .score = 1},
        {.number = 3,
            .title = "茶",
            .text = "冲泡龙井茶时，水温以八十五摄氏度左右为宜。沸水会破坏维生素，使茶汤变黄。",
            .score = 1},
    };
}

static QuotedAnswer answerTo(const char *question, const QList<Source> &sources)
{
    return QuoteBuilder().answerTo(QString::fromUtf8(question), sources, {});
}

static QStringList quotesIn(const QString &answer)
{
    static const QRegularExpression quote(
        "> (.*?) \\[\\d+\\](?=\\n\\n|$)", QRegularExpression::DotMatchesEverythingOption);
    QStringList quotes;
    for (const QRegularExpressionMatch &match : quote.globalMatch(answer))
        quotes << match.captured(1);
    return quotes;
}

void QuoteBuilderTest::quotesTheSentenceThatAnswers_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("quote");

    QTest::newRow("when") << "When is the boiler serviced?"
                          << "> The boiler is serviced every autumn by a plumber. [1]";
    QTest::newRow("a wrapped sentence") << "What pressure when cold?"
                                        << "> Its pressure should stand at 1.5 bar when\ncold. [1]";
    QTest::newRow("another source") << "When are the gutters cleaned?"
                                    << "> The gutters are cleaned in spring and in November. [2]";
    QTest::newRow("Chinese") << "龙井茶的水温是多少？"
                             << "> 冲泡龙井茶时，水温以八十五摄氏度左右为宜。 [3]";
}

void QuoteBuilderTest::quotesTheSentenceThatAnswers()
{
    QFETCH(QString, question);
    QFETCH(QString, quote);

    const QString answer = QuoteBuilder().answerTo(question, houseSources(), {}).text;
    QVERIFY2(answer.startsWith(QString("The best passages in your documents:\n\n" + quote)), qPrintable(answer));
}

void QuoteBuilderTest::quotesWordForWord()
{
    QList<Source> sources = houseSources();
    for (Source &source : sources)
        source.start = 100 * source.number; // in its document
    for (const char *question : {"When is the boiler serviced?", "autumn", "plumber cupboard roof loft", "茶汤"}) {
        const QuotedAnswer answer = answerTo(question, sources);
        const QStringList quotes = quotesIn(answer.text);
        QVERIFY(!quotes.isEmpty());
        QCOMPARE(quotes.size(), answer.citations.size());
        for (qsizetype i = 0; i < quotes.size(); ++i) {
            const Citation &citation = answer.citations.at(i);
            const Source &source = sources.at(citation.number - 1);
            QCOMPARE(source.text.mid(citation.quoteStart - source.start, citation.quoteEnd - citation.quoteStart),
                quotes.at(i));
        }
    }
}

void QuoteBuilderTest::citesItsQuotesRightly()
{
    const QuotedAnswer answer = answerTo("When is the boiler serviced in autumn?", houseSources());
    QVERIFY(!answer.citations.isEmpty());
    QCOMPARE(answer.citations, CitationBuilder().citationsOf(answer.text, houseSources()));
    for (const Citation &citation : answer.citations)
        QCOMPARE(citation.support, Support::Supported);
}

void QuoteBuilderTest::quotesUpToFiveSentencesAndNoneFarWorse()
{
    QCOMPARE(answerTo("When is the boiler serviced?", {houseSources().first()}).citations.size(), 3);
    QList<Source> alike;
    for (int i = 1; i <= 9; ++i)
        alike << Source{.number = i, .text = QStringLiteral("The boiler number %1 is old.").arg(i), .score = 1};
    QCOMPARE(answerTo("boiler", alike).citations.size(), 5);
}

void QuoteBuilderTest::takesNoCitationOutOfAQuote()
{
    const QuotedAnswer answer = answerTo("When is the boiler serviced?",
        {{.number = 3, .text = "The boiler is serviced [1] every autumn [2].", .score = 1}});
    QCOMPARE(answer.citations.size(), 1);
    QCOMPARE(answer.citations.first().number, 3);
    QCOMPARE(answer.text.mid(answer.citations.first().start), "[3]");
}

void QuoteBuilderTest::saysThatNothingMatches()
{
    QCOMPARE(answerTo("anything", {}).text, "Nothing in your documents matches this question.");
}

void QuoteBuilderTest::saysThatItIsNotSure()
{
    const QuotedAnswer none = answerTo("Which astronomers in autumn discovered comets near Saturn?", houseSources());
    QVERIFY2(none.text.startsWith("Nothing in your documents matches this question well. The closest passage:"),
        qPrintable(none.text));
    QVERIFY(!none.citations.isEmpty());
    for (const Citation &citation : none.citations)
        QCOMPARE(citation.number, none.citations.first().number); // of the closest passage alone

    const QString doubted
        = QuoteBuilder().answerTo("When is the boiler serviced?", houseSources(), {.isRelevant = false}).text;
    QVERIFY2(doubted.startsWith("Nothing in your documents matches this question well."), qPrintable(doubted));

    const QString partial = answerTo("Is the boiler in autumn serviced by an elderly clockmaker?", houseSources()).text;
    QVERIFY2(partial.startsWith("Your documents speak of a part of this question only. The best passages:"),
        qPrintable(partial));
}

void QuoteBuilderTest::quotesTheSentenceUnderTheHeadingThatAnswers()
{
    const QList<Source> sources{{.number = 1,
                                    .title = "Guide",
                                    .heading = "Asking › Stop an answer",
                                    .text = "## Stop an answer\n\nPress Esc.",
                                    .score = 1},
        {.number = 2,
            .title = "Guide",
            .heading = "Asking › Copy",
            .text = "## Copy\n\nAnswers are copied with Ctrl+C.",
            .score = 0.6}};
    const QString answer = answerTo("How do I stop an answer?", sources).text;
    QVERIFY2(answer.startsWith("The best passages in your documents:\n\n> Press Esc. [1]"), qPrintable(answer));
}

QTEST_GUILESS_MAIN(QuoteBuilderTest)
#include "quote_builder_test.moc"
