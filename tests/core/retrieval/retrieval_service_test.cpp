// SPDX-License-Identifier: MIT
#include "core/retrieval/index_database.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace freshet;

class RetrievalServiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void indexesEveryKindOfDocumentAndFindsIt_data();
    void indexesEveryKindOfDocumentAndFindsIt();
    void tellsOffsetsIntoTheExtractedText();
    void leavesUnchangedFilesAlone();
    void replacesAChangedFile();
    void forgetsAFileThatCanNoLongerBeUsed_data();
    void forgetsAFileThatCanNoLongerBeUsed();
    void forgetsFilesThatAreGone();
    void namesEachFileThatCannotBeRead();
    void readsJsonLinesAndNamesBadOnes();
    void indexesJsonLinesOnlyOnce();
    void failsWhenTheJsonLinesAreMissing();
    void failsWhenTheJsonLinesCannotBeReadToTheirEnd();
    void stopsAfterTheFilesAtHandAndKeepsWhatIsDone();
    void stopsWhenTheHandleIsDeleted();
    void survivesBeingDeletedWhileItIndexes();
    void searchesWhileItIndexes();
    void tellsThatACollectionIsNotThere();
    void isSilentUntilTheCallerIsBackInTheEventLoop();
    void mayLoseTheHandleOfASearch();
    void hasTheGuideForSearchesStartedLater();
    void keepsTheGuideAsItIsTheSecondTime();
    void searchesTheGuideWhileAnotherProgramWrites_data();
    void searchesTheGuideWhileAnotherProgramWrites();
    void listsCollections();
    void forgetsACollectionAndLeavesTheOthers();
    void tellsOnceThatTheIndexWasDamaged();
    void tellsThatTheIndexCannotBeOpened();

private:
    IndexReply *finishedRun(const IndexJob &job);
    SearchReply *finishedSearch(const QString &query, const QList<CollectionName> &collections = {});
    QString write(const QString &name, const QByteArray &bytes);
    QList<DocumentResult> m_results; // of the last run

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_service;
};

static QString documentPath(const QString &name)
{
    return QDir(QStringLiteral(FRESHET_TEST_DATA "/documents")).canonicalPath() + u'/' + name;
}

void RetrievalServiceTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_results.clear();
}

void RetrievalServiceTest::cleanup() { m_service.reset(); }

QString RetrievalServiceTest::write(const QString &name, const QByteArray &bytes)
{
    return test::writtenFile(QDir(m_dir->path()).canonicalPath() + u'/' + name, bytes);
}

