// SPDX-License-Identifier: MIT
#include "core/retrieval/document_list_reply.h"
#include "core/retrieval/local_collections.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/failing_vfs.h"
#include "tests/support/killed_program.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

template <typename Reply>
Reply *ended(Reply *reply)
{
    QSignalSpy finished(reply, &Reply::finished);
    if (!finished.wait(20'000))
        qFatal("it does not end");
    return reply;
}

} // namespace

/// A collection gets another name, and all that was said of it holds for that one.
class RenameCollectionTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_service.reset(); }
    void bringsDocumentsAndFailuresAlong();
    void isFoundByItsNewNameAtOnce();
    void takesItsFoldersAlong();
    void takesNoneWhereTheirListCannotBeWritten();
    void keepsToThisMachineWhatWasKeptThere_data();
    void keepsToThisMachineWhatWasKeptThere();
    void keepsToThisMachineWhatItsNewNameSaysSo();
    void renamesNothingThatCannotBeKeptHere();
    void opensNothingWhereverItIsKilled();
    void refusesNames_data();
    void refusesNames();
    void refusesWhileDocumentsAreRead();
    void tellsTheNamesThatAreThere();

private:
    QString write(const QString &name, const QByteArray &bytes);
    void index(const QStringList &paths, const CollectionName &collection);
    std::optional<Error> rename(const CollectionName &from, const CollectionName &to);
    SearchReply *search(const QString &query, const CollectionName &in, bool isAway = false);
    QStringList names(); ///< With a star where only models on this machine may read it.
    QString path() const { return m_dir->filePath("index.db"); }
    void start() { m_service = std::make_unique<RetrievalService>(path()); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_service;
};

void RenameCollectionTest::init()
{
    m_service.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    start();
}

QString RenameCollectionTest::write(const QString &name, const QByteArray &bytes)
{
    return test::writtenFile(QDir(m_dir->path()).canonicalPath() + u'/' + name, bytes);
}

void RenameCollectionTest::index(const QStringList &paths, const CollectionName &collection)
{
    QVERIFY(!ended(m_service->index({.collection = collection, .paths = paths}, m_service.get()))->error());
}

std::optional<Error> RenameCollectionTest::rename(const CollectionName &from, const CollectionName &to)
{
    return ended(m_service->renameCollection(from, to, m_service.get()))->error();
}

SearchReply *RenameCollectionTest::search(const QString &query, const CollectionName &in, bool isAway)
{
    return ended(
        m_service->search({.query = query, .collections = {in}, .leavesThisMachine = isAway}, m_service.get()));
}

QStringList RenameCollectionTest::names()
{
    QSignalSpy listed(m_service.get(), &RetrievalService::collectionsListed);
    m_service->listCollections();
    if (!listed.wait())
        qFatal("no list comes");
    QStringList names;
    for (const CollectionInfo &collection : listed.first().first().value<QList<CollectionInfo>>())
        names << collection.name + (collection.isLocalOnly ? "*" : "");
    return names;
}

