// SPDX-License-Identifier: MIT
#include "core/retrieval/document_list_reply.h"
#include "core/retrieval/embedding_run.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/fake_embedding_reply.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

/// A collection that is kept in step with real folders, from RetrievalService down.
class FolderFollowingTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void picksUpWhatChanges();
    void picksUpWhatIsMovedBetweenFolders();
    void picksUpWhatChangedWhileItWasOff();
    void followsNothingUnlessItIsTold();
    void followsASingleFile();
    void followsNothingThatWasStopped();
    void embedsNothingAgainThatDidNotChange();
    void takesOutWhatIsIgnoredNow();
    void keepsWhatWasNamedItselfInSpiteOfARule();
    void keepsTheDocumentsOfAFolderThatIsGone();
    void leavesOutWhatTheUserTookOut();
    void forgetsTheFoldersOfACollection();
    void unwatchesAFolder_data();
    void unwatchesAFolder();
    void followsWhatAnotherProgramAdds();
    void agreesWithAnotherProgramThatFollows();
    void bringsNothingBackThatAnotherProgramTookOut_data();
    void bringsNothingBackThatAnotherProgramTookOut();
    void makesALostIndexAgain();
    void looksAgainWhereTheSystemDoesNotTell();
    void answersBeforeItHasLookedThroughAll();
    void indexesEvenWhereTheListCannotBeKept();

private:
    QString path(const QString &name) const { return m_root + u'/' + name; }
    void write(const QString &name, const QByteArray &bytes) const;
    std::unique_ptr<RetrievalService> service() const;
    void startAgain();
    static FolderFollower::Options atOnce();
    std::optional<Error> add(const QStringList &names, const CollectionName &collection = "docs",
        const std::function<void(IndexReply *)> &meanwhile = {});
    bool done(IndexReply *reply);
    QStringList names(const CollectionName &collection = "docs"); ///< Of all documents, with failures marked.
    int found(const QString &query);
    QList<WatchedFolder> folders(const CollectionName &collection = "docs");

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
    std::unique_ptr<RetrievalService> m_service;
    QStringList m_embedded;
};

void FolderFollowingTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QDir(m_dir->path()).canonicalPath();
    m_embedded.clear();
    write("notes/a.txt", "The walrus lives on the ice.");
    write("notes/sub/b.txt", "The heron stands in the reeds.");
    startAgain();
}

void FolderFollowingTest::cleanup() { m_service.reset(); }

std::unique_ptr<RetrievalService> FolderFollowingTest::service() const
{
    return std::make_unique<RetrievalService>(path("index/index.db"));
}

void FolderFollowingTest::startAgain()
{
    m_service.reset();
    m_service = service();
}

FolderFollower::Options FolderFollowingTest::atOnce()
{
    return {.watcher = {.quiet = 0ms, .longest = 0ms}, .rescan = 1h, .isChangedHereOnly = [](const QString &) {
                return true;
            }};
}

void FolderFollowingTest::write(const QString &name, const QByteArray &bytes) const
{
    test::writtenFile(path(name), bytes);
}

