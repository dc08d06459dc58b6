// SPDX-License-Identifier: MIT
// What the knowledge window asks of the index: its documents and failures, holding a run, reasons for a rank.
#include "core/retrieval/document_list_reply.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/core/retrieval/opened_index.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace freshet;

class DocumentListTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void listsDocumentsAndFilesThatFailedWithTheReason();
    void forgetsAFailureOnceTheFileCanBeRead();
    void forgetsAFailureOnceTheFileIsGone();
    void keepsFailuresForTheNextStart();
    void keepsTheDocumentsOfAnOlderIndex();
    void removesDocumentsAndTheirPassages();
    void tellsWhichCollectionIsKeptToThisMachine();
    void refusesToSearchForAnotherMachineWhatIsKeptToThisOne();
    void checksDocumentsThatWereFoundBefore();
    void tellsWhetherAFileIsADocumentNow();
    void holdsARunUntilItMayGoOn();
    void letsOtherRunsByWhileOneIsHeld();
    void stopsARunThatIsHeld();
    void goesOnWithOthersWhenAHeldRunIsDeleted();
    void endsWhileARunIsHeld();
    void addsUpTheReasonsForARank();
    void marksTheWordsOfTheQueryInAnyForm();
    void tellsNoReasonsUnasked();

private:
    QString write(const QString &name, const QByteArray &bytes);
    void index(const QStringList &paths, const CollectionName &collection = QStringLiteral("docs"));
    QList<DocumentInfo> documents(const CollectionName &collection = QStringLiteral("docs"));
    SearchReply *search(const SearchRequest &request);
    IndexReply *heldRun(QObject *owner);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_service;
};

constexpr int kManyFiles = 101;

template <typename Reply>
static Reply *finished(Reply *reply)
{
    QSignalSpy ended(reply, &Reply::finished);
    if (!ended.wait(20'000))
        qFatal("it does not end");
    return reply;
}

void DocumentListTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
}

void DocumentListTest::cleanup() { m_service.reset(); }

QString DocumentListTest::write(const QString &name, const QByteArray &bytes)
{
    return test::writtenFile(QDir(m_dir->path()).canonicalPath() + u'/' + name, bytes);
}

void DocumentListTest::index(const QStringList &paths, const CollectionName &collection)
{
    const IndexReply *const run
        = finished(m_service->index({.collection = collection, .paths = paths}, m_service.get()));
    QVERIFY(!run->error());
}

QList<DocumentInfo> DocumentListTest::documents(const CollectionName &collection)
{
    return finished(m_service->listDocuments(collection, m_service.get()))->documents();
}

SearchReply *DocumentListTest::search(const SearchRequest &request)
{
    return finished(m_service->search(request, m_service.get()));
}

void DocumentListTest::listsDocumentsAndFilesThatFailedWithTheReason()
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    const QString good = write("in/good.md", "# Ice\n\nThe walrus lives on the ice.");
    const QString broken = write("in/broken.pdf", "%PDF-1.7 nothing");
    index({m_dir->filePath("in"), m_dir->filePath("missing.txt")});
    const QList<DocumentInfo> all = documents();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).name, broken);
    QVERIFY(!all.at(0).failure.isEmpty());
    QCOMPARE(all.at(0).passages, 0);
    QCOMPARE(all.at(1).name, good);
    QCOMPARE(all.at(1).path, good);
    QCOMPARE(all.at(1).title, "Ice");
    QCOMPARE(all.at(1).passages, 1);
    QVERIFY(all.at(1).size > 0);
    QVERIFY(all.at(1).indexedAt >= before);
    QVERIFY(all.at(1).failure.isEmpty());
    QCOMPARE(all.at(2).failure, "There is no such file or folder.");
    QVERIFY(documents("another").isEmpty());
}

