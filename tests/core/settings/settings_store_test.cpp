// SPDX-License-Identifier: MIT
#include "core/settings/portable_settings.h"
#include "core/settings/settings_store.h"
#include "tests/support/mutated.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace freshet;

namespace {

unsigned modeOf(const QString &path)
{
    struct stat info { };
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0U;
}

} // namespace

class SettingsStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void keepsAValueFromOneStartToTheNext();
    void tellsAChangeOnceAndOnlyWhenItIsOne();
    void clampsWhateverStandsInTheFile_data();
    void clampsWhateverStandsInTheFile();
    void bindsTheValueOfNowAndOfLater();
    void isReadableByItsOwnerAlone();
    void tightensAFileThatOthersCouldRead();
    void movesABrokenFileAsideAndSaysSoOnce_data();
    void movesABrokenFileAsideAndSaysSoOnce();
    void keepsEveryBrokenFile();
    void setsAFileOfANewerProgramAside();
    void takesAFileFromBeforeVersions();
    void startsWithDefaultsWhenStartsFailed();
    void tellsOnceThatNothingIsSavedAnyMore();
    void survivesWhateverAFileHolds();
    void worksInADirectoryThatCannotBeWritten();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("deep/settings.ini")); }
    void put(const QByteArray &content) const;
    QByteArray content(const QString &path) const;
    QStringList asideFiles() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void SettingsStoreTest::put(const QByteArray &content) const
{
    QDir(m_dir->path()).mkpath(QStringLiteral("deep"));
    QFile file(path());
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void SettingsStoreTest::keepsAValueFromOneStartToTheNext()
{
    {
        SettingsStore store(path());
        QVERIFY(store.notice().isEmpty());
        store.set(keys::defaultProvider, QStringLiteral("ollama"));
        store.set(keys::chatCollections, QStringList{QStringLiteral("a, b"), QStringLiteral("\u00e9")});
        store.set(keys::baseUrl(QStringLiteral("openai")), QStringLiteral("http://127.0.0.1:1/v1"));
    }
    const SettingsStore store(path());
    QCOMPARE(store.get(keys::defaultProvider), QStringLiteral("ollama"));
    QCOMPARE(store.get(keys::chatCollections), (QStringList{QStringLiteral("a, b"), QStringLiteral("\u00e9")}));
    QCOMPARE(store.get(keys::baseUrl(QStringLiteral("openai"))), QStringLiteral("http://127.0.0.1:1/v1"));
    QCOMPARE(store.get(keys::baseUrl(QStringLiteral("ollama"))), QString());
}

void SettingsStoreTest::tellsAChangeOnceAndOnlyWhenItIsOne()
{
    SettingsStore store(path());
    const QSignalSpy changed(&store, &SettingsStore::changed);
    store.set(keys::textZoomPercent, 100);
    QCOMPARE(changed.count(), 0);
    store.set(keys::textZoomPercent, 999);
    QCOMPARE(store.get(keys::textZoomPercent), 200);
    store.set(keys::textZoomPercent, 200);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toString(), QStringLiteral("appearance/text_zoom_percent"));
}

void SettingsStoreTest::clampsWhateverStandsInTheFile_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<int>("zoom");

    QTest::newRow("legal") << QByteArray("120") << 120;
    QTest::newRow("too big") << QByteArray("100000") << 200;
    QTest::newRow("negative") << QByteArray("-5") << 80;
    QTest::newRow("no number") << QByteArray("big") << 100;
    QTest::newRow("empty") << QByteArray("") << 100;
    QTest::newRow("a list") << QByteArray("1, 2") << 100;
    QTest::newRow("beyond int") << QByteArray("99999999999999") << 200;
}

void SettingsStoreTest::clampsWhateverStandsInTheFile()
{
    QFETCH(QByteArray, stored);
    QFETCH(int, zoom);
    put("[appearance]\ntext_zoom_percent=" + stored + "\ntheme=plaid\nlanguage=tlh\n");
    const SettingsStore store(path());
    QVERIFY2(store.notice().isEmpty(), qPrintable(store.notice()));
    QCOMPARE(store.get(keys::textZoomPercent), zoom);
    QCOMPARE(store.get(keys::theme), QStringLiteral("system"));
    QCOMPARE(store.get(keys::language), QString()); // as the system
}

void SettingsStoreTest::bindsTheValueOfNowAndOfLater()
{
    SettingsStore store(path());
    QStringList seen;
    {
        QObject context;
        store.bind(keys::defaultModel, &context, [&seen](const QString &model) { seen << model; });
        store.set(keys::defaultModel, QStringLiteral("m1"));
        store.set(keys::defaultProvider, QStringLiteral("other"));
    }
    store.set(keys::defaultModel, QStringLiteral("m2"));
    QCOMPARE(seen, (QStringList{QString(), QStringLiteral("m1")}));
}

