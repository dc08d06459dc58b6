// SPDX-License-Identifier: MIT
#include "core/base/json.h"

#include <QTest>

using namespace freshet;

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void readsObjectsAndArraysOnly();
    void knowsTheBeginningOfAnObject();
    void keepsTheRestWhenOneNumberIsOutOfRange_data();
    void keepsTheRestWhenOneNumberIsOutOfRange();
    void replacesBytesThatAreNoUtf8();
    void leavesWordsInsideStringsAlone();
    void refusesDeepNesting();
    void refusesAnObjectOfTooManyMembers();
    void forgivesNothingWhenReadStrictly();
    void takesAWrongTypeForMissing();
    void countsOnlyWhatIsACount();
};

void JsonTest::readsObjectsAndArraysOnly()
{
    QVERIFY(json::parse("{\"a\":1}")->isObject());
    QVERIFY(json::parse(" [1]\n")->isArray());
    for (const char *text : {"", "1", "\"text\"", "null", "{\"a\":1} trailing", "{\"a\":", "plain"})
        QVERIFY2(!json::parse(text), text);
}

void JsonTest::knowsTheBeginningOfAnObject()
{
    const QByteArray whole = R"({"a":[1.5,true,"x\u00e9\n",{"b":null}],"c":"\ud83d\ude00"})";
    for (qsizetype size = 1; size < whole.size(); ++size)
        QVERIFY2(json::isCutOff(whole.first(size)), whole.first(size).constData());
    for (const char *text : {"", "plain", "{\"a\":1}", "{\"a\":1} trailing", "{malformed: <<<json>>>", "<html>"})
        QVERIFY2(!json::isCutOff(text), text);
}

void JsonTest::keepsTheRestWhenOneNumberIsOutOfRange_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number : {"1e999", "-1e999", "NaN", "Infinity", "-Infinity"})
        QTest::newRow(number) << QByteArray(number);
}

void JsonTest::keepsTheRestWhenOneNumberIsOutOfRange()
{
    QFETCH(QByteArray, number);
    const auto value
        = json::parse(QByteArray("{\"score\":" + number + ",\"n\":-1.5e3,\"text\":\"kept \\\"1e999\\\"\"}"));
    QVERIFY(value);
    const QJsonObject object = value->toObject();
    QVERIFY(object["score"].isNull());
    QCOMPARE(object["n"].toDouble(), -1500.0);
    QCOMPARE(object["text"].toString(), "kept \"1e999\"");
}

void JsonTest::replacesBytesThatAreNoUtf8()
{
    const auto value = json::parse("{\"text\":\"a\xff z\"}");
    QVERIFY(value);
    QCOMPARE(value->toObject()["text"].toString(), QString::fromUtf8("a\xef\xbf\xbd z"));
}

void JsonTest::leavesWordsInsideStringsAlone()
{
    const auto value = json::parse("{\"text\":\"Infinity and {[ \\\\\",\"bad\":NaN}");
    QVERIFY(value);
    QCOMPARE(value->toObject()["text"].toString(), "Infinity and {[ \\");
}

void JsonTest::refusesDeepNesting()
{
    const auto nested = [](int depth) -> QByteArray { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(json::parse(QByteArray(nested(64))));
    QVERIFY(!json::parse(QByteArray(nested(65))));
    QVERIFY(json::parse(QByteArray("{\"text\":\"" + QByteArray(1000, '[') + "\"}")));
}

void JsonTest::refusesAnObjectOfTooManyMembers()
{
    const auto objectOf = [](int members) {
        QByteArray object = "{\"text\":\":\\\":::\"";
        for (int i = 1; i < members; ++i)
            object += ",\"" + QByteArray::number(i) + "\":0";
        return QByteArray(object + '}');
    };
    QVERIFY(json::parse(objectOf(10'000)));
    QVERIFY(!json::parse(objectOf(10'001)));
    QVERIFY(!json::parse(QByteArray("{\"a\":[1," + objectOf(10'001) + "]}")));
    QVERIFY(json::parse(QByteArray("[" + objectOf(6'000) + "," + objectOf(6'000) + "]"))); // each by itself
    QVERIFY(json::parse(QByteArray("{\"text\":\"" + QByteArray(20'000, ':') + "\"}")));
    QVERIFY(!json::parse(QByteArray(QByteArray(100, '}') + QByteArray(64, '[') + QByteArray(20'000, ':'))));
}

void JsonTest::forgivesNothingWhenReadStrictly()
{
    QCOMPARE(json::parseStrictly("{\"a\":1}"), json::parse("{\"a\":1}"));
    for (const char *text : {"{\"a\":NaN}", "{\"a\":1e999}", "{\"a\":\"\xff\"}", "{\"a\":", "1", ""})
        QVERIFY2(!json::parseStrictly(text), text);
    QVERIFY(!json::parseStrictly(QByteArray(QByteArray(65, '[') + QByteArray(65, ']'))));
}

void JsonTest::takesAWrongTypeForMissing()
{
    const QJsonObject object = json::parse("{\"s\":\"\",\"n\":1,\"z\":null}")->toObject();
    QCOMPARE(json::string(object, QLatin1String("s")), std::optional(QString("")));
    QCOMPARE(json::string(object, QLatin1String("n")), std::nullopt);
    QCOMPARE(json::string(object, QLatin1String("z")), std::nullopt);
    QCOMPARE(json::number(object, QLatin1String("s")), std::nullopt);
    QCOMPARE(json::number(object, QLatin1String("n")), std::optional(1.0));
    QVERIFY(json::object(object, QLatin1String("s")).isEmpty());
    QVERIFY(json::array(object, QLatin1String("missing")).isEmpty());
}

void JsonTest::countsOnlyWhatIsACount()
{
    const QJsonObject object = json::parse("{\"a\":7,\"b\":-1,\"c\":1.5,\"d\":2e9,\"e\":\"3\"}")->toObject();
    QCOMPARE(json::count(object, QLatin1String("a")), std::optional<qint64>(7));
    for (const char *key : {"b", "c", "d", "e", "missing"})
        QCOMPARE(json::count(object, QLatin1String(key)), std::nullopt);
}

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
