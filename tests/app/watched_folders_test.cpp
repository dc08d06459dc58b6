// SPDX-License-Identifier: MIT
#include "tests/app/program_run.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace freshet::test;

/// Folders that are watched, as the real program does it: `freshet serve` follows what `freshet index` added.
class WatchedFoldersTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_program = std::make_unique<ProgramRun>(); }
    void followsWhatWasIndexed();
    void goesOnWhereItWasKilled();
    void watchesNothingInACommand();

private:
    void writeNote(const QString &name, const QByteArray &text) const { m_program->writeFile("notes/" + name, text); }
    QStringList found(const QString &word) const;
    QJsonObject indexAgain() const;
    void serve(ProgramRun &server) const;

    std::unique_ptr<ProgramRun> m_program;
};

/// What a command finds, which follows nothing itself.
QStringList WatchedFoldersTest::found(const QString &word) const
{
    const auto result = m_program->run({"search", word, "--collection", "documents", "--top", "1000", "--json"});
    QStringList files;
    const QList<QJsonObject> messages = result.messages();
    for (const QJsonValue &passage : messages.value(0).value("passages").toArray())
        files << QFileInfo(passage.toObject().value("path").toString()).fileName();
    files.sort();
    return files;
}

QJsonObject WatchedFoldersTest::indexAgain() const
{
    return m_program->run({"index", m_program->filePath("notes"), "--json"}).messages().last();
}

void WatchedFoldersTest::serve(ProgramRun &server) const
{
    server.setProfile(m_program->profile());
    server.setEnvironment("XDG_RUNTIME_DIR", m_program->filePath("."));
    server.start({"serve", "--port", "0"});
    QVERIFY(QTest::qWaitFor([&server] { return server.outputSoFar().contains('\n'); }, 20'000));
}

void WatchedFoldersTest::followsWhatWasIndexed()
{
    writeNote("a.txt", "The walrus lives on the ice.");
    QCOMPARE(indexAgain().value("indexed").toInt(), 1);
    writeNote("b.txt", "The walrus swims."); // while nobody looks
    ProgramRun server;
    serve(server);
    QTRY_COMPARE_WITH_TIMEOUT(found("walrus"), (QStringList{"a.txt", "b.txt"}), 20'000);
    QVERIFY(QFile::rename(m_program->filePath("notes/a.txt"), m_program->filePath("notes/c.txt")));
    writeNote("d.txt", "The walrus sleeps.");
    QTRY_COMPARE_WITH_TIMEOUT(found("walrus"), (QStringList{"b.txt", "c.txt", "d.txt"}), 20'000);
    server.sendSignal(SIGTERM);
    QCOMPARE(server.wait().exitStatus, 0);
}

void WatchedFoldersTest::goesOnWhereItWasKilled()
{
    writeNote("0.txt", "The walrus lives on the ice.");
    indexAgain();
    constexpr int many = 400;
    for (int i = 1; i < many; ++i)
        writeNote(QString::number(i) + ".txt", "The walrus has the number " + QByteArray::number(i));
    ProgramRun killed;
    serve(killed);
    killed.sendSignal(SIGKILL); // as soon as it has begun
    killed.wait();
    QVERIFY(QFile::remove(m_program->filePath("notes/0.txt")));
    ProgramRun server;
    serve(server);
    QTRY_COMPARE_WITH_TIMEOUT(found("walrus").size(), many - 1, 60'000);
    const QJsonObject again = indexAgain();
    QCOMPARE(again.value("unchanged").toInt(), many - 1);
    QCOMPARE(again.value("indexed").toInt() + again.value("removed").toInt(), 0);
    server.sendSignal(SIGTERM);
    QCOMPARE(server.wait().exitStatus, 0);
}

void WatchedFoldersTest::watchesNothingInACommand()
{
    writeNote("a.txt", "The walrus lives on the ice.");
    QCOMPARE(m_program->run({"index", m_program->filePath("notes"), "--no-watch"}).exitStatus, 0);
    QVERIFY(!QFile::exists(m_program->profile() + "/index.db.watched"));
    indexAgain();
    QVERIFY(QFile::exists(m_program->profile() + "/index.db.watched"));
    writeNote("a.txt", "The heron stands in the reeds.");
    QCOMPARE(found("walrus"), QStringList{"a.txt"});
    QCOMPARE(found("heron"), QStringList());
}

QTEST_GUILESS_MAIN(WatchedFoldersTest)
#include "watched_folders_test.moc"
