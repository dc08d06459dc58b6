// SPDX-License-Identifier: MIT
#include "tests/core/history/history_fixture.h"
#include "tests/support/failing_vfs.h"

#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

using Lasting = FailingVfs::Lasting;

const QStringList kOldTexts{"complete question qold", "complete answer old"};
const QStringList kNewTexts{
    "complete question q1", "complete answer 1", "complete question q2", "complete the whole answer"};

} // namespace

/// What a disk may do to the chats while they are used: words are said, and nothing is lost.
class HistoryFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void losesNothingWhicheverCallFails_data();
    void losesNothingWhicheverCallFails();
    void losesNothingWhicheverCallFailsAtTheStart_data();
    void losesNothingWhicheverCallFailsAtTheStart();
    void losesNothingWhicheverReadFails();
    void goesOnInMemoryWhileTheDiskIsFullAndSavesLater();
    void showsTheChatsOfAFileThatItMayNotWrite();
    void showsTheChatsOfAFileThatAnotherProgramLocks();
    void putsWhatWasKeptInMemoryIntoTheFileThatAppears();
    void writesADeletedFileAgain();
    void bringsAReplacedFileUpToDate();
    void recoversAFileThatBreaksWhileItIsUsed();
    void tellsEachTroubleOnce();
    void setsWhatItPromisesOnItsConnection();

private:
    QString path() const { return m_dir->filePath("chats.db"); }
    void useAll(DirectHistory &history);
    bool hasAll(const QString &what);

    QTemporaryDir m_pattern; ///< With a file that has one chat.
    std::unique_ptr<QTemporaryDir> m_dir;
};

void HistoryFaultsTest::initTestCase()
{
    DirectHistory history(m_pattern.filePath("chats.db"));
    history.askAndAnswer("old", "old");
    QCOMPARE(history.texts("old"), kOldTexts);
}

void HistoryFaultsTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(m_pattern.filePath("chats.db"), path()));
}

/// Two questions, the second with an answer that grows, and a draft.
void HistoryFaultsTest::useAll(DirectHistory &history)
{
    const QSignalSpy stored(&history.worker, &HistoryWorker::questionStored);
    history.askAndAnswer("c", "1");
    const StoredMessage answer = growingAnswer("c", "a2", "q2");
    history.worker.storeQuestion(storedQuestion("c", "q2", "a1"), answer);
    for (const char *delta : {"the ", "whole ", "ans"}) {
        history.worker.append(answer.id, delta);
        const QStringList texts = history.texts("c"); // commits, where that works
        QVERIFY2(
            texts.value(3).startsWith("streaming the") && texts.value(3).endsWith(delta), qPrintable(texts.join('\n')));
    }
    history.worker.storeDraft("c", {.text = "a draft"});
    history.worker.storeCollections("c", QList<CollectionName>{"papers"});
    history.worker.finish(finished(answer, "the whole answer"));
    QCOMPARE(stored.count(), 2); // so that both were sent
    QCOMPARE(history.texts("c"), kNewTexts);
}

bool HistoryFaultsTest::hasAll(const QString &what)
{
    DirectHistory history(path());
    const QSignalSpy drafts(&history.worker, &HistoryWorker::draftsLoaded);
    history.worker.loadDrafts();
    const bool hasDraft = drafts.value(0).value(0).value<QHash<ConversationId, Draft>>().value("c").text == "a draft";
    const QSignalSpy collections(&history.worker, &HistoryWorker::collectionsLoaded);
    history.worker.loadCollections();
    const bool hasChoice
        = collections.value(0).value(0).value<QHash<ConversationId, QList<CollectionName>>>().value("c")
        == QList<CollectionName>{"papers"};
    const bool isGood = history.failed.isEmpty() && hasDraft && hasChoice && history.texts("c") == kNewTexts
        && history.texts("old") == kOldTexts && history.chats() == QStringList{"c", "old"}
        && readFrom(path(), "SELECT count(*) FROM messages") == "6";
    if (!isGood) {
        qWarning().noquote() << what << hasDraft << hasChoice << history.words() << history.texts("c")
                             << history.texts("old") << history.chats();
    }
    return isGood;
}

