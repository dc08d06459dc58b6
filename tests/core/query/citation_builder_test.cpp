// SPDX-License-Identifier: MIT
#include "core/query/citation_builder.h"
#include "core/query/code_ranges.h"
#include "tests/support/hostile_answers.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

class CitationBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheCitations_data();
    void findsTheCitations();
    void checksACitationAgainstItsSource_data();
    void checksACitationAgainstItsSource();
    void tellsWhereACitationStands();
    void tellsWhichSentencesCarryACitation();
    void quotesEachOfTheSourcesThatCarryAClaimTogether();
    void listsCitedSourcesInOrderOfMention();
    void findsCode_data();
    void findsCode();
    void isQuickOnHostileAnswers_data();
    void isQuickOnHostileAnswers();
};

static QList<Source> fewSources()
{
    return {{.number = 1,
                .title = "Boiler",
                .text
                = "The boiler is serviced every autumn by a plumber. Its pressure should stand at 1.5 bar when cold."},
        {.number = 2, .title = "Roof", .text = "The roof was retiled in 2019. The gutters are cleaned in November."},
        {.number = 3, .title = "茶", .text = "冲泡龙井茶时，水温以八十五摄氏度左右为宜，沸水会破坏维生素。"},
        {.number = 4, .title = "Gate", .text = "The gate to the yard is never locked at night."}};
}

void CitationBuilderTest::findsTheCitations_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QList<int>>("numbers");

    QTest::newRow("one") << "Yes [1]." << QList<int>{1};
    QTest::newRow("two markers") << "Yes [1][2]." << QList<int>{1, 2};
    QTest::newRow("a list") << "Yes [1, 2;3]." << QList<int>{1, 2, 3};
    QTest::newRow("a range") << "Yes [1-3]." << QList<int>{1, 2, 3};
    QTest::newRow("a range with a dash") << "Yes [1–2]." << QList<int>{1, 2};
    QTest::newRow("a range backwards") << "Yes [3-1]." << QList<int>{3};
    QTest::newRow("wide brackets") << "是【1】【2†source】。" << QList<int>{1, 2};
    QTest::newRow("a number without a source") << "Yes [9]." << QList<int>{9};
    QTest::newRow("a code span") << "Use `a[1]` [2]." << QList<int>{2};
    QTest::newRow("a code fence") << "```\na[1]\n```\nYes [2]." << QList<int>{2};
    QTest::newRow("a link") << "See [1](https://example.org) and ![2](x.png)." << QList<int>{};
    QTest::newRow("a link definition") << "\n[1]: https://example.org" << QList<int>{};
    QTest::newRow("escaped") << "\\[1]" << QList<int>{};
    QTest::newRow("behind an escaped backslash") << "\\\\[1]" << QList<int>{1};
    QTest::newRow("a page behind it") << "See [1](p. 4)." << QList<int>{1};
    QTest::newRow("a link with a title") << "See [1](<https://example.org> \"One\")." << QList<int>{};
    QTest::newRow("an exclamation") << "Yes![1]" << QList<int>{1};
    QTest::newRow("a long list") << QString("Yes [" + QString("1, ").repeated(30) + "2].")
                                 << QList<int>(30, 1) + QList{2};
    QTest::newRow("other brackets") << "[x] [ ] [1a] [] [1,] [1 2] [1 ] [1234] (1)" << QList<int>{};
    QTest::newRow("nothing") << "" << QList<int>{};
}

void CitationBuilderTest::findsTheCitations()
{
    QFETCH(QString, answer);
    QFETCH(QList<int>, numbers);

    QList<int> got;
    for (const Citation &citation : CitationBuilder().citationsOf(answer, fewSources()))
        got << citation.number;
    QCOMPARE(got, numbers);
}

