// SPDX-License-Identifier: MIT
#include "app/profile_paths.h"
#include "core/models/model_cache.h"
#include "core/server/access_token_file.h"
#include "core/server/access_token_store.h"
#include "core/settings/keys.h"
#include "core/settings/portable_settings.h"
#include "core/settings/settings_store.h"
#include "tests/app/program_run.h"
#include "tests/support/mutated.h"

#include <QDir>
#include <QJsonDocument>
#include <QtTest>

#include <csignal>
#include <memory>
#include <optional>
#include <tuple>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int kRuns = 500;
constexpr int kRunsOfARow = 10;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

template <typename T>
QString wordOf(const T &value)
{
    return QDebug::toString(value);
}

template <typename T>
QString wordOf(const std::optional<T> &value)
{
    return value ? QDebug::toString(*value) : QStringLiteral("unset");
}

/// What every setting says. It reads a copy: to read a broken file is to move it away.
QStringList saidBy(const QByteArray &settings)
{
    const QTemporaryDir dir;
    const QString path = dir.filePath("settings.ini");
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(settings) != settings.size())
        qFatal("the test cannot write its files");
    file.close();
    const SettingsStore store(path);
    QStringList said;
    std::apply([&](const auto &...all) { (said << ... << wordOf(store.get(all))); }, keys::portable);
    return said << store.get(keys::baseUrl("openai")) << store.get(keys::manualModels) << store.get(keys::shortcuts)
                << store.get(keys::closedFolders);
}

} // namespace

/// The program starts with whatever a disk, an editor or another program has made of the profile's small files: 500 of
/// them, each damaged in another way. It never crashes, says once what is wrong, keeps what it cannot read beside it,
/// and loses nothing of what it can.
class DamagedProfileTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void startsWithWhateverIsThere_data();
    void startsWithWhateverIsThere();
    void cleanupTestCase();

private:
    struct Damaged {
        std::unique_ptr<ProgramRun> program = std::make_unique<ProgramRun>();
        QMap<QString, QByteArray> files; ///< By name in the profile: as they were before the start.
        bool isWindow = false;
    };

    QByteArray damage(const QString &name, QRandomGenerator &random) const;
    Damaged makeDamaged(quint32 seed) const;
    static void start(Damaged &damaged, quint32 seed);
    static ProgramRun::Result end(Damaged &damaged);
    static QByteArray saidOfFiles(const QByteArray &errors);
    static QStringList problems(const Damaged &damaged, const ProgramRun::Result &result);

    QMap<QString, QByteArray> m_good; ///< In an order that is the same in each run.
    int m_runs = 0;
    int m_aside = 0;
};