void HistoryFaultsTest::losesNothingWhicheverCallFails_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<Lasting>("lasting");

    QTest::newRow("the disk is full, once") << SQLITE_FULL << Lasting::Once;
    QTest::newRow("the disk is full until space is freed") << SQLITE_FULL << Lasting::ForEver;
    QTest::newRow("a write fails") << SQLITE_IOERR_WRITE << Lasting::Once;
    QTest::newRow("writes fail until the disk is mended") << SQLITE_IOERR_WRITE << Lasting::ForEver;
    QTest::newRow("a sync fails") << SQLITE_IOERR_FSYNC << Lasting::Once;
    QTest::newRow("syncs fail until the disk is mended") << SQLITE_IOERR_FSYNC << Lasting::ForEver;
}

void HistoryFaultsTest::losesNothingWhicheverCallFails()
{
    QFETCH(int, code);
    QFETCH(Lasting, lasting);
    bool hasFailed = true;
    int n = 0;
    while (hasFailed) {
        init();
        FailingVfs disk;
        {
            DirectHistory history(path());
            QCOMPARE(history.chats(), QStringList{"old"});
            disk.failWritesFrom(++n, code, lasting);
            if (code == SQLITE_IOERR_FSYNC)
                disk.failOnlySyncs();
            useAll(history);
            hasFailed = disk.hasFailed();
            if (hasFailed && lasting == Lasting::ForEver)
                QVERIFY2(history.failed.count() > 0, qPrintable(QString::number(n)));
            disk.work();
        }
        QVERIFY(hasAll(QString::number(n)));
    }
    QVERIFY(n > 6);
}

void HistoryFaultsTest::losesNothingWhicheverCallFailsAtTheStart_data() { losesNothingWhicheverCallFails_data(); }

void HistoryFaultsTest::losesNothingWhicheverCallFailsAtTheStart()
{
    QFETCH(int, code);
    QFETCH(Lasting, lasting);
    bool hasFailed = true;
    int n = 0;
    while (hasFailed) {
        init();
        FailingVfs disk;
        disk.failWritesFrom(++n, code, lasting);
        if (code == SQLITE_IOERR_FSYNC)
            disk.failOnlySyncs();
        {
            DirectHistory history(path());
            history.chats();
            hasFailed = disk.hasFailed();
            useAll(history);
            if (hasFailed && lasting == Lasting::ForEver)
                QVERIFY(!history.words().isEmpty());
            disk.work();
        }
        QVERIFY(hasAll(QString::number(n)));
    }
    QVERIFY(code == SQLITE_IOERR_FSYNC || n > 1); // nothing is to be synced there
}

void HistoryFaultsTest::losesNothingWhicheverReadFails()
{
    for (const Lasting lasting : {Lasting::Once, Lasting::ForEver}) {
        bool hasFailed = true;
        int n = 0;
        while (hasFailed) {
            init();
            FailingVfs disk;
            disk.failReadsFrom(++n, lasting);
            {
                DirectHistory history(path());
                useAll(history);
                hasFailed = disk.hasFailed();
                if (hasFailed && lasting == Lasting::ForEver)
                    QVERIFY2(!history.words().isEmpty(), qPrintable(QString::number(n)));
                disk.work();
            }
            QVERIFY(hasAll(QString::number(n)));
        }
        QVERIFY(n > 5);
    }
}

void HistoryFaultsTest::goesOnInMemoryWhileTheDiskIsFullAndSavesLater()
{
    FailingVfs disk;
    HistoryStore store(path(), HistoryOptions{.retryAfter = 10ms});
    QSignalSpy stored(&store, &HistoryStore::questionStored);
    QSignalSpy failed(&store, &HistoryStore::failed);
    QSignalSpy loaded(&store, &HistoryStore::conversationLoaded);
    store.loadConversation("old");
    QVERIFY(loaded.wait());
    disk.failWritesFrom(1, SQLITE_FULL, Lasting::ForEver);
    const StoredMessage answer = growingAnswer("c", "a", "q");
    store.storeQuestion(storedQuestion("c", "q", {}), answer);
    QVERIFY(stored.wait()); // so it is sent
    const QString words = failed.value(0).value(0).value<Error>().message;
    QVERIFY2(words.contains("disk is full") && words.contains("kept in memory"), qPrintable(words));
    store.appendToAnswer(answer.id, "in memory");
    store.loadConversation("c");
    QVERIFY(loaded.wait());
    QCOMPARE(loaded.at(1).at(1).value<QList<StoredMessage>>().value(1).answer.text, QString("in memory"));
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM messages"), QString("2"));
    disk.work();
    QTRY_COMPARE(
        readFrom(path(), "SELECT text FROM messages WHERE id = 'a' AND state = 'streaming'"), QString("in memory"));
}

