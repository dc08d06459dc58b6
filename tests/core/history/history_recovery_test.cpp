// SPDX-License-Identifier: MIT
#include "core/history/history_backup.h"
#include "core/history/history_database.h"
#include "tests/core/history/history_fixture.h"
#include "tests/support/failing_vfs.h"
#include "tests/support/killed_program.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int kMutations = 1000;
constexpr int kChats = 8;
constexpr int kTurns = 6;
constexpr qint64 kPage = 4096;

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeAll(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray garbage(QRandomGenerator &random, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

void flipBits(QByteArray &bytes, QRandomGenerator &random, int count)
{
    for (int i = 0; i < count && !bytes.isEmpty(); ++i) {
        const auto at = qsizetype(random.bounded(quint32(bytes.size())));
        bytes[at] = char(bytes[at] ^ char(1 << random.bounded(8)));
    }
}

void overwritePages(QByteArray &bytes, QRandomGenerator &random, bool isZero)
{
    const auto pages = quint32(bytes.size() / kPage);
    for (int i = random.bounded(1, 4); i > 0 && pages > 0; --i) {
        const qsizetype at = qsizetype(random.bounded(pages)) * kPage;
        bytes.replace(at, kPage, isZero ? QByteArray(kPage, '\0') : garbage(random, kPage));
    }
}

/// What disks, other programs and cosmic rays do. @p others are files of another database.
QString mutate(HistoryFiles &files, QRandomGenerator &random, const HistoryFiles &others)
{
    switch (random.bounded(11)) {
    case 0:
        flipBits(files.database, random, 1);
        return "a flipped bit";
    case 1:
        flipBits(files.database, random, 200);
        return "many flipped bits";
    case 2:
        files.database.truncate(qsizetype(random.bounded(quint32(files.database.size()))));
        return "a file cut off";
    case 3:
        overwritePages(files.database, random, true);
        return "zeroed pages";
    case 4:
        overwritePages(files.database, random, false);
        return "pages of garbage";
    case 5: {
        const qsizetype pages = files.database.size() / kPage;
        const qsizetype from = qsizetype(random.bounded(quint32(pages))) * kPage;
        const qsizetype to = qsizetype(random.bounded(quint32(pages))) * kPage;
        files.database.replace(to, kPage, files.database.mid(from, kPage));
        return "a page in another's place";
    }
    case 6:
        files.log.truncate(qsizetype(random.bounded(quint32(files.log.size()))));
        return "a log cut off";
    case 7:
        flipBits(files.log, random, 20);
        return "flipped bits in the log";
    case 8:
        files.log = others.log;
        return "another database's log";
    case 9:
        files.database = others.database;
        return "another database's file";
    default:
        flipBits(files.database, random, 3);
        files.database.replace(0, 100, garbage(random, 100));
        return "a head of garbage";
    }
}

} // namespace

/// Whatever became of the file: the program opens, says so, keeps the file, and has what could be read.
class HistoryRecoveryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void readsAroundADamagedPage();
    void completesADamagedFileFromTheNewestBackup();
    void recoversAFileOfAnOlderVersion();
    void opensEachOfAThousandMutatedFiles();
    void isWholeWhereverItIsKilled();

private:
    QString path() const { return m_dir->filePath("chats.db"); }
    void put(const HistoryFiles &files);
    void addBackup();
    HistoryFiles damaged() const;
    void openMutated(const QString &what, const HistoryFiles &files, bool hasBackup, int &damaged);
    static QSet<QString> idsIn(const QString &file);

    HistoryFiles m_files;
    HistoryFiles m_others;
    QByteArray m_backup;
    QSet<QString> m_backedUp;
    std::unique_ptr<QTemporaryDir> m_dir;
};