void SettingsStoreTest::isReadableByItsOwnerAlone()
{
    const mode_t before = ::umask(022);
    {
        SettingsStore store(path());
        store.set(keys::defaultModel, QStringLiteral("m"));
    }
    ::umask(before);
    QCOMPARE(modeOf(path()), 0600U);
    QCOMPARE(modeOf(m_dir->filePath(QStringLiteral("deep"))), 0700U);
}

void SettingsStoreTest::tightensAFileThatOthersCouldRead()
{
    put("[chat]\ndefault_model=m\n");
    QCOMPARE(::chmod(QFile::encodeName(path()).constData(), 0644), 0);
    const SettingsStore store(path());
    QCOMPARE(modeOf(path()), 0600U);
    QCOMPARE(store.get(keys::defaultModel), QStringLiteral("m"));
}

void SettingsStoreTest::movesABrokenFileAsideAndSaysSoOnce_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("NUL bytes after a crash") << QByteArray(512, '\0');
    QTest::newRow("a NUL among good lines") << QByteArray("[chat]\ndefault_model=a\0b\n", 24);
    QTest::newRow("huge") << QByteArray("[chat]\ndefault_model=") + QByteArray(2 * 1024 * 1024, 'x');
    QTest::newRow("no INI at all") << QByteArray("<html><body>captive portal</body></html>\nmore\n");
}

void SettingsStoreTest::movesABrokenFileAsideAndSaysSoOnce()
{
    QFETCH(QByteArray, content);
    put(content);
    {
        SettingsStore store(path());
        QVERIFY(store.notice().contains(QStringLiteral("settings.ini.broken-")));
        QCOMPARE(store.get(keys::defaultModel), QString());
        store.set(keys::defaultModel, QStringLiteral("new"));
    }
    const QDir dir(m_dir->filePath(QStringLiteral("deep")));
    const QStringList aside = dir.entryList({QStringLiteral("settings.ini.broken-*")});
    QCOMPARE(aside.size(), 1);
    QFile kept(dir.filePath(aside.first()));
    QVERIFY(kept.open(QFile::ReadOnly));
    QCOMPARE(kept.readAll(), content);

    const SettingsStore again(path());
    QVERIFY(again.notice().isEmpty());
    QCOMPARE(again.get(keys::defaultModel), QStringLiteral("new"));
}

void SettingsStoreTest::keepsEveryBrokenFile()
{
    for (int n = 0; n < 3; ++n) {
        put(QByteArray(8, '\0'));
        const SettingsStore store(path());
        QVERIFY(!store.notice().isEmpty());
    }
    const QDir dir(m_dir->filePath(QStringLiteral("deep")));
    QCOMPARE(dir.entryList({QStringLiteral("settings.ini.broken-*")}).size(), 3);
}

QByteArray SettingsStoreTest::content(const QString &path) const
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList SettingsStoreTest::asideFiles() const
{
    const QDir dir(m_dir->filePath(QStringLiteral("deep")));
    QStringList paths;
    for (const QString &name : dir.entryList({QStringLiteral("settings.ini.*")}))
        paths << dir.filePath(name);
    return paths;
}

void SettingsStoreTest::setsAFileOfANewerProgramAside()
{
    const QByteArray newer = "[chat]\ndefault_model=m\n[file]\nversion=2\n";
    put(newer);
    {
        const SettingsStore store(path());
        QVERIFY2(store.notice().contains(QStringLiteral("newer Freshet")), qPrintable(store.notice()));
        QCOMPARE(store.get(keys::defaultModel), QString());
    }
    QCOMPARE(asideFiles().size(), 1);
    QVERIFY(asideFiles().first().contains(QStringLiteral(".newer-")));
    QCOMPARE(content(asideFiles().first()), newer);
    QVERIFY(SettingsStore(path()).notice().isEmpty());
}

void SettingsStoreTest::takesAFileFromBeforeVersions()
{
    put("[chat]\ndefault_model=m\n");
    {
        SettingsStore store(path());
        QVERIFY(store.notice().isEmpty());
        QCOMPARE(store.get(keys::defaultModel), QStringLiteral("m"));
        store.set(keys::sendOnEnter, false);
    }
    const SettingsStore again(path());
    QCOMPARE(again.get(keys::fileVersion), keys::kFileVersion);
    QCOMPARE(again.get(keys::defaultModel), QStringLiteral("m"));
}

