// SPDX-License-Identifier: MIT
#include "app/single_instance.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace freshet;

class SingleInstanceTest : public QObject {
    Q_OBJECT

private slots:
    void asksTheFirstToShowItself();
    void leavesOtherProfilesAlone();
    void takesOverWhenTheFirstIsGone();
};

namespace {

/// In a thread of its own, since both ends wait for each other.
SingleInstance::Role claimElsewhere(const QString &lockFile)
{
    SingleInstance::Role role = SingleInstance::Role::First;
    const std::unique_ptr<QThread> thread(QThread::create([&] { role = SingleInstance(lockFile).claim(); }));
    thread->start();
    if (!QTest::qWaitFor([&thread] { return thread->isFinished(); }, 10'000))
        qFatal("the second start hangs");
    return role;
}

} // namespace

void SingleInstanceTest::asksTheFirstToShowItself()
{
    const QTemporaryDir dir;
    const QString lock = dir.filePath(QStringLiteral("window.lock"));
    SingleInstance first(lock);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    const QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    QCOMPARE(claimElsewhere(lock), SingleInstance::Role::Second);
    QCOMPARE(raised.count(), 1);
    QCOMPARE(claimElsewhere(lock), SingleInstance::Role::Second);
    QCOMPARE(raised.count(), 2);
}

void SingleInstanceTest::leavesOtherProfilesAlone()
{
    const QTemporaryDir dir;
    SingleInstance first(dir.filePath(QStringLiteral("a.lock")));
    SingleInstance other(dir.filePath(QStringLiteral("b.lock")));
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    QCOMPARE(other.claim(), SingleInstance::Role::First);
}

void SingleInstanceTest::takesOverWhenTheFirstIsGone()
{
    const QTemporaryDir dir;
    const QString lock = dir.filePath(QStringLiteral("window.lock"));
    {
        SingleInstance first(lock);
        QCOMPARE(first.claim(), SingleInstance::Role::First);
    }
    SingleInstance next(lock);
    QCOMPARE(next.claim(), SingleInstance::Role::First);
}

QTEST_GUILESS_MAIN(SingleInstanceTest)
#include "single_instance_test.moc"
