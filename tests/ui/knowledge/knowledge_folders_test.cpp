// SPDX-License-Identifier: MIT
#include "tests/ui/knowledge/knowledge_window_fixture.h"
#include "ui/knowledge/watched_folders_line.h"

#include <QFile>
#include <QMenu>

using namespace freshet;

/// The folders that are watched, in the knowledge window.
class KnowledgeFoldersTest : public test::KnowledgeWindowFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void showsTheFolderThatIsWatched();
    void letsGoOfOneOfSeveralFolders();
    void saysThatAFolderIsNotThere();
    void namesFoldersAsTheirOwnerDoes();
};

void KnowledgeFoldersTest::showsTheFolderThatIsWatched()
{
    write("in/a.txt", "The walrus.");
    const WatchedFoldersLine &line = panel<WatchedFoldersLine>();
    QVERIFY(!line.isVisible());
    drop({m_dir->filePath("in")});
    QTRY_COMPARE(line.text(), QString("Watched for changes: " + QDir(m_dir->path()).canonicalPath() + "/in"));
    QVERIFY(line.isVisible());
    QCOMPARE(line.warning(), "");
    m_retrieval->keepInStep({.watcher = {.quiet = std::chrono::milliseconds(0)}});
    write("in/b.txt", "The boiler.");
    QTRY_COMPARE(documents().rowCount(), 2);
    QTRY_COMPARE(collections(), QStringList{"My files, 2 documents"});

    press("Stop watching…");
    QVERIFY(line.isVisible()); // the question waits
    answerQuestion("Keep the documents");
    QTRY_VERIFY(!line.isVisible());
    QTRY_COMPARE(panel<DocumentsPanel>().said(), "The folder is no longer watched.");
    QCOMPARE(documents().rowCount(), 2);
}

void KnowledgeFoldersTest::letsGoOfOneOfSeveralFolders()
{
    write("in/a.txt", "The walrus.");
    write("on/b.txt", "The boiler.");
    drop({m_dir->filePath("in"), m_dir->filePath("on")});
    QTRY_COMPARE(documents().rowCount(), 2);
    const QString root = QDir(m_dir->path()).canonicalPath();
    const WatchedFoldersLine &line = panel<WatchedFoldersLine>();
    QTRY_COMPARE(line.text(), QString("Watched for changes: " + root + "/in, " + root + "/on"));
    press("Stop watching…");
    const auto *const menu = line.findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().last()->trigger();
    answerQuestion("Remove the documents");
    QTRY_COMPARE(documents().rowCount(), 1);
    QTRY_COMPARE(panel<DocumentsPanel>().said(), "The folder is no longer watched. Took out 1 document.");
    QTRY_COMPARE(line.text(), QString("Watched for changes: " + root + "/in"));
    QVERIFY(QFile::exists(m_dir->filePath("on/b.txt")));
}

void KnowledgeFoldersTest::saysThatAFolderIsNotThere()
{
    write("in/a.txt", "The walrus.");
    m_retrieval->keepInStep({.watcher = {.quiet = std::chrono::milliseconds(0)}});
    drop({m_dir->filePath("in")});
    const WatchedFoldersLine &line = panel<WatchedFoldersLine>();
    QTRY_VERIFY(line.isVisible());
    const QString folder = QDir(m_dir->path()).canonicalPath() + "/in";
    QVERIFY(QFile::rename(folder, m_dir->filePath("away")));
    QTRY_COMPARE(
        line.warning(), QString("Not there at the moment, so that its documents stay as they are: " + folder + "."));
    QCOMPARE(documents().rowCount(), 1);
    QVERIFY(QFile::rename(m_dir->filePath("away"), folder));
    QTRY_COMPARE(line.warning(), "");
}

void KnowledgeFoldersTest::namesFoldersAsTheirOwnerDoes()
{
    WatchedFoldersLine line;
    const QString home = QDir::homePath();
    line.setFolders({{home + "/notes"}, {home}, {home + "2/notes"}, {"/mnt/share", WatchedFolder::State::Polled}});
    QCOMPARE(line.text(), QString("Watched for changes: ~/notes, ~, " + home + "2/notes, /mnt/share"));
    QCOMPARE(line.warning(),
        "The system does not tell of every change in /mnt/share, so it is looked through every ten minutes.");
}

QTEST_MAIN(KnowledgeFoldersTest)
#include "knowledge_folders_test.moc"
