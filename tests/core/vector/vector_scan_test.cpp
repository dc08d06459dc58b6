// SPDX-License-Identifier: MIT
#include "core/vector/vector_scan.h"
#include "tests/core/vector/vector_maker.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <thread>

using namespace freshet;

class VectorScanTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsTheNearest();
    void findsTheSameHoweverItIsDone_data();
    void findsTheSameHoweverItIsDone();
    void leavesOutWhatTheFilterDoes();
    void leavesOutFilesOfOtherDimensions();
    void ordersEquallyNearOnesByTheirIds();
    void findsNothingInNothing();
    void isSearchedBySeveralThreads();

private:
    static constexpr std::size_t kDimensions = 96;
    std::vector<VectorHit> bySorting(const QuantizedVector &query, const VectorFilter &filter) const;

    QTemporaryDir m_directory;
    QRandomGenerator m_random{7};
    std::vector<std::shared_ptr<const QuantizedVectors>> m_files;
    std::vector<std::vector<float>> m_vectors; // of passages 1, 2, …
};

void VectorScanTest::initTestCase()
{
    for (const int count : {1, 500, 1200, 64}) {
        std::vector<std::vector<float>> some;
        for (int i = 0; i < count; ++i)
            some.push_back(madeNumbers(kDimensions, m_random));
        m_files.push_back(madeVectors(
            m_directory.filePath(QString::number(count)), some, static_cast<std::int64_t>(m_vectors.size()) + 1));
        QVERIFY(m_files.back());
        m_vectors.insert(m_vectors.end(), some.begin(), some.end());
    }
}

std::vector<VectorHit> VectorScanTest::bySorting(const QuantizedVector &query, const VectorFilter &filter) const
{
    std::vector<VectorHit> hits;
    for (const auto &file : m_files) {
        for (std::size_t i = 0; i < file->size(); ++i) {
            const VectorRow &row = file->rows()[i];
            const auto &allowed = filter.collections;
            if ((!allowed.empty() && std::find(allowed.begin(), allowed.end(), row.collection) == allowed.end())
                || (filter.isDead && filter.isDead(row.passage)))
                continue;
            const auto product
                = static_cast<float>(scalarDotProduct(query.cells.data(), file->cells(i), file->stride()));
            hits.push_back({row.passage, product * query.scale * row.scale});
        }
    }
    std::sort(hits.begin(), hits.end(), [](const VectorHit &a, const VectorHit &b) {
        return std::pair(-a.similarity, a.passage) < std::pair(-b.similarity, b.passage);
    });
    return hits;
}

void VectorScanTest::findsTheNearest()
{
    const VectorScan scan(m_files);
    QCOMPARE(scan.size(), m_vectors.size());
    for (const std::size_t wanted : {0U, 1U, 700U, 1764U}) {
        const auto hits = scan.nearest(*QuantizedVector::of(m_vectors[wanted]), 3, {});
        QCOMPARE(hits.size(), std::size_t(3));
        QCOMPARE(hits[0].passage, qint64(wanted + 1));
        QVERIFY(hits[0].similarity > 0.98F && hits[0].similarity < 1.02F);
        QVERIFY(hits[1].similarity < 0.7F && hits[1].similarity >= hits[2].similarity);
    }
}

void VectorScanTest::findsTheSameHoweverItIsDone_data()
{
    QTest::addColumn<bool>("isScalar");
    QTest::addColumn<unsigned>("threads");
    for (const unsigned threads : {1U, 2U, 3U, 16U}) {
        QTest::addRow("fastest, %u threads", threads) << false << threads;
        QTest::addRow("scalar, %u threads", threads) << true << threads;
    }
}

void VectorScanTest::findsTheSameHoweverItIsDone()
{
    QFETCH(bool, isScalar);
    QFETCH(unsigned, threads);
    const VectorScan scan(m_files, {.dot = isScalar ? scalarDotProduct : dotProduct(), .threads = threads});
    for (const std::size_t count : {1U, 10U, 1000U, 5000U}) {
        const QuantizedVector query = *QuantizedVector::of(madeNumbers(kDimensions, m_random));
        std::vector<VectorHit> expected = bySorting(query, {});
        expected.resize(std::min(expected.size(), count));
        QVERIFY(scan.nearest(query, count, {}) == expected);
    }
}

void VectorScanTest::leavesOutWhatTheFilterDoes()
{
    const VectorScan scan(m_files, {.threads = 2});
    const VectorFilter filter{.collections = {1, 3}, .isDead = [](std::int64_t passage) { return passage % 5 == 0; }};
    const QuantizedVector query = *QuantizedVector::of(madeNumbers(kDimensions, m_random));
    const auto hits = scan.nearest(query, 5000, filter);
    QVERIFY(hits == bySorting(query, filter));
    QVERIFY(hits.size() > 500 && hits.size() < 1200);
}

void VectorScanTest::leavesOutFilesOfOtherDimensions()
{
    const VectorScan scan(m_files);
    QVERIFY(scan.nearest(*QuantizedVector::of(madeNumbers(kDimensions + 32, m_random)), 5, {}).empty());
}

void VectorScanTest::ordersEquallyNearOnesByTheirIds()
{
    const std::vector<float> same = madeNumbers(kDimensions, m_random);
    const auto file = madeVectors(m_directory.filePath("same"), {same, same, same, same, same}, 40);
    const VectorScan scan({file}, {.threads = 2});
    const auto hits = scan.nearest(*QuantizedVector::of(same), 3, {});
    QCOMPARE(hits.size(), std::size_t(3));
    for (std::size_t i = 0; i < hits.size(); ++i)
        QCOMPARE(hits[i].passage, qint64(40 + i));
}

void VectorScanTest::findsNothingInNothing()
{
    const QuantizedVector query = *QuantizedVector::of(m_vectors.front());
    QVERIFY(VectorScan({}).nearest(query, 5, {}).empty());
    QVERIFY(VectorScan(m_files).nearest(query, 0, {}).empty());
}

void VectorScanTest::isSearchedBySeveralThreads()
{
    const VectorScan scan(m_files, {.threads = 2});
    const QuantizedVector query = *QuantizedVector::of(m_vectors[42]);
    const auto expected = bySorting(query, {});
    std::array<std::vector<VectorHit>, 4> found;
    std::vector<std::thread> threads;
    for (auto &hits : found)
        threads.emplace_back([&scan, &query, &hits] { hits = scan.nearest(query, 5000, {}); });
    for (std::thread &thread : threads)
        thread.join();
    for (const auto &hits : found)
        QVERIFY(hits == expected);
}

QTEST_GUILESS_MAIN(VectorScanTest)
#include "vector_scan_test.moc"
