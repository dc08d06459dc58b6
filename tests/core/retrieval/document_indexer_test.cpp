// SPDX-License-Identifier: MIT
#include "tests/core/retrieval/opened_index.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace freshet;

class DocumentIndexerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void leavesWholeDocumentsOnlyWhenItIsKilled_data();
    void leavesWholeDocumentsOnlyWhenItIsKilled();
    void keepsTheOldTextWhenANewOneCannotBeStored();
    void keepsTrackOfWhatIsReplacedAndRemoved_data();
    void keepsTrackOfWhatIsReplacedAndRemoved();
    void copiesNoLongHeadingToEachPassage();
    void keepsADocumentThatThisComputerCannotReadJustNow();
    void readsTheFilesOfAnOlderIndexOnceMore();

private:
    QTemporaryDir m_dir;
    QStringList m_files;
};

void DocumentIndexerTest::initTestCase()
{
    for (int i = 0; i < 20; ++i) {
        QFile file(m_dir.filePath(QStringLiteral("%1.txt").arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int passage = 0; passage < 12; ++passage)
            file.write("Document " + QByteArray::number(i) + ". "
                + QByteArray("The walrus lives on the ice. ").repeated(45) + "\n\n");
        m_files << QFileInfo(file).canonicalFilePath();
    }
}

void DocumentIndexerTest::leavesWholeDocumentsOnlyWhenItIsKilled_data()
{
    QTest::addColumn<int>("killAfter");
    QTest::addColumn<int>("later");
    for (int i = 0; i < 12; ++i) {
        const int later = i * 2; // ms; somewhere in reading, cutting or storing the next document
        QTest::addRow("%d ms after document %d", later, i % 4) << i % 4 << later;
    }
}

void DocumentIndexerTest::leavesWholeDocumentsOnlyWhenItIsKilled()
{
    QFETCH(int, killAfter);
    QFETCH(int, later);

    const QString path = m_dir.filePath(QStringLiteral("index-%1-%2.db").arg(killAfter).arg(later));
    int progress[2];
    QCOMPARE(pipe(progress), 0);
    const pid_t child = fork();
    if (child == 0) {
        OpenedIndex index(path);
        if (!index.database.open())
            _exit(1);
        [[maybe_unused]] ssize_t written = write(progress[1], "s", 1);
        for (const QString &file : std::as_const(m_files)) {
            if (!index.indexFile("docs", file))
                _exit(1);
            written = write(progress[1], "d", 1);
        }
        pause();
        _exit(0);
    }
    close(progress[1]);
    for (int i = 0; i <= killAfter; ++i) {
        char byte = 0;
        QCOMPARE(read(progress[0], &byte, 1), ssize_t(1));
    }
    usleep(static_cast<useconds_t>(later * 1000)); // when the axe falls is what is tested
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(progress[0]);

    OpenedIndex index(path);
    QVERIFY(index.database.open());
    QCOMPARE(index.firstValue("PRAGMA integrity_check"), "ok");
    const int documents = index.firstValue("SELECT count(*) FROM document").toInt();
    QVERIFY(documents >= killAfter);
    QCOMPARE(index
                 .firstValue("SELECT count(*) FROM (SELECT 1 FROM document d JOIN passage p ON p.document = d.id"
                             " JOIN passage_text t ON t.passage = p.id GROUP BY d.id HAVING count(*) = 12)")
                 .toInt(),
        documents);
    QCOMPARE(index.complaint(), QString());

    int again = 0;
    for (const QString &file : std::as_const(m_files)) {
        const auto result = index.indexFile("docs", file);
        QVERIFY(result);
        again += result->state == DocumentState::Indexed;
    }
    QCOMPARE(again, m_files.size() - documents);
    QCOMPARE(index.complaint(), QString());
    QCOMPARE(index.searcher.search({.query = "walrus", .topK = 1000})->size(), m_files.size() * 12);
}

void DocumentIndexerTest::keepsTheOldTextWhenANewOneCannotBeStored()
{
    OpenedIndex index(m_dir.filePath("index.db"));
    QVERIFY(index.database.open());
    QFile file(m_dir.filePath("changing.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("The walrus lives on the ice.");
    file.close();
    QVERIFY(index.indexFile("docs", file.fileName()));

    QVERIFY(index.database.run(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON passage_text BEGIN SELECT raise(ABORT, 'no room'); END"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("The heron stands among the reeds.");
    file.close();
    const auto result = index.indexFile("docs", file.fileName());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Storage);
    QCOMPARE(index.searcher.search({.query = "walrus"})->size(), 1);
    QCOMPARE(index.searcher.search({.query = "heron"})->size(), 0);
}

/// Letters of many scripts, and every kind of unit that is no character by itself.
static QString randomUnits(QRandomGenerator &random, int length)
{
    static const QString letters = QStringLiteral("ab Éß한글 龙井 ไทย नी\n.");
    QString text;
    while (text.size() < length) {
        switch (random.bounded(8)) {
        case 0:
            text += QChar(ushort(random.bounded(0xd800, 0xe000)));
            break;
        case 1:
            text += QStringLiteral("😀𐐀");
            break;
        case 2:
            text += QChar(ushort(random.bounded(0x10000)));
            break;
        default:
            text += letters.at(random.bounded(int(letters.size())));
        }
    }
    return text;
}

void DocumentIndexerTest::keepsTrackOfWhatIsReplacedAndRemoved_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void DocumentIndexerTest::keepsTrackOfWhatIsReplacedAndRemoved()
{
    QFETCH(quint32, seed);

    QTemporaryDir dir;
    OpenedIndex index(dir.filePath("index.db"));
    QVERIFY(index.database.open());
    QVERIFY(index.indexText("other", "o", "Animals", "The walrus lives on the ice."));
    QRandomGenerator random(seed);
    for (int i = 0; i < 20; ++i) {
        const QString id = QStringLiteral("id\xd800%1").arg(random.bounded(4));
        const QString title = randomUnits(random, random.bounded(30));
        const auto result = index.indexText("docs", id, title, randomUnits(random, random.bounded(4000)));
        QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
        QCOMPARE(index.complaint(), QString());
    }
    const auto names = index.store.documentNames("docs");
    QVERIFY(names && names->size() <= 4 && !names->isEmpty());
    for (const QString &name : *names)
        QVERIFY(index.remove("docs", name));
    QCOMPARE(index.complaint(), QString());
    QCOMPARE(index.searcher.search({.query = "walrus"})->size(), 1);
}

void DocumentIndexerTest::copiesNoLongHeadingToEachPassage()
{
    QTemporaryDir dir;
    OpenedIndex index(dir.filePath("index.db"));
    QVERIFY(index.database.open());
    const QByteArray line
        = "# " + QByteArray(199, 'x') + QByteArray("\xf0\x9f\x98\x80 and so on").repeated(5000) + "\n";
    QVERIFY(index.store.transact([&]() -> Status {
        const auto stored = index.indexer.indexMarkdown("docs", "a", QString(5000, u't'), line);
        return stored ? Status() : failure(stored.error());
    }));
    QVERIFY(index.firstValue("SELECT count(*) FROM passage").toInt() > 10);
    QCOMPARE(index.firstValue("SELECT DISTINCT heading FROM passage"), QString(199, u'x'));
    QCOMPARE(index.firstValue("SELECT max(length(title)) FROM document"), "200");
}

void DocumentIndexerTest::keepsADocumentThatThisComputerCannotReadJustNow()
{
    QTemporaryDir dir;
    OpenedIndex index(dir.filePath("index.db"));
    QVERIFY(index.database.open());
    const QString path = dir.filePath("a.pdf");
    QVERIFY(QFile::copy(FRESHET_TEST_DATA "/documents/two_pages.pdf", path));
    QCOMPARE(index.indexFile("docs", path)->state, DocumentState::Indexed);
    QFile file(path);
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.open(QIODevice::Append));
    file.write("\n%changed\n");
    file.close();

    const QByteArray programs = qgetenv("PATH");
    qputenv("PATH", dir.path().toUtf8()); // pdftotext has been taken off
    const auto result = index.indexFile("docs", path);
    qputenv("PATH", programs);
    QCOMPARE(result->state, DocumentState::Failed);
    QVERIFY2(result->error->message.contains("poppler-utils"), qPrintable(result->error->message));
    QCOMPARE(index.firstValue("SELECT count(*) FROM passage"), "2");

    QVERIFY(file.open(QIODevice::WriteOnly)); // now it is the document that is wrong
    file.write("%PDF-1.7 nothing");
    file.close();
    QCOMPARE(index.indexFile("docs", path)->state, DocumentState::Failed);
    QCOMPARE(index.firstValue("SELECT count(*) FROM passage"), "0");
}

void DocumentIndexerTest::readsTheFilesOfAnOlderIndexOnceMore()
{
    const QString path = m_dir.filePath("older.db");
    {
        OpenedIndex index(path);
        QVERIFY(index.database.open());
        QCOMPARE(index.indexFile("docs", m_files.first())->state, DocumentState::Indexed);
        QCOMPARE(index.indexFile("docs", m_files.first())->state, DocumentState::Unchanged);
        QCOMPARE(index.indexText("docs", "id", "title", "text")->state, DocumentState::Indexed);
        QVERIFY(index.forgetVectors());
    }
    OpenedIndex index(path);
    QVERIFY(index.database.open());
    QCOMPARE(index.indexFile("docs", m_files.first())->state, DocumentState::Indexed);
    QCOMPARE(index.indexFile("docs", m_files.first())->state, DocumentState::Unchanged);
    QCOMPARE(index.indexText("docs", "id", "title", "text")->state, DocumentState::Unchanged);
    QCOMPARE(index.firstValue("SELECT count(*) FROM document"), QStringLiteral("2"));
}

QTEST_GUILESS_MAIN(DocumentIndexerTest)
#include "document_indexer_test.moc"