bool FolderFollowingTest::done(IndexReply *reply)
{
    QSignalSpy finished(reply, &IndexReply::finished);
    return finished.wait(20'000);
}

std::optional<Error> FolderFollowingTest::add(
    const QStringList &names, const CollectionName &collection, const std::function<void(IndexReply *)> &meanwhile)
{
    QStringList paths;
    for (const QString &name : names)
        paths << path(name);
    IndexReply *const reply = m_service->index({.collection = collection, .paths = paths}, m_service.get());
    if (meanwhile)
        meanwhile(reply);
    if (!done(reply))
        qFatal("the indexing does not end");
    return reply->error();
}

QStringList FolderFollowingTest::names(const CollectionName &collection)
{
    const DocumentListReply *const reply = m_service->listDocuments(collection, m_service.get());
    QSignalSpy finished(reply, &DocumentListReply::finished);
    if (!finished.wait(20'000) || reply->error())
        qFatal("the documents cannot be listed");
    QStringList names;
    for (const DocumentInfo &document : reply->documents())
        names << QString(document.name.mid(m_root.size() + 1) + (document.failure.isEmpty() ? "" : " failed"));
    return names;
}

int FolderFollowingTest::found(const QString &query)
{
    const SearchReply *const reply = m_service->search({.query = query}, m_service.get());
    QSignalSpy finished(reply, &SearchReply::finished);
    if (!finished.wait(20'000) || reply->error())
        qFatal("the search does not end well");
    return static_cast<int>(reply->sources().size());
}

QList<WatchedFolder> FolderFollowingTest::folders(const CollectionName &collection)
{
    QSignalSpy listed(m_service.get(), &RetrievalService::collectionsListed);
    m_service->listCollections();
    if (!listed.wait(20'000))
        qFatal("the collections cannot be listed");
    for (const CollectionInfo &info : listed.last().first().value<QList<CollectionInfo>>()) {
        if (info.name == collection)
            return info.folders;
    }
    return {};
}

void FolderFollowingTest::picksUpWhatChanges()
{
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes"}));
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
    write("notes/sub/c.txt", "The boiler is warm."); // new
    QTRY_COMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt", "notes/sub/c.txt"}));
    write("notes/a.txt", "The tide is high today."); // other words
    QTRY_COMPARE(found("tide"), 1);
    QCOMPARE(found("walrus"), 0);
    QVERIFY(QFile::rename(path("notes/a.txt"), path("notes/d.txt")));
    QTRY_COMPARE(names(), (QStringList{"notes/d.txt", "notes/sub/b.txt", "notes/sub/c.txt"}));
    write("notes/d.txt.part", "The moon is full."); // as editors replace
    QVERIFY(QFile::remove(path("notes/d.txt")) && QFile::rename(path("notes/d.txt.part"), path("notes/d.txt")));
    QTRY_COMPARE(found("moon"), 1);
    QTRY_COMPARE(names(), (QStringList{"notes/d.txt", "notes/sub/b.txt", "notes/sub/c.txt"}));
    QVERIFY(QFile::remove(path("notes/sub/c.txt")));
    QTRY_COMPARE(names(), (QStringList{"notes/d.txt", "notes/sub/b.txt"}));
    write("outside/deep/e.txt", "The kettle sings.");
    QVERIFY(QFile::rename(path("outside"), path("notes/inside"))); // a folder with what is in it
    QTRY_COMPARE(names(), (QStringList{"notes/d.txt", "notes/inside/deep/e.txt", "notes/sub/b.txt"}));
    write("notes/inside/deep/f.txt", "The kettle is quiet."); // which is followed, too
    QTRY_COMPARE(found("kettle"), 2);
    QVERIFY(QFile::rename(path("notes/inside"), path("notes/renamed")));
    QTRY_COMPARE(names(),
        (QStringList{"notes/d.txt", "notes/renamed/deep/e.txt", "notes/renamed/deep/f.txt", "notes/sub/b.txt"}));
    QVERIFY(QDir(path("notes/renamed")).removeRecursively());
    QTRY_COMPARE(names(), (QStringList{"notes/d.txt", "notes/sub/b.txt"}));
    write("notes/broken.pdf", "%PDF-1.7 nothing");
    QTRY_VERIFY(names().contains("notes/broken.pdf failed"));
    QVERIFY(QFile::remove(path("notes/broken.pdf")));
    QTRY_COMPARE(names(), (QStringList{"notes/d.txt", "notes/sub/b.txt"}));
}

void FolderFollowingTest::picksUpWhatIsMovedBetweenFolders()
{
    QVERIFY(QDir().mkpath(path("papers")));
    write("papers/kept.txt", "A page stays.");
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes"}, "docs"));
    QVERIFY(!add({"papers"}, "other"));
    QVERIFY(QFile::rename(path("notes/a.txt"), path("papers/a.txt")));
    QTRY_COMPARE(names("docs"), QStringList{"notes/sub/b.txt"});
    QTRY_COMPARE(names("other"), (QStringList{"papers/a.txt", "papers/kept.txt"}));
}

void FolderFollowingTest::picksUpWhatChangedWhileItWasOff()
{
    QVERIFY(!add({"notes"}));
    m_service.reset();
    write("notes/c.txt", "The boiler is warm.");
    write("notes/a.txt", "The tide is high today.");
    QVERIFY(QFile::remove(path("notes/sub/b.txt")));
    startAgain();
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
    m_service->keepInStep(atOnce());
    QTRY_COMPARE(names(), (QStringList{"notes/a.txt", "notes/c.txt"}));
    QCOMPARE(found("tide"), 1);
}

void FolderFollowingTest::followsNothingUnlessItIsTold()
{
    m_service->keepInStep(atOnce());
    QVERIFY(
        done(m_service->index({.collection = "docs", .paths = {path("notes")}, .isWatched = false}, m_service.get())));
    QCOMPARE(folders(), QList<WatchedFolder>());
    write("other/x.txt", "A sign that time has passed.");
    QVERIFY(!add({"other"}, "other"));
    write("notes/c.txt", "The boiler is warm.");
    write("other/y.txt", "Another one.");
    QTRY_COMPARE(names("other").size(), 2);
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
}

void FolderFollowingTest::followsASingleFile()
{
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes/a.txt"}));
    QCOMPARE(folders(), QList<WatchedFolder>());
    write("notes/beside.txt", "Nobody asked for it.");
    write("notes/a.txt", "The tide is high today.");
    QTRY_COMPARE(found("tide"), 1);
    QCOMPARE(names(), QStringList{"notes/a.txt"});
    QVERIFY(QFile::remove(path("notes/a.txt")));
    QTRY_COMPARE(names(), QStringList());
    write("notes/a.txt", "The walrus is back.");
    QTRY_COMPARE(found("walrus"), 1);
    QVERIFY(done(m_service->removeDocuments("docs", {path("notes/a.txt")}, m_service.get())));
    write("notes/a.txt", "The walrus was changed."); // which nobody follows now
    QVERIFY(!add({"notes/sub"}));
    QTRY_COMPARE(names(), QStringList{"notes/sub/b.txt"});
}

void FolderFollowingTest::followsNothingThatWasStopped()
{
    m_service->keepInStep(atOnce());
    const auto error = add({"notes"}, "docs", [](IndexReply *reply) { reply->abort(); });
    QVERIFY(error && error->kind == ErrorKind::Cancelled);
    QCOMPARE(folders(), QList<WatchedFolder>());
}

void FolderFollowingTest::embedsNothingAgainThatDidNotChange()
{
    m_service->setEmbeddings({.embed =
                                  [this](const EmbeddingRequest &request, QObject *parent) {
                                      m_embedded << request.texts;
                                      auto *reply = new FakeEmbeddingReply(request, parent);
                                      reply->answer(QList<EmbeddingVector>(request.texts.size(), {1.0F, 0.5F}));
                                      return reply;
                                  },
        .isLocal = [](const ProviderId &) { return true; }});
    m_service->setEmbeddingModel({"here", "nomic-embed-text"});
    m_service->keepEmbedded();
    m_service->keepInStep(atOnce());
    const auto embedded = [this](const QString &text) { return m_embedded.filter(text).size(); };
    QVERIFY(QDir().mkpath(path("papers")));
    write("papers/p.txt", "The kettle sings.");
    QVERIFY(!add({"notes", "papers"}));
    QTRY_COMPARE(embedded("walrus") + embedded("heron") + embedded("kettle"), 3);

    QVERIFY(QFile::rename(path("notes/a.txt"), path("notes/renamed.txt")));
    QTRY_VERIFY(names().contains("notes/renamed.txt"));
    QVERIFY(QFile::rename(path("papers/p.txt"), path("notes/moved.txt"))); // to another folder that is watched
    QTRY_VERIFY(names().contains("notes/moved.txt"));
    QVERIFY(QFile::rename(path("notes/sub"), path("notes/other")));
    QTRY_VERIFY(names().contains("notes/other/b.txt"));
    write("notes/new.txt", "The boiler is warm."); // a sign that all before it has been looked at
    QTRY_COMPARE(embedded("boiler"), 1);
    QCOMPARE(names(), (QStringList{"notes/moved.txt", "notes/new.txt", "notes/other/b.txt", "notes/renamed.txt"}));
    QCOMPARE(embedded("walrus"), 1);
    QCOMPARE(embedded("heron"), 1);
    QCOMPARE(embedded("kettle"), 1);
}

void FolderFollowingTest::takesOutWhatIsIgnoredNow()
{
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes"}));
    write("notes/.gitignore", "sub/\n");
    QTRY_COMPARE(names(), QStringList{"notes/a.txt"});
    write("notes/.gitignore", "a.*\n");
    QTRY_COMPARE(names(), QStringList{"notes/sub/b.txt"});
    write("notes/a.txt", "The walrus, once more.");
    write("notes/sub/.freshetignore", "b.txt\n");
    QTRY_COMPARE(names(), QStringList());
    QVERIFY(QFile::remove(path("notes/sub/.freshetignore")));
    QTRY_COMPARE(names(), QStringList{"notes/sub/b.txt"});
    QVERIFY(QFile::remove(path("notes/.gitignore")));
    QTRY_COMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
}

void FolderFollowingTest::keepsWhatWasNamedItselfInSpiteOfARule()
{
    m_service->keepInStep(atOnce());
    write("notes/.gitignore", "a.txt\nlater.txt\n");
    QVERIFY(!add({"notes", "notes/a.txt"}));
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
    write("notes/.gitignore", "a.txt\nb.txt\n");
    QTRY_COMPARE(names(), QStringList{"notes/a.txt"});
    write("notes/a.txt", "The tide is high today.");
    QTRY_COMPARE(found("tide"), 1);
    QVERIFY(!add({"notes"})); // and when the folder is added again
    QCOMPARE(names(), QStringList{"notes/a.txt"});
}

void FolderFollowingTest::keepsTheDocumentsOfAFolderThatIsGone()
{
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes"}));
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Followed}}));
    QVERIFY(QFile::rename(path("notes"), path("away")));
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Missing}}));
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
    QCOMPARE(found("walrus"), 1);

    QVERIFY(QFile::remove(path("away/a.txt")));
    write("away/c.txt", "The boiler is warm.");
    QVERIFY(QFile::rename(path("away"), path("notes"))); // it is back
    QTRY_COMPARE(names(), (QStringList{"notes/c.txt", "notes/sub/b.txt"}));
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Followed}}));

    QVERIFY(QFile::rename(path("notes"), path("away")));
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Missing}}));
    startAgain(); // and it is not there at the start
    m_service->keepInStep(atOnce());
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Missing}}));
    QCOMPARE(names(), (QStringList{"notes/c.txt", "notes/sub/b.txt"}));
    write("notes/d.txt", "The moon is full.");
    QTRY_COMPARE(names(), QStringList{"notes/d.txt"});
}

