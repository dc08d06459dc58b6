// SPDX-License-Identifier: MIT
#include "app/single_instance.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace freshet;
using Wish = SingleInstance::Wish;

class SingleInstanceTest : public QObject {
    Q_OBJECT

private slots:
    void asksTheFirstToShowItself();
    void handsItsWishAndTokenOver_data();
    void handsItsWishAndTokenOver();
    void understandsOtherVersions_data();
    void understandsOtherVersions();
    void isNotHeldUpByWhoSaysNothing();
    void leavesOtherProfilesAlone();
    void takesOverWhenTheFirstIsGone();
};

namespace {

/// In a thread of its own, since both ends wait for each other.
SingleInstance::Role claimElsewhere(
    const QString &lockFile, Wish wish = Wish::Raise, const QByteArray &token = QByteArray())
{
    SingleInstance::Role role = SingleInstance::Role::First;
    const std::unique_ptr<QThread> thread(QThread::create([&] { role = SingleInstance(lockFile).claim(wish, token); }));
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
    const QSignalSpy requested(&first, &SingleInstance::requested);
    QCOMPARE(claimElsewhere(lock), SingleInstance::Role::Second);
    QTRY_COMPARE(requested.count(), 1);
    QCOMPARE(claimElsewhere(lock), SingleInstance::Role::Second);
    QTRY_COMPARE(requested.count(), 2);
    QCOMPARE(requested.at(1).at(0).value<Wish>(), Wish::Raise);
}

void SingleInstanceTest::handsItsWishAndTokenOver_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("raise") << Wish::Raise << QByteArray() << QByteArray();
    QTest::newRow("quick ask") << Wish::QuickAsk << QByteArray() << QByteArray();
    QTest::newRow("with a token") << Wish::QuickAsk << QByteArray("gnome-shell/x-1_TIME42")
                                  << QByteArray("gnome-shell/x-1_TIME42");
    QTest::newRow("no token: a line") << Wish::QuickAsk << QByteArray("a\nraise") << QByteArray();
    QTest::newRow("no token: words") << Wish::Raise << QByteArray("a b") << QByteArray();
    QTest::newRow("no token: too long") << Wish::QuickAsk << QByteArray(300, 'a') << QByteArray();
}

void SingleInstanceTest::handsItsWishAndTokenOver()
{
    QFETCH(Wish, wish);
    QFETCH(QByteArray, token);
    const QTemporaryDir dir;
    const QString lock = dir.filePath(QStringLiteral("window.lock"));
    SingleInstance first(lock);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    const QSignalSpy requested(&first, &SingleInstance::requested);
    QCOMPARE(claimElsewhere(lock, wish, token), SingleInstance::Role::Second);
    QTRY_COMPARE(requested.count(), 1);
    QCOMPARE(requested.at(0).at(0).value<Wish>(), wish);
    QTEST(requested.at(0).at(1).toByteArray(), "expected");
}

void SingleInstanceTest::understandsOtherVersions_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<Wish>("expected");
    QTest::newRow("nothing, as 0.1.0 does") << QByteArray() << Wish::Raise;
    QTest::newRow("an unknown wish") << QByteArray("dance\n") << Wish::Raise;
    QTest::newRow("no end of the line") << QByteArray("quick-ask") << Wish::QuickAsk;
    QTest::newRow("more than a line") << QByteArray("quick-ask\nraise\n") << Wish::QuickAsk;
    QTest::newRow("far too much") << QByteArray(100'000, 'x') << Wish::Raise;
    QTest::newRow("bytes") << QByteArray("\0\xff \n", 4) << Wish::Raise;
}

void SingleInstanceTest::understandsOtherVersions()
{
    QFETCH(QByteArray, said);
    const QTemporaryDir dir;
    SingleInstance first(dir.filePath(QStringLiteral("window.lock")));
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    const QSignalSpy requested(&first, &SingleInstance::requested);
    QLocalSocket other;
    other.connectToServer(first.socketName(), QIODevice::ReadWrite);
    other.write(said);
    QTRY_VERIFY(other.canReadLine());
    QCOMPARE(other.readLine(), QByteArray("raised\n"));
    other.disconnectFromServer();
    QTRY_COMPARE(requested.count(), 1);
    QTEST(requested.at(0).at(0).value<Wish>(), "expected");
}

void SingleInstanceTest::isNotHeldUpByWhoSaysNothing()
{
    const QTemporaryDir dir;
    const QString lock = dir.filePath(QStringLiteral("window.lock"));
    SingleInstance first(lock);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    const QSignalSpy requested(&first, &SingleInstance::requested);
    QLocalSocket silent;
    silent.connectToServer(first.socketName(), QIODevice::ReadWrite);
    QTRY_COMPARE(silent.state(), QLocalSocket::ConnectedState);
    QCOMPARE(claimElsewhere(lock, Wish::QuickAsk), SingleInstance::Role::Second);
    QTRY_COMPARE(requested.count(), 1);
    QCOMPARE(requested.at(0).at(0).value<Wish>(), Wish::QuickAsk);
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