/// Fills a file, of which the second half is in the log only.
static HistoryFiles filledFiles(const QString &prefix, QByteArray *backup)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("chats.db");
    DirectHistory history(path);
    for (int turn = 0; turn < kTurns; ++turn) {
        for (int chat = 0; chat < kChats; ++chat) {
            const QString name = prefix + QString::number(chat) + '-' + QString::number(turn);
            StoredMessage asked = storedQuestion(prefix + QString::number(chat), "q" + name, {});
            if (chat % 4 == 0)
                asked.attachments = {{.name = "large.txt", .text = QString(15'000, u'x')}};
            const StoredMessage answer = growingAnswer(asked.conversation, "a" + name, asked.id);
            history.worker.storeQuestion(asked, answer);
            history.worker.finish(finished(answer, "answer " + name + QString(600, u'y')));
        }
        if (turn == kTurns / 2) {
            runOn(path, "PRAGMA wal_checkpoint(TRUNCATE)");
            if (backup)
                *backup = readAll(path);
        }
    }
    return {readAll(path), readAll(path + "-wal")};
}

void HistoryRecoveryTest::initTestCase()
{
    m_files = filledFiles("c", &m_backup);
    m_others = filledFiles("other", nullptr);
    QVERIFY(m_files.log.size() > 20 * kPage && m_backup.size() > 40 * kPage);
    init();
    addBackup();
    m_backedUp = idsIn(historyBackups(path()).first().path);
    QCOMPARE(m_backedUp.size(), 2 * kChats * (kTurns / 2 + 1));
}

void HistoryRecoveryTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

void HistoryRecoveryTest::put(const HistoryFiles &files)
{
    QVERIFY(writeAll(path(), files.database) && writeAll(path() + "-wal", files.log));
}

void HistoryRecoveryTest::addBackup()
{
    QVERIFY(QDir(m_dir->path()).mkdir("backups"));
    QVERIFY(writeAll(m_dir->filePath("backups/chats-000001.db"), m_backup));
}

QSet<QString> HistoryRecoveryTest::idsIn(const QString &file)
{
    const QStringList ids = readFrom(file, "SELECT group_concat(id) FROM messages").split(u',');
    return {ids.cbegin(), ids.cend()};
}

/// With the messages' pages from the middle on overwritten, and no log.
HistoryFiles HistoryRecoveryTest::damaged() const
{
    HistoryFiles files{m_files.database, {}};
    const qsizetype middle = files.database.indexOf("answer c3-2") / kPage * kPage;
    files.database.replace(middle, kPage, QByteArray(kPage, '\xff'));
    return files;
}

void HistoryRecoveryTest::readsAroundADamagedPage()
{
    const HistoryFiles files = damaged();
    put(files);
    {
        DirectHistory history(path());
        QCOMPARE(history.chats().size(), kChats);
        QVERIFY2(history.words().contains("damaged"), qPrintable(history.words()));
        const int all = 2 * kChats * (kTurns / 2 + 1);
        const int rows = readFrom(path(), "SELECT count(*) FROM messages").toInt();
        QVERIFY2(rows >= all - 12 && rows < all, qPrintable(QString::number(rows))); // a page has few of them
    }
    const QStringList aside = QDir(m_dir->path()).entryList({"chats.db.damaged-*"}, QDir::Files);
    QVERIFY(!aside.isEmpty());
    QCOMPARE(readAll(m_dir->filePath(aside.first())), files.database);
    DirectHistory again(path());
    QCOMPARE(again.chats().size(), kChats);
    QVERIFY(again.failed.isEmpty());
}

void HistoryRecoveryTest::completesADamagedFileFromTheNewestBackup()
{
    put(damaged());
    addBackup();
    DirectHistory history(path());
    QCOMPARE(history.chats().size(), kChats);
    QVERIFY2(history.words().contains("backup"), qPrintable(history.words()));
    QCOMPARE(idsIn(path()), m_backedUp);
    QStringList texts;
    for (const QString &text : history.texts("c3"))
        texts << text.left(20);
    QCOMPARE(texts.at(5), QString("complete answer c3-2")); // in its place
}

void HistoryRecoveryTest::recoversAFileOfAnOlderVersion()
{
    QFile sql(FRESHET_TEST_DATA "/history/schema_1.sql");
    QVERIFY(sql.open(QIODevice::ReadOnly));
    QVERIFY(
        runOn(path(), sql.readAll() + "; CREATE TABLE filler (text TEXT); INSERT INTO filler VALUES (zeroblob(9000))"));
    HistoryFiles files{readAll(path()), {}};
    const int page = readFrom(path(), "SELECT rootpage FROM sqlite_schema WHERE name = 'conversations'").toInt();
    files.database.replace((page - 1) * kPage, kPage, QByteArray(kPage, '\xff'));
    put(files);
    DirectHistory history(path());
    const QList<StoredMessage> messages = history.load("c");
    QVERIFY2(history.words().contains("damaged"), qPrintable(history.words()));
    QCOMPARE(messages.size(), 4);
    QCOMPARE(messages.at(2).parent, QString("a1")); // of a line came a branch
    QCOMPARE(history.chats(), (QStringList{"c", "d"}));
}

void HistoryRecoveryTest::openMutated(const QString &what, const HistoryFiles &files, bool hasBackup, int &damaged)
{
    init();
    put(files);
    if (hasBackup)
        addBackup();
    bool isDamaged = false;
    {
        DirectHistory history(path());
        for (const QString &chat : history.chats())
            history.load(chat);
        history.askAndAnswer("new", "new");
        QVERIFY2(history.texts("new").contains("complete answer new"), qPrintable(what));
        isDamaged = history.words().contains("damaged");
        QVERIFY2(history.failed.count() <= 1, qPrintable(what));
        QVERIFY2(history.failed.isEmpty() || isDamaged || history.words().contains("newer"),
            qPrintable(what + history.words()));
        if (!isDamaged && !history.failed.isEmpty())
            return; // a bit of the version was flipped: the file is left alone
    }
    DirectHistory history(path());
    QVERIFY2(history.texts("new").contains("complete answer new"), qPrintable(what));
    QVERIFY2(history.failed.isEmpty(), qPrintable(what + history.words()));
    if (!isDamaged)
        return;
    ++damaged;
    const QStringList aside = QDir(m_dir->path()).entryList({"chats.db.damaged-*"}, QDir::Files);
    QVERIFY2(!aside.isEmpty(), qPrintable(what));
    QVERIFY2(!hasBackup || idsIn(path()).contains(m_backedUp), qPrintable(what));
}

void HistoryRecoveryTest::opensEachOfAThousandMutatedFiles()
{
    int damaged = 0;
    for (int i = 0; i < kMutations; ++i) {
        QRandomGenerator random{quint32(i)};
        HistoryFiles files = m_files;
        const QString what = mutate(files, random, m_others) + ", number " + QString::number(i);
        openMutated(what, files, i % 2 == 0, damaged);
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("%d of %d were found to be damaged", damaged, kMutations);
    QVERIFY(damaged > kMutations / 3); // flipped bits of a text are a text, too
}

void HistoryRecoveryTest::isWholeWhereverItIsKilled()
{
    const auto isRecovered = [this] {
        DirectHistory history(path());
        const bool isWhole = history.chats().size() == kChats && idsIn(path()) == m_backedUp;
        QStringList kept = QDir(m_dir->path()).entryList({"chats.db.damaged-*"}, QDir::Files);
        kept.removeIf([](const QString &name) { return name.endsWith("-wal") || name.endsWith("-shm"); });
        if (!isWhole || kept.size() != 1)
            qWarning() << history.chats() << kept << idsIn(path()).size() << history.words();
        return isWhole && kept.size() == 1;
    };
    bool isKilled = true;
    int n = 0;
    for (; isKilled; ++n) {
        init();
        put(damaged());
        QVERIFY(QFile::remove(path() + "-wal"));
        addBackup();
        isKilled = isKilledWhile([this, n] {
            FailingVfs disk;
            disk.killAtWrite(4 * n + 1);
            openHistory(path(), "killed");
        });
        QVERIFY2(isRecovered(), qPrintable(QString::number(n)));
    }
    QVERIFY(n > 10);
    for (int i = 0; i < 100; ++i) { // and between the writes
        init();
        put(damaged());
        QVERIFY(QFile::remove(path() + "-wal"));
        addBackup();
        const auto moment = std::chrono::microseconds(QRandomGenerator::global()->bounded(20'000));
        isKilledWhile([this] { openHistory(path(), "killed"); }, moment);
        QVERIFY2(isRecovered(), qPrintable(QString::number(moment.count())));
    }
}

QTEST_GUILESS_MAIN(HistoryRecoveryTest)
#include "history_recovery_test.moc"