void DocumentListTest::forgetsAFailureOnceTheFileCanBeRead()
{
    const QString path = write("a.pdf", "%PDF-1.7 nothing");
    index({path});
    QVERIFY(!documents().first().failure.isEmpty());
    QFile::remove(path);
    QVERIFY(QFile::copy(QStringLiteral(FRESHET_TEST_DATA "/documents/two_pages.pdf"), path));
    index({path});
    QCOMPARE(documents().size(), 1);
    QCOMPARE(documents().first().failure, QString());
    QVERIFY(documents().first().passages > 0);
}

void DocumentListTest::forgetsAFailureOnceTheFileIsGone()
{
    const QString path = write("in/a.pdf", "%PDF-1.7 nothing");
    write("in/b.txt", "The walrus lives on the ice.");
    index({m_dir->filePath("in")});
    QCOMPARE(documents().size(), 2);
    QFile::remove(path);
    index({m_dir->filePath("in")});
    QCOMPARE(documents().size(), 1);
}

void DocumentListTest::keepsFailuresForTheNextStart()
{
    index({write("a.pdf", "%PDF-1.7 nothing")});
    const QList<DocumentInfo> before = documents();
    m_service = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    QCOMPARE(documents(), before);
}

void DocumentListTest::keepsTheDocumentsOfAnOlderIndex()
{
    const QString path = write("a.txt", "The walrus lives on the ice.");
    index({path});
    m_service.reset();
    {
        OpenedIndex older(m_dir->filePath("index.db"));
        QVERIFY(older.database.open());
        QVERIFY(older.forgetFailures());
    }
    m_service = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    QCOMPARE(documents().size(), 1);
    QVERIFY(!documents().first().indexedAt.isValid()); // nobody knows
    QCOMPARE(search({.query = "walrus"})->sources().size(), 1);
    index({path, write("b.pdf", "%PDF-1.7 nothing")});
    QCOMPARE(documents().size(), 2);
    QVERIFY(!documents().last().failure.isEmpty());
}

void DocumentListTest::removesDocumentsAndTheirPassages()
{
    const QString walrus = write("in/a.txt", "The walrus lives on the ice.");
    write("in/b.txt", "The boiler is serviced every autumn.");
    const QString broken = write("in/c.pdf", "%PDF-1.7 nothing");
    index({m_dir->filePath("in")});
    const IndexReply *const removed
        = finished(m_service->removeDocuments("docs", {walrus, broken, "unknown"}, m_service.get()));
    QVERIFY(!removed->error());
    QCOMPARE(removed->summary().removed, 1); // the other one was none
    QCOMPARE(documents().size(), 1);
    QVERIFY(search({.query = "walrus"})->sources().isEmpty());
    QCOMPARE(search({.query = "boiler"})->sources().size(), 1);
    QVERIFY(QFile::exists(walrus));
}

void DocumentListTest::tellsWhichCollectionIsKeptToThisMachine()
{
    m_service->setLocalOnly("private", true, m_service.get());
    m_service->removeCollection("private", m_service.get());
    m_service->makeCollection("private", m_service.get()); // the name stays what it was
    m_service->makeCollection("open", m_service.get());
    QSignalSpy listed(m_service.get(), &RetrievalService::collectionsListed);
    m_service->listCollections();
    QVERIFY(listed.wait());
    const auto found = listed.first().first().value<QList<CollectionInfo>>();
    QCOMPARE(found,
        (QList<CollectionInfo>{{.name = "open", .isLocalOnly = false}, {.name = "private", .isLocalOnly = true}}));
}

