// SPDX-License-Identifier: MIT
#include "core/providers/provider_registry.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace freshet;

namespace {

QList<ProviderInfo> vendors()
{
    return {{.id = "openai", .name = "OpenAI", .defaultBaseUrl = QUrl("https://api.openai.com/v1"), .needsKey = true},
        {.id = "lmstudio", .name = "LM Studio", .defaultBaseUrl = QUrl("http://127.0.0.1:1234/v1")},
        {.id = "openai-compatible", .name = "Other"},
        {.id = "documents", .name = "Documents", .dialect = Dialect::Quotes}};
}

} // namespace

class ProviderRegistryTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void givesTheCatalogsDataAndTheKey();
    void answersOnlyFromTheEventLoop_data();
    void answersOnlyFromTheEventLoop();
    void asksForAMissingKey();
    void needsNoKeyAtAnotherBaseUrl();
    void needsNoKeyForALocalServer();
    void needsABaseUrl();
    void knowsNoOtherProviders();
    void tellsThatTheKeychainFailedOnlyWhereAKeyIsNeeded();
    void answersNobodyOnceTheContextIsGone();
    void asksForTheKeyOfTheOverriddenOrigin();
    void keepsTheOldBaseUrlWhenTheNewOneIsBad();
    void asksNobodyElseWhereTheStoredBaseUrlCannotBeUsed_data();
    void asksNobodyElseWhereTheStoredBaseUrlCannotBeUsed();
    void removesAnOverride();
    void tellsOnlyOfChanges();
    void asksForTheExtraHeadersOfTheOriginThatIsUsed();
    void answersNothingWhenTheExtraHeadersCannotBeHad();
    void givesTheChosenNetwork();
    void keepsANetworkThatCannotWorkSoThatNothingGoesAnotherWay();
    void triesABaseBeforeItIsKept();

private:
    Result<ProviderConfig> resolved(const ProviderId &id);

    std::unique_ptr<ProviderRegistry> m_registry;
    Result<Secret> m_key = Secret();
    QList<std::pair<ProviderId, Origin>> m_asked;
    Result<QList<ExtraHeader>> m_headers = QList<ExtraHeader>();
    QList<std::pair<ProviderId, Origin>> m_askedForHeaders;
};

void ProviderRegistryTest::init()
{
    m_key = Secret();
    m_asked.clear();
    m_headers = QList<ExtraHeader>();
    m_askedForHeaders.clear();
    m_registry = std::make_unique<ProviderRegistry>(
        vendors(),
        [this](const ProviderId &id, const Origin &origin, QObject *context, std::function<void(Result<Secret>)> done) {
            m_asked.append({id, origin});
            QTimer::singleShot(0, context, [this, done] { done(m_key); });
        },
        [this](const ProviderId &id, const Origin &origin, QObject *context,
            std::function<void(Result<QList<ExtraHeader>>)> done) {
            m_askedForHeaders.append({id, origin});
            QTimer::singleShot(0, context, [this, done] { done(m_headers); });
        });
}

Result<ProviderConfig> ProviderRegistryTest::resolved(const ProviderId &id)
{
    std::optional<Result<ProviderConfig>> answer;
    QObject context;
    m_registry->resolve(id, &context, [&answer](const Result<ProviderConfig> &config) { answer = config; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return failure({.kind = ErrorKind::Timeout, .message = "resolve() never answered"});
    return *answer;
}

void ProviderRegistryTest::givesTheCatalogsDataAndTheKey()
{
    m_key = Secret("k");
    const auto config = resolved("openai");
    QVERIFY(config);
    QCOMPARE(config->name, "OpenAI");
    QCOMPARE(config->baseUrl, QUrl("https://api.openai.com/v1"));
    QCOMPARE(config->key.reveal(), QByteArray("k"));
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(m_asked.first().second.host, "api.openai.com");
}

void ProviderRegistryTest::answersOnlyFromTheEventLoop_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"openai", "lmstudio", "openai-compatible", "documents", "unknown"})
        QTest::newRow(id) << id;
}

void ProviderRegistryTest::answersOnlyFromTheEventLoop()
{
    QFETCH(QString, id);
    int answers = 0;
    m_registry->resolve(id, this, [&answers](const Result<ProviderConfig> &) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 1);
    QTest::qWait(5);
    QCOMPARE(answers, 1);
}

void ProviderRegistryTest::asksForAMissingKey()
{
    const auto config = resolved("openai");
    QVERIFY(!config);
    QCOMPARE(config.error().kind, ErrorKind::Auth);
    QCOMPARE(config.error().message, "OpenAI needs an API key. Add one in Settings, or set FRESHET_API_KEY_OPENAI.");
}