void CitationBuilderTest::checksACitationAgainstItsSource_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QList<Support>>("supports");
    using List = QList<Support>;
    constexpr Support yes = Support::Supported;
    constexpr Support weak = Support::Weak;
    constexpr Support no = Support::NotFound;

    QTest::newRow("word for word") << "The boiler is serviced every autumn. [1]" << List{yes};
    QTest::newRow("other forms") << "Boilers are serviced in autumn [1]." << List{yes};
    QTest::newRow("a swapped number") << "The gutters are cleaned in November [1]." << List{no};
    QTest::newRow("a number without a source") << "The boiler is serviced [7]." << List{no};
    QTest::newRow("a changed figure") << "The pressure of the boiler should stand at 2.5 bar when cold [1]."
                                      << List{weak};
    QTest::newRow("a changed year") << "The roof was retiled in 2018 [2]." << List{weak};
    QTest::newRow("an invention") << "Solar panels were installed on the garage by Swiss engineers [2]." << List{no};
    QTest::newRow("partly invented")
        << "The plumber services the boiler and paints the kitchen cupboards green afterwards [1]." << List{weak};
    QTest::newRow("each sentence for itself")
        << "The roof was retiled in 2019 [2]. Unicorns graze beneath purple mountains [2]." << List{yes, no};
    QTest::newRow("behind the full stop")
        << "The roof was retiled in 2019. [2] Unicorns graze purple. [1]" << List{yes, no};
    QTest::newRow("at the start of a line") << "Unicorns graze.\n\n[2] The roof was retiled in 2019." << List{yes};
    QTest::newRow("one of two") << "The gutters are cleaned in November [2][1]." << List{yes, no};
    QTest::newRow("Chinese") << "冲泡龙井茶的水温以八十五摄氏度为宜[3]。" << List{yes};
    QTest::newRow("Chinese, invented") << "猫喜欢在屋顶上睡觉[3]。" << List{no};
    QTest::newRow("each of many lines for itself")
        << "Unicorns graze purple. [1]\n[2] The roof was retiled in 2019.\n[1]\n\n[2]" << List{no, yes, no, yes};
    QTest::newRow("each part of a sentence for itself")
        << "The boiler is serviced every autumn [1], and the roof was retiled in 2019 [2]." << List{yes, yes};
    QTest::newRow("swapped within a sentence")
        << "The boiler is serviced every autumn [2], and the roof was retiled in 2019 [1]." << List{no, no};
    QTest::newRow("two sources carry it together")
        << "The boiler is serviced every autumn and the roof was retiled in 2019 [1][2]." << List{yes, yes};
    QTest::newRow("two sources, one of which has nothing of it")
        << "The boiler is serviced every autumn by a plumber [1][2]." << List{yes, no};
    QTest::newRow("denied") << "The boiler is not serviced every autumn by a plumber [1]." << List{weak};
    QTest::newRow("a name that is not there")
        << "The boiler is serviced every autumn by the plumber Kowalski [1]." << List{weak};
    QTest::newRow("a number in letters") << "Its pressure should stand at 1.5 bar when cold, which is two words [1]."
                                         << List{yes};
    QTest::newRow("another notation") << "The pressure should stand at 1,50 bar when cold [1]." << List{yes};
    QTest::newRow("digits for Chinese numerals") << "冲泡龙井茶的水温以85摄氏度左右为宜[3]。" << List{yes};
    QTest::newRow("another number for Chinese numerals") << "冲泡龙井茶的水温以95摄氏度左右为宜[3]。" << List{weak};
    QTest::newRow("the number of a list is no figure") << "7. The boiler is serviced every autumn [1]." << List{yes};
    QTest::newRow("no claim") << "[1]" << List{yes};
    QTest::newRow("words that say nothing") << "So it is [1]." << List{weak};
    QTest::newRow("a not that two sources carry together")
        << "The boiler is serviced every autumn and the gate is never locked at night [1][4]." << List{yes, yes};
    QTest::newRow("denied by one of two")
        << "The boiler is serviced every autumn and the gate to the yard is locked at night [1][4]."
        << List{weak, weak};
    QTest::newRow("a not that neither of two says")
        << "The boiler is serviced every autumn and the roof was not retiled in 2019 [1][2]." << List{weak, weak};
}

void CitationBuilderTest::checksACitationAgainstItsSource()
{
    QFETCH(QString, answer);
    QFETCH(QList<Support>, supports);

    QList<Support> got;
    for (const Citation &citation : CitationBuilder().citationsOf(answer, fewSources()))
        got << citation.support;
    QCOMPARE(got, supports);
}

void CitationBuilderTest::tellsWhereACitationStands()
{
    const QString answer = "Über den Kessel [1, 2].";
    const QList<Citation> citations = CitationBuilder().citationsOf(answer, fewSources());
    QCOMPARE(citations.size(), 2);
    for (const Citation &citation : citations)
        QCOMPARE(answer.sliced(citation.start, citation.end - citation.start), "[1, 2]");
}

