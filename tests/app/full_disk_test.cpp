// SPDX-License-Identifier: MIT
#include "tests/app/program_run.h"
#include "tests/support/small_disk.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace freshet::test;

/// The program on a disk that has no byte left.
class FullDiskTest : public QObject {
    Q_OBJECT

public:
    explicit FullDiskTest(const QString &refusal) : m_refusal(refusal) { }

private slots:
    void init();
    void cleanup();
    void opensTheWindowOfANewProfile();
    void opensTheWindowOfAProfileThatWasUsed();

private:
    enum class Chats { Open, CannotBeOpened };

    void openAndClose(Chats chats); ///< Closes it when that is so.

    const QString m_refusal;
    std::unique_ptr<SmallDisk> m_disk;
    std::unique_ptr<ProgramRun> m_program;
};

void FullDiskTest::init()
{
    if (!m_refusal.isEmpty())
        QSKIP(qPrintable("This machine mounts no small disk: " + m_refusal));
    m_disk = std::make_unique<SmallDisk>(8);
    QVERIFY(!m_disk->path().isEmpty());
    m_program = std::make_unique<ProgramRun>();
    m_program->setProfile(m_disk->path() + "/profile");
    m_program->setEnvironment("QT_QPA_PLATFORM", "offscreen");
    m_program->setEnvironment("QT_LOGGING_RULES", "freshet.startup.debug=true");
    m_program->setErrorFile(m_program->filePath("errors"));
}

void FullDiskTest::cleanup()
{
    m_program.reset();
    m_disk.reset();
}

void FullDiskTest::openAndClose(Chats chats)
{
    const QString stored = m_program->profile() + "/freshet.db";
    const auto said = [this] {
        QFile file(m_program->filePath("errors"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    m_program->start({});
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains("first frame painted"), said().constData(), 20'000);
    if (chats == Chats::Open)
        QTRY_VERIFY2_WITH_TIMEOUT(QFileInfo(stored).size() > 0, said().constData(), 20'000);
    else
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains("the chats cannot be opened"), said().constData(), 20'000);
    m_program->sendSignal(SIGTERM);
    QCOMPARE(m_program->wait().exitStatus, 0);
}

void FullDiskTest::opensTheWindowOfANewProfile()
{
    m_disk->fill();
    QCOMPARE(m_disk->freeBytes(), 0);
    openAndClose(Chats::CannotBeOpened);
    if (QTest::currentTestFailed())
        return;
    m_disk->makeRoom(); // and all is as ever
    openAndClose(Chats::Open);
}

void FullDiskTest::opensTheWindowOfAProfileThatWasUsed()
{
    openAndClose(Chats::Open);
    if (QTest::currentTestFailed())
        return;
    m_disk->fill();
    QCOMPARE(m_disk->freeBytes(), 0);
    openAndClose(Chats::CannotBeOpened);
}

int main(int argc, char *argv[])
{
    const QString refusal = SmallDisk::prepare();
    QCoreApplication application(argc, argv);
    FullDiskTest test(refusal);
    return QTest::qExec(&test, argc, argv);
}

#include "full_disk_test.moc"
