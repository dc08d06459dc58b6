// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_follower.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace std::chrono_literals;

/// What is asked of whoever walks; the walks themselves are played by hand.
class FolderFollowerTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void asksForEachPlaceOnce();
    void asksForEachCollectionOfAFolder();
    void asksForTheChangedPartOnly();
    void asksAgainWhereAWalkFailed();
    void asksAgainForWhatTheSystemDoesNotTellOf();
    void asksForNothingWhileAWalkIsUnderWay();
    void saysWhichWalksAreNoLongerNeeded();
    void knowsWhatTheUserTookOut();
    void sleepsWhileNothingHappens();
    void tellsThatAnotherProgramChangedTheList();

private:
    QString path(const QString &name) const { return m_root + u'/' + name; }
    WatchedPlace place(const QString &name, const CollectionName &collection = "docs") const
    {
        return {.collection = collection, .path = path(name)};
    }
    void make(const FolderFollower::Options &options = {});
    void write(const QString &name) const;
    void step();
    void walk(const FolderFollower::Job &job, const Status &status = {});
    void walkAll();
    QStringList asked(); ///< Since the last call.
    bool canWakeUp() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
    std::chrono::milliseconds m_now{0};
    QList<FolderFollower::Job> m_jobs;
    qsizetype m_asked = 0; // of them
    std::unique_ptr<FolderFollower> m_follower;
};

void FolderFollowerTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QDir(m_dir->path()).canonicalPath();
    QVERIFY(QDir().mkpath(path("notes/sub")));
    QVERIFY(QDir().mkpath(path("papers")));
    make();
}

void FolderFollowerTest::make(const FolderFollower::Options &options)
{
    m_now = 1h;
    m_jobs.clear();
    m_asked = 0;
    FolderFollower::Options stepped = options;
    stepped.watcher.clock = [this] { return m_now; };
    m_follower = std::make_unique<FolderFollower>(path("index.db.watched"), stepped);
    connect(
        m_follower.get(), &FolderFollower::jobNeeded, this, [this](const FolderFollower::Job &job) { m_jobs << job; });
}

void FolderFollowerTest::write(const QString &name) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
}

void FolderFollowerTest::step()
{
    QCoreApplication::processEvents();
    m_now += 10s;
    m_follower->findChild<FolderWatcher *>()->tellDue();
}

void FolderFollowerTest::walk(const FolderFollower::Job &job, const Status &status)
{
    m_follower->noteListing(job, job.place.path);
    if (job.paths.isEmpty() && QDir(job.place.path + "/sub").exists())
        m_follower->noteListing(job, job.place.path + "/sub");
    m_follower->noteEnd(job, status);
}

void FolderFollowerTest::walkAll()
{
    const QList<FolderFollower::Job> jobs = std::exchange(m_jobs, {});
    m_asked = 0;
    for (const FolderFollower::Job &job : jobs)
        walk(job);
}

QStringList FolderFollowerTest::asked()
{
    QStringList words;
    for (const FolderFollower::Job &job : m_jobs.mid(m_asked)) {
        QStringList parts;
        for (const QString &part : job.paths)
            parts << part.mid(m_root.size() + 1);
        words << QString(job.place.collection + ' ' + job.place.path.mid(m_root.size() + 1) + ": " + parts.join(' '));
    }
    m_asked = m_jobs.size();
    words.sort();
    return words;
}

bool FolderFollowerTest::canWakeUp() const
{
    const auto timers = m_follower->findChildren<QTimer *>();
    return std::any_of(timers.begin(), timers.end(), [](const QTimer *timer) { return timer->isActive(); });
}

void FolderFollowerTest::asksForEachPlaceOnce()
{
    m_follower->setPlaces({place("notes"), place("papers")});
    QCOMPARE(asked(), (QStringList{"docs notes: ", "docs papers: "}));
    m_follower->setPlaces({place("notes"), place("papers")});
    QCOMPARE(asked(), QStringList());
    QCOMPARE(m_follower->state(path("notes")), WatchedFolder::State::Followed);
}

void FolderFollowerTest::asksForEachCollectionOfAFolder()
{
    m_follower->setPlaces({place("notes"), place("notes", "other")});
    QCOMPARE(asked(), (QStringList{"docs notes: ", "other notes: "}));
    walkAll();
    write("notes/a.txt");
    step();
    QCOMPARE(asked(), (QStringList{"docs notes: notes/a.txt", "other notes: notes/a.txt"}));
}

void FolderFollowerTest::asksForTheChangedPartOnly()
{
    m_follower->setPlaces({place("notes"), place("papers")});
    walkAll();
    write("notes/sub/a.txt");
    step();
    QCOMPARE(asked(), QStringList{"docs notes: notes/sub/a.txt"});
    QVERIFY(QFile::rename(path("notes/sub/a.txt"), path("papers/a.txt")));
    step();
    QCOMPARE(asked(), (QStringList{"docs notes: notes/sub/a.txt", "docs papers: papers/a.txt"}));
}

