// SPDX-License-Identifier: MIT
#include "core/retrieval/index_schema.h"
#include "core/retrieval/segment_batch.h"
#include "tests/core/retrieval/opened_index.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace freshet;

class SegmentStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void isReadableByItsOwnerOnly();
    void mergesManySegmentsIntoFew();
    void findsTheSameBeforeAndAfterAMerge();
    void leavesNoWordOfARemovedTextAfterAMerge();
    void dropsAMergeThatCameTooLate();
    void keepsNothingOfAFailedTransaction();
    void makesALostSegmentAgain_data();
    void makesALostSegmentAgain();
    void neverGivesAnIdAgainThatASegmentHas();
    void givesAnOlderIndexItsSegments();
    void countsAWordWhateverStoodBeforeIt();
    void removesWhatAKilledProgramLeft();
    void seesWhatAnotherProgramDoes();
    void survivesSeveralProgramsAtATime();

private:
    QString path() const { return m_dir->filePath("index.db"); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

QStringList segmentFiles(const OpenedIndex &index) { return QDir(index.directory()).entryList(QDir::Files); }

QString animalText(int number)
{
    return QStringLiteral("Animal number%1 lives on the ice of area%2.").arg(number).arg(number % 7);
}

void addAnimals(OpenedIndex &index, int first, int count)
{
    for (int i = first; i < first + count; ++i)
        QVERIFY(index.indexText("docs", QString::number(i), QStringLiteral("Animals"), animalText(i)));
}

QStringList found(OpenedIndex &index, const QString &query, int count = 10)
{
    const auto sources = index.searcher.search({.query = query, .topK = count});
    QStringList names;
    for (const Source &source : sources ? *sources : QList<FoundPassage>())
        names << source.documentId;
    return sources ? names : QStringList{sources.error().message};
}

bool containsWord(const QString &directory, const QByteArray &word)
{
    QDirIterator files(directory, QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(word))
            return true;
    }
    return false;
}

} // namespace

void SegmentStoreTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

void SegmentStoreTest::isReadableByItsOwnerOnly()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    addAnimals(index, 0, 1);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
        | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(index.directory()) & others));
    const QStringList files = segmentFiles(index);
    QCOMPARE(files.size(), 1);
    QVERIFY(!(QFile::permissions(index.directory() + '/' + files.first()) & others));
}

void SegmentStoreTest::mergesManySegmentsIntoFew()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    addAnimals(index, 0, 100);
    QCOMPARE(segmentFiles(index).size(), 100);
    QVERIFY(index.mergeAll());
    QFile maps("/proc/self/maps"); // what was merged keeps no place on the disk
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY(!maps.readAll().contains(".seg (deleted)"));
    QVERIFY2(segmentFiles(index).size() <= 8, qPrintable(segmentFiles(index).join(' ')));
    QCOMPARE(index.complaint(), QString());
    QCOMPARE(found(index, "number42"), QStringList{"42"});
}

void SegmentStoreTest::findsTheSameBeforeAndAfterAMerge()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    addAnimals(index, 0, 60);
    for (int i = 0; i < 60; i += 5)
        QVERIFY(index.remove("docs", QString::number(i)));
    const QStringList before = found(index, "area3 ice animal", 100);
    QVERIFY(before.size() > 4 && before.contains("3") && !before.contains("10"));
    QVERIFY(index.mergeAll());
    QCOMPARE(found(index, "area3 ice animal", 100), before);
    QCOMPARE(index.complaint(), QString());
}

void SegmentStoreTest::leavesNoWordOfARemovedTextAfterAMerge()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(index.indexText("docs", "secret", "", "The canaryword sings."));
    addAnimals(index, 0, 3);
    QVERIFY(containsWord(index.directory(), "canaryword"));
    QVERIFY(index.remove("docs", "secret"));
    QVERIFY(found(index, "canaryword").isEmpty()); // at once
    addAnimals(index, 3, 5);
    QVERIFY(index.mergeAll());
    QVERIFY(!containsWord(index.directory(), "canaryword"));
    QCOMPARE(index.firstValue("SELECT count(*) FROM dead_passage"), "0");
}

