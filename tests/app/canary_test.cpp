// SPDX-License-Identifier: MIT
#include "app/profile_paths.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/keychain_secret_store.h"
#include "core/settings/secret_name.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"
#include "tests/support/canary_scan.h"
#include "tests/support/own_keyring.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace freshet;
using namespace freshet::test;

/// A key and an extra header's value that only this test knows, through everything that the program does with them:
/// they must be in no file that is left behind and in nothing that the program says, in no encoding, whatever the
/// server does with them.
class CanaryTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void leavesNoKeyOfTheEnvironmentBehind();
    void leavesNothingOfTheKeychainBehind();
    void saysNoPasswordOfABaseUrl();
    void wouldFindThem();

private:
    QStringList withServer(const QStringList &arguments, const QString &path = QStringLiteral("/v1")) const;
    void run(const QStringList &arguments, int expectedStatus);
    void askEachKindOfServer(const QByteArray &secret);
    void useDocumentsAndModels(const QByteArray &secret);
    void openTheWindow();
    void keepInKeychain();
    QStringList found() const;

    const QByteArray m_key = "canary-7f3a\"9k\\5Q/z+~?>~?>~1";
    const QByteArray m_headerValue = "canary-2c8e\"3h\\7W/y+~?>~?>~4";
    const QList<CanaryScan> m_scans{CanaryScan(m_key), CanaryScan(m_headerValue)};
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ProgramRun> m_program;
    QByteArray m_said;
};

void CanaryTest::init()
{
    m_said.clear();
    m_server = std::make_unique<FakeHttpServer>();
    m_program = std::make_unique<ProgramRun>();
    m_program->setEnvironment(QStringLiteral("FRESHET_LOG"), QStringLiteral("1"));
    m_program->setEnvironment(QStringLiteral("FRESHET_HTTP_LOG"), m_program->filePath(QStringLiteral("http-log")));
    m_program->setEnvironment(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("freshet.*.debug=true"));
    QDir().mkpath(m_program->filePath(QStringLiteral("tmp")));
    m_program->setEnvironment(QStringLiteral("TMPDIR"), m_program->filePath(QStringLiteral("tmp")));
}

QStringList CanaryTest::withServer(const QStringList &arguments, const QString &path) const
{
    return arguments
        + QStringList{QStringLiteral("--provider"), QStringLiteral("localai"), QStringLiteral("--base-url"),
            m_server->url(path).toString()};
}

void CanaryTest::run(const QStringList &arguments, int expectedStatus)
{
    const auto result = m_program->run(arguments);
    m_said += result.output + result.errors;
    if (result.exitStatus != expectedStatus)
        qFatal("%s\nended with %d:\n%s%s", qPrintable(arguments.join(u' ')), result.exitStatus,
            result.output.constData(), result.errors.constData());
}

/// Servers that answer, that give @p secret back in what they refuse, and that lead elsewhere with it.
void CanaryTest::askEachKindOfServer(const QByteArray &secret)
{
    const QStringList ask
        = withServer({QStringLiteral("ask"), QStringLiteral("--model"), QStringLiteral("m"), QStringLiteral("q")});
    m_server->enqueue(eventStream().header("X-Echo", secret).send(textEvent("fine") + stopEvents()));
    run(ask, 0);
    run(ask + QStringList{QStringLiteral("--json"), QStringLiteral("--retries"), QStringLiteral("0")}, 1);

    const QByteArray asJson
        = QJsonDocument(QJsonObject{{QStringLiteral("error"),
                            QJsonObject{{QStringLiteral("message"),
                                QString(QStringLiteral("Incorrect API key: ") + QString::fromLatin1(secret))}}}})
              .toJson(QJsonDocument::Compact);
    for (const QByteArray &body : {asJson, QByteArray("<html>" + secret + "</html>"), secret.toBase64(), secret.toHex(),
             QByteArray("key=" + secret.toPercentEncoding())}) {
        for (const QStringList &how : {QStringList{}, QStringList{QStringLiteral("--json")}}) {
            m_server->enqueue(jsonDocument(body, 401));
            run(ask + how, 1);
        }
    }
    m_server->enqueue(
        Script().status(302).header("Location", "http://127.0.0.1:9/?key=" + secret.toPercentEncoding()).send({}));
    run(ask, 1);
}

void CanaryTest::useDocumentsAndModels(const QByteArray &secret)
{
    const QStringList models = withServer({QStringLiteral("models"), QStringLiteral("--refresh")});
    m_server->enqueue(jsonDocument(R"({"object":"list","data":[{"id":"m"},{"id":"n"}]})"));
    run(models, 0);
    m_server->enqueue(jsonDocument("{\"error\":\"" + secret.toHex() + "\"}", 403));
    run(models + QStringList{QStringLiteral("--json")}, 0); // the list that was there is told

    m_server->enqueue(jsonDocument(R"({"data":[{"index":0,"embedding":[0.25,0.5]}]})"));
    run(withServer({QStringLiteral("embed"), QStringLiteral("--model"), QStringLiteral("m"), QStringLiteral("text")}),
        0);
    run({QStringLiteral("index"), m_program->writeFile(QStringLiteral("docs/a.txt"), "The toaster has a warranty.")},
        0);
    run({QStringLiteral("search"), QStringLiteral("toaster")}, 0);
}