void FolderFollowingTest::leavesOutWhatTheUserTookOut()
{
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes"}));
    QVERIFY(done(m_service->removeDocuments("docs", {path("notes/a.txt")}, m_service.get())));
    write("notes/a.txt", "The walrus was changed.");
    write("notes/c.txt", "The boiler is warm.");
    QTRY_COMPARE(names(), (QStringList{"notes/c.txt", "notes/sub/b.txt"}));
    startAgain();
    m_service->keepInStep(atOnce());
    write("notes/d.txt", "The moon is full.");
    QTRY_COMPARE(names(), (QStringList{"notes/c.txt", "notes/d.txt", "notes/sub/b.txt"}));
    QVERIFY(!add({"notes"}));
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/c.txt", "notes/d.txt", "notes/sub/b.txt"}));
    write("notes/a.txt", "The tide is high today.");
    QTRY_COMPARE(found("tide"), 1);
}

void FolderFollowingTest::forgetsTheFoldersOfACollection()
{
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes"}, "docs"));
    QVERIFY(!add({"notes"}, "other"));
    QVERIFY(done(m_service->removeCollection("docs", m_service.get())));
    write("notes/c.txt", "The boiler is warm.");
    QTRY_COMPARE(names("other").size(), 3);
    QCOMPARE(names("docs"), QStringList());
    startAgain();
    m_service->keepInStep(atOnce());
    write("notes/d.txt", "The moon is full.");
    QTRY_COMPARE(names("other").size(), 4);
    QCOMPARE(names("docs"), QStringList());
}

