// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_walk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;

class FolderWalkTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void findsTheFilesOfAFolder();
    void tellsThatThereAreTooManyFiles_data();
    void tellsThatThereAreTooManyFiles();
    void leavesOutWhatIgnoreFilesSay();
    void beginsWithTheRulesOfTheNamedFolder();
    void walksAPartByTheRulesOfTheWhole_data();
    void walksAPartByTheRulesOfTheWhole();
    void saysWhyAPathIsLeftOut_data();
    void saysWhyAPathIsLeftOut();
    void takesWhatIsGoneFromAPartForNoProblem();
    void namesAFolderThatCannotBeListed();
    void namesAFileWhoseNameCannotBeDecoded();

private:
    QString root() const { return QDir(m_dir->path()).canonicalPath(); }
    void write(const QByteArray &name, const QByteArray &bytes = {}) const;
    void makeTree() const; ///< With rules on two levels, a link and build output.
    FolderWalk walked(qsizetype mostFiles = FolderWalk::kMostFiles) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

/// Takes bytes, since not every name of a file is text.
void FolderWalkTest::write(const QByteArray &name, const QByteArray &bytes) const
{
    const QByteArray path = QFile::encodeName(root()) + '/' + name;
    QVERIFY(QDir().mkpath(QFileInfo(QFile::decodeName(path)).path()));
    std::FILE *file = std::fopen(path.constData(), "w");
    QVERIFY(file);
    QCOMPARE(std::fwrite(bytes.constData(), 1, size_t(bytes.size()), file), size_t(bytes.size()));
    std::fclose(file);
}

void FolderWalkTest::makeTree() const
{
    write(".gitignore", "*.log\nprivate/\n");
    write("docs/.freshetignore", "draft*\n!kept.log\n");
    for (const char *name : {"a.txt", "b.log", "docs/c.txt", "docs/draft.txt", "docs/kept.log", "docs/lost.log",
             "docs/deep/d.txt", "docs/deep/draft-2.txt", "private/e.txt", "docs/build/f.txt", "docs/.g.txt"})
        write(name);
    QVERIFY(QFile::link(root() + "/docs/deep", root() + "/docs/link"));
}

FolderWalk FolderWalkTest::walked(qsizetype mostFiles) const
{
    FolderWalk walk({root()}, mostFiles);
    while (!walk.isDone())
        walk.step();
    return walk;
}

void FolderWalkTest::findsTheFilesOfAFolder()
{
    write("b.txt");
    write("a/c.txt");
    write(".hidden/d.txt");
    write("build/e.txt");
    const FolderWalk walk = walked();
    QCOMPARE(walk.files(), (QStringList{root() + "/b.txt", root() + "/a/c.txt"}));
    QVERIFY(walk.problems().isEmpty());
}

void FolderWalkTest::tellsThatThereAreTooManyFiles_data()
{
    QTest::addColumn<qsizetype>("most");
    QTest::addColumn<qsizetype>("problems");
    QTest::newRow("as many as may be") << qsizetype(3) << qsizetype(0);
    QTest::newRow("one too many") << qsizetype(2) << qsizetype(1);
    QTest::newRow("too many in the first folder") << qsizetype(1) << qsizetype(1);
}

void FolderWalkTest::tellsThatThereAreTooManyFiles()
{
    QFETCH(qsizetype, most);
    QFETCH(qsizetype, problems);

    write("a.txt");
    write("b.txt");
    write("sub/c.txt");
    const FolderWalk walk = walked(most);
    QCOMPARE(walk.files().size(), most);
    QCOMPARE(walk.problems().size(), problems);
    QVERIFY(problems == 0 || walk.problems().first().error->message.contains(QString::number(most)));
}

void FolderWalkTest::leavesOutWhatIgnoreFilesSay()
{
    makeTree();
    const FolderWalk walk = walked();
    QCOMPARE(walk.files(),
        (QStringList{
            root() + "/a.txt", root() + "/docs/c.txt", root() + "/docs/kept.log", root() + "/docs/deep/d.txt"}));
    QVERIFY(walk.problems().isEmpty());
}

void FolderWalkTest::beginsWithTheRulesOfTheNamedFolder()
{
    makeTree();
    FolderWalk walk(QStringList{root() + "/private", root() + "/b.log", root() + "/docs/draft.txt"});
    while (!walk.isDone())
        walk.step();
    QCOMPARE(walk.files(),
        (QStringList{root() + "/b.log", root() + "/docs/draft.txt", root() + "/private/e.txt"})); // as they were named
}