void SegmentStoreTest::dropsAMergeThatCameTooLate()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    addAnimals(index, 0, 8);
    const auto merge = index.segments.neededMerge();
    QVERIFY(merge && *merge);
    const std::atomic_bool isStopped = false;
    QVERIFY((*merge)->run(isStopped));
    {
        OpenedIndex other(path());
        QVERIFY(other.database.open());
        QVERIFY(other.mergeAll());
    }
    const Status finished = index.store.transact([&] { return index.segments.finish(**merge); });
    QVERIFY(!finished);
    QCOMPARE(finished.error().kind, ErrorKind::Cancelled);
    QCOMPARE(index.complaint(), QString());
    QCOMPARE(found(index, "number5"), QStringList{"5"});
}

void SegmentStoreTest::keepsNothingOfAFailedTransaction()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    addAnimals(index, 0, 2);
    const QStringList before = segmentFiles(index);
    const Status failed = index.store.transact([&]() -> Status {
        (void)index.indexer.indexText("docs", "walrus", "", "The walrus lives on the ice.");
        if (const Status flushed = index.segments.flush(); !flushed)
            return flushed;
        return failure({.kind = ErrorKind::Cancelled});
    });
    QCOMPARE(failed.error().kind, ErrorKind::Cancelled);
    QCOMPARE(segmentFiles(index), before);
    QVERIFY(found(index, "walrus").isEmpty());
    addAnimals(index, 2, 1);
    QCOMPARE(index.complaint(), QString());
}

void SegmentStoreTest::makesALostSegmentAgain_data()
{
    QTest::addColumn<QString>("damage");
    for (const char *damage : {"lost", "empty", "cut", "turned bit"})
        QTest::newRow(damage) << damage;
}

void SegmentStoreTest::makesALostSegmentAgain()
{
    QFETCH(QString, damage);
    QString file;
    {
        OpenedIndex index(path());
        QVERIFY(index.database.open());
        addAnimals(index, 0, 20);
        QVERIFY(index.remove("docs", "3"));
        QVERIFY(index.mergeAll());
        addAnimals(index, 20, 3);
        file = index.directory() + '/' + index.firstValue("SELECT file FROM segment ORDER BY passages DESC");
    }
    QFile segment(file);
    if (damage == "lost") {
        QVERIFY(segment.remove());
    } else {
        QVERIFY(segment.open(QIODevice::ReadWrite));
        if (damage == "turned bit") {
            segment.putChar('\x7f');
        } else {
            QVERIFY(segment.resize(damage == "cut" ? segment.size() / 2 : 0));
        }
        segment.close();
    }
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    const auto first = index.searcher.search({.query = "number7"});
    if (damage != "turned bit") { // which only reading all of it shows
        QVERIFY(!first && first.error().kind == ErrorKind::Storage);
        QVERIFY(index.segments.takeFault());
    }
    QVERIFY(index.store.transact([&] { return index.segments.repair(); }));
    QCOMPARE(found(index, "number7"), QStringList{"7"});
    QCOMPARE(found(index, "number21"), QStringList{"21"});
    QVERIFY(found(index, "number3").isEmpty());
    QCOMPARE(index.complaint(), QString());
}

void SegmentStoreTest::neverGivesAnIdAgainThatASegmentHas()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    addAnimals(index, 0, 3);
    const int last = index.firstValue("SELECT max(id) FROM passage").toInt();
    QVERIFY(index.remove("docs", "2"));
    addAnimals(index, 7, 1);
    QVERIFY(index.firstValue("SELECT max(id) FROM passage").toInt() > last);
    QVERIFY(found(index, "number2").isEmpty());
    QCOMPARE(found(index, "number7"), QStringList{"7"});
}

void SegmentStoreTest::givesAnOlderIndexItsSegments()
{
    {
        OpenedIndex index(path());
        QVERIFY(index.database.open());
        addAnimals(index, 0, 30);
        QVERIFY(index.forgetVectors());
        // As the first version left it: passages, and full-text tables in place of segments.
        for (const char *sql : {"DROP TABLE segment", "DROP TABLE dead_passage", "PRAGMA user_version = 1",
                 "CREATE VIRTUAL TABLE passage_index USING fts5(title, heading, body, content = '')",
                 "CREATE VIRTUAL TABLE passage_terms USING fts5vocab(passage_index, 'row')"})
            QVERIFY(index.database.run(QLatin1String(sql)));
        QVERIFY(QDir(index.directory()).removeRecursively());
    }
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    QCOMPARE(index.firstValue("PRAGMA user_version"), QString::number(kIndexSchemaVersion));
    QVERIFY(!*index.segments.isComplete());
    addAnimals(index, 30, 1); // the first transaction completes it
    QVERIFY(*index.segments.isComplete());
    QCOMPARE(found(index, "number12"), QStringList{"12"});
    QCOMPARE(found(index, "number30"), QStringList{"30"});
    QCOMPARE(index.complaint(), QString());
}