void ProviderRegistryTest::needsNoKeyAtAnotherBaseUrl()
{
    QVERIFY(m_registry->setBaseUrl("openai", "http://127.0.0.1:8000"));
    const auto config = resolved("openai");
    QVERIFY(config);
    QCOMPARE(config->baseUrl, QUrl("http://127.0.0.1:8000/v1"));
    QVERIFY(config->key.isEmpty());
}

void ProviderRegistryTest::needsNoKeyForALocalServer()
{
    QVERIFY(resolved("lmstudio")->key.isEmpty());
    m_key = Secret("optional");
    QCOMPARE(resolved("lmstudio")->key.reveal(), QByteArray("optional"));
}

void ProviderRegistryTest::needsABaseUrl()
{
    const auto config = resolved("openai-compatible");
    QCOMPARE(config.error().kind, ErrorKind::BadRequest);
    QVERIFY(config.error().message.contains("needs a base URL"));
    QVERIFY(m_registry->setBaseUrl("openai-compatible", "gpu-box:8000"));
    QCOMPARE(resolved("openai-compatible")->baseUrl, QUrl("http://gpu-box:8000/v1"));
    QVERIFY(resolved("documents")->baseUrl.isEmpty());
}

void ProviderRegistryTest::knowsNoOtherProviders()
{
    QCOMPARE(resolved("unknown").error().kind, ErrorKind::BadRequest);
    QCOMPARE(m_registry->setBaseUrl("unknown", "https://h.example").error().kind, ErrorKind::BadRequest);
    QVERIFY(!m_registry->find("unknown"));
    QVERIFY(m_registry->baseUrl("unknown").isEmpty());
}

void ProviderRegistryTest::tellsThatTheKeychainFailedOnlyWhereAKeyIsNeeded()
{
    m_key = failure({.kind = ErrorKind::Storage, .message = "The keychain is locked."});
    QCOMPARE(resolved("openai").error().kind, ErrorKind::Storage);
    QVERIFY(resolved("lmstudio"));
}

void ProviderRegistryTest::answersNobodyOnceTheContextIsGone()
{
    int answers = 0;
    for (const char *id : {"openai", "unknown"}) {
        QObject context;
        m_registry->resolve(id, &context, [&answers](const Result<ProviderConfig> &) { ++answers; });
    }
    QTest::qWait(10);
    QCOMPARE(answers, 0);
}

void ProviderRegistryTest::asksForTheKeyOfTheOverriddenOrigin()
{
    QVERIFY(m_registry->setBaseUrl("openai", "https://proxy.example/v1"));
    QVERIFY(resolved("openai"));
    QCOMPARE(m_asked.last().second.host, "proxy.example");
}

void ProviderRegistryTest::keepsTheOldBaseUrlWhenTheNewOneIsBad()
{
    QVERIFY(m_registry->setBaseUrl("openai", "https://proxy.example/v1"));
    QCOMPARE(m_registry->setBaseUrl("openai", "ftp://x").error().kind, ErrorKind::BadRequest);
    QCOMPARE(m_registry->baseUrl("openai"), QUrl("https://proxy.example/v1"));
}

void ProviderRegistryTest::asksNobodyElseWhereTheStoredBaseUrlCannotBeUsed_data()
{
    QTest::addColumn<QString>("mended");
    QTest::addColumn<QUrl>("used");

    QTest::newRow("another") << "https://proxy.example/v1" << QUrl("https://proxy.example/v1");
    QTest::newRow("the provider's own") << "https://api.openai.com/v1" << QUrl("https://api.openai.com/v1");
    QTest::newRow("none") << "" << QUrl("https://api.openai.com/v1");
}

void ProviderRegistryTest::asksNobodyElseWhereTheStoredBaseUrlCannotBeUsed()
{
    QFETCH(QString, mended);
    QFETCH(QUrl, used);
    m_key = Secret("canary");
    QSignalSpy changed(m_registry.get(), &ProviderRegistry::providerChanged);
    QVERIFY(!m_registry->restoreBaseUrl("openai", "http://127.0.0:::1/v1"));
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_registry->baseUrl("openai").isEmpty());
    QVERIFY(m_registry->hasBaseUrlOverride("openai"));
    const auto config = resolved("openai");
    QVERIFY(!config);
    QCOMPARE(config.error().kind, ErrorKind::BadRequest);
    QVERIFY2(
        config.error().message.startsWith("OpenAI is not asked: its base URL"), qPrintable(config.error().message));
    QCOMPARE(m_registry->baseUrlError("openai"), config.error());
    QVERIFY(m_asked.isEmpty());

    QVERIFY(!m_registry->setBaseUrl("openai", "ftp://x")); // typed, and no better: the error stays
    QVERIFY(m_registry->baseUrlError("openai"));
    QVERIFY(m_registry->setBaseUrl("openai", mended));
    QVERIFY(!m_registry->baseUrlError("openai"));
    QCOMPARE(m_registry->baseUrl("openai"), used);
    QCOMPARE(resolved("openai")->baseUrl, used);
    QCOMPARE(changed.count(), 2);
}

