// SPDX-License-Identifier: MIT
#include "core/server/discovery_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;

namespace {

unsigned modeOf(const QString &path)
{
    struct stat info { };
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0U;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
}

} // namespace

class DiscoveryFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void tellsWhereTheEndpointIs();
    void isNeverSeenHalfWritten();
    void isForItsOwnerAlone();
    void goesWithTheEndpoint();
    void leavesTheFileOfAnotherAlone();
    void replacesWhatADeadProcessLeft_data();
    void replacesWhatADeadProcessLeft();
    void standsBackForALivingProcess();
    void followsNoLinkToAFile();
    void followsNoLinkToADirectory();
    void closesADirectoryThatOthersCanEnter();
    void saysWhenItCannotWrite();
    void knowsItsUsualPlace();

private:
    QString directory() const { return m_dir->filePath("freshet"); }
    QString path() const { return directory() + "/server.json"; }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void DiscoveryFileTest::tellsWhereTheEndpointIs()
{
    const auto file = DiscoveryFile::publish(directory(), 8765);
    QVERIFY(file);
    QCOMPARE((*file)->path(), path());
    const QJsonObject object = QJsonDocument::fromJson(contentOf(path())).object();
    QCOMPARE(object["pid"].toInteger(), qint64(::getpid()));
    QCOMPARE(object["port"].toInt(), 8765);
    QCOMPARE(object["protocol"].toInt(), 1);
    QCOMPARE(object["url"].toString(), "ws://127.0.0.1:8765/query/stream");
}

