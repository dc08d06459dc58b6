// SPDX-License-Identifier: MIT
#include "core/history/history_backup.h"
#include "tests/core/history/history_fixture.h"
#include "tests/support/failing_vfs.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

class HistoryBackupTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void isOffWhereNobodyAsksForIt();
    void makesOneADayAndKeepsThree();
    void makesOneWhenTheClockWasPutBack();
    void copiesWhatIsWrittenMeanwhile();
    void keepsNoBackupThatIsNotWhole();
    void leavesNothingOfADeletedChatInABackup();
    void warnsBeforeTheDiskIsFull();

private:
    QString path() const { return m_dir->filePath("chats.db"); }
    /// Looks until there is a backup of that number, at @p now.
    bool backsUp(std::chrono::hours now, int number);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void HistoryBackupTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

bool HistoryBackupTest::backsUp(std::chrono::hours now, int number)
{
    DirectHistory history(path(),
        {.backupAfter = 1ms, .clock = [now] { return QDateTime::currentDateTimeUtc().addSecs(now.count() * 3600); }});
    history.chats(); // opens it
    history.worker.startCare();
    return QTest::qWaitFor([&] {
        const QList<HistoryBackup> backups = historyBackups(path());
        return !backups.isEmpty() && backups.first().number == number;
    });
}

void HistoryBackupTest::isOffWhereNobodyAsksForIt()
{
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "1");
        history.worker.startCare();
        QCoreApplication::processEvents();
    }
    QVERIFY(!QFileInfo::exists(m_dir->filePath("backups")));
}

void HistoryBackupTest::makesOneADayAndKeepsThree()
{
    DirectHistory(path()).askAndAnswer("c", "1");
    QVERIFY(backsUp(0h, 1));
    {
        DirectHistory history(path(), {.backupAfter = 1ms});
        history.chats();
        history.worker.startCare();
        QTimer twice; // the look comes before this one's end
        QSignalSpy over(&twice, &QTimer::timeout);
        twice.start(20ms);
        QVERIFY(over.wait());
    }
    QCOMPARE(historyBackups(path()).size(), 1); // that of today is there
    for (int day = 1; day < 5; ++day)
        QVERIFY(backsUp(std::chrono::hours(25), day + 1));
    const QList<HistoryBackup> backups = historyBackups(path());
    QCOMPARE(backups.size(), kBackupsKept);
    for (const HistoryBackup &backup : backups) {
        QVERIFY(isWholeDatabase(backup.path));
        QCOMPARE(readFrom(backup.path, "SELECT group_concat(text) FROM (SELECT text FROM messages ORDER BY seq)"),
            QString("question q1,answer 1"));
        QVERIFY(!(QFileInfo(backup.path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
    QCOMPARE(QDir(m_dir->filePath("backups")).entryList(QDir::Files).size(), kBackupsKept); // no half ones
}

void HistoryBackupTest::makesOneWhenTheClockWasPutBack()
{
    DirectHistory(path()).askAndAnswer("c", "1");
    QVERIFY(backsUp(0h, 1));
    QVERIFY(backsUp(-10'000h, 2));
}

void HistoryBackupTest::copiesWhatIsWrittenMeanwhile()
{
    DirectHistory history(path());
    StoredMessage large = storedQuestion("c", "large", {});
    large.attachments = {{.name = "large.bin", .bytes = QByteArray(1'000'000, 'x')}};
    history.worker.storeQuestion(large, growingAnswer("c", "a", "large"));
    QSqlDatabase database = openHistory(path(), "backed up").database;
    {
        BackupWriter backup(sqliteOf(database), path(), BackupKind::Daily);
        QCOMPARE(backup.advance(10), BackupWriter::State::Copying);
        QSqlQuery(database).exec("UPDATE messages SET text = 'changed' WHERE id = 'large'");
        QCOMPARE(backup.advance(10), BackupWriter::State::Copying);
        QCOMPARE(backup.advance(-1), BackupWriter::State::Copied);
        QVERIFY(backup.publish());
    }
    QCOMPARE(readFrom(historyBackups(path()).first().path, "SELECT text FROM messages WHERE id = 'large'"),
        QString("changed"));
    database = {};
    QSqlDatabase::removeDatabase("backed up");
}

void HistoryBackupTest::keepsNoBackupThatIsNotWhole()
{
    DirectHistory(path()).askAndAnswer("c", "1");
    QSqlDatabase database = openHistory(path(), "backed up").database;
    bool isWhole = false;
    int n = 0;
    while (!isWhole) {
        FailingVfs disk;
        disk.failWritesFrom(++n, SQLITE_FULL, FailingVfs::Lasting::ForEver);
        BackupWriter backup(sqliteOf(database), path(), BackupKind::Daily);
        isWhole = backup.advance(-1) == BackupWriter::State::Copied && backup.publish();
        QCOMPARE(historyBackups(path()).size(), isWhole ? 1 : 0);
    }
    QVERIFY(n > 5);
    QCOMPARE(QDir(m_dir->filePath("backups")).entryList(QDir::Files).size(), 1);
    database = {};
    QSqlDatabase::removeDatabase("backed up");
}

void HistoryBackupTest::leavesNothingOfADeletedChatInABackup()
{
    {
        DirectHistory history(path());
        history.askAndAnswer("c", "stays");
        history.askAndAnswer("d", "canary");
        history.worker.storeDraft("d", {.text = "more of the canary"});
    }
    QVERIFY(backsUp(0h, 1));
    const QDateTime before = historyBackups(path()).first().madeAt;
    DirectHistory history(path());
    history.worker.removeWhere([](QSqlQuery &) { return QList<ConversationId>{"d"}; });
    for (const QString &folder : {m_dir->path(), m_dir->filePath("backups")}) {
        for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("canary"), qPrintable(info.filePath()));
        }
    }
    const HistoryBackup backup = historyBackups(path()).first();
    QCOMPARE(readFrom(backup.path, "SELECT count(*) FROM messages"), QString("2"));
    QCOMPARE(backup.madeAt, before); // so that the next one is due when it was
}

void HistoryBackupTest::warnsBeforeTheDiskIsFull()
{
    constexpr qint64 megabyte = 1024 * 1024;
    qint64 space = 199 * megabyte;
    {
        DirectHistory history(path(), {.backupAfter = 1ms, .freeSpace = [&space](const QString &) { return space; }});
        history.chats();
        history.worker.startCare();
        QVERIFY(history.failed.wait());
        QVERIFY2(history.words().contains("199 MB"), qPrintable(history.words()));
        QVERIFY(historyBackups(path()).isEmpty()); // it would take what is left
    }
    space = 201 * megabyte;
    DirectHistory history(path(), {.backupAfter = 1ms, .freeSpace = [&space](const QString &) { return space; }});
    history.chats();
    history.worker.startCare();
    QVERIFY(QTest::qWaitFor([this] { return !historyBackups(path()).isEmpty(); }));
    QVERIFY(history.failed.isEmpty());
}

QTEST_GUILESS_MAIN(HistoryBackupTest)
#include "history_backup_test.moc"