void CitationBuilderTest::tellsWhichSentencesCarryACitation()
{
    const QString answer
        = "The gutters are cleaned in November [2]. When cold the boiler's pressure is 1.5 bar, says the "
          "plumber who services it in autumn [1]. Unicorns graze [2].";
    QList<Source> sources = fewSources();
    for (Source &source : sources)
        source.start = 1000 * source.number; // in its document
    QStringList quotes;
    for (const Citation &citation : CitationBuilder().citationsOf(answer, sources)) {
        const Source &source = sources.at(citation.number - 1);
        quotes << source.text.mid(citation.quoteStart - source.start, citation.quoteEnd - citation.quoteStart);
        QCOMPARE(citation.hasQuote(), citation.quoteEnd > 0);
    }
    QCOMPARE(quotes.value(0), "The gutters are cleaned in November.");
    QCOMPARE(quotes.value(1), sources.first().text); // both of its sentences
    QCOMPARE(quotes.value(2), QString());
}

void CitationBuilderTest::quotesEachOfTheSourcesThatCarryAClaimTogether()
{
    const QString answer
        = "The boiler is serviced every autumn by a plumber, the gutters are cleaned in November and the "
          "gate to the yard is never locked at night [1][2][4].";
    const QList<Citation> citations = CitationBuilder().citationsOf(answer, fewSources());
    QCOMPARE(citations.size(), 3);
    for (const Citation &citation : citations) {
        QCOMPARE(citation.support, Support::Supported);
        QVERIFY2(citation.hasQuote(), qPrintable(QString::number(citation.number)));
    }
}

void CitationBuilderTest::listsCitedSourcesInOrderOfMention()
{
    const QList<Source> sources = fewSources();
    const QList<Citation> citations = CitationBuilder().citationsOf("A [3]. B [9]. C [1][3].", sources);
    QCOMPARE(citedSources(citations, sources), (QList<Source>{sources.at(2), sources.at(0)}));
}

void CitationBuilderTest::findsCode_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QStringList>("code");

    QTest::newRow("a span") << "a `b` c" << QStringList{"`b`"};
    QTest::newRow("a double span") << "a ``b ` c`` d" << QStringList{"``b ` c``"};
    QTest::newRow("an open span is none") << "a `b c" << QStringList{};
    QTest::newRow("a span ends at a blank line") << "a `b\n\nc` d" << QStringList{};
    QTest::newRow("a fence") << "a\n```cpp\nx\n```\nb" << QStringList{"```cpp\nx\n```"};
    QTest::newRow("an indented fence") << "a\n  ~~~\nx\n  ~~~\nb" << QStringList{"~~~\nx\n  ~~~"};
    QTest::newRow("an open fence runs to the end") << "a\n```\nx" << QStringList{"```\nx"};
    QTest::newRow("a shorter fence does not close") << "````\n```\nx\n````" << QStringList{"````\n```\nx\n````"};
}

void CitationBuilderTest::findsCode()
{
    QFETCH(QString, markdown);
    QFETCH(QStringList, code);

    QStringList got;
    for (const TextRange &range : codeRangesOf(markdown))
        got << markdown.sliced(range.start, range.end - range.start);
    QCOMPARE(got, code);
}

void CitationBuilderTest::isQuickOnHostileAnswers_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::addColumn<qsizetype>("citations");

    const QList<HostileAnswer> answers = hostileAnswers(1'000'000);
    for (const HostileAnswer &answer : answers)
        QTest::newRow(answer.name) << answer.text << answer.citations;
}

void CitationBuilderTest::isQuickOnHostileAnswers()
{
    QFETCH(QString, hostile);
    QFETCH(qsizetype, citations);

    const QString answer = hostile + "\n\nThe boiler is serviced every autumn by a plumber [1].";
    const QList<Citation> found = CitationBuilder().citationsOf(answer, sourcesOfHostileAnswers());
    QCOMPARE(found.size(), std::min(citations + 1, kCountedCitations)); // and before the tests' time limit
    for (const Citation &citation : found) {
        const QString marker = answer.sliced(citation.start, std::min<qsizetype>(citation.end - citation.start, 100));
        QVERIFY2(marker.startsWith(u'[') || marker.startsWith(u'【'), qPrintable(marker));
        QVERIFY(citation.number >= 1 && citation.number <= 51);
    }
    if (citations >= kCountedCitations)
        return;
    const Citation &last = found.last(); // is what it is, whatever stands before it
    QCOMPARE(last.number, 1);
    QCOMPARE(last.start, answer.lastIndexOf("[1]"));
    QCOMPARE(last.support, Support::Supported);
    QVERIFY(last.hasQuote());
}

QTEST_GUILESS_MAIN(CitationBuilderTest)
#include "citation_builder_test.moc"
