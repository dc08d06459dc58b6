// SPDX-License-Identifier: MIT
#include "core/vector/dot_product.h"

#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace freshet;

class DotProductTest : public QObject {
    Q_OBJECT

private slots:
    void isTheSumOfProducts();
    void isTheSameOnEveryProcessor_data();
    void isTheSameOnEveryProcessor();
    void isTheSameForTheLargestNumbers();
};

void DotProductTest::isTheSumOfProducts()
{
    std::vector<std::int8_t> a(kCellsABlock, 0);
    std::vector<std::int8_t> b(kCellsABlock, 0);
    a[0] = 127;
    b[0] = -127;
    a[31] = 3;
    b[31] = 5;
    a[7] = 9; // against a zero
    QCOMPARE(scalarDotProduct(a.data(), b.data(), a.size()), 15 - 127 * 127);
    QCOMPARE(dotProduct()(a.data(), b.data(), a.size()), 15 - 127 * 127);
}

void DotProductTest::isTheSameOnEveryProcessor_data()
{
    QTest::addColumn<int>("blocks");
    for (const int blocks : {0, 1, 2, 3, 12, 24, 32, 96, 256})
        QTest::addRow("%d blocks", blocks) << blocks;
}

void DotProductTest::isTheSameOnEveryProcessor()
{
    QFETCH(int, blocks);
    QRandomGenerator random(1);
    const auto size = static_cast<std::size_t>(blocks) * kCellsABlock;
    for (int round = 0; round < 50; ++round) {
        std::vector<std::int8_t> a(size);
        std::vector<std::int8_t> b(size);
        for (std::size_t i = 0; i < size; ++i) {
            a[i] = static_cast<std::int8_t>(random.bounded(-127, 128));
            b[i] = static_cast<std::int8_t>(random.bounded(-128, 128)); // a damaged row may have -128
        }
        QCOMPARE(dotProduct()(a.data(), b.data(), size), scalarDotProduct(a.data(), b.data(), size));
    }
}

void DotProductTest::isTheSameForTheLargestNumbers()
{
    for (const int query : {-127, 127}) {
        for (const int row : {-128, -127, 127}) {
            const std::vector<std::int8_t> a(8192, static_cast<std::int8_t>(query));
            const std::vector<std::int8_t> b(8192, static_cast<std::int8_t>(row));
            QCOMPARE(dotProduct()(a.data(), b.data(), a.size()), 8192 * query * row);
            QCOMPARE(scalarDotProduct(a.data(), b.data(), a.size()), 8192 * query * row);
        }
    }
}

QTEST_GUILESS_MAIN(DotProductTest)
#include "dot_product_test.moc"
