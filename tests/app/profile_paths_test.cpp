// SPDX-License-Identifier: MIT
#include "app/profile_paths.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;

class ProfilePathsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsAllUnderTheProfile();
    void followsTheXdgDirectories();
    void closesWhatOthersCouldRead();
    void refusesADirectoryThatIsNotOurs();
    void refusesAProfileThatCannotBeMade();
    void refusesFilesThatAreLinks_data();
    void refusesFilesThatAreLinks();
    void takesAFolderThatIsALink();
    void savesNothingWhereItCannot();
    void hasKeychainEntriesOfItsOwn();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

void ProfilePathsTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("HOME", QFile::encodeName(m_dir->filePath(QStringLiteral("home"))));
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(name);
}

void ProfilePathsTest::keepsAllUnderTheProfile()
{
    const QString root = m_dir->filePath(QStringLiteral("new/profile"));
    const auto paths = ProfilePaths::open(root);
    QVERIFY(paths);
    for (const QString &path : {paths->settingsFile, paths->historyFile, paths->indexFile, paths->searchFile,
             paths->modelCacheFile, paths->logDir, paths->lockFile})
        QVERIFY2(path.startsWith(QString(root + u'/')), qPrintable(path));
    QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("home"))));
    QVERIFY(paths->notice.isEmpty());
}

void ProfilePathsTest::followsTheXdgDirectories()
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_dir->filePath(QStringLiteral("c"))));
    qputenv("XDG_STATE_HOME", "relative/counts/as/unset");
    const auto paths = ProfilePaths::open(QString());
    QVERIFY(paths);
    const QString home = m_dir->filePath(QStringLiteral("home"));
    QCOMPARE(paths->settingsFile, m_dir->filePath(QStringLiteral("c/freshet/settings.ini")));
    QCOMPARE(paths->indexFile, QString(home + QStringLiteral("/.local/share/freshet/index.db")));
    QCOMPARE(paths->searchFile, QString(home + QStringLiteral("/.local/share/freshet/freshet_search.db")));
    QCOMPARE(paths->modelCacheFile, QString(home + QStringLiteral("/.cache/freshet/models.json")));
    QCOMPARE(paths->learnedFile, QString(home + QStringLiteral("/.cache/freshet/learned.json")));
    QCOMPARE(paths->logDir, QString(home + QStringLiteral("/.local/state/freshet/logs")));
}

void ProfilePathsTest::closesWhatOthersCouldRead()
{
    const QString root = m_dir->filePath(QStringLiteral("open"));
    QVERIFY(QDir().mkdir(root));
    QCOMPARE(::chmod(QFile::encodeName(root).constData(), 0755), 0);
    QVERIFY(ProfilePaths::open(root));
    struct stat info { };
    QCOMPARE(::stat(QFile::encodeName(root).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0700U);
}

void ProfilePathsTest::refusesADirectoryThatIsNotOurs()
{
    if (::geteuid() == 0) {
        const QString root = m_dir->filePath(QStringLiteral("foreign"));
        QVERIFY(QDir().mkdir(root));
        QCOMPARE(::chown(QFile::encodeName(root).constData(), 1234, 1234), 0);
        QVERIFY(!ProfilePaths::open(root));
    } else {
        QVERIFY(!ProfilePaths::open(QStringLiteral("/tmp"))); // root's
    }
}

void ProfilePathsTest::refusesAProfileThatCannotBeMade()
{
    const auto paths = ProfilePaths::open(QStringLiteral("/proc/profile"));
    QVERIFY(!paths);
    QVERIFY(paths.error().message.contains(QLatin1String("/proc/profile")));
}

void ProfilePathsTest::refusesFilesThatAreLinks_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"settings.ini", "freshet.db", "freshet.db-wal", "freshet.db-shm", "freshet.db.place",
             "freshet.db.trash", "index.db", "index.db-wal", "freshet_search.db", "tokens.json", "serve.token",
             "window.starts", "cache/models.json", "cache/learned.json", "logs/freshet.log"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// Also where they lead nowhere yet.
void ProfilePathsTest::refusesFilesThatAreLinks()
{
    QFETCH(QString, name);
    const QString root = m_dir->filePath(QStringLiteral("profile"));
    const QString link = root + u'/' + name;
    QVERIFY(QDir().mkpath(QFileInfo(link).path()));
    QVERIFY(QFile::link(m_dir->filePath(QStringLiteral("elsewhere")), link));
    const auto paths = ProfilePaths::open(root);
    QVERIFY(!paths);
    const QString words = paths.error().message;
    QVERIFY2(words.contains(link) && words.contains(QLatin1String("symbolic link")), qPrintable(words));
    QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("elsewhere"))));
    QVERIFY(QFile::remove(link));
    QVERIFY(ProfilePaths::open(root));
}

void ProfilePathsTest::takesAFolderThatIsALink()
{
    const QString real = m_dir->filePath(QStringLiteral("disk/profile"));
    const QString link = m_dir->filePath(QStringLiteral("profile"));
    QVERIFY(QDir().mkpath(real) && QFile::link(real, link));
    QVERIFY(ProfilePaths::open(link));
}

void ProfilePathsTest::savesNothingWhereItCannot()
{
    qputenv("HOME", "/proc/nobody");
    QString root;
    {
        const auto paths = ProfilePaths::open(QString());
        QVERIFY(paths);
        QVERIFY(paths->notice.contains(QLatin1String("Nothing is saved")));
        root = QFileInfo(paths->settingsFile).path();
        QVERIFY(QFileInfo(root).isWritable());
    }
    QVERIFY(!QFileInfo::exists(root));
}

void ProfilePathsTest::hasKeychainEntriesOfItsOwn()
{
    const auto usual = ProfilePaths::open(QString());
    const auto one = ProfilePaths::open(m_dir->filePath(QStringLiteral("one")));
    const auto oneAgain = ProfilePaths::open(
        m_dir->filePath(QStringLiteral("../") + QFileInfo(m_dir->path()).fileName() + QStringLiteral("/one")));
    const auto two = ProfilePaths::open(m_dir->filePath(QStringLiteral("two")));
    QCOMPARE(usual->keychainService, QStringLiteral("Freshet"));
    QVERIFY(one->keychainService.startsWith(QLatin1String("Freshet ")));
    QCOMPARE(oneAgain->keychainService, one->keychainService);
    QVERIFY(two->keychainService != one->keychainService);
}

QTEST_GUILESS_MAIN(ProfilePathsTest)
#include "profile_paths_test.moc"
