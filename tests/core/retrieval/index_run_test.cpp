// SPDX-License-Identifier: MIT
#include "core/retrieval/index_control.h"
#include "core/retrieval/index_run.h"
#include "core/retrieval/retrieval_worker.h"
#include "tests/core/retrieval/opened_index.h"
#include "tests/support/written_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

class IndexRunTest : public QObject {
    Q_OBJECT

private slots:
    void makesRoomAfterTheDocumentAtHand_data();
    void makesRoomAfterTheDocumentAtHand();
    void isAwaitedUntilTheSearchIsDone();
};

void IndexRunTest::makesRoomAfterTheDocumentAtHand_data()
{
    QTest::addColumn<bool>("areLines");
    QTest::newRow("lines") << true;
    QTest::newRow("files") << false;
}

/// What a search waits for while an index is made: nobody waits for a fifth of a second of other people's documents.
void IndexRunTest::makesRoomAfterTheDocumentAtHand()
{
    QFETCH(const bool, areLines);
    const QTemporaryDir dir;
    QByteArray lines;
    for (int i = 0; i < 20; ++i) {
        const QByteArray number = QByteArray::number(i);
        lines += "{\"id\": \"" + number + "\", \"text\": \"Walrus number " + number + " sings.\"}\n";
        if (!areLines)
            test::writtenFile(dir.filePath(QStringLiteral("texts/%1.txt").arg(i)), "Walrus " + number);
    }
    IndexJob job{.collection = "c", .isWatched = false};
    if (areLines) {
        job.jsonlPath = test::writtenFile(dir.filePath("lines.jsonl"), lines);
    } else {
        job.paths = {dir.filePath("texts")};
    }
    OpenedIndex index(dir.filePath("index.db"));
    QVERIFY(index.database.open());
    LocalCollections localCollections(index.database, index.path);
    WatchedPlaces watchedPlaces(index.database, index.path);
    bool isAwaited = true;
    int done = 0;
    std::optional<Error> error;
    IndexRun run(job, std::nullopt,
        {.database = index.database,
            .store = index.store,
            .indexer = index.indexer,
            .localCollections = localCollections,
            .watchedPlaces = watchedPlaces,
            .isAwaited = [&isAwaited] { return isAwaited; }},
        [] { return false; },
        {.progressed = [](const IndexProgress &) {},
            .documentDone = [&done](const DocumentResult &) { ++done; },
            .finished = [&error](const IndexSummary &, const std::optional<Error> &found) { error = found; }});
    for (int before = done; done < 5; before = done) {
        QVERIFY(run.step());
        QVERIFY(done <= before + 1);
    }
    isAwaited = false;
    for (int steps = 0; run.step();)
        QVERIFY(++steps < 5); // the others at once
    QVERIFY(!error);
    QCOMPARE(done, 20);
    QCOMPARE(index.complaint(), QString());
}

void IndexRunTest::isAwaitedUntilTheSearchIsDone()
{
    const QTemporaryDir dir;
    QByteArray lines;
    for (int i = 0; i < 20; ++i)
        lines += "{\"id\": \"" + QByteArray::number(i) + "\", \"text\": \"A walrus sings.\"}\n";
    int done = 0;
    bool isFinished = false;
    RetrievalWorker worker(dir.filePath("index.db"));
    worker.expectSearch();
    worker.index({.collection = "c", .jsonlPath = test::writtenFile(dir.filePath("lines.jsonl"), lines)},
        std::make_shared<IndexControl>(),
        {.progressed = [](const IndexProgress &) {},
            .documentDone = [&done](const DocumentResult &) { ++done; },
            .finished = [&isFinished](const IndexSummary &, const std::optional<Error> &) { isFinished = true; }});
    int doneBefore = 0;
    int doneAfter = 0;
    QObject searcher;
    const auto search = [&] {
        if (done < 2) // let steps come first
            return false;
        doneBefore = done;
        std::optional<Error> vectorError;
        return worker.search({.query = "walrus"}, std::nullopt, vectorError).has_value();
    };
    std::function<void()> tryIt = [&] {
        if (!search())
            QMetaObject::invokeMethod(&searcher, tryIt, Qt::QueuedConnection);
        else
            QMetaObject::invokeMethod(
                &searcher, [&] { doneAfter = done; }, Qt::QueuedConnection);
    };
    tryIt();
    QTRY_VERIFY(isFinished);
    QCOMPARE(doneBefore, 2); // one a step
    QCOMPARE(doneAfter, 20); // the others at once
}

QTEST_GUILESS_MAIN(IndexRunTest)
#include "index_run_test.moc"