void FolderFollowerTest::asksAgainWhereAWalkFailed()
{
    m_follower->setPlaces({place("notes"), place("papers")});
    walk(m_jobs.at(0), failure({.kind = ErrorKind::Storage, .message = "The index is in use."}));
    walk(m_jobs.at(1));
    asked();
    QVERIFY(canWakeUp());
    m_follower->rescan();
    QCOMPARE(asked(), QStringList{QString("docs " + m_jobs.at(0).place.path.mid(m_root.size() + 1) + ": ")});
    walk(m_jobs.last());
    QVERIFY(!canWakeUp());
    m_follower->rescan();
    QCOMPARE(asked(), QStringList());
    walk(m_jobs.at(0), failure({.kind = ErrorKind::Cancelled})); // it was stopped, which is no failure
    QVERIFY(!canWakeUp());
}

void FolderFollowerTest::asksAgainForWhatTheSystemDoesNotTellOf()
{
    make({.isChangedHereOnly = [this](const QString &folder) { return folder != path("papers"); }});
    m_follower->setPlaces({place("notes"), place("papers"), place("gone")});
    QCOMPARE(asked(), (QStringList{"docs notes: ", "docs papers: "}));
    QCOMPARE(m_follower->state(path("gone")), WatchedFolder::State::Missing);
    walkAll();
    QCOMPARE(m_follower->state(path("papers")), WatchedFolder::State::Polled);
    QVERIFY(canWakeUp());
    m_follower->rescan();
    QCOMPARE(asked(), QStringList{"docs papers: "});
    walkAll();
    QVERIFY(QDir().mkdir(path("gone")));
    m_follower->rescan();
    QCOMPARE(asked(), (QStringList{"docs gone: ", "docs papers: "}));
    QCOMPARE(m_follower->state(path("gone")), WatchedFolder::State::Followed);
}

void FolderFollowerTest::asksForNothingWhileAWalkIsUnderWay()
{
    make({.isChangedHereOnly = [](const QString &) { return false; }});
    m_follower->setPlaces({place("notes")});
    asked();
    m_follower->rescan();
    QCOMPARE(asked(), QStringList());
    walkAll();
    m_follower->rescan();
    QCOMPARE(asked(), QStringList{"docs notes: "});
}

void FolderFollowerTest::saysWhichWalksAreNoLongerNeeded()
{
    m_follower->setPlaces({place("notes"), place("notes", "other"), place("papers")});
    walkAll();
    QSignalSpy left(m_follower.get(), &FolderFollower::placeLeft);
    m_follower->setPlaces({place("notes", "other")});
    QCOMPARE(left.count(), 2);
    QCOMPARE(left.at(0), (QList<QVariant>{"docs", path("notes")}));
    QCOMPARE(left.at(1), (QList<QVariant>{"docs", path("papers")}));
    QVERIFY(!m_follower->isWatching(path("papers")));
    write("notes/a.txt");
    write("papers/b.txt");
    step();
    QCOMPARE(asked(), QStringList{"other notes: notes/a.txt"});
}

void FolderFollowerTest::knowsWhatTheUserTookOut()
{
    WatchedPlace notes = place("notes");
    notes.leftOut = {path("notes/a.txt")};
    m_follower->setPlaces({notes, place("notes", "other")});
    QVERIFY(m_follower->isLeftOut("docs", path("notes/a.txt")));
    QVERIFY(!m_follower->isLeftOut("docs", path("notes/b.txt")));
    QVERIFY(!m_follower->isLeftOut("other", path("notes/a.txt")));
    m_follower->setPlaces({place("notes"), place("notes", "other")});
    QVERIFY(!m_follower->isLeftOut("docs", path("notes/a.txt")));
}

void FolderFollowerTest::sleepsWhileNothingHappens()
{
    m_follower->setPlaces({place("notes"), place("papers")});
    walkAll();
    QCoreApplication::processEvents();
    QVERIFY(!canWakeUp());
    write("notes/a.txt");
    QCoreApplication::processEvents();
    QVERIFY(canWakeUp());
    step();
    walkAll();
    QTRY_VERIFY(!canWakeUp()); // the clock of the test goes ahead
}

void FolderFollowerTest::tellsThatAnotherProgramChangedTheList()
{
    QSignalSpy changed(m_follower.get(), &FolderFollower::listChanged);
    write("other.file");
    step();
    QCOMPARE(changed.count(), 0);
    write("index.db.watched");
    step();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(asked(), QStringList());
}

QTEST_GUILESS_MAIN(FolderFollowerTest)
#include "folder_follower_test.moc"
