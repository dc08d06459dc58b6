// SPDX-License-Identifier: MIT
#include "core/settings/start_counter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

class StartCounterTest : public QObject {
    Q_OBJECT

private slots:
    void countsStartsThatDidNotComeThrough();
    void startsAnewAfterAGoodOne();
    void takesGarbageForNothing();
    void worksWhereNothingCanBeWritten();
};

void StartCounterTest::countsStartsThatDidNotComeThrough()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("starts"));
    for (int failures = 0; failures <= StartCounter::kFailuresBeforeSafe; ++failures)
        QCOMPARE(StartCounter(path).begin(), failures);
    QVERIFY(!(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void StartCounterTest::startsAnewAfterAGoodOne()
{
    const QTemporaryDir dir;
    StartCounter counter(dir.filePath(QStringLiteral("starts")));
    QCOMPARE(counter.begin(), 0);
    QCOMPARE(counter.begin(), 1);
    counter.succeed();
    QCOMPARE(counter.begin(), 0);
}

void StartCounterTest::takesGarbageForNothing()
{
    const QTemporaryDir dir;
    for (const char *garbage : {"", "many", "-7", "\xff\xfe", "99999999999999999999"}) {
        QFile file(dir.filePath(QStringLiteral("starts")));
        QVERIFY(file.open(QFile::WriteOnly) && file.write(garbage) >= 0);
        file.close();
        QCOMPARE(StartCounter(file.fileName()).begin(), 0);
    }
}

void StartCounterTest::worksWhereNothingCanBeWritten()
{
    StartCounter counter(QStringLiteral("/proc/no-such-place/starts"));
    QCOMPARE(counter.begin(), 0);
    counter.succeed();
}

QTEST_GUILESS_MAIN(StartCounterTest)
#include "start_counter_test.moc"
