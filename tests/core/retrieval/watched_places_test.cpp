// SPDX-License-Identifier: MIT
#include "core/retrieval/watched_places.h"
#include "tests/support/several_programs.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

class WatchedPlacesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void remembersFoldersAndFiles();
    void addsNothingThatAFolderOfTheListHasAlready();
    void givesAPlaceOfItsOwnToWhatTheFolderLeavesOut();
    void keepsCollectionsApart();
    void leavesDocumentsOutUntilTheyAreAddedAgain();
    void takesASingleFileOffTheListWithItsDocument();
    void forgetsACollection();
    void renamesACollection();
    void doesNotWriteWithoutAChange();
    void refusesAListThatItDoesNotUnderstand_data();
    void refusesAListThatItDoesNotUnderstand();
    void doesNotFollowALinkInItsPlace();
    void losesNothingThatSeveralProgramsAdd();
    void knowsWhatIsThere();

private:
    QString path(const QString &name) const { return m_root + u'/' + name; }
    void write(const QString &name, const QByteArray &bytes = {}) const;
    QList<WatchedPlace> list() const { return m_places->list().value_or(QList<WatchedPlace>()); }
    QStringList paths(const CollectionName &collection = "docs") const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
    std::unique_ptr<IndexDatabase> m_database;
    std::unique_ptr<WatchedPlaces> m_places;
};

void WatchedPlacesTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QDir(m_dir->path()).canonicalPath();
    m_database = std::make_unique<IndexDatabase>(path("index.db"));
    QVERIFY(m_database->open());
    m_places = std::make_unique<WatchedPlaces>(*m_database, path("index.db"));
    write("notes/sub/a.txt");
    write("notes/build/b.txt");
    write("alone.txt");
}

void WatchedPlacesTest::write(const QString &name, const QByteArray &bytes) const
{
    test::writtenFile(path(name), bytes);
}

/// Without the folder that all of them are in.
QStringList WatchedPlacesTest::paths(const CollectionName &collection) const
{
    QStringList found;
    for (const WatchedPlace &place : list()) {
        if (place.collection == collection)
            found << place.path.mid(m_root.size() + 1);
    }
    return found;
}

void WatchedPlacesTest::remembersFoldersAndFiles()
{
    QCOMPARE(m_places->list().value(), QList<WatchedPlace>());
    QVERIFY(m_places->add("docs", {path("notes"), path("alone.txt"), path("never")}));
    WatchedPlaces another(*m_database, path("index.db"));
    QCOMPARE(another.list().value(),
        (QList<WatchedPlace>{{.collection = "docs", .path = path("notes")},
            {.collection = "docs", .path = path("alone.txt"), .isFile = true}}));
    QCOMPARE(QFile::permissions(another.path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(another.remove("docs", path("notes")));
    QCOMPARE(paths(), QStringList{"alone.txt"});
}

void WatchedPlacesTest::addsNothingThatAFolderOfTheListHasAlready()
{
    QVERIFY(m_places->add("docs", {path("notes/sub"), path("alone.txt")}));
    QVERIFY(m_places->add("docs", {path("notes")})); // takes the place of the one in it
    QCOMPARE(paths(), (QStringList{"alone.txt", "notes"}));
    QVERIFY(m_places->add("docs", {path("notes/sub"), path("notes/sub/a.txt"), path("notes")}));
    QCOMPARE(paths(), (QStringList{"alone.txt", "notes"}));
}

void WatchedPlacesTest::givesAPlaceOfItsOwnToWhatTheFolderLeavesOut()
{
    write("notes/.gitignore", "a.txt\n");
    QVERIFY(m_places->add("docs", {path("notes"), path("notes/build/b.txt"), path("notes/sub/a.txt")}));
    QCOMPARE(paths(), (QStringList{"notes", "notes/build/b.txt", "notes/sub/a.txt"}));
}

void WatchedPlacesTest::keepsCollectionsApart()
{
    QVERIFY(m_places->add("docs", {path("notes")}));
    QVERIFY(m_places->add("other", {path("notes/sub")}));
    QVERIFY(m_places->leaveOut("other", {path("notes/sub/a.txt")}));
    QCOMPARE(paths("docs"), QStringList{"notes"});
    QCOMPARE(paths("other"), QStringList{"notes/sub"});
    QCOMPARE(list().first().leftOut, QStringList());
    QVERIFY(m_places->remove("docs", path("notes/sub"))); // which it has not
    QCOMPARE(list().size(), 2);
}

void WatchedPlacesTest::leavesDocumentsOutUntilTheyAreAddedAgain()
{
    QVERIFY(m_places->add("docs", {path("notes")}));
    const QStringList out{path("notes/sub/a.txt"), path("notes/c.txt"), path("notes/sub2/d.txt")};
    QVERIFY(m_places->leaveOut("docs", out + QStringList{"jsonl-id", path("alone.txt")}));
    QCOMPARE(list().value(0).leftOut, out);
    QVERIFY(m_places->add("docs", {path("notes/sub")}));
    QCOMPARE(list().value(0).leftOut, (QStringList{path("notes/c.txt"), path("notes/sub2/d.txt")}));
    QVERIFY(m_places->add("docs", {path("notes")}));
    QCOMPARE(list(), (QList<WatchedPlace>{{.collection = "docs", .path = path("notes")}}));
}

void WatchedPlacesTest::takesASingleFileOffTheListWithItsDocument()
{
    QVERIFY(m_places->add("docs", {path("alone.txt")}));
    QVERIFY(m_places->leaveOut("docs", {path("alone.txt")}));
    QCOMPARE(paths(), QStringList());
}

void WatchedPlacesTest::forgetsACollection()
{
    QVERIFY(m_places->add("docs", {path("notes"), path("alone.txt")}));
    QVERIFY(m_places->add("other", {path("notes")}));
    QVERIFY(m_places->removeCollection("docs"));
    QCOMPARE(list(), (QList<WatchedPlace>{{.collection = "other", .path = path("notes")}}));
}

void WatchedPlacesTest::renamesACollection()
{
    QVERIFY(m_places->add("docs", {path("notes")}));
    QVERIFY(m_places->add("other", {path("notes")}));
    QVERIFY(m_places->renameCollection("docs", "papers"));
    QCOMPARE(paths("papers"), QStringList{"notes"});
    QCOMPARE(paths("docs"), QStringList());
    QCOMPARE(paths("other"), QStringList{"notes"});
}

void WatchedPlacesTest::doesNotWriteWithoutAChange()
{
    QVERIFY(m_places->removeCollection("docs"));
    QVERIFY(!QFile::exists(m_places->path()));
    QVERIFY(m_places->add("docs", {path("notes")}));
    IndexDatabase writing(path("index.db")); // would be waited for
    QVERIFY(writing.open() && writing.run("BEGIN IMMEDIATE"));
    QVERIFY(m_places->add("docs", {path("notes")}));
    QVERIFY(m_places->leaveOut("docs", {path("alone.txt")}));
    QVERIFY(writing.run("ROLLBACK"));
}

void WatchedPlacesTest::refusesAListThatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no list") << QByteArray("{}");
    QTest::newRow("cut off") << QByteArray(R"([{"collection":"docs","path":"/a")");
    QTest::newRow("no collection") << QByteArray(R"([{"path":"/a"}])");
    QTest::newRow("no path") << QByteArray(R"([{"collection":"docs"}])");
    QTest::newRow("a path from somewhere") << QByteArray(R"([{"collection":"docs","path":"a"}])");
    QTest::newRow("no object") << QByteArray(R"(["/a"])");
}

void WatchedPlacesTest::refusesAListThatItDoesNotUnderstand()
{
    QFETCH(QByteArray, bytes);
    write("index.db.watched", bytes);
    const Status added = m_places->add("docs", {path("notes")});
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::Storage);
    QVERIFY(added.error().message.contains("index.db.watched"));
    QFile file(m_places->path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes); // nothing that somebody may mend is overwritten
}