void RenameCollectionTest::bringsDocumentsAndFailuresAlong()
{
    index({write("a.txt", "The walrus lives on the ice."), write("broken.pdf", "%PDF-1.7 nothing")}, "papers");
    const auto listed = [this](const CollectionName &name) {
        return ended(m_service->listDocuments(name, m_service.get()))->documents();
    };
    const QList<DocumentInfo> before = listed("papers");
    QCOMPARE(before.size(), 2);
    QSignalSpy changed(m_service.get(), &RetrievalService::collectionsChanged);
    QVERIFY(!rename("papers", "articles"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(names(), QStringList{"articles"});
    QCOMPARE(listed("articles"), before);
    QCOMPARE(listed("papers").size(), 0);
}

void RenameCollectionTest::takesItsFoldersAlong()
{
    QDir(m_dir->path()).mkdir("notes");
    write("notes/a.txt", "The walrus lives on the ice.");
    index({m_dir->filePath("notes")}, "papers");
    QVERIFY(!rename("papers", "letters"));
    write("notes/b.txt", "The boiler is bled in October.");
    m_service.reset();
    start();
    m_service->keepInStep();
    QTRY_COMPARE(search("boiler", "letters")->sources().size(), 1);
    QCOMPARE(names(), QStringList{"letters"}); // and no second one of the old name
}

void RenameCollectionTest::takesNoneWhereTheirListCannotBeWritten()
{
    QDir(m_dir->path()).mkdir("notes");
    write("notes/a.txt", "The walrus lives on the ice.");
    index({m_dir->filePath("notes")}, "papers");
    const QString list = path() + ".watched";
    QVERIFY(QFile::remove(list) && QDir().mkdir(list));
    const auto error = rename("papers", "letters");
    QVERIFY(error);
    QVERIFY2(error->message.contains(list), qPrintable(error->message));
    QCOMPARE(names(), QStringList{"papers"});
    QCOMPARE(search("walrus", "papers")->sources().size(), 1);
}

void RenameCollectionTest::isFoundByItsNewNameAtOnce()
{
    index({write("a.txt", "The walrus lives on the ice.")}, "papers");
    QCOMPARE(search("walrus", "papers")->sources().size(), 1); // the names are known from now on
    QVERIFY(!rename("papers", "articles"));
    QCOMPARE(search("walrus", "articles")->sources().size(), 1);
    QCOMPARE(search("walrus", "papers")->sources().size(), 0);
}

void RenameCollectionTest::keepsToThisMachineWhatWasKeptThere_data()
{
    QTest::addColumn<bool>("hasFile");
    QTest::newRow("as both say") << true;
    QTest::newRow("as the index alone says") << false;
}

void RenameCollectionTest::keepsToThisMachineWhatWasKeptThere()
{
    QFETCH(bool, hasFile);
    const QString file = write("a.txt", "The walrus lives on the ice.");
    index({file}, "tax");
    index({file}, "open");
    QVERIFY(!ended(m_service->setLocalOnly("tax", true, m_service.get()))->error());
    if (!hasFile)
        QVERIFY(QFile::remove(path() + ".local-only"));
    QVERIFY(!rename("tax", "taxes"));
    QVERIFY(!rename("open", "opened"));
    QCOMPARE(names(), (QStringList{"opened", "taxes*"}));
    QCOMPARE(search("walrus", "taxes", true)->error()->kind, ErrorKind::Permission);
    QVERIFY(!search("walrus", "opened", true)->error());

    m_service.reset(); // also when the index is lost
    QVERIFY(QFile::remove(path()));
    start();
    index({file}, "taxes");
    QCOMPARE(search("walrus", "taxes", true)->error()->kind, ErrorKind::Permission);
    index({file}, "tax"); // as a program does that was reading into it by then
    QCOMPARE(search("walrus", "tax", true)->error()->kind, ErrorKind::Permission);
}

void RenameCollectionTest::keepsToThisMachineWhatItsNewNameSaysSo()
{
    QVERIFY(!ended(m_service->setLocalOnly("tax", true, m_service.get()))->error());
    QVERIFY(!ended(m_service->removeCollection("tax", m_service.get()))->error());
    QVERIFY(!ended(m_service->makeCollection("open", m_service.get()))->error());
    QVERIFY(!rename("open", "tax"));
    QCOMPARE(names(), QStringList{"tax*"});
}

void RenameCollectionTest::renamesNothingThatCannotBeKeptHere()
{
    QVERIFY(!ended(m_service->setLocalOnly("tax", true, m_service.get()))->error());
    QVERIFY(QFile::remove(path() + ".local-only"));
    QVERIFY(QDir().mkdir(path() + ".local-only")); // so that it cannot be written
    const auto error = rename("tax", "taxes");
    QVERIFY(error && error->message.contains("index.db.local-only"));
    QCOMPARE(names(), QStringList{"tax*"});
}

/// At each write of SQLite: one name or the other, and neither open, whatever becomes of the index.
void RenameCollectionTest::opensNothingWhereverItIsKilled()
{
    m_service.reset();
    bool isKilled = true;
    bool wasRenamed = false;
    bool wasNotRenamed = false;
    for (int n = 1; isKilled; ++n) {
        m_dir = std::make_unique<QTemporaryDir>();
        {
            IndexDatabase database(path());
            QVERIFY(database.open());
            QVERIFY(LocalCollections(database, path()).set("tax", true));
        }
        isKilled = isKilledWhile([this, n] {
            FailingVfs disk;
            IndexDatabase database(path());
            if (!database.open())
                return;
            disk.killAtWrite(n);
            LocalCollections local(database, path());
            (void)database.transact([&local] { return local.rename("tax", "taxes"); });
        });
        IndexDatabase database(path());
        QVERIFY(database.open());
        const auto rows = database.run("SELECT name, local_only FROM collection");
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1);
        const QString name = rows->first().first().toString();
        QCOMPARE(rows->first().at(1).toInt(), 1);
        (name == "taxes" ? wasRenamed : wasNotRenamed) = true;
        // The index is lost, too.
        QVERIFY(database.execute("UPDATE collection SET local_only = 0"));
        QVERIFY(LocalCollections(database, path()).restore());
        QCOMPARE(*database.number("SELECT local_only FROM collection"), 1);
    }
    QVERIFY(wasRenamed && wasNotRenamed); // so that the moment between them was among them
}

void RenameCollectionTest::refusesNames_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("words");

    QTest::newRow("none") << "papers"
                          << "  "
                          << "needs a name";
    QTest::newRow("that of another one") << "papers"
                                         << "tax"
                                         << "There is a collection \"tax\" already";
    QTest::newRow("its own") << "papers"
                             << "papers"
                             << "already";
    QTest::newRow("the guide's") << "papers"
                                 << "guide"
                                 << "belongs to the guide";
    QTest::newRow("the guide itself") << "guide"
                                      << "mine"
                                      << "belongs to the guide";
    QTest::newRow("of one that is not there") << "nothing"
                                              << "mine"
                                              << "There is no collection \"nothing\"";
}

