// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <QDir>
#include <QFile>
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
    void worksInADirectoryThatCannotBeWritten();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("deep/settings.ini")); }
    void put(const QByteArray &content) const;

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
    put("[appearance]\ntext_zoom_percent=" + stored + "\ntheme=plaid\n");
    const SettingsStore store(path());
    QVERIFY2(store.notice().isEmpty(), qPrintable(store.notice()));
    QCOMPARE(store.get(keys::textZoomPercent), zoom);
    QCOMPARE(store.get(keys::theme), QStringLiteral("system"));
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

void SettingsStoreTest::worksInADirectoryThatCannotBeWritten()
{
    SettingsStore store(QStringLiteral("/proc/no-such-place/settings.ini"));
    QVERIFY(store.notice().contains(QStringLiteral("cannot be saved")));
    store.set(keys::defaultModel, QStringLiteral("m"));
    QCOMPARE(store.get(keys::defaultModel), QStringLiteral("m"));
}

QTEST_GUILESS_MAIN(SettingsStoreTest)
#include "settings_store_test.moc"