void FolderWalkTest::walksAPartByTheRulesOfTheWhole_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("files");
    QTest::newRow("all of it") << "" << QStringList{"/a.txt", "/docs/c.txt", "/docs/kept.log", "/docs/deep/d.txt"};
    QTest::newRow("a folder") << "/docs" << QStringList{"/docs/c.txt", "/docs/kept.log", "/docs/deep/d.txt"};
    QTest::newRow("a deeper folder") << "/docs/deep" << QStringList{"/docs/deep/d.txt"};
    QTest::newRow("a file") << "/docs/c.txt" << QStringList{"/docs/c.txt"};
    QTest::newRow("an exception") << "/docs/kept.log" << QStringList{"/docs/kept.log"};
    QTest::newRow("by a rule of above") << "/docs/lost.log" << QStringList();
    QTest::newRow("by a rule beside it") << "/docs/draft.txt" << QStringList();
    QTest::newRow("below a folder that is left out") << "/private/e.txt" << QStringList();
    QTest::newRow("build output") << "/docs/build/f.txt" << QStringList();
    QTest::newRow("hidden") << "/docs/.g.txt" << QStringList();
    QTest::newRow("a link") << "/docs/link" << QStringList();
    QTest::newRow("below a link") << "/docs/link/d.txt" << QStringList();
}

void FolderWalkTest::walksAPartByTheRulesOfTheWhole()
{
    QFETCH(QString, path);
    QFETCH(QStringList, files);

    makeTree();
    FolderWalk walk(root(), {root() + path});
    while (!walk.isDone())
        walk.step();
    QStringList found;
    for (const QString &file : walk.files())
        found << file.mid(root().size());
    QCOMPARE(found, files);
    QCOMPARE(walk.places(), QStringList{root() + path});
    QVERIFY(walk.problems().isEmpty());
}

void FolderWalkTest::saysWhyAPathIsLeftOut_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<FolderWalk::LeftOut>("why");
    QTest::newRow("it is not") << "/docs/c.txt" << FolderWalk::LeftOut::No;
    QTest::newRow("a rule") << "/docs/lost.log" << FolderWalk::LeftOut::ByRule;
    QTest::newRow("a rule of a folder above") << "/private/e.txt" << FolderWalk::LeftOut::ByRule;
    QTest::newRow("build output") << "/docs/build/f.txt" << FolderWalk::LeftOut::ByKind;
    QTest::newRow("hidden") << "/docs/.g.txt" << FolderWalk::LeftOut::ByKind;
}

void FolderWalkTest::saysWhyAPathIsLeftOut()
{
    QFETCH(QString, path);
    makeTree();
    QTEST(FolderWalk::leftOut(root(), root() + path), "why");
}

void FolderWalkTest::takesWhatIsGoneFromAPartForNoProblem()
{
    write("sub/a.txt");
    FolderWalk walk(root(), {root() + "/never", root() + "/sub"});
    QCOMPARE(walk.next(), root() + "/sub");
    QVERIFY(QDir(root() + "/sub").removeRecursively());
    while (!walk.isDone())
        walk.step();
    QVERIFY(walk.files().isEmpty());
    QVERIFY(walk.problems().isEmpty());
    QCOMPARE(walk.places().size(), 2);
}

void FolderWalkTest::namesAFolderThatCannotBeListed()
{
    write("a.txt");
    write("locked/b.txt");
    const QByteArray locked = QFile::encodeName(root() + "/locked");
    QCOMPARE(chmod(locked.constData(), 0), 0);
    QCOMPARE(chmod(QFile::encodeName(root()).constData(), 0755), 0);
    const uid_t user = geteuid();
    constexpr uid_t nobody = 65534; // root may list everything
    QVERIFY(user != 0 || seteuid(nobody) == 0);
    const FolderWalk walk = walked();
    QVERIFY(user != 0 || seteuid(user) == 0);
    QCOMPARE(chmod(locked.constData(), 0700), 0);
    QCOMPARE(walk.files(), QStringList{root() + "/a.txt"});
    QCOMPARE(walk.problems().size(), 1);
    QCOMPARE(walk.problems().first().path, QFile::decodeName(locked));
    QCOMPARE(walk.problems().first().state, DocumentState::Failed);
    QCOMPARE(walk.problems().first().error->kind, ErrorKind::Permission);
}

void FolderWalkTest::namesAFileWhoseNameCannotBeDecoded()
{
    write("a.txt");
    write("caf\xe9.txt");
    const FolderWalk walk = walked();
    QCOMPARE(walk.files(), QStringList{root() + "/a.txt"});
    QCOMPARE(walk.problems().size(), 1);
    QCOMPARE(walk.problems().first().path, root() + QStringLiteral("/caf\ufffd.txt"));
}

QTEST_GUILESS_MAIN(FolderWalkTest)
#include "folder_walk_test.moc"
