// SPDX-License-Identifier: MIT
#include "core/archive/json_item_scanner.h"
#include "tests/support/every_split.h"

#include <QTest>

using namespace freshet;

class JsonItemScannerTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheSameItemsHoweverTheBytesAreCut_data();
    void findsTheSameItemsHoweverTheBytesAreCut();
    void tellsWhereTheListBegins();
    void namesWhatIsTooDeep();
    void namesWhatHasTooManyParts();
};

void JsonItemScannerTest::findsTheSameItemsHoweverTheBytesAreCut_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArrayList>("items"); // "!" for one with a problem
    QTest::addColumn<bool>("isWhole");

    using List = QByteArrayList;
    QTest::newRow("array") << QByteArray(R"( [{"a":1}, {"b":[2,{}]} ] )") << List{R"({"a":1})", R"({"b":[2,{}]})"}
                           << true;
    QTest::newRow("empty array") << QByteArray("[]") << List{} << true;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[{}]") << List{"{}"} << true;
    QTest::newRow("signs in strings") << QByteArray(R"([{"a":"}],[\"{\\"},{"b":"\\"}])")
                                      << List{R"({"a":"}],[\"{\\"})", R"({"b":"\\"})"} << true;
    QTest::newRow("bare words") << QByteArray(R"([1,"two, 2",null,{}])") << List{"1", R"("two, 2")", "null", "{}"}
                                << true;
    QTest::newRow("one object") << QByteArray(R"({"a":[1,2],"b":{}})") << List{R"({"a":[1,2],"b":{}})"} << true;
    QTest::newRow("list of an object") << QByteArray(R"({"v":1,"chats":[{"a":1},{}],"z":[3]})")
                                       << List{R"({"a":1})", "{}"} << true;
    QTest::newRow("an inner list of that name")
        << QByteArray(R"({"v":{"chats":[1,2]}})") << List{R"({"v":{"chats":[1,2]}})"} << true;
    QTest::newRow("cut off") << QByteArray(R"([{"a":1},{"b":)") << List{R"({"a":1})", "!"} << false;
    QTest::newRow("cut off between") << QByteArray(R"([{"a":1},)") << List{R"({"a":1})"} << false;
    QTest::newRow("cut off in a string") << QByteArray(R"([{"a":"\)") << List{"!"} << false;
    QTest::newRow("brackets that do not match")
        << QByteArray(R"([{"a":1},{"b":[}],{"c":1}])") << List{R"({"a":1})", R"({"b":[)"} << false;
    QTest::newRow("more behind the end") << QByteArray("[{}] x") << List{"{}"} << false;
    QTest::newRow("no JSON") << QByteArray("hello") << List{} << false;
    QTest::newRow("nothing") << QByteArray("") << List{} << false;
}

void JsonItemScannerTest::findsTheSameItemsHoweverTheBytesAreCut()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArrayList, items);
    QFETCH(bool, isWhole);
    for (const QByteArrayList &pieces : test::everySplit(json)) {
        JsonItemScanner scanner;
        for (const QByteArray &piece : pieces)
            scanner.feed(piece);
        scanner.finish();
        QByteArrayList found;
        for (const JsonItem &item : scanner.items())
            found << (item.problem.isEmpty() ? json.mid(item.begin, item.end - item.begin) : QByteArray("!"));
        QCOMPARE(found, items);
        QCOMPARE(scanner.problem().isEmpty(), isWhole);
    }
}

void JsonItemScannerTest::tellsWhereTheListBegins()
{
    const QByteArray json = R"({"format":"x","chats":[{}]})";
    JsonItemScanner scanner;
    scanner.feed(json);
    scanner.finish();
    QCOMPARE(json.left(scanner.headEnd()), QByteArray(R"({"format":"x","chats":[)"));
}

void JsonItemScannerTest::namesWhatIsTooDeep()
{
    JsonItemScanner scanner;
    scanner.feed(QByteArray("[" + QByteArray(5'000'000, '[') + QByteArray(5'000'000, ']') + ",{}]"));
    scanner.finish();
    QCOMPARE(scanner.items().size(), 2);
    QCOMPARE(scanner.items().at(0).problem, QString("Its parts are nested too deeply."));
    QVERIFY(scanner.items().at(1).problem.isEmpty());
}

void JsonItemScannerTest::namesWhatHasTooManyParts()
{
    JsonItemScanner scanner;
    scanner.feed(QByteArray("[[" + QByteArray(6'000'000, ',') + "],{}]"));
    scanner.finish();
    QCOMPARE(scanner.items().size(), 2);
    QCOMPARE(scanner.items().at(0).problem, QString("It has too many parts."));
    QVERIFY(scanner.items().at(1).problem.isEmpty());
}

QTEST_GUILESS_MAIN(JsonItemScannerTest)
#include "json_item_scanner_test.moc"