void CanaryTest::openTheWindow()
{
    m_program->setEnvironment(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    m_program->start({});
    const QString history = m_program->profile() + QStringLiteral("/freshet.db");
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(history), 20'000);
    m_program->sendSignal(SIGTERM);
    const auto result = m_program->wait();
    QCOMPARE(result.exitStatus, 0);
    m_said += result.output + result.errors;
}

QStringList CanaryTest::found() const
{
    QStringList places;
    for (const CanaryScan &scan : m_scans) {
        places << scan.inFiles(m_program->filePath({}));
        for (const QString &encoding : scan.in(m_said))
            places << QString(QStringLiteral("said: ") + encoding);
    }
    return places;
}

void CanaryTest::leavesNoKeyOfTheEnvironmentBehind()
{
    m_program->setEnvironment(QStringLiteral("FRESHET_API_KEY_LOCALAI"), QString::fromLatin1(m_key));
    askEachKindOfServer(m_key);
    useDocumentsAndModels(m_key);
    openTheWindow();
    QCOMPARE(m_server->requests().first().header("authorization"), "Bearer " + m_key); // it was there to be leaked
    QCOMPARE(found(), QStringList());
    QVERIFY(!QDir(m_program->filePath(QStringLiteral("http-log"))).isEmpty());
    QVERIFY(QFile::exists(m_program->profile() + QStringLiteral("/logs/freshet.log")));
}

/// The key and the extra header, as the window's settings keep them.
void CanaryTest::keepInKeychain()
{
    const auto paths = ProfilePaths::open(m_program->profile());
    QVERIFY(paths);
    const QString provider = QStringLiteral("localai");
    const Origin origin = *Origin::of(m_server->url());
    KeychainSecretStore store({.service = paths->keychainService});
    SettingsStore settings(paths->settingsFile);
    ExtraHeaderStore headers(settings, store);
    for (const bool isKey : {true, false}) {
        std::optional<Status> kept;
        const auto done = [&kept](const Status &status) { kept = status; };
        if (isKey)
            store.write(secretName(provider, origin), Secret(QString::fromLatin1(m_key)), this, done);
        else
            headers.save(provider, origin, {{.name = "X-Gate", .value = Secret(QString::fromLatin1(m_headerValue))}},
                this, done);
        QTRY_VERIFY(kept.has_value());
        QVERIFY2(*kept, *kept ? "" : qPrintable(kept->error().message));
    }
}

void CanaryTest::leavesNothingOfTheKeychainBehind()
{
    static OwnKeyring keyring; // to the end: GLib ends a process whose bus goes
    QVERIFY2(keyring.isReal(), OwnKeyring::kMissing);
    keyring.start(OwnKeyring::State::Unlocked);
    keepInKeychain();

    m_program->setEnvironment(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), keyring.address());
    for (const QByteArray &secret : {m_key, m_headerValue}) {
        askEachKindOfServer(secret);
        useDocumentsAndModels(secret);
    }
    openTheWindow();
    QCOMPARE(m_server->requests().first().header("authorization"), "Bearer " + m_key);
    QCOMPARE(m_server->requests().first().header("x-gate"), m_headerValue);
    keyring.lock();
    m_server->enqueue(eventStream().send(textEvent("fine") + stopEvents()));
    const qsizetype asked = m_server->requests().size();
    const auto locked = m_program->run(
        withServer({QStringLiteral("ask"), QStringLiteral("--model"), QStringLiteral("m"), QStringLiteral("q")}));
    m_said += locked.output + locked.errors;
    QVERIFY(locked.exitStatus != 0);
    QCOMPARE(m_server->requests().size(), asked); // without its key and its header nothing is sent
    keyring.stop();
    QCOMPARE(found(), QStringList());
    for (const CanaryScan &scan : m_scans)
        QCOMPARE(scan.inFiles(keyring.home()), QStringList()); // encrypted there
}

void CanaryTest::saysNoPasswordOfABaseUrl()
{
    QUrl url = m_server->url(QStringLiteral("/v1"));
    url.setUserName(QStringLiteral("me"));
    url.setPassword(QString::fromLatin1(m_key), QUrl::DecodedMode);
    run({QStringLiteral("ask"), QStringLiteral("--provider"), QStringLiteral("localai"), QStringLiteral("--base-url"),
            url.toString(QUrl::FullyEncoded), QStringLiteral("q")},
        2);
    url.setUserInfo({});
    url.setQuery(QStringLiteral("key=") + QString::fromLatin1(m_key.toPercentEncoding()));
    run({QStringLiteral("models"), QStringLiteral("--provider"), QStringLiteral("localai"),
            QStringLiteral("--base-url"), url.toString(QUrl::FullyEncoded)},
        2);
    QVERIFY(!m_said.isEmpty());
    QCOMPARE(found(), QStringList());
    QCOMPARE(m_server->requests().size(), 0);
}

void CanaryTest::wouldFindThem()
{
    m_program->writeFile(QStringLiteral("profile/cache/x"), m_key.toHex());
    m_said = m_headerValue;
    QCOMPARE(found().size(), 2);
}

QTEST_GUILESS_MAIN(CanaryTest)
#include "canary_test.moc"