void DamagedProfileTest::initTestCase()
{
    const QTemporaryDir dir;
    const auto paths = ProfilePaths::open(dir.filePath("profile"));
    QVERIFY(paths);
    {
        SettingsStore settings(paths->settingsFile);
        settings.set(keys::defaultProvider, QStringLiteral("ollama"));
        settings.set(keys::defaultModel, QStringLiteral("mé, \"x\""));
        settings.set(keys::chatCollections, {"a", "b, c"});
        settings.set(keys::manualModels, {"openai/gpt-x", "ollama/qwen3:8b"});
        settings.set(keys::favouriteModels, {"ollama/qwen3:8b"});
        settings.set(keys::instructions, QStringLiteral("Answer\nbriefly; 用中文"));
        settings.set(keys::temperature, std::optional(0.7));
        settings.set(keys::shortcuts, {"new_chat=Ctrl+J", "zoom_in="});
        settings.set(keys::closedFolders, {"6d0c1f3e-0000-4000-8000-000000000001"});
        settings.set(keys::windowGeometry, QByteArray("\x01\xd9\xd0\xcb\0\x03\0\0\0\0\0\x40", 12));
        settings.set(keys::theme, QStringLiteral("dark"));
        settings.set(keys::textZoomPercent, 120);
        settings.set(keys::language, QStringLiteral("en"));
        settings.set(keys::baseUrl("openai"), QStringLiteral("http://127.0.0.1:1/v1"));
        settings.set(keys::proxy("openai"), QStringLiteral("none"));
    }
    AccessTokenStore tokens(paths->tokensFile);
    QVERIFY(tokens.create("editor", allTokenScopes()));
    QVERIFY(tokens.create("script", TokenScope::Query));
    QVERIFY(writeModelCache(paths->modelCacheFile,
        {{.provider = "openai",
            .baseUrl = QUrl("http://127.0.0.1:1/v1"),
            .models = {{.ref = {"openai", "gpt-x"}, .name = "X"}, {.ref = {"openai", "gpt-y"}, .name = "Y"}},
            .refreshedAt = QDateTime::currentDateTimeUtc()}}));
    m_good = {{"settings.ini", contentOf(paths->settingsFile)}, {"tokens.json", contentOf(paths->tokensFile)},
        {"cache/models.json", contentOf(paths->modelCacheFile)},
        {"cache/learned.json",
            R"({"version":1,"learned":[{"provider":"openai","model":"m","base_url":"http://127.0.0.1:1/v1","steps":[]}]})"},
        {"window.starts", "1"}, {"serve.token", QByteArray(43, 'k') + '\n'}};
    for (const QByteArray &content : std::as_const(m_good))
        QVERIFY(!content.isEmpty());
}

QByteArray DamagedProfileTest::damage(const QString &name, QRandomGenerator &random) const
{
    static const QByteArrayList kScraps{"[", "]", "=", "\n", "\r\n", "\\x", "\"", "@Variant(\\0\\0\\0\\x1c",
        "@Rect(1 2", "@@", "%", ", ", ";", "version=99999999999", "version=3", "\"version\":7,", "\xff\xfe",
        QByteArray(4096, '\0'), "\xef\xbb\xbf", "1e400", "true", "null", "{}", "[[[[[[[[", "-1",
        QByteArray(1024 * 1024, 'x')};
    const QByteArray good = m_good.value(name);
    switch (random.bounded(8)) {
    case 0:
        return {};
    case 1:
        return QByteArray(good.size(), '\0'); // as some file systems leave it after a power loss
    default:
        return mutated(good, random, kScraps);
    }
}

DamagedProfileTest::Damaged DamagedProfileTest::makeDamaged(quint32 seed) const
{
    QRandomGenerator random(seed);
    Damaged damaged;
    damaged.files = m_good;
    const QStringList names = m_good.keys();
    // Mostly one; sometimes the disk took all.
    const bool isAll = random.bounded(5) == 0;
    const QString one = random.bounded(2) == 0 ? "settings.ini" : names.at(random.bounded(int(names.size())));
    for (const QString &name : names) {
        // One of its own for each file: tokens and times differ in each run, and so do their lengths.
        QRandomGenerator randomOfFile(seed + quint32(kRuns * (1 + names.indexOf(name))));
        if (isAll || name == one)
            damaged.files[name] = damage(name, randomOfFile);
        const QString path = damaged.program->writeFile("profile/" + name, damaged.files.value(name));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    }
    return damaged;
}

void DamagedProfileTest::start(Damaged &damaged, quint32 seed)
{
    damaged.isWindow = seed % 2 == 0;
    if (damaged.isWindow) {
        damaged.program->setEnvironment("QT_QPA_PLATFORM", "offscreen");
        return damaged.program->start({});
    }
    damaged.program->start(seed % 4 == 1 ? QStringList{"settings", "--json"} : QStringList{"models", "--json"});
}

ProgramRun::Result DamagedProfileTest::end(Damaged &damaged)
{
    if (damaged.isWindow) { // the chats are opened after the first frame
        const QString chats = damaged.program->profile() + "/freshet.db";
        (void)QTest::qWaitFor([&chats] { return QFile::exists(chats); }, 20'000);
        damaged.program->sendSignal(SIGTERM);
    }
    return damaged.program->wait();
}

QStringList DamagedProfileTest::problems(const Damaged &damaged, const ProgramRun::Result &result)
{
    QStringList list;
    if (result.exitStatus != 0)
        list << QStringLiteral("it ended with %1: ").arg(result.exitStatus) + result.errors;
    const QDir profile(damaged.program->profile());
    const auto asideOf = [&profile](const QString &name) {
        return profile.entryList({name + ".broken-*", name + ".newer-*"}, QDir::Files);
    };

    const QByteArray settings = damaged.files.value("settings.ini");
    const QStringList aside = asideOf("settings.ini");
    const qsizetype notices = result.errors.count("settings file");
    if (aside.size() > 1 || notices != aside.size())
        list << QStringLiteral("%1 files aside, %2 notices: ").arg(aside.size()).arg(notices) + result.errors;
    if (!aside.isEmpty() && contentOf(profile.filePath(aside.first())) != settings)
        list << "the settings aside are not those that were there";
    if (aside.isEmpty() && saidBy(settings) != saidBy(contentOf(profile.filePath("settings.ini"))))
        list << "settings that could be read are gone";

    const QByteArray tokens = damaged.files.value("tokens.json");
    const QStringList tokensAside = asideOf("tokens.json");
    if (!tokensAside.isEmpty() && contentOf(profile.filePath(tokensAside.first())) != tokens)
        list << "the tokens aside are not those that were there";
    if (tokensAside.isEmpty()
        && readAccessTokens(tokens).tokens != readAccessTokens(contentOf(profile.filePath("tokens.json"))).tokens)
        list << "tokens that could be read are gone";
    if (contentOf(profile.filePath("serve.token")) != damaged.files.value("serve.token"))
        list << "the token of freshet serve is another";
    return list;
}

/// Without what is said at each start: of a value that can be read, cannot be used, and stays until it is changed.
QByteArray DamagedProfileTest::saidOfFiles(const QByteArray &errors)
{
    QByteArray said;
    for (const QByteArray &line : errors.split('\n')) {
        if (!line.startsWith("freshet: warning: OpenAI is not asked: its base URL in the settings cannot be used.")
            && !line.startsWith("freshet: warning: openai: "))
            said += line;
    }
    return said;
}

void DamagedProfileTest::startsWithWhateverIsThere_data()
{
    QTest::addColumn<quint32>("from");
    for (quint32 from = 0; from < kRuns; from += kRunsOfARow)
        QTest::addRow("%u", from) << from;
}

void DamagedProfileTest::startsWithWhateverIsThere()
{
    QFETCH(quint32, from);
    for (quint32 seed = from; seed < from + kRunsOfARow; seed += 2) {
        Damaged sideBySide[2]{makeDamaged(seed), makeDamaged(seed + 1)};
        start(sideBySide[0], seed);
        start(sideBySide[1], seed + 1);
        for (Damaged &damaged : sideBySide) {
            const QStringList found = problems(damaged, end(damaged));
            QVERIFY2(found.isEmpty(), qPrintable(QString::number(seed) + ": " + found.join('\n')));
            const QDir profile(damaged.program->profile());
            ++m_runs;
            m_aside += int(profile.entryList({"*.broken-*", "*.newer-*"}).size());
        }
        if (seed % 5 != 0)
            continue;
        const auto again = sideBySide[1].program->run({"settings", "--json"}); // it was told
        QCOMPARE(again.exitStatus, 0);
        QCOMPARE(saidOfFiles(again.errors), QByteArray());
        QCOMPARE(QJsonDocument::fromJson(again.output).object()["type"], "settings");
    }
}

/// There was something to be kept.
void DamagedProfileTest::cleanupTestCase()
{
    if (m_runs == kRuns)
        QVERIFY2(m_aside > kRuns / 5, qPrintable(QString::number(m_aside)));
}

QTEST_GUILESS_MAIN(DamagedProfileTest)
#include "damaged_profile_test.moc"
