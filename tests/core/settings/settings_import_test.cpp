// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_export.h"
#include "core/settings/settings_import.h"
#include "core/settings/settings_store.h"
#include "tests/support/canary_scan.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

namespace {

const QString kOpenAi = QStringLiteral("openai");
const QString kLocalAi = QStringLiteral("localai");
const QHash<ProviderId, QUrl> kBaseUrls{
    {kOpenAi, QUrl(QStringLiteral("https://api.openai.com/v1"))}, {kLocalAi, QUrl()}};

} // namespace

/// What a settings export holds, and what an import may do with a file that a stranger wrote.
class SettingsImportTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void takesWhatWasExported();
    void exportsNothingThatIsOnlyOfThisMachine();
    void exportsNoPasswordThatAHandWroteIntoTheFile();
    void replacesAFileWholeOrNotAtAll();
    void asksBeforeAnotherServerIsTaken();
    void needsNoQuestionForTheSameServer();
    void tellsKeysThatNobodyKnows();
    void refusesAFileAndChangesNothing_data();
    void refusesAFileAndChangesNothing();
    void keepsValuesInTheirRange();
    void survivesWhateverAFileHolds();

private:
    Result<SettingsImport> read(const QByteArray &content);
    static QByteArray document(const QByteArray &settings);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_store;
};

void SettingsImportTest::init()
{
    m_store.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_dir->filePath(QStringLiteral("s.ini")));
}

Result<SettingsImport> SettingsImportTest::read(const QByteArray &content)
{
    QFile file(m_dir->filePath(QStringLiteral("import.json")));
    file.remove(); // a new file is not flushed to the disk, as one that is written over is
    if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("the test cannot write its file");
    file.close();
    return SettingsImport::read(file.fileName(), kBaseUrls);
}

QByteArray SettingsImportTest::document(const QByteArray &settings)
{
    return R"({"format":"freshet-settings","version":1,"settings":{)" + settings + "}}";
}

void SettingsImportTest::takesWhatWasExported()
{
    m_store->set(keys::defaultModel, QStringLiteral("m\u00e9"));
    m_store->set(keys::sendOnEnter, false);
    m_store->set(keys::textZoomPercent, 150);
    m_store->set(keys::baseUrl(kOpenAi), QStringLiteral("https://proxy.example/v1"));
    const QString file = m_dir->filePath(QStringLiteral("export.json"));
    QVERIFY(exportSettings(*m_store, kBaseUrls.keys(), file));
    QVERIFY(!(QFile(file).permissions() & (QFile::ReadGroup | QFile::ReadOther)));

    SettingsStore other(m_dir->filePath(QStringLiteral("other.ini")));
    const auto import = SettingsImport::read(file, kBaseUrls);
    QVERIFY2(import, import ? "" : qPrintable(import.error().message));
    QVERIFY(import->unknownKeys().isEmpty());
    QCOMPARE(other.get(keys::sendOnEnter), true); // reading alone changes nothing
    import->apply(other, {kOpenAi});
    QCOMPARE(other.get(keys::defaultModel), QStringLiteral("m\u00e9"));
    QCOMPARE(other.get(keys::sendOnEnter), false);
    QCOMPARE(other.get(keys::textZoomPercent), 150);
    QCOMPARE(other.get(keys::baseUrl(kOpenAi)), QStringLiteral("https://proxy.example/v1"));
}

void SettingsImportTest::exportsNothingThatIsOnlyOfThisMachine()
{
    m_store->set(keys::windowGeometry, QByteArray("place"));
    m_store->set(keys::chatCollections, QStringList{QStringLiteral("collection")});
    const QString path = m_dir->filePath(QStringLiteral("export.json"));
    QVERIFY(exportSettings(*m_store, kBaseUrls.keys(), path));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const char *part : {"geometry", "place", "collection", "base_url", "file/version"})
        QVERIFY2(!bytes.contains(part), part);
}

