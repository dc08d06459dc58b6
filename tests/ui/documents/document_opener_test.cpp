// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_service.h"
#include "ui/documents/document_opener.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDesktopServices>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace freshet;
using Way = DocumentOpener::Way;

/// The desktop's file manager, on a connection of its own to the session's bus.
class FakeFileManager : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.FileManager1")

public:
    FakeFileManager() : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, "fake file manager"))
    {
        m_bus.registerObject("/org/freedesktop/FileManager1", this, QDBusConnection::ExportAllSlots);
        isThere = m_bus.registerService("org.freedesktop.FileManager1");
    }

    ~FakeFileManager() override
    {
        m_bus.unregisterService("org.freedesktop.FileManager1");
        QDBusConnection::disconnectFromBus("fake file manager");
    }

    QStringList shown;
    bool isThere = false;

public slots:
    void ShowItems(const QStringList &uris, const QString &) { shown << uris; }

private:
    QDBusConnection m_bus;
};

class DocumentOpenerTest : public QObject {
    Q_OBJECT

public slots:
    void take(const QUrl &url) { m_opened << url; } ///< What the desktop would open.

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_retrieval.reset(); }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler("file"); }
    void opensADocumentAtItsPage_data();
    void opensADocumentAtItsPage();
    void showsADocumentInItsFolder();
    void opensTheFolderWhereNoFileManagerCanShowIt();
    void showsWhatMayBeStartedInsteadOfOpeningIt_data();
    void showsWhatMayBeStartedInsteadOfOpeningIt();
    void opensNothingThatIsNotInTheIndex_data();
    void opensNothingThatIsNotInTheIndex();
    void saysThatAFileIsGone();
    void saysThatTheIndexCannotBeRead();
    void mayBeDeletedWhileItLooks();

private:
    QString indexed(const QString &name, const QByteArray &bytes = "The boiler is serviced every autumn.\n");
    QString opened(const Source &source, Way way);

    QList<QUrl> m_opened;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_retrieval;
};

void DocumentOpenerTest::initTestCase()
{
    QVERIFY2(QDBusConnection::sessionBus().isConnected(), "there is no session bus: run this through tests/in_session");
    QDesktopServices::setUrlHandler("file", this, "take");
}

void DocumentOpenerTest::init()
{
    m_opened.clear();
    m_dir = std::make_unique<QTemporaryDir>();
    m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
}

QString DocumentOpenerTest::indexed(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write %s", qPrintable(file.fileName()));
    file.close();
    IndexReply *const run = m_retrieval->index({.collection = "house", .paths = {file.fileName()}}, m_retrieval.get());
    QSignalSpy finished(run, &IndexReply::finished);
    if (!finished.wait(20'000) || run->summary().indexed != 1)
        qFatal("the test's document is not indexed");
    return file.fileName();
}

/// What is said of it, once it is done.
QString DocumentOpenerTest::opened(const Source &source, Way way)
{
    DocumentOpener opener(*m_retrieval, QDBusConnection::sessionBus);
    QSignalSpy done(&opener, &DocumentOpener::done);
    opener.open(source, way);
    if (!done.wait(20'000))
        qFatal("nothing is told of a file that is to be opened");
    return done.first().first().toString();
}

void DocumentOpenerTest::opensADocumentAtItsPage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("page");
    QTest::addColumn<QByteArray>("address"); // behind the folder

    QTest::newRow("a text") << "house.md" << 0 << QByteArray("house.md");
    QTest::newRow("a text that says it has pages") << "house.md" << 3 << QByteArray("house.md");
    QTest::newRow("what an address would understand") << "a #1 50%?.md" << 0 << QByteArray("a%20%231%2050%25%3F.md");
    QTest::newRow("a PDF") << "house.pdf" << 3 << QByteArray("house.pdf#page=3");
    QTest::newRow("a PDF with such a name") << "a#page=9.PDF" << 3 << QByteArray("a%23page=9.PDF#page=3");
    QTest::newRow("a PDF without a page") << "house.pdf" << 0 << QByteArray("house.pdf");
}

void DocumentOpenerTest::opensADocumentAtItsPage()
{
    QFETCH(QString, name);
    QFETCH(int, page);
    QFETCH(QByteArray, address);

    // A text with the name of a PDF is enough: it is not read here, only opened.
    Source source{.number = 1, .path = indexed(name)};
    if (page > 0)
        source.page = page;
    QCOMPARE(opened(source, Way::Open), QString());
    QCOMPARE(m_opened.size(), 1);
    QCOMPARE(m_opened.first().toEncoded(), "file://" + QFile::encodeName(m_dir->path()) + '/' + address);
}

void DocumentOpenerTest::showsADocumentInItsFolder()
{
    FakeFileManager files;
    QVERIFY(files.isThere);
    const QString path = indexed("a #1.md");
    QCOMPARE(opened({.number = 1, .path = path, .page = 3}, Way::ShowInFolder), QString());
    QCOMPARE(files.shown, QStringList{"file://" + m_dir->path() + "/a%20%231.md"});
    QVERIFY(m_opened.isEmpty());
}

void DocumentOpenerTest::opensTheFolderWhereNoFileManagerCanShowIt()
{
    const QString path = indexed("house.md");
    QCOMPARE(opened({.number = 1, .path = path}, Way::ShowInFolder), QString());
    QCOMPARE(m_opened, QList<QUrl>{QUrl::fromLocalFile(m_dir->path())});
}

void DocumentOpenerTest::showsWhatMayBeStartedInsteadOfOpeningIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("hasRightToRun");
    QTest::newRow("it has the right to be run") << "house.md" << true;
    QTest::newRow("a desktop entry") << "house.desktop" << false;
}

void DocumentOpenerTest::showsWhatMayBeStartedInsteadOfOpeningIt()
{
    QFETCH(QString, name);
    QFETCH(bool, hasRightToRun);

    FakeFileManager files;
    const QString path = indexed(name, "[Desktop Entry]\nType=Application\nName=x\nExec=true\n");
    if (hasRightToRun)
        QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFile::ExeOwner));
    const QString said = opened({.number = 1, .path = path}, Way::Open);
    QVERIFY2(said.contains('"' + name + '"') && said.contains("may start a program"), qPrintable(said));
    QCOMPARE(files.shown.size(), 1);
    QVERIFY(m_opened.isEmpty());
}

