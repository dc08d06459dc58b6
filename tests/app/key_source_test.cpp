// SPDX-License-Identifier: MIT
#include "app/key_source.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/secret_name.h"

#include <QTest>

using namespace freshet;

class KeySourceTest : public QObject {
    Q_OBJECT

private slots:
    void takesKeysOutOfTheEnvironment();
    void prefersTheEnvironmentAndDoesNotOpenTheStoreThen();
    void givesAStoredKeyOnlyToItsOrigin();
    void tellsOfTheEnvironmentWhenThereIsNoKeychain();
};

namespace {

/// Counts how often it is opened; fails when told to.
class WatchedSecretStore : public MemorySecretStore {
public:
    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override
    {
        ++reads;
        if (!isBroken)
            return MemorySecretStore::read(name, context, std::move(done));
        QMetaObject::invokeMethod(
            context,
            [done = std::move(done)] {
                done(failure({.kind = ErrorKind::Storage, .message = QStringLiteral("The keychain is locked.")}));
            },
            Qt::QueuedConnection);
    }

    int reads = 0;
    bool isBroken = false;
};

Result<Secret> keyFrom(const KeySource &source, const ProviderId &provider, const QString &url)
{
    QObject context;
    std::optional<Result<Secret>> answer;
    source(provider, *Origin::of(QUrl(url)), &context, [&answer](const Result<Secret> &key) { answer = key; });
    if (answer)
        qFatal("answered before the call returned");
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        qFatal("no answer");
    return *answer;
}

} // namespace

void KeySourceTest::takesKeysOutOfTheEnvironment()
{
    qputenv("FRESHET_API_KEY_OPENAI_COMPATIBLE", " k1\n");
    qputenv("FRESHET_API_KEY_OPENAI", "");
    const EnvironmentKeys keys = takeEnvironmentKeys();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys.value(environmentKeySuffix(QStringLiteral("openai-compatible"))).reveal(), QByteArray("k1"));
    QVERIFY(!qEnvironmentVariableIsSet("FRESHET_API_KEY_OPENAI_COMPATIBLE"));
    QVERIFY(!qEnvironmentVariableIsSet("FRESHET_API_KEY_OPENAI"));
}

void KeySourceTest::prefersTheEnvironmentAndDoesNotOpenTheStoreThen()
{
    WatchedSecretStore store;
    const KeySource source = makeKeySource({{QStringLiteral("OPENAI"), Secret(QStringLiteral("env"))}}, store);
    const auto key = keyFrom(source, QStringLiteral("openai"), QStringLiteral("http://127.0.0.1:1/v1"));
    QVERIFY(key);
    QCOMPARE(key->reveal(), QByteArray("env"));
    QCOMPARE(store.reads, 0);
    QVERIFY(keyFrom(source, QStringLiteral("gemini"), QStringLiteral("https://g.example"))->isEmpty());
    QCOMPARE(store.reads, 1);
}

void KeySourceTest::givesAStoredKeyOnlyToItsOrigin()
{
    WatchedSecretStore store;
    const Origin home = *Origin::of(QUrl(QStringLiteral("https://api.openai.com/v1")));
    store.write(secretName(QStringLiteral("openai"), home), Secret(QStringLiteral("kept")), this, [](auto) {});
    const KeySource source = makeKeySource({}, store);
    const auto keyAt = [&source](const char *url) {
        return keyFrom(source, QStringLiteral("openai"), QString::fromLatin1(url))->reveal();
    };
    QCOMPARE(keyAt("https://api.openai.com/v2"), QByteArray("kept"));
    QCOMPARE(keyAt("https://api.openai.com:8443/v1"), QByteArray());
    QCOMPARE(keyAt("http://api.openai.com/v1"), QByteArray());
    QCOMPARE(keyAt("https://api.openai.com.evil.example/v1"), QByteArray());
}

void KeySourceTest::tellsOfTheEnvironmentWhenThereIsNoKeychain()
{
    WatchedSecretStore store;
    store.isBroken = true;
    const auto key
        = keyFrom(makeKeySource({}, store), QStringLiteral("openai"), QStringLiteral("https://api.openai.com"));
    QVERIFY(!key);
    QCOMPARE(key.error().kind, ErrorKind::Auth);
    QVERIFY(key.error().message.contains(QLatin1String("FRESHET_API_KEY_OPENAI")));
    QVERIFY(key.error().message.contains(QLatin1String("The keychain is locked.")));
}

QTEST_GUILESS_MAIN(KeySourceTest)
#include "key_source_test.moc"
