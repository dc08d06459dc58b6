// SPDX-License-Identifier: MIT
#include "tests/app/program_run.h"

#include <QDirIterator>
#include <QTest>

#include <csignal>
#include <sys/stat.h>

using namespace freshet::test;

/// The program as a whole: help, the window's start, and what it leaves on disk.
class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_program = std::make_unique<ProgramRun>(); }
    void printsHelpAndVersionToStandardOutput();
    void saysThatThereIsNoDisplay();
    void opensTheWindowOnceAProfile();
    void opensTheSmallWindowAlone();
    void startsWithDefaultsAfterThreeFailedStarts();
    void leavesNothingThatOthersCanRead();

private:
    std::unique_ptr<ProgramRun> m_program;
};

void ProgramTest::printsHelpAndVersionToStandardOutput()
{
    for (const QStringList &arguments :
        {QStringList{"--help"}, QStringList{"ask", "--help"}, QStringList{"--version"}}) {
        const auto result = m_program->run(arguments);
        QCOMPARE(result.exitStatus, 0);
        QVERIFY(!result.output.isEmpty());
        QCOMPARE(result.errors, QByteArray());
    }
    QVERIFY(!QDir(m_program->profile()).exists()); // asking for help leaves nothing behind
}

void ProgramTest::saysThatThereIsNoDisplay()
{
    const auto result = m_program->run({});
    QCOMPARE(result.exitStatus, 2);
    QVERIFY2(result.errors.contains("no display") && result.errors.contains("freshet ask"), result.errors.constData());
}

void ProgramTest::opensTheWindowOnceAProfile()
{
    const QString screen = m_program->writeFile("screen.json",
        R"({"screens":[{"name":"one","x":0,"y":0,"width":1920,"height":1080,"logicalDpi":120,"logicalBaseDpi":96,"dpr":1}]})");
    m_program->setEnvironment("QT_QPA_PLATFORM", "offscreen:configfile=" + screen);
    m_program->setEnvironment("QT_LOGGING_RULES", "freshet.startup.debug=true");
    m_program->start({});
    // The history is opened by the running window, when the lock is held and signals are caught.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QString(m_program->profile() + "/freshet.db")), 10'000);

    ProgramRun second;
    second.setProfile(m_program->profile());
    second.setEnvironment("QT_QPA_PLATFORM", "offscreen");
    second.setEnvironment("XDG_RUNTIME_DIR", m_program->filePath({}));
    QCOMPARE(second.run({}).exitStatus, 0); // it asked the first to show itself, and went
    QCOMPARE(second.run({"--quick-ask"}).exitStatus, 0);
    QVERIFY(QFile::exists(QString(m_program->profile() + "/window.lock")));

    m_program->sendSignal(SIGTERM);
    const auto result = m_program->wait();
    QCOMPARE(result.exitStatus, 0);
    QCOMPARE(result.errors.count("first frame painted"), 1); // the benchmark waits for this line
    QVERIFY2(result.errors.contains("at a scale of 1.25\n"), result.errors.constData()); // as it is, not rounded
    QVERIFY(!QFile::exists(QString(m_program->profile() + "/window.lock")));
}

void ProgramTest::opensTheSmallWindowAlone()
{
    m_program->setEnvironment("QT_QPA_PLATFORM", "offscreen");
    m_program->start({"--quick-ask"});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QString(m_program->profile() + "/freshet.db")), 10'000);
    m_program->sendSignal(SIGTERM);
    QCOMPARE(m_program->wait().exitStatus, 0);
    QVERIFY(!QFile::exists(QString(m_program->profile() + "/window.lock")));
}

void ProgramTest::startsWithDefaultsAfterThreeFailedStarts()
{
    const QByteArray settings = "[appearance]\ntheme=dark\n";
    m_program->writeFile("profile/settings.ini", settings);
    m_program->setEnvironment("QT_QPA_PLATFORM", "offscreen");
    const auto pathsAside
        = [this] { return QDir(m_program->profile()).entryList({QStringLiteral("settings.ini.broken-*")}); };
    for (int start = 1; start <= 3; ++start) {
        m_program->start({});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QString(m_program->profile() + "/freshet.db")), 10'000);
        m_program->sendSignal(SIGKILL);
        QCOMPARE(m_program->wait().exitStatus, -1);
        QCOMPARE(pathsAside(), QStringList());
        QVERIFY(QFile::remove(QString(m_program->profile() + "/freshet.db")));
    }
    m_program->start({});
    QTRY_COMPARE_WITH_TIMEOUT(pathsAside().size(), 1, 10'000);
    QFile aside(m_program->profile() + '/' + pathsAside().first());
    QVERIFY(aside.open(QFile::ReadOnly));
    QCOMPARE(aside.readAll(), settings);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QString(m_program->profile() + "/freshet.db")), 10'000);
    m_program->sendSignal(SIGTERM);
    const auto result = m_program->wait();
    QCOMPARE(result.exitStatus, 0);
    QVERIFY2(result.errors.contains("could not start several times"), result.errors.constData());
    QVERIFY(!QFile::exists(QString(m_program->profile() + "/window.starts"))); // it came through
}

void ProgramTest::leavesNothingThatOthersCanRead()
{
    m_program->setEnvironment("FRESHET_LOG", "1");
    QCOMPARE(m_program->run({"ask", "What is Freshet?"}).exitStatus, 0);
    QDirIterator entries(
        m_program->profile(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    int seen = 0;
    while (entries.hasNext()) {
        const QByteArray path = QFile::encodeName(entries.next());
        struct stat info { };
        QCOMPARE(::lstat(path.constData(), &info), 0);
        QVERIFY2((info.st_mode & 077U) == 0, path.constData());
        ++seen;
    }
    QVERIFY(seen >= 4);
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