void DocumentOpenerTest::opensNothingThatIsNotInTheIndex_data()
{
    QTest::addColumn<QString>("path"); // "%1" is the folder of the index's document
    for (const char *path : {"/etc/passwd", "", "%1", "%1/other.md", "%1/../%2/house.md", "house.md", "%1/house.md\n",
             "file://%1/house.md", "//host/share/house.md"})
        QTest::newRow(path) << QString(path);
}

void DocumentOpenerTest::opensNothingThatIsNotInTheIndex()
{
    QFETCH(QString, path);

    FakeFileManager files;
    const QString known = indexed("house.md");
    QVERIFY(QFile::copy(known, m_dir->filePath("other.md")));
    path.replace("%1", m_dir->path()).replace("%2", m_dir->path().section('/', -1));
    for (const Way way : {Way::Open, Way::ShowInFolder}) {
        const QString said = opened({.number = 1, .documentId = known, .path = path}, way);
        QVERIFY2(said.contains("not among your documents"), qPrintable(said));
    }
    QVERIFY(m_opened.isEmpty());
    QVERIFY(files.shown.isEmpty());
}

void DocumentOpenerTest::saysThatAFileIsGone()
{
    FakeFileManager files;
    const QString path = indexed("house.md");
    QVERIFY(QFile::remove(path));
    for (const Way way : {Way::Open, Way::ShowInFolder}) {
        const QString said = opened({.number = 1, .path = path}, way);
        QVERIFY2(said.contains("\"house.md\" is not there any more"), qPrintable(said));
    }
    QVERIFY(m_opened.isEmpty());
    QVERIFY(files.shown.isEmpty());
}

void DocumentOpenerTest::saysThatTheIndexCannotBeRead()
{
    m_retrieval = std::make_unique<RetrievalService>("/proc/nowhere/index.db");
    QVERIFY(!opened({.number = 1, .path = "/etc/passwd"}, Way::Open).isEmpty());
    QVERIFY(m_opened.isEmpty());
}

void DocumentOpenerTest::mayBeDeletedWhileItLooks()
{
    const QString path = indexed("house.md");
    auto opener = std::make_unique<DocumentOpener>(*m_retrieval, QDBusConnection::sessionBus);
    QSignalSpy done(opener.get(), &DocumentOpener::done);
    opener->open({.number = 1, .path = path}, Way::Open);
    opener.reset();
    QCOMPARE(opened({.number = 1, .path = path}, Way::Open), QString()); // the next one
    QCOMPARE(done.count(), 0);
    QCOMPARE(m_opened.size(), 1);
}

QTEST_MAIN(DocumentOpenerTest)
#include "document_opener_test.moc"