void FolderFollowingTest::unwatchesAFolder_data()
{
    QTest::addColumn<UnwatchedDocuments>("what");
    QTest::addColumn<QStringList>("left");
    QTest::newRow("its documents stay") << UnwatchedDocuments::Keep
                                        << QStringList{"notes/a.txt", "notes/sub/b.txt", "papers/p.txt"};
    QTest::newRow("its documents go") << UnwatchedDocuments::Remove << QStringList{"papers/p.txt"};
}

void FolderFollowingTest::unwatchesAFolder()
{
    QFETCH(UnwatchedDocuments, what);
    QFETCH(QStringList, left);

    write("papers/p.txt", "The kettle sings.");
    write("notes/broken.pdf", "%PDF-1.7 nothing");
    m_service->keepInStep(atOnce());
    QVERIFY(!add({"notes", "papers"}));
    QVERIFY(QFile::remove(path("notes/broken.pdf")));
    QTRY_COMPARE(names().size(), 3);
    QSignalSpy changed(m_service.get(), &RetrievalService::foldersChanged);
    IndexReply *const reply = m_service->unwatch("docs", path("notes"), what, m_service.get());
    QVERIFY(done(reply) && !reply->error());
    QCOMPARE(reply->summary().removed, 3 - left.size());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(names(), left);
    QCOMPARE(folders(), (QList<WatchedFolder>{{path("papers"), WatchedFolder::State::Followed}}));
    write("notes/c.txt", "The boiler is warm.");
    write("papers/q.txt", "The kettle is quiet.");
    QTRY_COMPARE(names(), left + QStringList{"papers/q.txt"});
}

