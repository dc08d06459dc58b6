// SPDX-License-Identifier: MIT
#include "core/retrieval/index_database.h"
#include "core/retrieval/index_schema.h"
#include "tests/support/several_programs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

class IndexDatabaseTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void opensWithSafeSettings();
    void isReadableByItsOwnerOnly();
    void keepsNothingOfATransactionThatFails();
    void refusesTheFileOfANewerVersion();
    void movesADamagedFileAsideAndStartsAnew();
    void noticesDamageWhileItRuns();
    void saysThatAFolderCannotBeMade();
    void writesThroughNoLink();
    void waitsForNobodyForEver();
    void isMadeOnceBySeveralProgramsAtATime();

private:
    QString path() const { return m_dir->filePath("data/index.db"); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void IndexDatabaseTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

static QString valueOf(IndexDatabase &database, const QString &sql)
{
    const auto rows = database.run(sql);
    return rows && !rows->isEmpty() ? rows->first().first().toString() : QString();
}

void IndexDatabaseTest::opensWithSafeSettings()
{
    IndexDatabase database(path());
    QVERIFY(database.open());
    QCOMPARE(valueOf(database, "PRAGMA journal_mode"), "wal");
    QCOMPARE(valueOf(database, "PRAGMA synchronous"), "1");
    QCOMPARE(valueOf(database, "PRAGMA foreign_keys"), "1");
    QCOMPARE(valueOf(database, "PRAGMA trusted_schema"), "0");
    QCOMPARE(valueOf(database, "PRAGMA busy_timeout"), "5000");
    QCOMPARE(valueOf(database, "PRAGMA user_version"), QString::number(kIndexSchemaVersion));
}

void IndexDatabaseTest::isReadableByItsOwnerOnly()
{
    IndexDatabase database(path());
    QVERIFY(database.open());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const char *part : {"", "-wal", "-shm"}) {
        const QFileInfo file(QString(path() + QLatin1String(part)));
        QVERIFY(file.exists());
        QVERIFY(!(file.permissions() & others));
    }
}

void IndexDatabaseTest::keepsNothingOfATransactionThatFails()
{
    IndexDatabase database(path());
    QVERIFY(database.open());
    const Status status = database.transact([&]() -> Status {
        if (const auto done = database.run("INSERT INTO collection (name) VALUES ('a')"); !done)
            return failure(done.error());
        return failure({.kind = ErrorKind::Cancelled});
    });
    QCOMPARE(status.error().kind, ErrorKind::Cancelled);
    QCOMPARE(valueOf(database, "SELECT count(*) FROM collection"), "0");
}

void IndexDatabaseTest::refusesTheFileOfANewerVersion()
{
    {
        IndexDatabase database(path());
        QVERIFY(database.open());
        QVERIFY(database.run("PRAGMA user_version = 99"));
    }
    IndexDatabase database(path());
    const Status status = database.open();
    QCOMPARE(status.error().kind, ErrorKind::Storage);
    QVERIFY(status.error().message.contains("newer Freshet"));
    QVERIFY(QFile::exists(path())); // untouched
}

void IndexDatabaseTest::movesADamagedFileAsideAndStartsAnew()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();

    IndexDatabase database(path());
    const Status status = database.open();
    QCOMPARE(status.error().kind, ErrorKind::Storage);
    QVERIFY(status.error().message.contains("damaged"));
    QCOMPARE(QFileInfo(path() + ".damaged").size(), 10'000);
    QVERIFY(database.open());
    QCOMPARE(valueOf(database, "SELECT count(*) FROM document"), "0");
}

void IndexDatabaseTest::noticesDamageWhileItRuns()
{
    {
        IndexDatabase database(path());
        QVERIFY(database.open());
        for (int i = 0; i < 200; ++i)
            QVERIFY(database.run("INSERT INTO collection (name) VALUES (?)", {QString::number(i).repeated(100)}));
        QVERIFY(database.run("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(4096); // the header stays good
    file.write(QByteArray(int(file.size()) - 4096, '\x55'));
    file.close();

    IndexDatabase database(path());
    const Status opened = database.open();
    if (opened) {
        const auto rows = database.run("SELECT * FROM collection");
        QVERIFY(!rows);
        QVERIFY(rows.error().message.contains("damaged"));
    } else {
        QVERIFY(opened.error().message.contains("damaged"));
    }
    QVERIFY(database.open());
    QCOMPARE(valueOf(database, "PRAGMA integrity_check"), "ok");
    QCOMPARE(valueOf(database, "SELECT count(*) FROM collection"), "0");
}

void IndexDatabaseTest::saysThatAFolderCannotBeMade()
{
    IndexDatabase database("/proc/nowhere/index.db");
    const Status status = database.open();
    QCOMPARE(status.error().kind, ErrorKind::Storage);
    QVERIFY(status.error().message.contains("/proc/nowhere"));
}

void IndexDatabaseTest::writesThroughNoLink()
{
    QFile foreign(m_dir->filePath("foreign"));
    QVERIFY(foreign.open(QIODevice::ReadWrite) && foreign.write("not ours") > 0);
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()) && QFile::link(foreign.fileName(), path()));
    IndexDatabase database(path());
    const Status status = database.open();
    QVERIFY(!status);
    QVERIFY2(status.error().message.contains(path() + " is a symbolic link"), qPrintable(status.error().message));
    QVERIFY(foreign.seek(0));
    QCOMPARE(foreign.readAll(), "not ours");
    QVERIFY(QFile::remove(path()));
    QVERIFY(database.open());
}

void IndexDatabaseTest::waitsForNobodyForEver()
{
    IndexDatabase writer(path());
    QVERIFY(writer.open());
    IndexDatabase other(path());
    QVERIFY(other.open());
    QVERIFY(other.run("PRAGMA busy_timeout = 50"));
    const Status status = writer.transact([&]() -> Status {
        const Status blocked = other.transact([]() -> Status { return {}; });
        return blocked ? Status() : failure(blocked.error());
    });
    QCOMPARE(status.error().kind, ErrorKind::Storage);
    QVERIFY(status.error().retryable);
}

void IndexDatabaseTest::isMadeOnceBySeveralProgramsAtATime()
{
    for (int i = 0; i < 3; ++i) {
        const QString path = m_dir->filePath(QStringLiteral("%1/index.db").arg(i));
        QVERIFY(worksInSeveralPrograms([&path] {
            IndexDatabase database(path);
            const Status opened = database.open();
            if (!opened)
                qWarning("%s", qPrintable(opened.error().message));
            return opened && valueOf(database, "SELECT count(*) FROM document") == "0";
        }));
    }
}

QTEST_GUILESS_MAIN(IndexDatabaseTest)
#include "index_database_test.moc"
