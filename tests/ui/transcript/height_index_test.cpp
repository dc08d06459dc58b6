// SPDX-License-Identifier: MIT
#include "ui/transcript/height_index.h"

#include <QRandomGenerator>
#include <QTest>

using namespace freshet;

class HeightIndexTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithPlainSums();
    void staysWithinItsRows();
};

void HeightIndexTest::agreesWithPlainSums()
{
    QRandomGenerator random(7);
    HeightIndex index;
    std::vector<int> rows;
    for (int step = 0; step < 2'000; ++step) {
        const int what = random.bounded(10);
        if (what < 6 || rows.empty()) {
            rows.push_back(random.bounded(100));
            index.append(rows.back());
        } else if (what < 9) {
            const auto row = size_t(random.bounded(int(rows.size())));
            rows[row] = random.bounded(100);
            index.setHeight(row, rows[row]);
        } else {
            rows.resize(rows.size() - std::min<size_t>(rows.size(), 3));
            index.truncate(rows.size());
        }
        QCOMPARE(index.count(), rows.size());
        qint64 top = 0;
        for (size_t row = 0; row < rows.size(); ++row) {
            QCOMPARE(index.top(row), top);
            if (rows[row] > 0) {
                QCOMPARE(index.rowAt(top), row);
                QCOMPARE(index.rowAt(top + rows[row] - 1), row);
            }
            top += rows[row];
        }
        QCOMPARE(index.total(), top);
        if (rows.size() > 60) {
            rows.clear();
            index.assign(rows);
        }
    }
}

void HeightIndexTest::staysWithinItsRows()
{
    HeightIndex index;
    index.assign({10, 20, 30});
    QCOMPARE(index.rowAt(-5), size_t(0));
    QCOMPARE(index.rowAt(10'000), size_t(2));
}

QTEST_GUILESS_MAIN(HeightIndexTest)
#include "height_index_test.moc"
