// SPDX-License-Identifier: MIT
#include "tests/core/vector/vector_maker.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace freshet;

class QuantizedVectorsTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheDirectionOfAVector();
    void refusesWhatHasNoDirection_data();
    void refusesWhatHasNoDirection();
    void holdsWhatWasAdded();
    void refusesARowThatIsNone();
    void refusesEveryDamage();
    void refusesEveryCut();
    void refusesNumbersThatDoNotFit_data();
    void refusesNumbersThatDoNotFit();
    void tellsThatADiskIsFull();

private:
    QTemporaryDir m_directory;
};

namespace {

QByteArray bytesOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

} // namespace

void QuantizedVectorsTest::keepsTheDirectionOfAVector()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 100; ++round) {
        const std::vector<float> a = madeNumbers(768, random);
        std::vector<float> b = madeNumbers(768, random);
        for (std::size_t i = 0; i < b.size(); ++i)
            b[i] += a[i] * static_cast<float>(round) / 50; // from unlike to alike
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (std::size_t i = 0; i < b.size(); ++i) {
            dot += double(a[i]) * double(b[i]);
            lengthA += double(a[i]) * double(a[i]);
            lengthB += double(b[i]) * double(b[i]);
        }
        const float got = similarity(*QuantizedVector::of(a), *QuantizedVector::of(b));
        QVERIFY(std::abs(double(got) - dot / std::sqrt(lengthA * lengthB)) < 0.005);
    }
}

void QuantizedVectorsTest::refusesWhatHasNoDirection_data()
{
    QTest::addColumn<QList<float>>("numbers");
    constexpr float infinite = std::numeric_limits<float>::infinity();
    QTest::newRow("nothing") << QList<float>{};
    QTest::newRow("zeros") << QList<float>(64, 0.0F);
    QTest::newRow("no number") << QList<float>{1, std::nanf("")};
    QTest::newRow("infinite") << QList<float>{1, infinite};
    QTest::newRow("too many") << QList<float>(kMostDimensions + 1, 1.0F);
}

void QuantizedVectorsTest::refusesWhatHasNoDirection()
{
    QFETCH(QList<float>, numbers);
    QVERIFY(!QuantizedVector::of({numbers.constData(), static_cast<std::size_t>(numbers.size())}));
}

void QuantizedVectorsTest::holdsWhatWasAdded()
{
    QRandomGenerator random(3);
    for (const std::size_t dimensions : {1U, 31U, 32U, 33U, 384U}) {
        std::vector<std::vector<float>> vectors;
        for (int i = 0; i < 20; ++i)
            vectors.push_back(madeNumbers(dimensions, random));
        const auto made = madeVectors(m_directory.filePath("held"), vectors, 100);
        QVERIFY(made);
        QCOMPARE(made->size(), vectors.size());
        QCOMPARE(made->dimensions(), dimensions);
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            const auto expected = QuantizedVector::of(vectors[i]);
            const std::vector<std::int8_t> cells(made->cells(i), made->cells(i) + made->stride());
            QVERIFY(cells == expected->cells);
            QCOMPARE(made->rows()[i].scale, expected->scale);
            QCOMPARE(made->rows()[i].passage, qint64(100 + i));
            QCOMPARE(made->rows()[i].collection, quint32(i % 3 + 1));
        }
    }
}

void QuantizedVectorsTest::refusesARowThatIsNone()
{
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    QuantizedVectorsWriter writer(out, 32);
    const std::vector<std::int8_t> cells(32, 1);
    QVERIFY(!writer.add(1, 1, std::span(cells).first(31), 0.1F));
    QVERIFY(!writer.add(1, 1, cells, 0));
    QVERIFY(!writer.add(1, 1, cells, std::nanf("")));
    QVERIFY(writer.add(1, 1, cells, 0.1F));
    QCOMPARE(writer.size(), std::size_t(1));
}

void QuantizedVectorsTest::refusesEveryDamage()
{
    QRandomGenerator random(4);
    const QString path = m_directory.filePath("whole");
    QVERIFY(madeVectors(path, {madeNumbers(40, random), madeNumbers(40, random)}));
    const QByteArray whole = bytesOfFile(path);
    const QString damaged = m_directory.filePath("damaged");
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray bytes = whole;
        bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
        QVERIFY(writeBytes(damaged, bytes));
        const auto opened = QuantizedVectors::open(damaged);
        QVERIFY2(!opened, qPrintable(QString::number(i)));
        QCOMPARE(opened.error().kind, ErrorKind::Storage);
        QVERIFY(opened.error().message.contains(damaged));
    }
}

void QuantizedVectorsTest::refusesEveryCut()
{
    QRandomGenerator random(5);
    const QString path = m_directory.filePath("uncut");
    QVERIFY(madeVectors(path, {madeNumbers(40, random)}));
    const QByteArray whole = bytesOfFile(path);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QVERIFY(writeBytes(path, whole.first(size)));
        QVERIFY(!QuantizedVectors::open(path));
    }
    QVERIFY(QFile::remove(path));
    QVERIFY(!QuantizedVectors::open(path));
}

void QuantizedVectorsTest::refusesNumbersThatDoNotFit_data()
{
    QTest::addColumn<quint64>("rows");
    QTest::addColumn<quint64>("dimensions");
    QTest::newRow("more rows than there are") << quint64(2) << quint64(40);
    QTest::newRow("rows that overflow") << (quint64(1) << 60) << quint64(40);
    QTest::newRow("no dimensions") << quint64(1) << quint64(0);
    QTest::newRow("more dimensions than any model has") << quint64(1) << quint64(1 << 20);
    QTest::newRow("dimensions that overflow") << quint64(1) << ~quint64(0);
}

void QuantizedVectorsTest::refusesNumbersThatDoNotFit()
{
    QFETCH(quint64, rows);
    QFETCH(quint64, dimensions);
    QRandomGenerator random(6);
    const QString path = m_directory.filePath("hostile");
    QVERIFY(madeVectors(path, {madeNumbers(40, random)}));
    QByteArray bytes = bytesOfFile(path);
    constexpr qsizetype endSize = 32; // rows, dimensions, checksum, magic
    bytes.replace(bytes.size() - endSize, 8, QByteArray(reinterpret_cast<const char *>(&rows), 8));
    bytes.replace(bytes.size() - endSize + 8, 8, QByteArray(reinterpret_cast<const char *>(&dimensions), 8));
    QVERIFY(writeBytes(path, bytes));
    QVERIFY(!QuantizedVectors::open(path));
}

void QuantizedVectorsTest::tellsThatADiskIsFull()
{
    QFile full("/dev/full");
    if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        QSKIP("needs /dev/full");
    QuantizedVectorsWriter writer(full, 32);
    QVERIFY(writer.add(1, 1, std::vector<std::int8_t>(32, 1), 0.1F));
    const Status finished = writer.finish();
    QVERIFY(!finished);
    QCOMPARE(finished.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(QuantizedVectorsTest)
#include "quantized_vectors_test.moc"