void ProviderRegistryTest::removesAnOverride()
{
    QVERIFY(m_registry->setBaseUrl("openai", "https://proxy.example/v1"));
    QVERIFY(m_registry->hasBaseUrlOverride("openai"));
    QVERIFY(m_registry->setBaseUrl("openai", " "));
    QVERIFY(!m_registry->hasBaseUrlOverride("openai"));
    QVERIFY(m_registry->setBaseUrl("openai", "https://api.openai.com/v1/")); // the default, typed
    QVERIFY(!m_registry->hasBaseUrlOverride("openai"));
}

void ProviderRegistryTest::tellsOnlyOfChanges()
{
    QSignalSpy changed(m_registry.get(), &ProviderRegistry::providerChanged);
    QVERIFY(m_registry->setBaseUrl("openai", "https://proxy.example"));
    QVERIFY(m_registry->setBaseUrl("openai", "https://proxy.example/v1/"));
    QVERIFY(m_registry->setBaseUrl("lmstudio", ""));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toString(), "openai");
}

void ProviderRegistryTest::asksForTheExtraHeadersOfTheOriginThatIsUsed()
{
    m_headers = QList<ExtraHeader>{{.name = "X-Access", .value = Secret("canary")}};
    QVERIFY(m_registry->setBaseUrl("lmstudio", "https://gateway.example/v1"));
    const auto config = resolved("lmstudio");
    QVERIFY(config);
    QCOMPARE(config->extraHeaders, *m_headers);
    QCOMPARE(m_askedForHeaders.size(), 1);
    QCOMPARE(m_askedForHeaders.first().second.toString(), "https://gateway.example");
}

void ProviderRegistryTest::answersNothingWhenTheExtraHeadersCannotBeHad()
{
    m_headers = failure({.kind = ErrorKind::Storage, .message = "The keychain is locked."});
    QCOMPARE(resolved("lmstudio").error().kind, ErrorKind::Storage);
}

void ProviderRegistryTest::givesTheChosenNetwork()
{
    QSignalSpy changed(m_registry.get(), &ProviderRegistry::providerChanged);
    const NetworkChoice choice{
        .proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl("socks5://127.0.0.1:1080"), .caFile = "/etc/ca.pem"};
    QVERIFY(m_registry->setNetwork("lmstudio", choice));
    QVERIFY(m_registry->setNetwork("lmstudio", choice));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_registry->network("lmstudio"), choice);
    QCOMPARE(resolved("lmstudio")->network, choice);
    QCOMPARE(m_registry->network("openai"), NetworkChoice());
    QCOMPARE(m_registry->setNetwork("unknown", choice).error().kind, ErrorKind::BadRequest);
}

void ProviderRegistryTest::keepsANetworkThatCannotWorkSoThatNothingGoesAnotherWay()
{
    const NetworkChoice broken{.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl("ftp://p.example:21")};
    QCOMPARE(m_registry->setNetwork("lmstudio", broken).error().kind, ErrorKind::BadRequest);
    QCOMPARE(resolved("lmstudio")->network, broken);
}

void ProviderRegistryTest::triesABaseBeforeItIsKept()
{
    const auto tried = [this](const ProviderId &id, const char *base) {
        std::optional<Result<ProviderConfig>> result;
        m_registry->resolveTrial(
            id, QUrl(base), this, [&result](const Result<ProviderConfig> &config) { result = config; });
        [&] { QVERIFY(!result); }();
        [&] { QTRY_VERIFY(result); }();
        return *result;
    };
    const auto elsewhere = tried("openai", "https://eu.api.openai.com/v1");
    QVERIFY(elsewhere && elsewhere->key.isEmpty()); // which is no error
    QCOMPARE(elsewhere->baseUrl, QUrl("https://eu.api.openai.com/v1"));
    QCOMPARE(m_asked.last().second.host, QStringLiteral("eu.api.openai.com"));
    QCOMPARE(m_registry->baseUrl("openai"), QUrl("https://api.openai.com/v1"));
    m_key = Secret("k");
    QCOMPARE(tried("openai", "https://api.openai.com/v1")->key.reveal(), QByteArray("k"));
    m_key = failure({.kind = ErrorKind::Storage});
    QVERIFY(tried("openai", "https://api.openai.com/v1"));
    QVERIFY(tried("lmstudio", "http://127.0.0.1:1/v1")->isOwnServer);
    QVERIFY(tried("openai-compatible", "")->baseUrl.isEmpty());
    QCOMPARE(tried("nobody", "http://127.0.0.1/v1").error().kind, ErrorKind::BadRequest);
}

QTEST_GUILESS_MAIN(ProviderRegistryTest)
#include "provider_registry_test.moc"
