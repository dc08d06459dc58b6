// SPDX-License-Identifier: MIT
#include "app/app_context.h"
#include "core/history/history_store.h"
#include "core/settings/keys.h"
#include "tests/support/fake_http_server.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;

namespace {
const ProviderId kProvider = QStringLiteral("localai");
}

/// What the composition root joins: settings and stores to the services that must hear of them.
class AppContextTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void refreshesAListWhenTheWayToItChanges_data();
    void refreshesAListWhenTheWayToItChanges();
    void trustsOnlyTheCaFileWhereThatIsSet();
    void asksNobodyUnaskedInACommand();
    void keepsTheModelsOfChats();

private:
    bool isListed() const { return m_context->models().state(kProvider).refreshedAt.isValid(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<AppContext> m_context;
};

void AppContextTest::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // secrets last for the session
}

void AppContextTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([](const auto &) { return Script().chunk(R"({"data":[{"id":"m"}]})").lastChunk(); });
    const auto paths = ProfilePaths::open(m_dir->filePath("profile"));
    QVERIFY(paths);
    m_context = std::make_unique<AppContext>(*paths, EnvironmentKeys(), AppContext::Options{.retries = 0});
    m_context->settings().set(keys::proxy(kProvider), QStringLiteral("none"));
    m_context->settings().set(keys::baseUrl(kProvider), m_server->url("/v1").toString());
    m_context->settings().set(keys::proxyUrl(kProvider), QStringLiteral("http://127.0.0.1:9"));
}

void AppContextTest::cleanup() { m_context.reset(); }

void AppContextTest::refreshesAListWhenTheWayToItChanges_data()
{
    using Change = std::function<void(AppContext &, const QUrl &)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("extra headers") << Change([](AppContext &context, const QUrl &server) {
        context.extraHeaders().save(kProvider, *Origin::of(server), {{.name = "X-Gate", .value = Secret("open")}},
            &context.models(), [](const Status &) {});
    });
    QTest::newRow("own CA file") << Change([](AppContext &context, const QUrl &) {
        context.settings().set(keys::caFile(kProvider), QStringLiteral("/nowhere/own.pem"));
    });
    QTest::newRow("proxy") << Change([](AppContext &context, const QUrl &) {
        context.settings().set(keys::proxy(kProvider), QStringLiteral("manual"));
    });
    QTest::newRow("proxy's address") << Change([](AppContext &context, const QUrl &) {
        context.settings().set(keys::proxyUrl(kProvider), QStringLiteral("http://127.0.0.1:8"));
        context.settings().set(keys::proxy(kProvider), QStringLiteral("manual")); // from here on it counts
    });
    QTest::newRow("nothing but its own CA file")
        << Change([](AppContext &context, const QUrl &) { context.settings().set(keys::onlyCaFile(kProvider), true); });
}

void AppContextTest::refreshesAListWhenTheWayToItChanges()
{
    QFETCH(std::function<void(AppContext &, const QUrl &)>, change);
    m_context->startAutomaticRefresh();
    m_context->models().refresh(kProvider);
    QTRY_VERIFY(isListed());
    QSignalSpy started(&m_context->models(), &ModelRefreshService::refreshStarted);
    m_context->models().refresh(kProvider); // fresh: nobody is asked for it
    QCOMPARE(started.size(), 0);
    change(*m_context, m_server->url());
    QTRY_COMPARE(started.size(), 1);
    QCOMPARE(started.first().first().toString(), kProvider);
    QTRY_VERIFY(!m_context->models().state(kProvider).isRefreshing);
    QCOMPARE(started.size(), 1);
}

void AppContextTest::trustsOnlyTheCaFileWhereThatIsSet()
{
    QCOMPARE(m_context->providers().network(kProvider).trust, NetworkChoice::Trust::SystemToo);
    m_context->settings().set(keys::onlyCaFile(kProvider), true);
    QCOMPARE(m_context->providers().network(kProvider).trust, NetworkChoice::Trust::OnlyCaFile);
}

void AppContextTest::asksNobodyUnaskedInACommand()
{
    QSignalSpy started(&m_context->models(), &ModelRefreshService::refreshStarted);
    m_context->settings().set(keys::proxy(kProvider), QStringLiteral("system"));
    m_context->settings().set(keys::baseUrl(kProvider), QString());
    m_context->models().refreshStale();
    QCOMPARE(started.size(), 0);
}

void AppContextTest::keepsTheModelsOfChats()
{
    const auto answer = [](const QString &id, const QString &model) {
        return StoredMessage{.id = id,
            .conversation = QStringLiteral("c"),
            .role = ChatRole::Assistant,
            .answer = {.text = QStringLiteral("Because."), .model = {kProvider, model}}};
    };
    const StoredMessage question{.id = QStringLiteral("q"), .conversation = QStringLiteral("c")};
    const auto isKept = [this](const QString &model) { return m_context->models().model({kProvider, model}); };
    HistoryStore history(m_context->paths().historyFile);
    history.storeQuestion(question, answer(QStringLiteral("a"), {}));
    history.finishAnswer(answer(QStringLiteral("a"), QStringLiteral("of an earlier chat")));
    QSignalSpy found(&history, &HistoryStore::modelsFound);
    QVERIFY(found.wait()); // is told, and nobody listens yet
    m_context->keepModelsOf(history);
    history.listModels();
    QTRY_VERIFY(isKept(QStringLiteral("of an earlier chat")));
    history.finishAnswer(answer(QStringLiteral("a"), QStringLiteral("of this chat")));
    QTRY_VERIFY(isKept(QStringLiteral("of this chat")));

    m_context->settings().set(keys::defaultProvider, QString(kProvider));
    m_context->settings().set(keys::defaultModel, QStringLiteral("chosen now"));
    m_context->models().refresh(kProvider, ModelRefreshService::Mode::Force);
    QTRY_VERIFY(isListed());
    for (const char *model : {"of an earlier chat", "of this chat", "chosen now", "m"})
        QVERIFY2(isKept(QString::fromLatin1(model)), model);
}

QTEST_GUILESS_MAIN(AppContextTest)
#include "app_context_test.moc"