/// A pair of signs within a Korean word may be a word elsewhere, and only that one has pieces.
void SegmentStoreTest::countsAWordWhateverStoodBeforeIt()
{
    const auto segmentOf = [](SegmentBatch &batch, const QString &text) {
        batch.add({.id = 1, .document = 1, .collection = 1, .title = {}, .heading = {}, .text = text, .language = {}});
        QBuffer file;
        const bool isWritten = file.open(QBuffer::WriteOnly) && batch.write(file);
        batch.clear();
        return isWritten ? file.data() : QByteArray();
    };
    const QString word = QStringLiteral("한국 사람");
    const QString longer = QStringLiteral("한국어 사람들");
    TextAnalyzer analyzer;
    SegmentBatch wordFirst(analyzer);
    const QByteArray ofWord = segmentOf(wordFirst, word);
    const QByteArray ofLonger = segmentOf(wordFirst, longer);
    QVERIFY(!ofWord.isEmpty() && !ofLonger.isEmpty());
    SegmentBatch longerFirst(analyzer);
    QCOMPARE(segmentOf(longerFirst, longer), ofLonger);
    QCOMPARE(segmentOf(longerFirst, word), ofWord);
}

void SegmentStoreTest::removesWhatAKilledProgramLeft()
{
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    QVERIFY(QDir().mkpath(index.directory()));
    const auto make = [&](const QString &name, qint64 age) {
        QFile file(index.directory() + '/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
        QVERIFY(file.flush());
        QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-age), QFile::FileModificationTime));
    };
    make("left.seg", 10);
    make("old.merging", 3 * 24 * 60 * 60);
    make("now.merging", 10);
    addAnimals(index, 0, 1);
    QStringList files = segmentFiles(index);
    QVERIFY(files.removeOne("now.merging")); // another program may be at it
    QCOMPARE(files, QStringList{index.firstValue("SELECT file FROM segment")});
}

void SegmentStoreTest::seesWhatAnotherProgramDoes()
{
    OpenedIndex one(path());
    QVERIFY(one.database.open());
    OpenedIndex other(path());
    QVERIFY(other.database.open());
    QVERIFY(found(one, "number5").isEmpty());
    addAnimals(other, 0, 10);
    QCOMPARE(found(one, "number5"), QStringList{"5"});
    QVERIFY(other.remove("docs", "5"));
    QVERIFY(found(one, "number5").isEmpty());
    QVERIFY(other.mergeAll());
    QCOMPARE(found(one, "number6"), QStringList{"6"});
    QCOMPARE(one.complaint(), QString());
}

void SegmentStoreTest::survivesSeveralProgramsAtATime()
{
#if defined(__SANITIZE_THREAD__)
    QSKIP("ThreadSanitizer has no threads in a program that was forked.");
#endif
    QList<pid_t> children;
    for (int program = 0; program < 3; ++program) {
        const pid_t child = fork();
        if (child == 0) {
            OpenedIndex index(path());
            if (!index.database.open())
                _exit(1);
            for (int i = 0; i < 40; ++i) {
                const int number = program * 100 + i;
                if (!index.indexText("docs", QString::number(number), "Animals", animalText(number)))
                    _exit(2);
                if (i % 3 == 0 && !index.remove("docs", QString::number(number)))
                    _exit(3);
                const Status merged = i % 10 == 9 ? index.mergeAll() : Status();
                if (!merged && merged.error().kind != ErrorKind::Cancelled)
                    _exit(4);
            }
            _exit(0);
        }
        children << child;
    }
    for (const pid_t child : std::as_const(children)) {
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 0, qPrintable(QString::number(status)));
    }
    OpenedIndex index(path());
    QVERIFY(index.database.open());
    QCOMPARE(index.complaint(), QString());
    QCOMPARE(index.firstValue("SELECT count(*) FROM passage"), QString::number(3 * 26));
    QCOMPARE(found(index, "number201"), QStringList{"201"});
}

QTEST_GUILESS_MAIN(SegmentStoreTest)
#include "segment_store_test.moc"
