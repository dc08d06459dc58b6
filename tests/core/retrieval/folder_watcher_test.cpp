// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_watcher.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;
using namespace std::chrono_literals;

/// Real folders and what the system tells of them; only the clock is stepped.
class FolderWatcherTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void waitsUntilItIsQuiet();
    void waitsForTheLastChange();
    void waitsForNoOtherChangeForEver();
    void tellsABurstOnce();
    void tellsWhatKindOfChangeItMayBe_data();
    void tellsWhatKindOfChangeItMayBe();
    void waitsForTheEndOfWriting();
    void tellsOfAFileThatDoesNotGrow();
    void tellsAllOfARootWhenTooMuchHappened();
    void tellsThatARootIsGone();
    void waitsForARootThatIsNotThere();
    void followsAFolderThatIsMoved();
    void letsGoOfFoldersThatAreNotNamedAgain();
    void tellsEachRootThatAChangeIsIn();
    void tellsOfASingleFileOnly();
    void saysThatNotAllIsWatched();
    void forgetsARoot();
    void knowsFileSystemsThatOthersWriteTo_data();
    void knowsFileSystemsThatOthersWriteTo();

private:
    QString path(const QString &name) const { return m_root + u'/' + name; }
    void write(const QString &name, const QByteArray &bytes = "text") const;
    void make(const FolderWatcher::Options &options = {});
    void walk(const QString &root);
    void step(std::chrono::milliseconds time); ///< What the system has told is read before it.
    QStringList told(); ///< Since the last call. A root of which all may have changed: its path with a star.

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
    std::chrono::milliseconds m_now{0};
    std::unique_ptr<FolderWatcher> m_watcher;
    std::unique_ptr<QSignalSpy> m_changed;
};

void FolderWatcherTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QDir(m_dir->path()).canonicalPath() + "/root";
    QVERIFY(QDir().mkpath(path("sub/deep")));
    write("old.txt");
    write("sub/old.txt");
    make();
    walk(m_root);
}

void FolderWatcherTest::make(const FolderWatcher::Options &options)
{
    m_now = 1h;
    FolderWatcher::Options stepped = options;
    stepped.clock = [this] { return m_now; };
    m_watcher = std::make_unique<FolderWatcher>(stepped);
    m_changed = std::make_unique<QSignalSpy>(m_watcher.get(), &FolderWatcher::changed);
}

void FolderWatcherTest::write(const QString &name, const QByteArray &bytes) const
{
    test::writtenFile(path(name), bytes);
}