void DocumentListTest::refusesToSearchForAnotherMachineWhatIsKeptToThisOne()
{
    index({write("a.txt", "The walrus lives on the ice.")}, "private");
    index({write("b.txt", "The walrus swims.")}, "open");
    m_service->setLocalOnly("private", true, m_service.get());
    QCOMPARE(search({.query = "walrus", .collections = {"private"}})->sources().size(), 1);
    QCOMPARE(search({.query = "walrus", .collections = {"open"}, .leavesThisMachine = true})->sources().size(), 1);
    for (const QList<CollectionName> &asked : {QList<CollectionName>{"open", "private"}, QList<CollectionName>()}) {
        const SearchReply *const refused = search({.query = "walrus", .collections = asked, .leavesThisMachine = true});
        QVERIFY(refused->sources().isEmpty());
        QCOMPARE(refused->error()->kind, ErrorKind::Permission);
        QVERIFY(refused->error()->message.contains("\"private\""));
    }
    m_service->setLocalOnly("private", false, m_service.get());
    QVERIFY(!search({.query = "walrus", .collections = {"private"}, .leavesThisMachine = true})->error());
}

void DocumentListTest::checksDocumentsThatWereFoundBefore()
{
    const QString path = write("a.txt", "The walrus lives on the ice.");
    index({path}, "private");
    QVERIFY(!finished(m_service->checkLeaving({}, {path}, m_service.get()))->error());
    m_service->setLocalOnly("private", true, m_service.get());
    QCOMPARE(
        finished(m_service->checkLeaving({"open"}, {path}, m_service.get()))->error()->kind, ErrorKind::Permission);
    QVERIFY(!finished(m_service->checkLeaving({"open"}, {"b.txt"}, m_service.get()))->error());
}

/// A run of more files than are stored at once, held behind the first ones: nothing can be stored before it is held.
IndexReply *DocumentListTest::heldRun(QObject *owner)
{
    for (int i = 0; i < kManyFiles; ++i)
        write(QStringLiteral("many/%1.txt").arg(i), "The walrus.");
    documents(); // the index is there
    IndexDatabase other(m_dir->filePath("index.db"));
    if (!other.open() || !other.run("BEGIN IMMEDIATE"))
        qFatal("the index cannot be locked");
    IndexReply *const run = m_service->index({.collection = "docs", .paths = {m_dir->filePath("many")}}, owner);
    run->setPaused(true);
    if (!other.run("COMMIT"))
        qFatal("the index stays locked");
    return run;
}

void DocumentListTest::tellsWhetherAFileIsADocumentNow()
{
    const auto isIndexed = [this](const QString &path) {
        const std::optional<Error> error = finished(m_service->checkIndexed(path, m_service.get()))->error();
        if (error && error->kind != ErrorKind::NotFound)
            qFatal("%s", qPrintable(error->message));
        return !error;
    };
    const QString path = write("in/ice.md", "# Ice\n\nThe walrus lives on the ice.");
    const QString lines = write("lines.jsonl", R"({"id":"/etc/passwd","title":"","text":"The owl is awake."})");
    const QString broken = write("in/broken.pdf", "%PDF-1.7 nothing");
    QVERIFY(!isIndexed(path));
    index({path, broken}, "other");
    QVERIFY(!finished(m_service->index({.collection = "docs", .jsonlPath = lines}, m_service.get()))->error());
    QVERIFY(isIndexed(path));
    for (const QString &none : {QString("/etc/passwd"), lines, broken, QString(), QString(path + u'/'), path.toUpper()})
        QVERIFY2(!isIndexed(none), qPrintable(none)); // a name that a document gave itself is no path
    finished(m_service->removeDocuments("other", {path}, m_service.get()));
    QVERIFY(!isIndexed(path));
}

void DocumentListTest::holdsARunUntilItMayGoOn()
{
    IndexReply *const run = heldRun(m_service.get());
    QVERIFY(run->isPaused());
    index({write("b.txt", "The boiler.")}, "others"); // the worker has come by it
    const qsizetype before = documents().size();
    QVERIFY(before < kManyFiles);
    QCOMPARE(documents().size(), before);
    QVERIFY(!run->isFinished());
    run->setPaused(false);
    finished(run);
    QCOMPARE(documents().size(), kManyFiles);
    run->setPaused(true); // harmless
}

