// SPDX-License-Identifier: MIT
#include "app/embedding_lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace freshet;

class EmbeddingLinesTest : public QObject {
    Q_OBJECT

private slots:
    void writesNumbersThatCanBeReadBackExactly();
    void writesThemShort();
    void showsATextToPeople();
    void cutsALongTextAndManyNumbers();
};

void EmbeddingLinesTest::writesNumbersThatCanBeReadBackExactly()
{
    const EmbeddingVector vector{0.1F, -1.0F / 3, 1e-30F, 0, 1, std::numeric_limits<float>::denorm_min()};
    const QByteArray line = embeddingJsonLine(7, vector);
    QVERIFY(line.endsWith("]}\n"));
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.value("n").toInt(), 7);
    QCOMPARE(object.value("dimensions").toInt(), 6);
    const QJsonArray numbers = object.value("embedding").toArray();
    QCOMPARE(numbers.size(), vector.size());
    for (qsizetype i = 0; i < vector.size(); ++i)
        QVERIFY(static_cast<float>(numbers.at(i).toDouble()) == vector.at(i));
}

void EmbeddingLinesTest::writesThemShort()
{
    QCOMPARE(embeddingJsonLine(1, {0.6F, 0.8F}), QByteArray("{\"n\":1,\"dimensions\":2,\"embedding\":[0.6,0.8]}\n"));
}

void EmbeddingLinesTest::showsATextToPeople()
{
    QCOMPARE(embeddingHeadLine().simplified(), "n dimensions norm similarity first numbers text");
    const QString line = embeddingLine(12, " two\n words ", {0.6F, 0.8F}, {1, 0});
    QCOMPARE(line.simplified(), "12 2 1.0000 0.6000 0.6000 0.8000 two words");
    QCOMPARE(line.indexOf("two"), embeddingHeadLine().indexOf("text"));
    QCOMPARE(line.count('\n'), 1);
}

void EmbeddingLinesTest::cutsALongTextAndManyNumbers()
{
    const QString line = embeddingLine(1, QString(100, 'x'), {0.5F, 0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F, 0.5F});
    QCOMPARE(line.count("0.5000"), 3);
    QCOMPARE(line.count(QChar(0x2026)), 2);
    QVERIFY(line.size() < 110);
}

QTEST_GUILESS_MAIN(EmbeddingLinesTest)
#include "embedding_lines_test.moc"