void SettingsStoreTest::startsWithDefaultsWhenStartsFailed()
{
    const QByteArray good = "[chat]\ndefault_model=m\n";
    put(good);
    {
        const SettingsStore store(path(), SettingsStore::Start::Safe);
        QVERIFY2(store.notice().contains(QStringLiteral("could not start")), qPrintable(store.notice()));
        QCOMPARE(store.get(keys::defaultModel), QString());
    }
    QCOMPARE(asideFiles().size(), 1);
    QCOMPARE(content(asideFiles().first()), good);
    const SettingsStore again(path(), SettingsStore::Start::Safe); // nothing is left that could be at fault
    QVERIFY(again.notice().isEmpty());
    QCOMPARE(asideFiles().size(), 1);
}

void SettingsStoreTest::tellsOnceThatNothingIsSavedAnyMore()
{
    SettingsStore store(path());
    const QSignalSpy failed(&store, &SettingsStore::saveFailed);
    store.set(keys::defaultModel, QStringLiteral("kept"));
    QTRY_VERIFY(content(path()).contains("kept"));
    QCOMPARE(failed.count(), 0);

    // A file where the directory was stops root, too.
    QVERIFY(QDir(m_dir->filePath(QStringLiteral("deep"))).removeRecursively());
    QFile inTheWay(m_dir->filePath(QStringLiteral("deep")));
    QVERIFY(inTheWay.open(QFile::WriteOnly));
    store.set(keys::defaultModel, QStringLiteral("lost"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("cannot be saved")));
    store.set(keys::defaultModel, QStringLiteral("lost as well"));
    QCoreApplication::processEvents();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(store.get(keys::defaultModel), QStringLiteral("lost as well"));
}

namespace {

const QByteArrayList kScraps{"[", "]", "=", "\n", "\r", "\\x", "\\", "\"", "@Variant(\\0\\0\\0\\x1c", "@ByteArray(",
    "@Rect(1 2", "@Invalid()", "@@", "%", ", ", ";", "version=99999999999", "version=-1", "version=3", "\xff\xfe",
    QByteArray(1, '\0'), "\xef\xbb\xbf", "[%General]", "1e400", "true"};

template <typename T>
bool isLegal(const SettingsStore &store, const Setting<T> &setting)
{
    const T value = store.get(setting);
    return setting.clean(value) == value;
}

} // namespace

void SettingsStoreTest::survivesWhateverAFileHolds()
{
    {
        SettingsStore store(path());
        store.set(keys::defaultProvider, QStringLiteral("ollama"));
        store.set(keys::defaultModel, QStringLiteral("m\u00e9, \"x\""));
        store.set(keys::chatCollections, QStringList{QStringLiteral("a"), QStringLiteral("b, c")});
        store.set(keys::sendOnEnter, false);
        store.set(keys::windowGeometry, QByteArray("\x01\xd9\xd0\xcb\0\x03", 6));
        store.set(keys::theme, QStringLiteral("dark"));
        store.set(keys::textZoomPercent, 120);
        store.set(keys::baseUrl(QStringLiteral("openai")), QStringLiteral("http://127.0.0.1:1/v1"));
    }
    const QByteArray good = content(path());
    QLoggingCategory::setFilterRules(QStringLiteral("freshet.settings.warning=false"));
    QRandomGenerator random(20261128);
    for (int n = 0; n < 5000; ++n) {
        const QTemporaryDir dir(m_dir->filePath(QStringLiteral("XXXXXX")));
        const QString file = dir.filePath(QStringLiteral("s.ini"));
        QFile out(file);
        QVERIFY(out.open(QFile::WriteOnly) && out.write(test::mutated(good, random, kScraps)) >= 0);
        out.close();
        {
            const SettingsStore store(file);
            const bool isLegalAll
                = std::apply([&store](const auto &...all) { return (isLegal(store, all) && ...); }, keys::portable);
            QVERIFY2(isLegalAll && isLegal(store, keys::fileVersion), qPrintable(QString::number(n)));
            QVERIFY(store.get(keys::windowGeometry).size() < 10'000);
            QCOMPARE(store.notice().isEmpty(), QDir(dir.path()).entryList(QDir::Files).size() == 1);
        }
        QVERIFY2(SettingsStore(file).notice().isEmpty(), qPrintable(QString::number(n)));
    }
    QLoggingCategory::setFilterRules({});
}

void SettingsStoreTest::worksInADirectoryThatCannotBeWritten()
{
    SettingsStore store(QStringLiteral("/proc/no-such-place/settings.ini"));
    QVERIFY(store.notice().contains(QStringLiteral("cannot be saved")));
    store.set(keys::defaultModel, QStringLiteral("m"));
    QCOMPARE(store.get(keys::defaultModel), QStringLiteral("m"));
}

QTEST_GUILESS_MAIN(SettingsStoreTest)
#include "settings_store_test.moc"