void SettingsImportTest::exportsNoPasswordThatAHandWroteIntoTheFile()
{
    const QByteArray canary = "canary-7f3a9k5Qzx1";
    for (const QByteArray &url : QByteArrayList{"https://me:" + canary + "@x.example/v1", "me:" + canary + "@x.example",
             "https://x.example/v1?key=" + canary, "https://x.example/v1#" + canary}) {
        QFile file(m_dir->filePath(QStringLiteral("by_hand.ini")));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("[providers]\nopenai\\base_url=\"" + url + "\"\n[chat]\nkey=" + canary + '\n');
        file.close();
        const SettingsStore store(file.fileName());
        QCOMPARE(store.get(keys::baseUrl(kOpenAi)), QString());
        const QString exported = m_dir->filePath(QStringLiteral("out/export.json"));
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("out")));
        QVERIFY(exportSettings(store, kBaseUrls.keys(), exported));
        QCOMPARE(test::CanaryScan(canary).inFiles(m_dir->filePath(QStringLiteral("out"))), QStringList());
    }
}

void SettingsImportTest::replacesAFileWholeOrNotAtAll()
{
    const auto status = exportSettings(*m_store, {}, QStringLiteral("/proc/no-such-place/e.json"));
    QVERIFY(!status);
    QVERIFY(status.error().message.contains(QStringLiteral("/proc/no-such-place/e.json")));
}

void SettingsImportTest::asksBeforeAnotherServerIsTaken()
{
    const auto import = read(document(R"("providers/openai/base_url":"https://b\u00fccher.example/v1",)"
                                      R"("providers/localai/base_url":"http://10.0.0.9:8080/v1",)"
                                      R"("appearance/theme":"dark")"));
    QVERIFY(import);
    const QList<SettingsImport::OtherServer> expected{
        {kLocalAi, {}, *Origin::of(QUrl(QStringLiteral("http://10.0.0.9:8080")))},
        {kOpenAi, Origin::of(QUrl(QStringLiteral("https://api.openai.com"))),
            *Origin::of(QUrl(QStringLiteral("https://xn--bcher-kva.example")))}};
    QCOMPARE(import->otherServers(), expected);
    import->apply(*m_store);
    QCOMPARE(m_store->get(keys::theme), QStringLiteral("dark"));
    QCOMPARE(m_store->get(keys::baseUrl(kOpenAi)), QString());
    QCOMPARE(m_store->get(keys::baseUrl(kLocalAi)), QString());
    import->apply(*m_store, {kLocalAi});
    QCOMPARE(m_store->get(keys::baseUrl(kOpenAi)), QString());
    QCOMPARE(m_store->get(keys::baseUrl(kLocalAi)), QStringLiteral("http://10.0.0.9:8080/v1"));
}