void WatchedPlacesTest::doesNotFollowALinkInItsPlace()
{
    QVERIFY(QFile::link(path("elsewhere"), m_places->path())); // where another program would choose
    const Status added = m_places->add("docs", {path("notes")});
    QVERIFY(!added);
    QVERIFY2(added.error().message.contains("index.db.watched"), qPrintable(added.error().message));
    QVERIFY(!QFile::exists(path("elsewhere")));
}

void WatchedPlacesTest::losesNothingThatSeveralProgramsAdd()
{
    constexpr int folders = 8;
    for (int i = 0; i < folders; ++i)
        QVERIFY(QDir().mkpath(path(QString::number(i))));
    m_places.reset();
    m_database.reset();
    QVERIFY(worksInSeveralPrograms([this] {
        IndexDatabase database(path("index.db"));
        WatchedPlaces places(database, path("index.db"));
        bool isGood = bool(database.open());
        for (int i = 0; i < folders; ++i)
            isGood = isGood && places.add(QString::number(getpid()), {path(QString::number(i))});
        return isGood;
    }));
    m_database = std::make_unique<IndexDatabase>(path("index.db"));
    m_places = std::make_unique<WatchedPlaces>(*m_database, path("index.db"));
    QCOMPARE(list().size(), 4 * folders);
}

void WatchedPlacesTest::knowsWhatIsThere()
{
    QVERIFY(isThere({.path = path("notes")}));
    QVERIFY(!isThere({.path = path("never")}));
    QVERIFY(!isThere({.path = path("alone.txt")})); // is no folder any more
    QVERIFY(isThere({.path = path("alone.txt"), .isFile = true}));
    QVERIFY(isThere({.path = path("gone.txt"), .isFile = true})); // its folder is
    QVERIFY(!isThere({.path = path("never/a.txt"), .isFile = true}));
    QVERIFY(QDir().mkpath(path("mount")));
    QVERIFY(!isThere({.path = path("mount/a.txt"), .isFile = true})); // where its disk is not mounted
    QVERIFY(isAtOrBelow("/a/b", "/a") && isAtOrBelow("/a", "/a") && isAtOrBelow("/a", "/"));
    QVERIFY(!isAtOrBelow("/ab", "/a") && !isAtOrBelow("/a", "/a/b"));
}

QTEST_GUILESS_MAIN(WatchedPlacesTest)
#include "watched_places_test.moc"