void FolderFollowingTest::followsWhatAnotherProgramAdds()
{
    m_service->keepInStep(atOnce());
    QCOMPARE(names(), QStringList()); // and has begun
    const auto other = service();
    QVERIFY(done(other->index({.collection = "docs", .paths = {path("notes")}}, other.get())));
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Followed}}));
    write("notes/c.txt", "The boiler is warm.");
    QTRY_COMPARE(names(), (QStringList{"notes/a.txt", "notes/c.txt", "notes/sub/b.txt"}));
    QVERIFY(done(other->removeCollection("docs", other.get())));
    QTRY_COMPARE(names(), QStringList());
}

void FolderFollowingTest::agreesWithAnotherProgramThatFollows()
{
    const auto other = service();
    m_service->keepInStep(atOnce());
    other->keepInStep(atOnce());
    QVERIFY(!add({"notes"}));
    QStringList expected{"notes/a.txt", "notes/sub/b.txt"};
    for (int i = 0; i < 20; ++i) {
        write(QString("notes/%1.txt").arg(i), "The walrus has a number.");
        expected << QString("notes/%1.txt").arg(i);
    }
    QVERIFY(QFile::remove(path("notes/sub/b.txt")));
    expected.removeAll("notes/sub/b.txt");
    expected.sort();
    QTRY_COMPARE(names(), expected);
    QVERIFY(done(other->index({.collection = "docs", .paths = {path("notes")}}, other.get())));
    QCOMPARE(names(), expected);
    QCOMPARE(m_service->search({.query = "walrus", .topK = 50}, m_service.get())->error(), std::nullopt);
    QCOMPARE(found("heron"), 0);
}