void RenameCollectionTest::refusesNames()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, words);
    for (const char *name : {"papers", "tax", "guide"})
        m_service->makeCollection(name, m_service.get());
    const auto error = rename(from, to);
    QVERIFY(error);
    QVERIFY2(error->message.contains(words), qPrintable(error->message));
    QCOMPARE(names(), (QStringList{"guide", "papers", "tax"}));
}

void RenameCollectionTest::refusesWhileDocumentsAreRead()
{
    index({write("a.txt", "The walrus.")}, "papers");
    QDir(m_dir->path()).mkdir("many");
    constexpr int moreThanAreStoredAtOnce = 101;
    for (int i = 0; i < moreThanAreStoredAtOnce; ++i)
        write(QStringLiteral("many/%1.txt").arg(i), "The boiler.");
    IndexDatabase other(path());
    QVERIFY(other.open() && other.run("BEGIN IMMEDIATE")); // nothing is stored before the run is held
    IndexReply *const run
        = m_service->index({.collection = "papers", .paths = {m_dir->filePath("many")}}, m_service.get());
    run->setPaused(true);
    QVERIFY(other.run("COMMIT"));
    const auto error = rename("papers", "articles");
    QVERIFY(error && error->message.contains("being read into \"papers\""));
    QVERIFY(!run->isFinished());
    run->setPaused(false);
    QVERIFY(!ended(run)->error());
    QVERIFY(!rename("papers", "articles"));
    QCOMPARE(names(), QStringList{"articles"});
    QCOMPARE(search("walrus", "articles")->sources().size(), 1);
}

void RenameCollectionTest::tellsTheNamesThatAreThere()
{
    m_service->makeCollection("papers", m_service.get());
    m_service->makeCollection("tax", m_service.get());
    QSignalSpy read(m_service.get(), &RetrievalService::collectionNamesRead);
    m_service->readCollectionNames();
    QTRY_COMPARE(read.count(), 1);
    QStringList names = read.first().first().value<QList<CollectionName>>();
    names.sort();
    QCOMPARE(names, (QStringList{"papers", "tax"}));

    m_service.reset();
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir().mkdir(path())); // so that it cannot be opened
    start();
    QSignalSpy listed(m_service.get(), &RetrievalService::collectionsListed);
    QSignalSpy none(m_service.get(), &RetrievalService::collectionNamesRead);
    m_service->readCollectionNames();
    m_service->listCollections();
    QTRY_COMPARE(listed.count(), 1);
    QCOMPARE(none.count(), 0); // which would mean that all are gone
}

QTEST_GUILESS_MAIN(RenameCollectionTest)

#include "rename_collection_test.moc"