void FolderWatcherTest::walk(const QString &root)
{
    m_watcher->startWalk(root);
    m_watcher->watch(root, root);
    QDirIterator folders(root, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (folders.hasNext())
        m_watcher->watch(root, folders.next());
    m_watcher->endWalk(root);
}

void FolderWatcherTest::step(std::chrono::milliseconds time)
{
    QCoreApplication::processEvents();
    m_now += time;
    m_watcher->tellDue();
}

QStringList FolderWatcherTest::told()
{
    QStringList paths;
    for (const QList<QVariant> &signal : *m_changed) {
        const QStringList changed = signal.at(1).toStringList();
        for (const QString &path : changed)
            paths << path.mid(signal.first().toString().size() + 1);
        if (changed.isEmpty())
            paths << "*";
    }
    m_changed->clear();
    return paths;
}

void FolderWatcherTest::waitsUntilItIsQuiet()
{
    write("a.txt");
    step(1499ms);
    QCOMPARE(told(), QStringList());
    step(1ms);
    QCOMPARE(told(), QStringList{"a.txt"});
    step(1h);
    QCOMPARE(told(), QStringList());
}

void FolderWatcherTest::waitsForTheLastChange()
{
    write("a.txt");
    step(1000ms);
    write("sub/b.txt");
    step(1000ms);
    QCOMPARE(told(), QStringList());
    step(500ms);
    QCOMPARE(told(), (QStringList{"a.txt", "sub/b.txt"}));
}

void FolderWatcherTest::waitsForNoOtherChangeForEver()
{
    for (int second = 0; second < 10; ++second) {
        QCOMPARE(told(), QStringList());
        write("a.txt");
        step(1s);
    }
    QCOMPARE(told(), QStringList{"a.txt"});
}

void FolderWatcherTest::tellsABurstOnce()
{
    for (int i = 0; i < 1000; ++i)
        write(QString("sub/%1.txt").arg(i));
    step(1500ms);
    QCOMPARE(m_changed->count(), 1);
    QCOMPARE(told().size(), 1000);
}

void FolderWatcherTest::tellsWhatKindOfChangeItMayBe_data()
{
    using Change = std::function<void(const FolderWatcherTest &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("told");

    const auto row = [](const char *name, const Change &change, const QStringList &told) {
        QTest::newRow(name) << change << told;
    };
    row("written", [](auto &t) { t.write("old.txt", "other"); }, {"old.txt"});
    row("new", [](auto &t) { t.write("sub/new.txt"); }, {"sub/new.txt"});
    row("gone", [](auto &t) { QVERIFY(QFile::remove(t.path("sub/old.txt"))); }, {"sub/old.txt"});
    row("renamed", [](auto &t) { QVERIFY(QFile::rename(t.path("old.txt"), t.path("new.txt"))); },
        {"new.txt", "old.txt"});
    row("replaced as editors do",
        [](auto &t) {
            t.write("old.txt.part");
            QCOMPARE(::rename(QFile::encodeName(t.path("old.txt.part")).constData(),
                         QFile::encodeName(t.path("old.txt")).constData()),
                0);
        },
        {"old.txt", "old.txt.part"});
    row("moved in",
        [](auto &t) {
            t.write("../outside.txt");
            QVERIFY(QFile::rename(t.path("../outside.txt"), t.path("in.txt")));
        },
        {"in.txt"});
    row("moved out", [](auto &t) { QVERIFY(QFile::rename(t.path("old.txt"), t.path("../out.txt"))); }, {"old.txt"});
    row("a further name",
        [](auto &t) {
            QCOMPARE(::link(QFile::encodeName(t.path("old.txt")).constData(),
                         QFile::encodeName(t.path("twin.txt")).constData()),
                0);
        },
        {"twin.txt"});
    row("permissions", [](auto &t) { QCOMPARE(chmod(QFile::encodeName(t.path("old.txt")).constData(), 0600), 0); },
        {"old.txt"});
    row("a folder with files in it",
        [](auto &t) {
            QVERIFY(QDir().mkpath(t.path("new/deep")));
            t.write("new/deep/a.txt");
        },
        {"new"});
    row("a folder that went", [](auto &t) { QVERIFY(QDir(t.path("sub")).removeRecursively()); }, {"sub"});
    row("an ignore file", [](auto &t) { t.write("sub/.gitignore"); }, {"sub"});
    row("an ignore file of ours, at the top", [](auto &t) { t.write(".freshetignore"); }, {"*"});
    row("hidden", [](auto &t) { t.write(".hidden"); }, {});
    row("below a hidden folder",
        [](auto &t) {
            QVERIFY(QDir().mkpath(t.path(".git")));
            t.write(".git/config");
        },
        {});
    row("outside", [](auto &t) { t.write("../beside.txt"); }, {});
}

void FolderWatcherTest::tellsWhatKindOfChangeItMayBe()
{
    QFETCH(std::function<void(const FolderWatcherTest &)>, change);
    change(*this);
    step(1500ms);
    QTEST(told(), "told");
}

void FolderWatcherTest::waitsForTheEndOfWriting()
{
    QFile file(path("growing.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int minute = 0; minute < 3; ++minute) {
        QCoreApplication::processEvents();
        QVERIFY(file.write("some more of it") && file.flush());
        step(1min);
        QCOMPARE(told(), QStringList());
    }
    file.close();
    step(1500ms);
    QCOMPARE(told(), QStringList{"growing.txt"});
}

/// As programs do that write a file before it has a name; and one that is never closed is read as far as it goes.
void FolderWatcherTest::tellsOfAFileThatDoesNotGrow()
{
    QFile file(path("still.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") && file.flush());
    step(1500ms);
    QCOMPARE(told(), QStringList{"still.txt"});

    const int nameless = ::open(QFile::encodeName(m_root).constData(), O_TMPFILE | O_WRONLY, 0600);
    if (nameless < 0)
        QSKIP("this file system has no files without a name");
    QCOMPARE(::write(nameless, "text", 4), ssize_t(4));
    const QByteArray made = "/proc/self/fd/" + QByteArray::number(nameless);
    QCOMPARE(::linkat(AT_FDCWD, made.constData(), AT_FDCWD, QFile::encodeName(path("named.txt")).constData(),
                 AT_SYMLINK_FOLLOW),
        0);
    ::close(nameless);
    step(1500ms);
    QCOMPARE(told(), QStringList{"named.txt"});
}

void FolderWatcherTest::tellsAllOfARootWhenTooMuchHappened()
{
    QFile limit("/proc/sys/fs/inotify/max_queued_events");
    QVERIFY(limit.open(QIODevice::ReadOnly));
    const int most = limit.readAll().trimmed().toInt();
    if (most > 1'000'000)
        QSKIP("this system keeps too many events to bring it to its limit");
    const QByteArray first = QFile::encodeName(path("old.txt"));
    const QByteArray second = QFile::encodeName(path("sub/old.txt"));
    for (int i = 0; i < most; ++i) // the same twice would be told once
        chmod((i % 2 == 0 ? first : second).constData(), 0600);
    write("lost.txt");
    step(1500ms);
    QCOMPARE(told(), QStringList{"*"});
    write("a.txt"); // and goes on
    step(1500ms);
    QCOMPARE(told(), QStringList{"a.txt"});
}

void FolderWatcherTest::tellsThatARootIsGone()
{
    QVERIFY(QDir(m_root).removeRecursively());
    step(1500ms);
    QCOMPARE(told(), QStringList{"*"});
}

void FolderWatcherTest::waitsForARootThatIsNotThere()
{
    const QString root = path("disk/of/mine");
    m_watcher->await(root);
    step(1h);
    QCOMPARE(told(), QStringList());
    QVERIFY(QDir().mkdir(path("disk")));
    step(1500ms);
    QVERIFY(m_changed->contains({root, QStringList()}));
    told();
    m_watcher->await(root);
    QVERIFY(QDir().mkpath(root));
    step(1500ms);
    QVERIFY(m_changed->contains({root, QStringList()}));
    told();
    m_watcher->await(root); // which came first
    step(1500ms);
    QVERIFY(m_changed->contains({root, QStringList()}));
}

void FolderWatcherTest::followsAFolderThatIsMoved()
{
    QVERIFY(QFile::rename(path("sub"), path("other")));
    step(1500ms);
    QCOMPARE(told(), (QStringList{"other", "sub"}));
    m_watcher->watch(m_root, path("other"));
    m_watcher->watch(m_root, path("other/deep"));
    write("other/deep/a.txt");
    step(1500ms);
    QCOMPARE(told(), QStringList{"other/deep/a.txt"});

    QVERIFY(QFile::rename(path("other"), path("sub")));
    m_watcher->watch(m_root, path("sub")); // before what the system has told was read
    m_watcher->watch(m_root, path("sub/deep"));
    step(1500ms);
    QVERIFY(told().contains("sub")); // so whoever walks there watches it again
    m_watcher->watch(m_root, path("sub"));
    m_watcher->watch(m_root, path("sub/deep"));
    write("sub/deep/b.txt");
    step(1500ms);
    QCOMPARE(told(), QStringList{"sub/deep/b.txt"});
}

void FolderWatcherTest::letsGoOfFoldersThatAreNotNamedAgain()
{
    m_watcher->startWalk(m_root);
    m_watcher->watch(m_root, m_root);
    write("sub/a.txt");
    m_watcher->endWalk(m_root); // nothing is missed until here
    step(1500ms);
    QCOMPARE(told(), QStringList());
    write("sub/b.txt");
    write("b.txt");
    step(1500ms);
    QCOMPARE(told(), QStringList{"b.txt"});
}

void FolderWatcherTest::tellsEachRootThatAChangeIsIn()
{
    walk(path("sub"));
    write("sub/a.txt");
    step(1500ms);
    QCOMPARE(m_changed->count(), 2);
    QVERIFY(m_changed->contains({m_root, QStringList{path("sub/a.txt")}}));
    QVERIFY(m_changed->contains({path("sub"), QStringList{path("sub/a.txt")}}));
    told();
    m_watcher->forget(path("sub"));
    write("sub/a.txt");
    step(1500ms);
    QCOMPARE(told(), QStringList{"sub/a.txt"});
}

void FolderWatcherTest::tellsOfASingleFileOnly()
{
    m_watcher->forget(m_root);
    const QString file = path("old.txt");
    m_watcher->startWalk(file);
    m_watcher->watch(file, m_root);
    m_watcher->endWalk(file);
    write("other.txt");
    step(1500ms);
    QCOMPARE(told(), QStringList());
    write("old.txt");
    step(1500ms);
    QVERIFY(m_changed->contains({file, QStringList()}));
}

void FolderWatcherTest::saysThatNotAllIsWatched()
{
    QVERIFY(m_watcher->isWhole(m_root));
    make({.mostFolders = 2});
    walk(m_root);
    QVERIFY(!m_watcher->isWhole(m_root));
    make({.mostFolders = 3});
    walk(m_root);
    QVERIFY(m_watcher->isWhole(m_root));
    m_watcher->watch(m_root, path("never"));
    QVERIFY(!m_watcher->isWhole(m_root));
    walk(m_root);
    QVERIFY(m_watcher->isWhole(m_root));
}

void FolderWatcherTest::forgetsARoot()
{
    write("a.txt");
    QCoreApplication::processEvents();
    m_watcher->forget(m_root);
    write("b.txt");
    step(1h);
    QCOMPARE(told(), QStringList());
}

void FolderWatcherTest::knowsFileSystemsThatOthersWriteTo_data()
{
    QTest::addColumn<quint32>("magic");
    QTest::addColumn<bool>("isShared");
    QTest::newRow("ext4") << 0xEF53U << false;
    QTest::newRow("btrfs") << 0x9123683EU << false;
    QTest::newRow("xfs") << 0x58465342U << false;
    QTest::newRow("tmpfs") << 0x01021994U << false;
    QTest::newRow("vfat") << 0x4D44U << false;
    QTest::newRow("nfs") << 0x6969U << true;
    QTest::newRow("cifs") << 0xFF534D42U << true;
    QTest::newRow("smb2") << 0xFE534D42U << true;
    QTest::newRow("fuse") << 0x65735546U << true;
    QTest::newRow("9p") << 0x01021997U << true;
}

void FolderWatcherTest::knowsFileSystemsThatOthersWriteTo()
{
    QFETCH(quint32, magic);
    QTEST(isSharedFileSystem(magic), "isShared");
}

QTEST_GUILESS_MAIN(FolderWatcherTest)

#include "folder_watcher_test.moc"