void FolderFollowingTest::bringsNothingBackThatAnotherProgramTookOut_data()
{
    QTest::addColumn<bool>("isCollection");
    QTest::addColumn<QStringList>("left");
    QTest::newRow("a collection") << true << QStringList();
    QTest::newRow("a document") << false << QStringList{"notes/sub/b.txt"};
}

/// While a run has read the document and waits to store it.
void FolderFollowingTest::bringsNothingBackThatAnotherProgramTookOut()
{
    QFETCH(bool, isCollection);
    QFETCH(QStringList, left);

    QVERIFY(!add({"notes"}));
    const auto other = service();
    write("notes/a.txt", "The tide is high today.");
    IndexDatabase lock(path("index/index.db"));
    QVERIFY(lock.open() && lock.run("BEGIN IMMEDIATE"));
    startAgain();
    m_service->keepInStep(atOnce());
    IndexReply *const removal = isCollection ? other->removeCollection("docs", other.get())
                                             : other->removeDocuments("docs", {path("notes/a.txt")}, other.get());
    QVERIFY(lock.run("COMMIT"));
    QVERIFY(done(removal) && !removal->error());
    write("notes/sub/b.txt", "The heron was changed."); // a sign that all before it has been looked at
    write("sign/s.txt", "Read at last.");
    QVERIFY(!add({"sign"}, "other"));
    write("sign/t.txt", "Read after that.");
    QTRY_COMPARE(names("other").size(), 2);
    QTRY_COMPARE(names(), left);
}

void FolderFollowingTest::makesALostIndexAgain()
{
    QVERIFY(!add({"notes"}));
    m_service.reset();
    for (const char *part : {"", "-wal", "-shm"})
        QFile::remove(path(QString("index/index.db") + part));
    startAgain();
    QCOMPARE(names(), QStringList());
    m_service->keepInStep(atOnce());
    QTRY_COMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
    QCOMPARE(found("walrus"), 1);
}

void FolderFollowingTest::looksAgainWhereTheSystemDoesNotTell()
{
    FolderFollower::Options options = atOnce();
    options.watcher.mostFolders = 1; // the one with the list
    options.rescan = 1ms;
    m_service->keepInStep(options);
    QVERIFY(!add({"notes"}));
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Polled}}));
    write("notes/sub/c.txt", "The boiler is warm.");
    QTRY_COMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt", "notes/sub/c.txt"}));

    startAgain();
    options = atOnce();
    options.isChangedHereOnly = [](const QString &) { return false; };
    m_service->keepInStep(options);
    QTRY_COMPARE(folders(), (QList<WatchedFolder>{{path("notes"), WatchedFolder::State::Polled}}));
    write("notes/d.txt", "The moon is full."); // what happens here is told, too
    QTRY_VERIFY(names().contains("notes/d.txt"));
}

void FolderFollowingTest::answersBeforeItHasLookedThroughAll()
{
    QVERIFY(!add({"notes"}));
    m_service.reset();
    constexpr int many = 1000; // ten times what is stored in one step
    for (int i = 0; i < many; ++i)
        write(QString("notes/many/%1.txt").arg(i), "A boiler with a number.");
    startAgain();
    m_service->keepInStep(atOnce());
    QCOMPARE(found("walrus"), 1);
    QVERIFY(names().size() < many);
    write("asked.txt", "The kettle sings."); // what the user asks for comes before it
    QVERIFY(!add({"asked.txt"}));
    QVERIFY(names().size() < many);
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), many + 3, 20'000);
}

void FolderFollowingTest::indexesEvenWhereTheListCannotBeKept()
{
    QVERIFY(!add({"notes/sub"}, "other"));
    write("index/index.db.watched", "not a list");
    const auto error = add({"notes"});
    QVERIFY(error && error->message.contains("index.db.watched"));
    QCOMPARE(names(), (QStringList{"notes/a.txt", "notes/sub/b.txt"}));
}

QTEST_GUILESS_MAIN(FolderFollowingTest)

#include "folder_following_test.moc"
