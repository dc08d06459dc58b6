// SPDX-License-Identifier: MIT
#include "core/retrieval/document_file.h"
#include "core/retrieval/folder_walk.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace freshet;

class DocumentFileTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void readsARegularFile();
    void refusesWhatIsNoRegularFile_data();
    void refusesWhatIsNoRegularFile();
    void refusesAFileAboveTheLimit();
    void refusesAFileThatMayNotBeRead();
    void walksFoldersWithoutWhatIsNotTheUsers();
    void walksNoLinksAndEndsInALoop();
    void resolvesALinkThatWasNamed();
    void namesWhatIsMissing();

private:
    QString write(const QString &name, const QByteArray &bytes = "x");
    QStringList walk(const QStringList &paths);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void DocumentFileTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

QString DocumentFileTest::write(const QString &name, const QByteArray &bytes)
{
    return test::writtenFile(m_dir->filePath(name), bytes);
}

/// The files found, relative to the test's folder.
QStringList DocumentFileTest::walk(const QStringList &paths)
{
    FolderWalk walk(paths);
    while (!walk.isDone())
        walk.step();
    QStringList files;
    for (const QString &file : walk.files())
        files << QDir(QFileInfo(m_dir->path()).canonicalFilePath()).relativeFilePath(file);
    return files;
}

void DocumentFileTest::readsARegularFile()
{
    auto file = DocumentFile::open(write("a.txt", QByteArray(20'000, 'a')));
    QVERIFY(file);
    QCOMPARE(file->size(), 20'000);
    QVERIFY(file->modifiedNs() > 0);
    QCOMPARE(file->readHead()->size(), 8192);
    QCOMPARE(*file->readAll(20'000), QByteArray(20'000, 'a'));
}

void DocumentFileTest::refusesWhatIsNoRegularFile_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"fifo", "socket", "folder", "link", "device", "missing"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void DocumentFileTest::refusesWhatIsNoRegularFile()
{
    QFETCH(QString, kind);

    QString path = m_dir->filePath(kind);
    const QByteArray name = path.toUtf8();
    if (kind == u"fifo") {
        QCOMPARE(mkfifo(name.constData(), 0600), 0);
    } else if (kind == u"socket") {
        sockaddr_un address{.sun_family = AF_UNIX};
        QVERIFY(size_t(name.size()) < sizeof(address.sun_path));
        memcpy(address.sun_path, name.constData(), size_t(name.size()));
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        close(socket);
    } else if (kind == u"folder") {
        QDir().mkpath(path);
    } else if (kind == u"link") {
        QVERIFY(QFile::link(write("target.txt"), path));
    } else if (kind == u"device") {
        path = "/dev/zero";
    }
    const auto file = DocumentFile::open(path); // must not wait for a writer
    QVERIFY(!file);
    QVERIFY(!file.error().message.isEmpty());
}

void DocumentFileTest::refusesAFileAboveTheLimit()
{
    auto file = DocumentFile::open(write("big.txt", QByteArray(11, 'a')));
    QVERIFY(file);
    QCOMPARE(file->readAll(10).error().kind, ErrorKind::PayloadTooLarge);
    QVERIFY(file->readAll(11));
}

void DocumentFileTest::refusesAFileThatMayNotBeRead()
{
    if (geteuid() == 0)
        QSKIP("root may read everything");
    const QString path = write("closed.txt");
    QFile::setPermissions(path, {});
    const auto file = DocumentFile::open(path);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Permission);
}

void DocumentFileTest::walksFoldersWithoutWhatIsNotTheUsers()
{
    for (const char *name : {"a.txt", "sub/b.md", "sub/deep/c.txt", ".hidden/no.txt", ".no.txt", "node_modules/no.js",
             "sub/build/no.o", "cache/no.txt"})
        write(QString::fromLatin1(name));
    write("cache/CACHEDIR.TAG");
    QCOMPARE(walk({m_dir->path()}), (QStringList{"a.txt", "sub/b.md", "sub/deep/c.txt"}));
    QCOMPARE(walk({m_dir->filePath("sub/build"), m_dir->filePath("a.txt")}), (QStringList{"a.txt", "sub/build/no.o"}));
}

void DocumentFileTest::walksNoLinksAndEndsInALoop()
{
    QTemporaryDir outside;
    QFile secret(outside.filePath("secret.txt"));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.close();
    write("in/a.txt");
    QVERIFY(QFile::link(outside.path(), m_dir->filePath("in/out")));
    QVERIFY(QFile::link(secret.fileName(), m_dir->filePath("in/out.txt")));
    QVERIFY(QFile::link(m_dir->path(), m_dir->filePath("in/loop")));
    QCOMPARE(mkfifo(m_dir->filePath("in/fifo").toUtf8().constData(), 0600), 0);
    QCOMPARE(walk({m_dir->path()}), QStringList{"in/a.txt"});
}

void DocumentFileTest::resolvesALinkThatWasNamed()
{
    write("real/a.txt");
    QVERIFY(QFile::link(m_dir->filePath("real"), m_dir->filePath("link")));
    QCOMPARE(walk({m_dir->filePath("link")}), QStringList{"real/a.txt"});
}

void DocumentFileTest::namesWhatIsMissing()
{
    const FolderWalk walk({m_dir->filePath("nowhere")});
    QVERIFY(walk.isDone());
    QCOMPARE(walk.problems().size(), 1);
    QCOMPARE(walk.problems().first().path, m_dir->filePath("nowhere"));
    QCOMPARE(walk.problems().first().error->kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(DocumentFileTest)

#include "document_file_test.moc"