/// Waits for a run; the handle belongs to the service.
IndexReply *RetrievalServiceTest::finishedRun(const IndexJob &job)
{
    m_results.clear();
    IndexReply *reply = m_service->index(job, m_service.get());
    connect(reply, &IndexReply::documentDone, this, [this](const DocumentResult &result) { m_results << result; });
    QSignalSpy finished(reply, &IndexReply::finished);
    if (!finished.wait(20'000))
        qFatal("the run does not end");
    return reply;
}

SearchReply *RetrievalServiceTest::finishedSearch(const QString &query, const QList<CollectionName> &collections)
{
    SearchReply *reply = m_service->search({.query = query, .collections = collections}, m_service.get());
    QSignalSpy finished(reply, &SearchReply::finished);
    if (!finished.wait(20'000))
        qFatal("the search does not end");
    return reply;
}

void RetrievalServiceTest::indexesEveryKindOfDocumentAndFindsIt_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("heading");
    QTest::addColumn<int>("page");

    QTest::newRow("Markdown") << "manual.md"
                              << "How often must I descale it?"
                              << "Kestrel coffee machine"
                              << "Kestrel coffee machine › Descaling" << 0;
    QTest::newRow("text") << "notes.txt"
                          << "replacement pump"
                          << "notes.txt"
                          << "" << 0;
    QTest::newRow("HTML") << "page.html"
                          << "Which ships need a pilot?"
                          << "Tide & harbour times"
                          << "Harbour office" << 0;
    QTest::newRow("code") << "counter.cpp"
                          << "busiest room"
                          << "counter.cpp" << QStringLiteral("VisitorCounter › addVisitor") << 0;
    QTest::newRow("Chinese") << "tea_zh.txt"
                             << "龙井茶的水温"
                             << "tea_zh.txt"
                             << "" << 0;
    QTest::newRow("PDF") << "two_pages.pdf"
                         << "What does the red lever do?"
                         << "two_pages.pdf"
                         << "" << 2;
}

void RetrievalServiceTest::indexesEveryKindOfDocumentAndFindsIt()
{
    QFETCH(QString, file);
    QFETCH(QString, query);
    QFETCH(QString, title);
    QFETCH(QString, heading);
    QFETCH(int, page);

    const IndexReply *run = finishedRun({.collection = "docs", .paths = {documentPath(QString())}});
    QVERIFY(!run->error());
    QCOMPARE(run->summary().indexed, 6);
    QCOMPARE(run->summary().failed + run->summary().skipped, 0);
    QCOMPARE(m_results.size(), 6);

    const SearchReply *search = finishedSearch(query, {"docs"});
    QVERIFY(!search->error());
    QVERIFY(!search->sources().isEmpty());
    const Source &best = search->sources().first();
    QCOMPARE(best.path, documentPath(file));
    QCOMPARE(best.documentId, documentPath(file));
    QCOMPARE(best.title, title);
    QCOMPARE(best.heading, heading);
    QCOMPARE(best.page.value_or(0), page);
}

void RetrievalServiceTest::tellsOffsetsIntoTheExtractedText()
{
    finishedRun({.collection = "docs", .paths = {documentPath("manual.md")}});
    QFile file(documentPath("manual.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    const SearchReply *search = finishedSearch("warranty scale damage");
    QVERIFY(!search->sources().isEmpty());
    for (const Source &source : search->sources())
        QCOMPARE(source.text, text.sliced(source.start, source.end - source.start));
}

void RetrievalServiceTest::leavesUnchangedFilesAlone()
{
    const QString path = write("a.txt", "The walrus lives on the ice.");
    QCOMPARE(finishedRun({.collection = "docs", .paths = {path}})->summary().indexed, 1);
    QCOMPARE(finishedRun({.collection = "docs", .paths = {path}})->summary().unchanged, 1);
    QCOMPARE(m_results.first().state, DocumentState::Unchanged);
    QCOMPARE(m_results.first().passages, 1);

    QFile file(path); // another time, the same bytes
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
    file.close();
    QCOMPARE(finishedRun({.collection = "docs", .paths = {path}})->summary().unchanged, 1);
    QCOMPARE(finishedRun({.collection = "other", .paths = {path}})->summary().indexed, 1);
}

void RetrievalServiceTest::replacesAChangedFile()
{
    const QString path = write("a.txt", "The walrus lives on the ice.");
    finishedRun({.collection = "docs", .paths = {path}});
    write("a.txt", "The heron stands among the reeds.");
    QCOMPARE(finishedRun({.collection = "docs", .paths = {path}})->summary().indexed, 1);
    QVERIFY(finishedSearch("walrus")->sources().isEmpty());
    QCOMPARE(finishedSearch("heron")->sources().size(), 1);
}

void RetrievalServiceTest::forgetsAFileThatCanNoLongerBeUsed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<DocumentState>("state");

    QTest::newRow("binary") << QByteArray("walrus\0", 7) << DocumentState::Skipped;
    QTest::newRow("too large") << QByteArray(20 * 1024 * 1024 + 1, 'a') << DocumentState::Failed;
    QTest::newRow("damaged") << QByteArray("%PDF-1.7 nothing") << DocumentState::Failed;
}

void RetrievalServiceTest::forgetsAFileThatCanNoLongerBeUsed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(DocumentState, state);

    const QString path = write("in/a.txt", "The walrus lives on the ice.");
    write("in/b.txt", "The walrus swims.");
    finishedRun({.collection = "docs", .paths = {m_dir->filePath("in")}});
    QCOMPARE(finishedSearch("walrus")->sources().size(), 2);
    write("in/a.txt", bytes);
    QSignalSpy changed(m_service.get(), &RetrievalService::collectionsChanged);
    finishedRun({.collection = "docs", .paths = {path}});
    QCOMPARE(m_results.value(0).state, state);
    QCOMPARE(finishedSearch("walrus")->sources().size(), 1);
    QCOMPARE(changed.count(), 1);
}

void RetrievalServiceTest::forgetsFilesThatAreGone()
{
    const QString gone = write("in/sub/gone.txt", "The walrus lives on the ice.");
    const QString alone = write("in/alone.txt", "The walrus lives alone.");
    write("in/stays.txt", "The walrus stays.");
    const QString leftOut = write("in/build/named.txt", "The walrus was named.");
    const QString beside = write("in2.txt", "The walrus is beside.");
    finishedRun({.collection = "docs", .paths = {m_dir->filePath("in"), leftOut, beside}});
    finishedRun({.collection = "other", .paths = {gone}});
    QCOMPARE(finishedSearch("walrus", {"docs"})->sources().size(), 5);

    QVERIFY(QFile::remove(gone) && QFile::remove(alone) && QFile::remove(beside));
    const IndexReply *named = finishedRun({.collection = "docs", .paths = {alone}});
    QCOMPARE(named->summary(), (IndexSummary{.failed = 1, .removed = 1}));
    const IndexReply *walked = finishedRun({.collection = "docs", .paths = {m_dir->filePath("in")}});
    QCOMPARE(walked->summary(), (IndexSummary{.unchanged = 1, .removed = 1}));
    QCOMPARE(m_results.first(), (DocumentResult{.path = gone, .state = DocumentState::Removed}));
    QCOMPARE(finishedSearch("walrus", {"docs"})->sources().size(), 3);
    QCOMPARE(finishedSearch("walrus", {"other"})->sources().size(), 1);

    QVERIFY(QDir(m_dir->filePath("in")).removeRecursively() && QDir().mkpath(m_dir->filePath("in"))); // unmounted, say
    QCOMPARE(finishedRun({.collection = "docs", .paths = {m_dir->filePath("in")}})->summary(), IndexSummary());
    QCOMPARE(finishedSearch("walrus", {"docs"})->sources().size(), 3);
}

void RetrievalServiceTest::namesEachFileThatCannotBeRead()
{
    write("in/good.txt", "The walrus lives on the ice.");
    write("in/binary.txt",
        QByteArray("\x7f"
                   "ELF\0\0",
            6));
    write("in/broken.pdf", "%PDF-1.7 nothing");
    write("in/huge.txt", QByteArray(20 * 1024 * 1024 + 1, 'a'));
    write("in/empty.txt", "");
    const QString fifo = m_dir->filePath("fifo");
    QCOMPARE(mkfifo(fifo.toUtf8().constData(), 0600), 0);

    const IndexReply *run
        = finishedRun({.collection = "docs", .paths = {m_dir->filePath("in"), m_dir->filePath("missing.txt"), fifo}});
    QVERIFY(!run->error());
    QHash<QString, DocumentResult> results;
    for (const DocumentResult &result : std::as_const(m_results))
        results.insert(QFileInfo(result.path).fileName(), result);
    QCOMPARE(results.size(), 7);
    QCOMPARE(results["good.txt"].state, DocumentState::Indexed);
    QCOMPARE(results["empty.txt"].passages, 0);
    QCOMPARE(results["binary.txt"].state, DocumentState::Skipped);
    QCOMPARE(results["broken.pdf"].state, DocumentState::Failed);
    QCOMPARE(results["huge.txt"].error->kind, ErrorKind::PayloadTooLarge);
    QCOMPARE(results["missing.txt"].error->kind, ErrorKind::NotFound);
    QCOMPARE(results["fifo"].state, DocumentState::Failed);
    QCOMPARE(run->summary(), (IndexSummary{.indexed = 2, .skipped = 1, .failed = 4, .passages = 1}));
}

void RetrievalServiceTest::readsJsonLinesAndNamesBadOnes()
{
    const QString path = write("docs.jsonl",
        "{\"id\":\"a\",\"title\":\"Walrus\",\"text\":\"It lives on the ice.\"}\n"
        "not json\n"
        "\n"
        "{\"id\":7,\"text\":\"The heron stands among the reeds.\"}\n"
        "{\"title\":\"no id\",\"text\":\"x\"}\n"
        "{\"id\":\"b\",\"text\":12}\n"
        "[1]");
    const IndexReply *run = finishedRun({.collection = "docs", .jsonlPath = path});
    QVERIFY(!run->error());
    QStringList states;
    for (const DocumentResult &result : std::as_const(m_results))
        states << QString(result.path.mid(path.size()) + u' ' + toWord(result.state));
    QCOMPARE(states, (QStringList{":1 indexed", ":2 failed", ":4 indexed", ":5 failed", ":6 failed", ":7 failed"}));

    const SearchReply *search = finishedSearch("walrus");
    QCOMPARE(search->sources().value(0).documentId, "a");
    QCOMPARE(search->sources().value(0).path, "");
    QCOMPARE(finishedSearch("heron")->sources().value(0).documentId, "7");
}

void RetrievalServiceTest::indexesJsonLinesOnlyOnce()
{
    QByteArray lines;
    for (int i = 0; i < 1200; ++i)
        lines += "{\"id\":\"d" + QByteArray::number(i) + "\",\"text\":\"Document number " + QByteArray::number(i)
            + " of many\"}\n";
    const QString path = write("docs.jsonl", lines);
    QCOMPARE(finishedRun({.collection = "docs", .jsonlPath = path})->summary().indexed, 1200);
    QCOMPARE(m_results.size(), 1200);
    QCOMPARE(finishedRun({.collection = "docs", .jsonlPath = path})->summary().unchanged, 1200);
    QCOMPARE(finishedSearch("number 777")->sources().value(0).documentId, "d777");
}

void RetrievalServiceTest::failsWhenTheJsonLinesAreMissing()
{
    const IndexReply *run = finishedRun({.collection = "docs", .jsonlPath = m_dir->filePath("none.jsonl")});
    QVERIFY(run->error());
    QCOMPARE(run->error()->kind, ErrorKind::NotFound);
}

void RetrievalServiceTest::failsWhenTheJsonLinesCannotBeReadToTheirEnd()
{
    const QString path = "/sys/class/net/lo/speed"; // has a size and refuses to be read
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0 || !file.readAll().isEmpty())
        QSKIP("this system has no file that fails so");
    QCOMPARE(
        finishedRun({.collection = "docs", .jsonlPath = path})->error().value_or(Error()).kind, ErrorKind::Storage);
}

void RetrievalServiceTest::stopsAfterTheFilesAtHandAndKeepsWhatIsDone()
{
    for (int i = 0; i < 2000; ++i)
        write(QStringLiteral("in/%1.txt").arg(i), "The walrus number " + QByteArray::number(i) + " lives on the ice.");
    IndexReply *reply = m_service->index({.collection = "docs", .paths = {m_dir->filePath("in")}}, m_service.get());
    int done = 0;
    connect(reply, &IndexReply::documentDone, reply, [&] {
        if (++done == 3)
            reply->abort();
    });
    QSignalSpy finished(reply, &IndexReply::finished);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QVERIFY(reply->summary().indexed >= 3);
    QVERIFY(reply->summary().indexed < 2000);
    QCOMPARE(finishedRun({.collection = "docs", .paths = {m_dir->filePath("in")}})->summary().unchanged,
        reply->summary().indexed);
}

void RetrievalServiceTest::stopsWhenTheHandleIsDeleted()
{
    for (int i = 0; i < 2000; ++i)
        write(QStringLiteral("in/%1.txt").arg(i), "The walrus number " + QByteArray::number(i) + " lives on the ice.");
    IndexReply *reply = m_service->index({.collection = "docs", .paths = {m_dir->filePath("in")}}, m_service.get());
    QSignalSpy first(reply, &IndexReply::documentDone);
    QVERIFY(first.wait());
    delete reply;
    const IndexReply *second = finishedRun({.collection = "docs", .paths = {m_dir->filePath("in")}});
    QVERIFY(second->summary().indexed > 0);
    QCOMPARE(second->summary().indexed + second->summary().unchanged, 2000);
}

void RetrievalServiceTest::survivesBeingDeletedWhileItIndexes()
{
    for (int i = 0; i < 300; ++i)
        write(QStringLiteral("in/%1.txt").arg(i), "The walrus number " + QByteArray::number(i) + " lives on the ice.");
    QObject owner;
    IndexReply *reply = m_service->index({.collection = "docs", .paths = {m_dir->filePath("in")}}, &owner);
    QSignalSpy first(reply, &IndexReply::documentDone);
    QVERIFY(first.wait());
    m_service = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    const IndexReply *again = finishedRun({.collection = "docs", .paths = {m_dir->filePath("in")}});
    QCOMPARE(again->summary().indexed + again->summary().unchanged, 300);
    QCOMPARE(finishedSearch("walrus 299")->sources().isEmpty(), false);
}

void RetrievalServiceTest::searchesWhileItIndexes()
{
    for (int i = 0; i < 2000; ++i)
        write(QStringLiteral("in/%1.txt").arg(i), "The walrus number " + QByteArray::number(i) + " lives on the ice.");
    IndexReply *run = m_service->index({.collection = "docs", .paths = {m_dir->filePath("in")}}, m_service.get());
    QSignalSpy first(run, &IndexReply::documentDone);
    QVERIFY(first.wait());
    finishedSearch("walrus");
    QVERIFY(!run->isFinished());
    QSignalSpy finished(run, &IndexReply::finished);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(run->summary().indexed, 2000);
}

void RetrievalServiceTest::tellsThatACollectionIsNotThere()
{
    QSignalSpy made(m_service->makeCollection("empty", m_service.get()), &IndexReply::finished);
    QVERIFY(made.wait());
    QVERIFY(!finishedSearch("walrus")->error());
    QVERIFY(!finishedSearch("walrus", {"empty"})->error());
    QVERIFY(!finishedSearch("walrus", {kUserCollection})->error()); // into which files go once there are some
    QVERIFY(!finishedSearch("walrus", {"emtpy", "empty"})->error()); // what is there is searched
    const auto error = finishedSearch("walrus", {"emtpy"})->error();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::NotFound);
    QVERIFY2(error->message.contains("emtpy"), qPrintable(error->message));
}

void RetrievalServiceTest::isSilentUntilTheCallerIsBackInTheEventLoop()
{
    SearchReply *search = m_service->search({.query = "x"}, m_service.get());
    IndexReply *run = m_service->index({.collection = "docs"}, m_service.get());
    QSignalSpy searched(search, &SearchReply::finished);
    QSignalSpy indexed(run, &IndexReply::finished);
    QVERIFY(!search->isFinished() && !run->isFinished());
    QTRY_COMPARE(searched.count(), 1);
    QTRY_COMPARE(indexed.count(), 1);
}

void RetrievalServiceTest::mayLoseTheHandleOfASearch()
{
    delete m_service->search({.query = "x"}, m_service.get());
    QVERIFY(finishedSearch("x")->isFinished());
}

void RetrievalServiceTest::hasTheGuideForSearchesStartedLater()
{
    m_service->ensureGuide();
    const SearchReply *search = finishedSearch("Where are API keys kept?", {"guide"});
    QVERIFY(!search->sources().isEmpty());
    const Source &best = search->sources().first();
    QCOMPARE(best.title, "Freshet guide");
    QCOMPARE(best.path, "");
    QVERIFY2(best.heading.contains("Where keys are kept"), qPrintable(best.heading));
    QVERIFY(best.text.contains("keychain"));
}

void RetrievalServiceTest::keepsTheGuideAsItIsTheSecondTime()
{
    QSignalSpy changed(m_service.get(), &RetrievalService::collectionsChanged);
    m_service->ensureGuide();
    QVERIFY(changed.wait());
    m_service->ensureGuide();
    finishedSearch("keys");
    QCOMPARE(changed.count(), 1);
}

void RetrievalServiceTest::searchesTheGuideWhileAnotherProgramWrites_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("the same guide") << "";
    QTest::newRow("the guide of another version")
        << "UPDATE document SET hash = x'00' WHERE name = (SELECT min(name) FROM document)";
}

