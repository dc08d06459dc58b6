// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_json.h"
#include "tests/core/evaluation/evaluation_samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace freshet;

/// What is whole comes back as it was (the store's test says so); what is not is nothing.
class EvaluationJsonTest : public QObject {
    Q_OBJECT

private slots:
    void takesNothingHalfFromAFile_data();
    void takesNothingHalfFromAFile();
    void takesNoPassageThatIsAnother_data();
    void takesNoPassageThatIsAnother();
    void takesNullForWhatIsNotSaid();
};

void EvaluationJsonTest::takesNothingHalfFromAFile_data()
{
    QTest::addColumn<QByteArray>("run");

    const QJsonObject whole = evaluation_json::fromRun(sampleRun({sampleOutcome("a", {1})}));
    const auto without = [&whole](const char *key, const QJsonValue &value) {
        QJsonObject object = whole;
        object.insert(QLatin1String(key), value);
        return QJsonDocument(object).toJson();
    };
    QTest::newRow("no date") << without("started_at", QJsonValue());
    QTest::newRow("a date that is none") << without("started_at", "yesterday");
    QTest::newRow("no collection") << without("collection", "");
    QTest::newRow("no depth") << without("depth", 0);
    QTest::newRow("no outcomes") << without("outcomes", QJsonArray());
    QTest::newRow("an outcome of nothing") << without("outcomes", QJsonArray{QJsonObject()});
    QJsonObject outcome = whole.value("outcomes").toArray().first().toObject();
    outcome.insert("places", QJsonArray{1, 2});
    QTest::newRow("more places than passages") << without("outcomes", QJsonArray{outcome});
    outcome.insert("places", QJsonArray{1});
    outcome.insert("microseconds", -1);
    QTest::newRow("less than no time") << without("outcomes", QJsonArray{outcome});
}

void EvaluationJsonTest::takesNothingHalfFromAFile()
{
    QFETCH(QByteArray, run);

    QVERIFY(evaluation_json::toRun(evaluation_json::fromRun(sampleRun({sampleOutcome("a", {1})}))));
    QVERIFY(!evaluation_json::toRun(QJsonDocument::fromJson(run).object()));
}

void EvaluationJsonTest::takesNoPassageThatIsAnother_data()
{
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("no document") << QByteArray(R"({"page":3})");
    QTest::newRow("a page in quotation marks") << QByteArray(R"({"document":"roof","page":"3"})");
    QTest::newRow("a page before the first") << QByteArray(R"({"document":"roof","page":0})");
    QTest::newRow("less than no page") << QByteArray(R"({"document":"roof","page":-1})");
    QTest::newRow("half a page") << QByteArray(R"({"document":"roof","page":1.5})");
    QTest::newRow("a quote that is a number") << QByteArray(R"({"document":"roof","quote":2019})");
}

void EvaluationJsonTest::takesNoPassageThatIsAnother()
{
    QFETCH(QByteArray, expected);

    QJsonObject question = evaluation_json::fromQuestion(sampleQuestion("a"));
    question.insert("expected", QJsonArray{QJsonDocument::fromJson(expected).object()});
    QVERIFY(!evaluation_json::toQuestion(question));
}

void EvaluationJsonTest::takesNullForWhatIsNotSaid()
{
    QJsonObject question = evaluation_json::fromQuestion(sampleQuestion("a"));
    question.insert("expected",
        QJsonArray{QJsonObject{{"document", "roof"}, {"page", QJsonValue::Null}, {"quote", QJsonValue::Null}}});
    const auto read = evaluation_json::toQuestion(question);
    QVERIFY(read);
    QCOMPARE(
        read->expected, QList<ExpectedPassage>({{.documentId = "roof", .page = std::nullopt, .quote = QString()}}));
}

QTEST_GUILESS_MAIN(EvaluationJsonTest)
#include "evaluation_json_test.moc"
