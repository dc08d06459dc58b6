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
    void namesAFolderThatCannotBeListed();
    void namesAFileWhoseNameCannotBeDecoded();

private:
    QString root() const { return QDir(m_dir->path()).canonicalPath(); }
    void write(const QByteArray &name) const;
    FolderWalk walked(qsizetype mostFiles = FolderWalk::kMostFiles) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

/// Takes bytes, since not every name of a file is text.
void FolderWalkTest::write(const QByteArray &name) const
{
    const QByteArray path = QFile::encodeName(root()) + '/' + name;
    QVERIFY(QDir().mkpath(QFileInfo(QFile::decodeName(path)).path()));
    std::FILE *file = std::fopen(path.constData(), "w");
    QVERIFY(file);
    std::fclose(file);
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
