// SPDX-License-Identifier: MIT
#include "core/history/history_backup.h"
#include "core/history/history_database.h"
#include "tests/core/history/history_fixture.h"
#include "tests/support/failing_vfs.h"
#include "tests/support/killed_program.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

QByteArray sqlOfVersion(int version)
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/history/schema_%1.sql").arg(version));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray kVersion = QByteArray::number(kHistorySchema);

} // namespace

/// Files of each version that is out there become those of this one, whatever happens meanwhile.
class HistoryMigrationTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void bringsEachVersionToThisOne_data();
    void bringsEachVersionToThisOne();
    void keepsABackupOfWhatWasThere();
    void isWholeWhereverItIsKilled_data();
    void isWholeWhereverItIsKilled();
    void waitsForRoomForTheBackup();

private:
    void addVersions();
    void make(int version);
    bool hasAll(int version);
    QString path() const { return m_dir->filePath("chats.db"); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void HistoryMigrationTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

void HistoryMigrationTest::addVersions()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= kHistorySchema; ++version) {
        if (!sqlOfVersion(version).isEmpty())
            QTest::addRow("schema %d", version) << version;
    }
}

void HistoryMigrationTest::make(int version) { QVERIFY(runOn(path(), sqlOfVersion(version))); }

bool HistoryMigrationTest::hasAll(int version)
{
    DirectHistory history(path());
    const QList<StoredMessage> messages = history.load("c");
    QStringList seen;
    for (const StoredMessage &message : messages)
        seen << message.id + '<' + message.parent + ' ' + toWord(message.state) + ' ' + message.answer.text;
    const QStringList wanted{"q1< complete question 1", "a1<q1 complete answer 1", "q2<a1 complete question 2",
        "a2<q2 interrupted half an ans"};
    const QList<StoredMessage> others = history.load("d");
    bool isGood = seen == wanted && others.size() == 2 && others.at(1).error.has_value()
        && history.chats() == QStringList{"c", "d"} && history.failed.isEmpty()
        && messages.at(1).answer.model == ModelRef{"ollama", "qwen3:8b"};
    if (version >= 3) {
        const QSignalSpy drafts(&history.worker, &HistoryWorker::draftsLoaded);
        history.worker.loadDrafts();
        const Draft draft = drafts.value(0).value(0).value<QHash<ConversationId, Draft>>().value("c");
        isGood = isGood && messages.at(0).attachments.value(0).text == "words" && draft.text == "a draft"
            && draft.pasted == "pasted";
    }
    const QSignalSpy collections(&history.worker, &HistoryWorker::collectionsLoaded);
    history.worker.loadCollections(); // chats of all these versions follow the settings
    isGood = isGood && collections.size() == 1
        && collections.value(0).value(0).value<QHash<ConversationId, QList<CollectionName>>>().isEmpty();
    if (version >= 4)
        isGood = isGood && readFrom(path(), "SELECT folder || pinned_at FROM conversations WHERE id = 'c'") == "f7";
    if (!isGood)
        qWarning() << seen << history.chats() << history.words();
    return isGood && readFrom(path(), "PRAGMA user_version").toUtf8() == kVersion;
}

void HistoryMigrationTest::bringsEachVersionToThisOne_data() { addVersions(); }

void HistoryMigrationTest::bringsEachVersionToThisOne()
{
    QFETCH(int, version);
    make(version);
    QVERIFY(hasAll(version));
    const QList<HistoryBackup> backups = historyBackups(path());
    QCOMPARE(backups.size(), version < kHistorySchema ? 1 : 0);
    for (const HistoryBackup &backup : backups) {
        QCOMPARE(backup.kind, BackupKind::BeforeUpdate);
        QCOMPARE(readFrom(backup.path, "PRAGMA user_version").toInt(), version);
        QCOMPARE(readFrom(backup.path, "SELECT count(*) FROM messages WHERE state = 'streaming'"), QString("1"));
    }
}

void HistoryMigrationTest::keepsABackupOfWhatWasThere()
{
    for (int i = 0; i < kBackupsKept + 2; ++i) {
        QFile::remove(path());
        make(1);
        QVERIFY(hasAll(1));
    }
    const QList<HistoryBackup> backups = historyBackups(path());
    QCOMPARE(backups.size(), kBackupsKept);
    QCOMPARE(backups.first().number, kBackupsKept + 2);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(backups.first().path).permissions() & others));
    QVERIFY(!(QFileInfo(QFileInfo(backups.first().path).path()).permissions() & others));
}

void HistoryMigrationTest::isWholeWhereverItIsKilled_data() { addVersions(); }

void HistoryMigrationTest::isWholeWhereverItIsKilled()
{
    QFETCH(int, version);
    bool isKilled = true;
    int n = 0;
    while (isKilled) {
        init();
        make(version);
        isKilled = isKilledWhile([this, &n] {
            FailingVfs disk;
            disk.killAtWrite(n + 1);
            openHistory(path(), "killed");
        });
        ++n;
        QVERIFY2(hasAll(version), qPrintable(QString::number(n)));
    }
    QVERIFY(n > 1);
}

void HistoryMigrationTest::waitsForRoomForTheBackup()
{
    make(1);
    QFile inTheWay(m_dir->filePath("backups"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    {
        DirectHistory history(path());
        history.askAndAnswer("new", "9");
        QVERIFY2(history.words().contains("no copy"), qPrintable(history.words()));
        QCOMPARE(readFrom(path(), "PRAGMA user_version"), QString("1"));
        QVERIFY(inTheWay.remove());
    }
    QCOMPARE(readFrom(path(), "SELECT count(*) FROM messages WHERE conversation = 'new'"), QString("2"));
    QVERIFY(
        runOn(path(), "DELETE FROM messages WHERE conversation = 'new'; DELETE FROM conversations WHERE id = 'new'"));
    QVERIFY(hasAll(1));
}

QTEST_GUILESS_MAIN(HistoryMigrationTest)
#include "history_migration_test.moc"