void DocumentListTest::letsOtherRunsByWhileOneIsHeld()
{
    IndexReply *const run = heldRun(m_service.get());
    index({write("b.txt", "The boiler.")}, "others");
    QVERIFY(!run->isFinished());
    QCOMPARE(documents("others").size(), 1);
    run->setPaused(false);
    finished(run);
}

void DocumentListTest::stopsARunThatIsHeld()
{
    IndexReply *const run = heldRun(m_service.get());
    index({write("b.txt", "The boiler.")}, "others");
    run->abort();
    QCOMPARE(finished(run)->error()->kind, ErrorKind::Cancelled);
    QVERIFY(documents().size() < kManyFiles);
}

void DocumentListTest::goesOnWithOthersWhenAHeldRunIsDeleted()
{
    delete heldRun(m_service.get());
    index({write("b.txt", "The boiler.")}, "others");
    QVERIFY(documents().size() < kManyFiles);
    QCOMPARE(documents("others").size(), 1);
}

void DocumentListTest::endsWhileARunIsHeld()
{
    QObject owner; // outlives the service
    IndexReply *const run = heldRun(&owner);
    m_service.reset();
    run->setPaused(false);
    run->abort();
    QVERIFY(!run->isFinished());
}

void DocumentListTest::addsUpTheReasonsForARank()
{
    index({write("walrus.md", "# Walrus\n\nThe walrus lives on the thick ice."),
        write("ice.md", "# Winter\n\nThe ice was thin that winter. Nobody saw a walrus."),
        write("boiler.md", "# Boiler\n\nThe boilers are serviced every autumn.")});
    const SearchReply *const reply = search({.query = "walrus on thick ice", .topK = 5, .wantsReasons = true});
    QCOMPARE(reply->reasons().size(), reply->sources().size());
    QVERIFY(reply->sources().size() >= 2);
    for (qsizetype i = 0; i < reply->sources().size(); ++i) {
        const RankReasons &reasons = reply->reasons().at(i);
        QCOMPARE(reasons.score, reply->sources().at(i).score);
        const double sum
            = reasons.wordScore + reasons.pieceScore + reasons.documentScore + reasons.titleScore + reasons.vectorScore;
        QVERIFY2(std::abs(sum - reasons.score) < 1e-5, qPrintable(QStringLiteral("%1 %2").arg(sum).arg(reasons.score)));
        QVERIFY(!reasons.similarity);
    }
    const RankReasons &first = reply->reasons().first();
    QCOMPARE(first.words.size(), 3);
    QCOMPARE(first.words.first().text, "walrus");
    QVERIFY(std::all_of(first.words.begin(), first.words.end(), [](const auto &word) { return word.isFound; }));
    QVERIFY(first.nearness > 0); // "thick ice"
    QVERIFY(first.titleScore > 0);
    QCOMPARE(first.coverage, 1.0);
    const RankReasons &second = reply->reasons().at(1);
    QVERIFY(std::any_of(second.words.begin(), second.words.end(),
        [](const auto &word) { return word.text == QLatin1String("thick") && !word.isFound; }));
}

void DocumentListTest::marksTheWordsOfTheQueryInAnyForm()
{
    index({write("boiler.txt", "We serviced both boilers.")});
    const SearchReply *const reply = search({.query = "When was the boiler serviced?", .wantsReasons = true});
    QCOMPARE(reply->sources().size(), 1);
    QStringList marked;
    for (const auto &[start, length] : reply->reasons().first().marks)
        marked << reply->sources().first().text.sliced(start, length);
    QCOMPARE(marked, (QStringList{"serviced", "boilers"}));
}

void DocumentListTest::tellsNoReasonsUnasked()
{
    index({write("boiler.txt", "We serviced both boilers.")});
    search({.query = "boiler", .wantsReasons = true});
    const SearchReply *const reply = search({.query = "boiler"});
    QCOMPARE(reply->sources().size(), 1);
    QVERIFY(reply->reasons().isEmpty());
}

QTEST_GUILESS_MAIN(DocumentListTest)

#include "document_list_test.moc"