void SettingsImportTest::needsNoQuestionForTheSameServer()
{
    const auto import = read(document(R"("providers/openai/base_url":"https://API.openai.com:443/v2")"));
    QVERIFY(import);
    QVERIFY(import->otherServers().isEmpty());
    import->apply(*m_store);
    QCOMPARE(m_store->get(keys::baseUrl(kOpenAi)), QStringLiteral("https://API.openai.com:443/v2"));
}

void SettingsImportTest::tellsKeysThatNobodyKnows()
{
    const auto import = read(document(R"("chat/future":1,"providers/nobody/base_url":"https://x.example",)"
                                      R"("window/geometry":"AAAA","appearance/theme":"light")"));
    QVERIFY(import);
    QCOMPARE(import->unknownKeys(),
        (QStringList{QStringLiteral("chat/future"), QStringLiteral("providers/nobody/base_url"),
            QStringLiteral("window/geometry")}));
    import->apply(*m_store, {QStringLiteral("nobody")});
    QCOMPARE(m_store->get(keys::theme), QStringLiteral("light"));
    QCOMPARE(m_store->get(keys::windowGeometry), QByteArray());
    QCOMPARE(m_store->get(keys::baseUrl(QStringLiteral("nobody"))), QString());
}

void SettingsImportTest::refusesAFileAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("named");

    const auto with = [](const QByteArray &bad) { return document("\"appearance/theme\":\"dark\"," + bad); };
    const QString unknown = QStringLiteral("holds no exported settings");
    QTest::newRow("empty") << QByteArray() << unknown;
    QTest::newRow("no JSON") << QByteArray("[chat]\ndefault_model=m\n") << unknown;
    QTest::newRow("half of one") << document(R"("appearance/theme":"dark")").chopped(5) << unknown;
    QTest::newRow("NUL") << QByteArray(64, '\0') << unknown;
    QTest::newRow("other JSON") << QByteArray(R"({"settings":{"appearance/theme":"dark"}})") << unknown;
    QTest::newRow("settings are a list") << QByteArray(R"({"format":"freshet-settings","version":1,"settings":[]})")
                                         << unknown;
    QTest::newRow("a newer version") << QByteArray(R"({"format":"freshet-settings","version":2,"settings":{}})")
                                     << QStringLiteral("newer Freshet");
    QTest::newRow("too large") << document("\"x\":\"" + QByteArray(1024 * 1024, 'x') + '"') << QStringLiteral("1 MiB");
    QTest::newRow("a number for text") << with(R"("chat/default_model":7)") << QStringLiteral("chat/default_model");
    QTest::newRow("text for a number") << with(R"("appearance/text_zoom_percent":"120")")
                                       << QStringLiteral("appearance/text_zoom_percent");
    QTest::newRow("a fraction") << with(R"("appearance/text_zoom_percent":120.5)")
                                << QStringLiteral("appearance/text_zoom_percent");
    QTest::newRow("null for a flag") << with(R"("chat/send_on_enter":null)") << QStringLiteral("chat/send_on_enter");
    QTest::newRow("an object for text") << with(R"("chat/default_provider":{})")
                                        << QStringLiteral("chat/default_provider");
    const QString baseUrl = QStringLiteral("providers/openai/base_url");
    for (const char *url : {"ftp://x.example", "https://me:pass-word@x.example/v1", "https://x.example/v1?key=abc",
             "https://x.example./v1", "javascript:alert(1)", "", "x.example"})
        QTest::newRow(url) << with("\"providers/openai/base_url\":\"" + QByteArray(url) + '"') << baseUrl;
    QTest::newRow("a number for a URL") << with(R"("providers/openai/base_url":1)") << baseUrl;
}

void SettingsImportTest::refusesAFileAndChangesNothing()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, named);
    const QSignalSpy changed(m_store.get(), &SettingsStore::changed);
    const auto import = read(content);
    QVERIFY(!import);
    QVERIFY2(import.error().message.contains(named), qPrintable(import.error().message));
    QVERIFY2(!import.error().message.contains(QStringLiteral("pass-word")), qPrintable(import.error().message));
    QCOMPARE(changed.count(), 0);
}

void SettingsImportTest::keepsValuesInTheirRange()
{
    const auto import = read(document(R"("appearance/text_zoom_percent":99999,"appearance/theme":"plaid")"));
    QVERIFY(import);
    import->apply(*m_store);
    QCOMPARE(m_store->get(keys::textZoomPercent), 200);
    QCOMPARE(m_store->get(keys::theme), QStringLiteral("system"));
}

void SettingsImportTest::survivesWhateverAFileHolds()
{
    const QByteArray good
        = document(R"("appearance/theme":"dark","appearance/text_zoom_percent":120,"chat/send_on_enter":false,)"
                   R"("chat/default_model":"m","providers/openai/base_url":"https://x.example/v1")");
    QRandomGenerator random(4711);
    int taken = 0;
    for (int n = 0; n < 5000; ++n) {
        QByteArray bytes = good;
        for (int edits = random.bounded(1, 4); edits > 0; --edits) {
            const int at = random.bounded(int(bytes.size()));
            if (random.bounded(2) == 0)
                bytes[at] = char(random.bounded(256));
            else
                bytes.remove(at, random.bounded(1, 9));
        }
        const auto import = read(bytes);
        if (!import) {
            QVERIFY(!import.error().message.isEmpty());
            continue;
        }
        import->apply(*m_store);
        ++taken;
        const int zoom = m_store->get(keys::textZoomPercent);
        QVERIFY(zoom >= 80 && zoom <= 200);
        const QUrl url(m_store->get(keys::baseUrl(kOpenAi)));
        QVERIFY2(url.isEmpty() || url.host() == QLatin1String("api.openai.com"), qPrintable(url.toString()));
    }
    QVERIFY(taken > 100 && taken < 4900);
}

QTEST_GUILESS_MAIN(SettingsImportTest)
#include "settings_import_test.moc"