/// A tool waits for the file, and reads it the moment that it is there.
void DiscoveryFileTest::isNeverSeenHalfWritten()
{
    std::atomic_bool isOver = false;
    std::atomic_int seen = 0;
    std::atomic_int broken = 0;
    const std::unique_ptr<QThread> reader(QThread::create([&] {
        while (!isOver) {
            QFile file(path());
            if (!file.open(QFile::ReadOnly))
                continue;
            ++seen;
            broken += QJsonDocument::fromJson(file.readAll()).isObject() ? 0 : 1;
        }
    }));
    reader->start();
    const auto stop = qScopeGuard([&] {
        isOver = true;
        reader->wait();
    });
    for (int i = 0; seen < 2000; ++i) {
        const auto file = DiscoveryFile::publish(directory(), quint16(1024 + i % 1000));
        QVERIFY2(file, file ? "" : qPrintable(file.error().message));
    }
    QCOMPARE(broken.load(), 0);
    QCOMPARE(QDir(directory()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void DiscoveryFileTest::isForItsOwnerAlone()
{
    const mode_t old = ::umask(0);
    const auto file = DiscoveryFile::publish(directory(), 1);
    ::umask(old);
    QVERIFY(file);
    QCOMPARE(modeOf(path()), 0600U);
    QCOMPARE(modeOf(directory()), 0700U);
}

void DiscoveryFileTest::goesWithTheEndpoint()
{
    auto file = DiscoveryFile::publish(directory(), 1);
    QVERIFY(file);
    file->reset();
    QVERIFY(!QFileInfo::exists(path()));
    QVERIFY(DiscoveryFile::publish(directory(), 2));
}

void DiscoveryFileTest::leavesTheFileOfAnotherAlone()
{
    auto file = DiscoveryFile::publish(directory(), 1);
    QVERIFY(file);
    QVERIFY(QFile::rename(path(), path() + ".kept")); // so that the number of the file is not used again
    put(path(), "another");
    file->reset();
    QCOMPARE(contentOf(path()), "another");
}

void DiscoveryFileTest::replacesWhatADeadProcessLeft_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("of no process") << QByteArray(R"({"pid":4194399,"started":1,"port":5})");
    QTest::newRow("of a process that began at another time")
        << QByteArray(R"({"pid":)" + QByteArray::number(::getpid()) + R"(,"started":1,"port":5})");
    QTest::newRow("without a process") << QByteArray(R"({"port":5})");
    QTest::newRow("of no possible process") << QByteArray(R"({"pid":-1,"started":-1})");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("port 5");
    QTest::newRow("huge") << QByteArray(1024 * 1024, '[');
}

void DiscoveryFileTest::replacesWhatADeadProcessLeft()
{
    QFETCH(QByteArray, left);
    QVERIFY(QDir().mkpath(directory()));
    put(path(), left);
    const auto file = DiscoveryFile::publish(directory(), 8765);
    QVERIFY(file);
    QCOMPARE(QJsonDocument::fromJson(contentOf(path())).object()["port"].toInt(), 8765);
    QCOMPARE(modeOf(path()), 0600U);
}

void DiscoveryFileTest::standsBackForALivingProcess()
{
    const auto first = DiscoveryFile::publish(directory(), 1);
    QVERIFY(first);
    const QByteArray before = contentOf(path());
    const auto second = DiscoveryFile::publish(directory(), 2);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Busy);
    QCOMPARE(contentOf(path()), before);
}

void DiscoveryFileTest::followsNoLinkToAFile()
{
    QVERIFY(QDir().mkpath(directory()));
    const QString target = m_dir->filePath("precious");
    put(target, "precious");
    QVERIFY(QFile::link(target, path()));
    {
        const auto file = DiscoveryFile::publish(directory(), 8765);
        QVERIFY(file);
        QVERIFY(!QFileInfo(path()).isSymLink());
        QVERIFY(contentOf(path()).contains("8765"));
    }
    QCOMPARE(contentOf(target), "precious");
    QVERIFY(QFile::link(m_dir->filePath("nowhere"), path()));
    QVERIFY(DiscoveryFile::publish(directory(), 8765));
    QVERIFY(!QFileInfo::exists(m_dir->filePath("nowhere")));
}

void DiscoveryFileTest::followsNoLinkToADirectory()
{
    QVERIFY(QDir().mkpath(m_dir->filePath("elsewhere")));
    QVERIFY(QFile::link(m_dir->filePath("elsewhere"), directory()));
    for (const QString &name : QStringList{directory(), directory() + "/"}) {
        const auto file = DiscoveryFile::publish(name, 8765);
        QVERIFY(!file);
        QCOMPARE(file.error().kind, ErrorKind::Storage);
    }
    QVERIFY(QDir(m_dir->filePath("elsewhere")).isEmpty());
}

void DiscoveryFileTest::closesADirectoryThatOthersCanEnter()
{
    QVERIFY(QDir().mkpath(directory()));
    QCOMPARE(::chmod(QFile::encodeName(directory()).constData(), 0777), 0);
    QVERIFY(DiscoveryFile::publish(directory(), 1));
    QCOMPARE(modeOf(directory()), 0700U);
}

void DiscoveryFileTest::saysWhenItCannotWrite()
{
    QCOMPARE(DiscoveryFile::publish(QString(), 1).error().kind, ErrorKind::Storage);
    QCOMPARE(DiscoveryFile::publish(m_dir->filePath("no/parent"), 1).error().kind, ErrorKind::Storage);
    put(directory(), "a file");
    QCOMPARE(DiscoveryFile::publish(directory(), 1).error().kind, ErrorKind::Storage);
    QVERIFY(QFile::remove(directory()));
    QVERIFY(QDir().mkpath(path())); // a directory of the file's name
    QCOMPARE(DiscoveryFile::publish(directory(), 1).error().kind, ErrorKind::Storage);
}

void DiscoveryFileTest::knowsItsUsualPlace()
{
    qputenv("XDG_RUNTIME_DIR", "/run/user/7/");
    QCOMPARE(DiscoveryFile::defaultDirectory(), "/run/user/7/freshet");
    qputenv("XDG_RUNTIME_DIR", "relative");
    QCOMPARE(DiscoveryFile::defaultDirectory(), "");
    qunsetenv("XDG_RUNTIME_DIR");
    QCOMPARE(DiscoveryFile::defaultDirectory(), "");
}

QTEST_APPLESS_MAIN(DiscoveryFileTest)
#include "discovery_file_test.moc"