void HistoryFaultsTest::showsTheChatsOfAFileThatItMayNotWrite()
{
    FailingVfs disk;
    disk.refuseWriting(true);
    {
        DirectHistory history(path());
        QCOMPARE(history.texts("old"), kOldTexts);
        QVERIFY2(
            history.words().contains("not saved") && history.words().contains(path()), qPrintable(history.words()));
        useAll(history);
        QCOMPARE(history.chats(), (QStringList{"c", "old"}));
        disk.work();
    }
    QVERIFY(hasAll("read-only"));
}

void HistoryFaultsTest::showsTheChatsOfAFileThatAnotherProgramLocks()
{
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path()).constData(), &other), SQLITE_OK);
    const auto closed = qScopeGuard([&other] { sqlite3_close(other); });
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    {
        DirectHistory history(path());
        QCOMPARE(history.texts("old"), kOldTexts);
        QVERIFY2(history.words().contains("locked"), qPrintable(history.words()));
        useAll(history);
        QCOMPARE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    }
    QVERIFY(hasAll("locked"));
}

void HistoryFaultsTest::putsWhatWasKeptInMemoryIntoTheFileThatAppears()
{
    QFile blocking(m_dir->filePath("folder"));
    QVERIFY(blocking.open(QIODevice::WriteOnly));
    const QString later = m_dir->filePath("folder/chats.db");
    {
        HistoryStore store(later, HistoryOptions{.retryAfter = 10ms});
        QSignalSpy failed(&store, &HistoryStore::failed);
        QSignalSpy stored(&store, &HistoryStore::questionStored);
        const StoredMessage answer = growingAnswer("c", "a", "q");
        store.storeQuestion(storedQuestion("c", "q", {}), answer);
        store.storeDraft("c", {.text = "a draft"});
        QVERIFY(stored.wait());
        QCOMPARE(failed.count(), 1);
        QVERIFY(blocking.remove()); // now there is room for the folder
        QSignalSpy changed(&store, &HistoryStore::conversationsChanged);
        QTRY_COMPARE(
            readFrom(later, "SELECT group_concat(id) FROM (SELECT id FROM messages ORDER BY seq)"), QString("q,a"));
        store.finishAnswer(finished(answer, "whole"));
        QVERIFY(changed.wait());
    }
    DirectHistory history(later);
    QCOMPARE(history.texts("c"), (QStringList{"complete question q", "complete whole"}));
    QCOMPARE(readFrom(later, "SELECT text FROM drafts"), QString("a draft"));
}

void HistoryFaultsTest::writesADeletedFileAgain()
{
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "1");
        history.worker.storeCollections("c", QList<CollectionName>{"papers"});
        const StoredMessage answer = growingAnswer("c", "a2", "q2");
        history.worker.storeQuestion(storedQuestion("c", "q2", "a1"), answer);
        for (const QFileInfo &file : QDir(m_dir->path()).entryInfoList(QDir::Files))
            QVERIFY(QFile::remove(file.filePath()));
        history.worker.append(answer.id, "the whole");
        history.texts("c"); // commits
        QVERIFY2(history.words().contains("deleted"), qPrintable(history.words()));
        QCOMPARE(readFrom(path(), "SELECT text FROM messages WHERE id = 'a2'"), QString("the whole"));
        history.worker.finish(finished(answer, "the whole answer"));
        history.worker.storeDraft("c", {.text = "a draft"});
        QCOMPARE(history.failed.count(), 1);
    }
    QVERIFY(hasAll("deleted"));
    QCOMPARE(QDir(m_dir->path()).entryList({"*rescue*"}), QStringList());
}