void RetrievalServiceTest::searchesTheGuideWhileAnotherProgramWrites()
{
    QFETCH(QString, change);

    m_service->ensureGuide();
    QVERIFY(!finishedSearch("keys", {"guide"})->error());
    IndexDatabase other(m_dir->filePath("index.db"));
    QVERIFY(other.open());
    QVERIFY(change.isEmpty() || other.run(change));
    const Status held = other.transact([&]() -> Status {
        m_service->ensureGuide();
        const SearchReply *search = finishedSearch("keys", {"guide"});
        return search->error() || search->sources().isEmpty() ? failure(Error{}) : Status();
    });
    QVERIFY(held);
}

void RetrievalServiceTest::listsCollections()
{
    finishedRun({.collection = "docs", .paths = {documentPath("manual.md")}});
    QSignalSpy listed(m_service.get(), &RetrievalService::collectionsListed);
    m_service->listCollections();
    QVERIFY(listed.wait());
    const auto collections = listed.first().first().value<QList<CollectionInfo>>();
    QCOMPARE(collections, (QList<CollectionInfo>{{"docs", 1, 4}}));
}

void RetrievalServiceTest::forgetsACollectionAndLeavesTheOthers()
{
    finishedRun({.collection = "docs", .paths = {documentPath("manual.md")}});
    finishedRun({.collection = "kept", .paths = {documentPath("manual.md")}});
    QSignalSpy listed(m_service.get(), &RetrievalService::collectionsListed);
    m_service->listCollections();
    QVERIFY(listed.wait()); // and what the runs had to tell is told
    QSignalSpy changed(m_service.get(), &RetrievalService::collectionsChanged);
    IndexReply *const reply = m_service->removeCollection("docs", this);
    QSignalSpy finished(reply, &IndexReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!reply->error());
    QCOMPARE(reply->summary().removed, 1);
    QCOMPARE(changed.count(), 1);
    listed.clear();
    m_service->listCollections();
    QVERIFY(listed.wait());
    QCOMPARE(listed.first().first().value<QList<CollectionInfo>>(), (QList<CollectionInfo>{{"kept", 1, 4}}));
    QVERIFY(QFile::exists(documentPath("manual.md")));
    QVERIFY(!finishedSearch("keys", {"kept"})->error());
}

void RetrievalServiceTest::tellsOnceThatTheIndexWasDamaged()
{
    write("index.db", QByteArray(5000, 'x'));
    m_service->ensureGuide();
    const SearchReply *first = finishedSearch("keys", {"guide"});
    QVERIFY(first->error());
    QVERIFY(first->error()->message.contains("damaged"));
    const SearchReply *second = finishedSearch("keys", {"guide"});
    QVERIFY(!second->error());
    QVERIFY(!second->sources().isEmpty());
}

void RetrievalServiceTest::tellsThatTheIndexCannotBeOpened()
{
    m_service = std::make_unique<RetrievalService>("/proc/nowhere/index.db");
    QCOMPARE(finishedSearch("x")->error()->kind, ErrorKind::Storage);
    QCOMPARE(finishedRun({.collection = "c", .paths = {documentPath("notes.txt")}})->error()->kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(RetrievalServiceTest)

#include "retrieval_service_test.moc"
