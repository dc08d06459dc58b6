// SPDX-License-Identifier: MIT
#include "core/evaluation/expected_places.h"

#include <QTest>

using namespace freshet;

class ExpectedPlacesTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatIsExpected_data();
    void knowsWhatIsExpected();
    void findsAQuoteWhereverThePassageIsCut();
    void givesTheFirstPlaceOfEach();
};

static Source passage(const QString &document, const QString &text, std::optional<int> page = {})
{
    Source source;
    source.documentId = document;
    source.text = text;
    source.page = page;
    return source;
}

void ExpectedPlacesTest::knowsWhatIsExpected_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quote");
    QTest::addColumn<bool>("isRight");

    const QString text = "The kettle has a warranty\nof seven  years. Café, ﬁlter.";
    QTest::newRow("any passage of the document") << text << "" << true;
    QTest::newRow("its words") << text << "warranty of seven years" << true;
    QTest::newRow("in capitals and across lines") << text << " WARRANTY OF\tSEVEN years" << true;
    QTest::newRow("another case of a letter beyond ASCII") << text << "CAFÉ" << true;
    QTest::newRow("decomposed") << text << QString("Cafe") + QChar(0x0301) << true;
    QTest::newRow("a ligature") << text << "filter" << true;
    QTest::newRow("other words") << text << "eight years" << false;
    QTest::newRow("half of a short quote is too little") << text << "seven years of rain" << false;
    QTest::newRow("half of a long one is enough")
        << text << "the kettle has a warranty of seven winters if it boils no milk" << true;
    QTest::newRow("a third of it is not")
        << text << "the kettle has a warranty which ends when it was used to boil milk or soup or to melt some snow"
        << false;
    QTest::newRow("Chinese") << "押金为两个月租金。合同到期、钥匙交还并且屋内设施完好的，七日内全额退还。"
                             << "七日内全额退还" << true;
}

void ExpectedPlacesTest::knowsWhatIsExpected()
{
    QFETCH(QString, text);
    QFETCH(QString, quote);
    QFETCH(bool, isRight);

    const ExpectedPassage expected{.documentId = "a", .page = {}, .quote = quote};
    QCOMPARE(isExpected(passage("a", text), expected), isRight);
    QVERIFY(!isExpected(passage("b", text), expected));

    const ExpectedPassage paged{.documentId = "a", .page = 2, .quote = quote};
    QCOMPARE(isExpected(passage("a", text, 2), paged), isRight);
    QVERIFY(!isExpected(passage("a", text, 3), paged));
    QVERIFY(!isExpected(passage("a", text), paged));
}

void ExpectedPlacesTest::findsAQuoteWhereverThePassageIsCut()
{
    const QString text
        = "The heating is bled in autumn. Its pressure should stand at one and a half bar when cold. Then rest.";
    const ExpectedPassage expected{
        .documentId = "a", .page = {}, .quote = "its pressure should stand at one and a half bar when cold"};
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        const bool isFound = isExpected(passage("a", text.first(cut)), expected)
            || isExpected(passage("a", text.sliced(cut)), expected);
        QVERIFY2(isFound, qPrintable(QString::number(cut)));
    }
}

void ExpectedPlacesTest::givesTheFirstPlaceOfEach()
{
    const QList<Source> found{
        passage("x", "one"), passage("a", "two", 1), passage("a", "three", 2), passage("b", "four")};
    const QList<ExpectedPassage> expected{{.documentId = "b", .page = {}, .quote = {}},
        {.documentId = "a", .page = {}, .quote = {}}, {.documentId = "a", .page = 2, .quote = {}},
        {.documentId = "c", .page = {}, .quote = {}}, {.documentId = "a", .page = {}, .quote = "THREE"}};
    QCOMPARE(expectedPlaces(found, expected), QList<int>({4, 2, 3, 0, 3}));
    QCOMPARE(expectedPlaces({}, expected), QList<int>({0, 0, 0, 0, 0}));
    QCOMPARE(expectedPlaces(found, {}), QList<int>());
}

QTEST_GUILESS_MAIN(ExpectedPlacesTest)
#include "expected_places_test.moc"