void HistoryFaultsTest::bringsAReplacedFileUpToDate()
{
    const QString other = m_dir->filePath("other.db");
    {
        DirectHistory history(other);
        history.askAndAnswer("theirs", "3");
    }
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "1");
        history.worker.storeCollections("c", QList<CollectionName>{"papers"});
        const StoredMessage answer = growingAnswer("c", "a2", "q2");
        history.worker.storeQuestion(storedQuestion("c", "q2", "a1"), answer);
        QVERIFY(QFile::remove(path()) && QFile::rename(other, path()));
        history.worker.finish(finished(answer, "the whole answer"));
        history.worker.storeDraft("c", {.text = "a draft"});
        QVERIFY2(history.words().contains("replaced"), qPrintable(history.words()));
        QCOMPARE(history.chats(), (QStringList{"c", "old", "theirs"}));
        history.worker.removeWhere([](QSqlQuery &) { return QList<ConversationId>{"theirs"}; });
    }
    QVERIFY(hasAll("replaced"));
}

void HistoryFaultsTest::recoversAFileThatBreaksWhileItIsUsed()
{
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "1");
        history.worker.storeCollections("c", QList<CollectionName>{"papers"});
        const StoredMessage answer = growingAnswer("c", "a2", "q2");
        history.worker.storeQuestion(storedQuestion("c", "q2", "a1"), answer);
        // The log is emptied into the file, so that the next thing read comes from the broken page.
        QVERIFY(runOn(path(), "PRAGMA wal_checkpoint(TRUNCATE)"));
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        const int page = readFrom(path(), "SELECT rootpage FROM sqlite_schema WHERE name = 'conversations'").toInt();
        file.seek(4096 * qint64(page - 1));
        file.write(QByteArray(4096, '\xff'));
        file.close();
        QVERIFY(runOn(path(), "PRAGMA user_version = " + QByteArray::number(kHistorySchema))); // caches are void
        history.worker.finish(finished(answer, "the whole answer"));
        history.worker.storeDraft("c", {.text = "a draft"});
        QVERIFY2(history.words().contains("damaged"), qPrintable(history.words()));
        QCOMPARE(history.texts("c"), kNewTexts);
    }
    QVERIFY(hasAll("damaged"));
    QCOMPARE(QDir(m_dir->path()).entryList({"chats.db.damaged-*"}).isEmpty(), false);
}

void HistoryFaultsTest::tellsEachTroubleOnce()
{
    FailingVfs disk;
    DirectHistory history(path());
    history.chats();
    disk.failWritesFrom(1, SQLITE_FULL, Lasting::ForEver);
    const StoredMessage answer = growingAnswer("c", "a", "q");
    history.worker.storeQuestion(storedQuestion("c", "q", {}), answer);
    for (int i = 0; i < 3; ++i)
        history.worker.finish(finished(answer, "whole"));
    QCOMPARE(history.failed.count(), 1); // the answer waits for its question
    disk.work();
    history.worker.finish(finished(answer, "whole"));
    disk.failWritesFrom(1, SQLITE_FULL, Lasting::ForEver);
    history.askAndAnswer("c", "again");
    QCOMPARE(history.failed.count(), 2);
    disk.work();
}

void HistoryFaultsTest::setsWhatItPromisesOnItsConnection()
{
    QSqlDatabase database = openHistory(path(), "pragmas").database;
    {
        QSqlQuery query(database);
        const std::pair<const char *, const char *> promises[]
            = {{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"}, {"busy_timeout", "5000"},
                {"trusted_schema", "0"}, {"secure_delete", "1"}, {"mmap_size", "0"}};
        for (const auto &[pragma, value] : promises) {
            QVERIFY(query.exec(QString("PRAGMA %1").arg(pragma)));
            QCOMPARE(query.next() ? query.value(0).toString() : "0", QString(value));
        }
        int isOn = 0;
        sqlite3_db_config(sqliteOf(database), SQLITE_DBCONFIG_DEFENSIVE, -1, &isOn);
        QCOMPARE(isOn, 1);
    }
    database = {};
    QSqlDatabase::removeDatabase("pragmas");
}

QTEST_GUILESS_MAIN(HistoryFaultsTest)
#include "history_faults_test.moc"
