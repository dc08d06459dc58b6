// SPDX-License-Identifier: MIT
#include "app/profile_paths.h"
#include "core/server/access_token_store.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"
#include "tests/support/own_keyring.h"
#include "tests/support/tool_client.h"

#include <QtTest>

#include <csignal>

using namespace freshet;
using namespace freshet::test;

/// The session's bus goes, and with it the keychain and the notifications: the program goes on.
class BusLossTest : public QObject {
    Q_OBJECT

private slots:
    void goesOnWithoutItsBus_data();
    void goesOnWithoutItsBus();
};

void BusLossTest::goesOnWithoutItsBus_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("serve") << QStringList{"serve", "--port", "0"};
    QTest::newRow("window") << QStringList();
}

void BusLossTest::goesOnWithoutItsBus()
{
    QFETCH(QStringList, command);
    OwnKeyring keyring; // nothing of this process asks GLib for its bus
    QVERIFY2(keyring.isReal(), OwnKeyring::kMissing);
    keyring.start(OwnKeyring::State::Unlocked);
    FakeHttpServer server;
    server.setHandler([](const FakeHttpServer::Request &request) {
        return request.verb == "GET" ? jsonDocument(R"({"object":"list","data":[{"id":"m"}]})") : wholeAnswer("Still.");
    });

    ProgramRun program;
    const auto paths = ProfilePaths::open(program.profile());
    QVERIFY(paths);
    SettingsStore(paths->settingsFile).set(keys::serverEnabled, true);
    SettingsStore(paths->settingsFile).set(keys::serverPort, 0);
    SettingsStore(paths->settingsFile).set(keys::baseUrl("localai"), server.url("/v1").toString());
    QByteArray token = AccessTokenStore(paths->tokensFile).create("tool", allTokenScopes())->secret.reveal();
    program.setEnvironment("DBUS_SESSION_BUS_ADDRESS", keyring.address());
    program.setEnvironment("QT_QPA_PLATFORM", "offscreen");
    program.start(command);
    QFile found(program.filePath("freshet/server.json"));
    QTRY_VERIFY_WITH_TIMEOUT(found.exists(), 20'000);
    QVERIFY(found.open(QFile::ReadOnly));
    const QUrl url(QJsonDocument::fromJson(found.readAll()).object()["url"].toString());
    if (QFile own(paths->serveTokenFile); own.open(QFile::ReadOnly))
        token = own.readAll().trimmed();

    ToolClient client(url, token);
    for (const QString id : {"before", "after", "again", "and again"}) {
        client.ask(id, "Are you there?", {{"provider", "localai"}, {"model", "m"}});
        QTRY_VERIFY_WITH_TIMEOUT(client.isOver(id) || client.isClosed(), 20'000);
        QVERIFY2(!client.isClosed(), qPrintable(id));
        // The keychain was asked for a key; without one, this server still answers.
        if (id == "before") {
            QCOMPARE(client.last()["answer"].toString(), "Still.");
            keyring.killBus();
        }
    }
    program.sendSignal(SIGTERM);
    QCOMPARE(program.wait().exitStatus, 0);
}

QTEST_GUILESS_MAIN(BusLossTest)
#include "bus_loss_test.moc"
